"""Are codes of other systems what they say? LOINC check digits, and pairings that are often made wrongly."""

import re
from collections.abc import Iterator
from typing import Final

from waymark.knowledge.assemble import Library
from waymark.knowledge.check.findings import Finding, found
from waymark.knowledge.folder import Written

__all__ = ["KNOWN", "WHICH", "loinc", "loinc_is_valid"]

_CODE = re.compile(r"(LL|LA)?(\d{1,7})-(\d)")

# Code -> where it belongs: (instrument, place). Place: panel, score, or item. From the LOINC table of the reference.
_PHQ = ("44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8")
_GAD = ("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7")
_AUDIT = ("68518-0", "68519-8", "68520-6", "97734-8", "97735-5", "97736-3", "97737-1", "97738-9", "97739-7", "97740-5")
_PC_PTSD = ("102012-2", "102013-0", "102014-8", "102015-5", "102016-3")
_CSSRS = ("93246-7", "93247-5", "93248-3", "93249-1", "93250-9", "93267-3")


def _items(codes: tuple[str, ...], form: str, short: str = "", first: int = 0) -> dict[str, set[tuple[str, str]]]:
    """Codes of items in order; `short`: a form of its own made of the first few."""
    both = {(form, "item"), (short, "item")}
    return {code: both if place < first else {(form, "item")} for place, code in enumerate(codes)}


KNOWN: Final[dict[str, set[tuple[str, str]]]] = {
    **_items(_AUDIT, "audit", "audit_c", 3),
    **_items(_PHQ, "phq9", "phq2", 2),
    **_items(_GAD, "gad7", "gad2", 2),
    **_items(("102011-4", *_PC_PTSD), "pc_ptsd5"),
    **_items((*_CSSRS, "93269-9"), "cssrs"),
    "72109-2": {("audit_c", "panel")},
    # Several public repositories swap the next two.
    "75626-2": {("audit_c", "score"), ("audit", "score")},
    "75624-7": {("audit", "score")},
    "72110-0": {("audit", "panel")},
    "82666-9": {("dast10", "panel")},
    "82667-7": {("dast10", "score")},
    "44249-1": {("phq9", "panel")},
    "44261-6": {("phq9", "score")},
    "55758-7": {("phq9", "score"), ("phq2", "score")},
    "55757-9": {("phq2", "panel")},
    "44260-8": {("phq9", "item"), ("phq9", "score")},
    "69737-5": {("gad7", "panel")},
    "70274-6": {("gad7", "score")},
    "102010-6": {("pc_ptsd5", "panel")},
    "102017-1": {("pc_ptsd5", "score")},
    "101697-1": {("pcl5", "panel")},
    "101698-9": {("pcl5", "score")},
    "93373-9": {("cssrs", "panel")},
    "93374-7": {("cssrs", "score")},
    "64394-0": {("pss10", "panel")},
    "106860-0": {("pss10", "score")},
    "96777-8": {("hrsn", "panel")},
    # Belong to other forms than those they are often used for.
    "71492-3": {("slums", "score")},
    "72172-0": {("moca", "score")},
    "72133-2": {("moca", "panel")},
    "72514-3": {("pain", "score")},
    "89206-7": {("phq_a", "panel")},
    "89204-2": {("phq_a", "score")},
    "71354-5": {("epds", "panel")},
    # Used as the total of the EPDS in three artefacts, its name seen in none.
    "99046-5": {("epds", "score")},
    "88121-9": {("hunger_vital_sign", "panel")},
    "88124-3": {("hunger_vital_sign", "score")},
    "97023-6": {("hrsn_supplemental", "panel")},
    "77003-2": {("promis_alcohol_7a", "panel")},
    "76499-3": {("hark", "panel")},
    "76504-0": {("hark", "score")},
    "96841-2": {("taps", "panel")},
    "96842-0": {("taps", "item")},
    "88037-7": {("taps", "item")},
    "75889-6": {("taps", "item")},
    "71942-7": {("crafft", "panel")},
    "82665-1": {("dast28", "score")},
    # The single heavy-day item, not item 1 of AUDIT-C.
    "68517-2": {("heavy_days", "item")},
    "93245-9": {("cssrs_full", "panel")},
    "93278-0": {("cssrs_full", "score")},
    "93304-4": {("cssrs_full", "score")},
    "69724-3": {("phq4", "panel")},
    "70272-0": {("phq4", "score")},
    "93025-5": {("prapare", "panel")},
    "72166-2": {("smoking_status", "item")},
    "74013-4": {("drinks_per_day", "item")},
}
# Which item or score of its form a code is: one item's code on another is as wrong as on another form.
_NUMBERED = (_AUDIT, _PHQ, _GAD, _PC_PTSD, _CSSRS)
WHICH: Final[dict[str, set[str]]] = {
    **{code: {f"item_{place}"} for codes in _NUMBERED for place, code in enumerate(codes, 1)},
    "44260-8": {"item_9"},
    "102011-4": {"gate"},
    "93269-9": {"item_6a"},
    "75626-2": {"total", "consumption"},
    "55758-7": {"total", "phq2"},
    **{code: {"total"} for code in ("75624-7", "82667-7", "44261-6", "89204-2", "70274-6", "102017-1", "101698-9")},
    "93374-7": {"risk"},
    "96842-0": {"tobacco"},
    "88037-7": {"heavy_5"},
    "75889-6": {"heavy_4"},
}


