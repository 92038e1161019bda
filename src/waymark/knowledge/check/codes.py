"""Are codes of other systems what they say? LOINC check digits, and pairings that are often made wrongly."""

import re
from collections.abc import Iterator
from typing import Final

from waymark.knowledge.assemble import Library
from waymark.knowledge.check.findings import Finding, found
from waymark.knowledge.folder import Written

__all__ = ["KNOWN", "loinc", "loinc_is_valid"]

_CODE = re.compile(r"(LL|LA)?(\d{1,7})-(\d)")

# Code -> where it belongs: (instrument, place). Place: panel, score, or item. From the LOINC table of the reference.
_AUDIT_C_ITEMS = {code: {("audit", "item"), ("audit_c", "item")} for code in ("68518-0", "68519-8", "68520-6")}
KNOWN: Final[dict[str, set[tuple[str, str]]]] = {
    **_AUDIT_C_ITEMS,
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
    "89206-7": {("phq9_teen", "panel")},
    "89204-2": {("phq9_teen", "score")},
    "71354-5": {("epds", "panel")},
    # Used as the total of the EPDS in three artefacts, its name seen in none.
    "99046-5": {("epds", "score")},
    "88121-9": {("hunger_vital_sign", "panel")},
    "88124-3": {("hunger_vital_sign", "score")},
    "97023-6": {("hrsn_supplemental", "panel")},
    "77003-2": {("promis_alcohol_7a", "panel")},
    "76499-3": {("hark", "panel")},
    "76504-0": {("hark", "score")},
    "75889-6": {("taps", "item")},
    "82665-1": {("dast28", "score")},
    # The single heavy-day item, not item 1 of AUDIT-C.
    "68517-2": {("heavy_days", "item")},
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
            yield from _code(written, instrument.loinc_panel, instrument.id, "panel", "loinc_panel")
        for number, item in enumerate(instrument.items):
            if item.loinc:
                yield from _code(written, item.loinc, instrument.id, "item", "items", number, "loinc")
        for number, score in enumerate(instrument.scores):
            if score.loinc:
                yield from _code(written, score.loinc, instrument.id, "score", "scores", number, "loinc")
    for written in library.entries["facts"].values():
        code = written.entry.codes.get("loinc")
        if code is None:
            continue
        scored = [scored.instrument for scored in written.entry.scored]
        if scored:
            yield from _code(written, code, scored[0], "score", "codes", "loinc")
        elif not loinc_is_valid(code):
            yield found("codes", written, _not_valid(code), "codes", "loinc")


def _code(written: Written, code: str, instrument: str, place: str, *path: str | int) -> Iterator[Finding]:
    if not loinc_is_valid(code):
        yield found("codes", written, _not_valid(code), *path)
        return
    owners = KNOWN.get(code)
    if owners is not None and (instrument, place) not in owners:
        belongs = " or ".join(f"the {where} of {owner}" for owner, where in sorted(owners))
        yield found("codes", written, f"{code} is {belongs}, not the {place} of {instrument}; correct it", *path)


def _not_valid(code: str) -> str:
    return f"`{code}` is no LOINC code (its check digit is wrong); look it up again or leave it out"