def loinc_is_valid(code: str) -> bool:
    """Whether the check digit holds. Answer lists (LL) and answers (LA) fold their letters into the digit."""
    match = _CODE.fullmatch(code)
    if match is None:
        return False
    letters, digits, check = match.groups()
    offset = 0 if letters is None else 1 if letters == "LL" else 5 if len(digits) % 2 == 0 else 2
    return (_luhn(digits) + offset) % 10 == int(check)


def _luhn(digits: str) -> int:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return -total % 10


def loinc(library: Library) -> Iterator[Finding]:
    """Check digits hold, and codes stand where they belong."""
    for written in library.entries["instruments"].values():
        instrument = written.entry
        if instrument.loinc_panel:
            yield from _code(written, instrument.loinc_panel, (instrument.id, "panel", ""), "loinc_panel")
        for number, item in enumerate(instrument.items):
            if item.loinc:
                yield from _code(written, item.loinc, (instrument.id, "item", item.id), "items", number, "loinc")
        for number, score in enumerate(instrument.scores):
            if score.loinc:
                yield from _code(written, score.loinc, (instrument.id, "score", score.id), "scores", number, "loinc")
    for written in library.entries["facts"].values():
        code = written.entry.codes.get("loinc")
        if code is None:
            continue
        scored = written.entry.scored
        if scored:
            yield from _code(written, code, (scored[0].instrument, "score", scored[0].score), "codes", "loinc")
        elif not loinc_is_valid(code):
            yield found("codes", written, _not_valid(code), "codes", "loinc")


def _code(written: Written, code: str, place: tuple[str, str, str], *path: str | int) -> Iterator[Finding]:
    """`place`: the instrument, panel or score or item, and its id."""
    instrument, kind, name = place
    if not loinc_is_valid(code):
        yield found("codes", written, _not_valid(code), *path)
        return
    owners = KNOWN.get(code)
    if owners is not None and (instrument, kind) not in owners:
        belongs = " or ".join(f"the {where} of {owner}" for owner, where in sorted(owners))
        yield found("codes", written, f"{code} is {belongs}, not the {kind} of {instrument}; correct it", *path)
    elif name and name not in WHICH.get(code, {name}):
        belongs = " or ".join(f"`{which}`" for which in sorted(WHICH[code]))
        yield found("codes", written, f"{code} is the code of {belongs}, not of `{name}`; correct it", *path)


def _not_valid(code: str) -> str:
    return f"`{code}` is no LOINC code (its check digit is wrong); look it up again or leave it out"
