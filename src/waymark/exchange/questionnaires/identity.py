"""Which instrument a form is: by the codes of its questions first, then by their words, then by its panel and name."""

import re
from collections.abc import Mapping, Sequence

import msgspec

from waymark.exchange.questionnaires.by_substance import BY_SUBSTANCE, item_of
from waymark.exchange.questionnaires.codes import plain
from waymark.exchange.questionnaires.cues import CUES
from waymark.exchange.questionnaires.form import Form, Question
from waymark.exchange.questionnaires.notes import Notes, QuestionnaireError
from waymark.exchange.questionnaires.others import LIKE, NAMES, OTHERS, PARTS, VARIANT_ITEMS, Other, Part
from waymark.knowledge.model.instrument import Instrument

__all__ = ["Identity", "cued", "identify", "told_by_questions"]

# Languages the cues are in.
READ = ("en", "es", "de")


class Identity(msgspec.Struct, frozen=True):
    """`part`: a short form made of the first items. `variants`: items of ours that another question stands in for."""

    instrument: Instrument
    part: Part | None = None
    variants: dict[str, str] = {}


class _Evidence(msgspec.Struct, frozen=True):
    """What speaks for one instrument: items known by code, by words, a panel code, a name."""

    instrument: Instrument
    coded: frozenset[str]
    worded: frozenset[str]
    panel: bool
    named: bool
    fits: bool
    # Whether the form's words would be known to us if they were this instrument's.
    readable: bool

    @property
    def hits(self) -> int:
        return len(self.coded | self.worded)

    def asks(self, part: Part) -> bool:
        """Its questions are those of a short form; of two wordings for different people one is enough."""
        hit, whole = self.coded | self.worded, set(part.items)
        pairs = {name for item in self.instrument.items if item.instead_of for name in (item.id, item.instead_of)}
        lost = whole - hit
        return part.instrument == self.instrument.id and hit <= whole and (not lost or lost < pairs)

    @property
    def own(self) -> bool:
        """Something speaks for it that does not speak for the form whose questions it repeats."""
        other = LIKE.get(self.instrument.id)
        return other is None or self.named or self.panel or bool((self.coded | self.worded) - CUES[other].keys())

    @property
    def share(self) -> float:
        return self.hits / _asked(self.instrument)

    @property
    def rank(self) -> tuple[float, ...]:
        return (self.hits, self.named, self.fits, self.share, self.panel)

    @property
    def enough(self) -> bool:
        """Codes of two items or of most; words of most items; or a name, with as many questions as items.

        A name alone is not enough where the questions are in a language we read and say nothing of the instrument.
        """
        return (
            len(self.coded) >= 2
            or self.share >= 0.6
            or (self.hits >= 1 and self.share >= 0.4 and (self.named or self.panel))
            or ((self.named or self.panel) and self.fits and (self.hits > 0 or not self.readable))
            or ((self.named or self.panel) and any(self.asks(part) for part in PARTS))
        )


def cued(instrument: str, text: str, above: str = "") -> frozenset[str]:
    """The items of an instrument whose words a question has. `above`: what is shown over it, where that may say of
    which substance it speaks."""
    if instrument in BY_SUBSTANCE:
        item = item_of(instrument, text, above)
        if item is not None:
            return frozenset({item})
    words = plain(text)
    return frozenset(item for item, cue in CUES.get(instrument, {}).items() if words and re.search(cue, words))


def identify(form: Form, instruments: Mapping[str, Instrument], where: str, notes: Notes) -> Identity:
    """The instrument of a form. Raises QuestionnaireError where it is another one, or none we know."""
    names = [plain(name) for name in (form.title, *form.names) if name]
    found = [_evidence(instrument, form, names) for instrument in instruments.values() if _in_one_form(instrument)]
    found = [evidence for evidence in found if evidence.enough and evidence.own]
    best = max(found, key=lambda evidence: evidence.rank, default=None)
    other = _other(form, names, best)
    if other is not None:
        raise QuestionnaireError(f"{where}: this is {_named(other, form)}: {other.why}")
    if best is None:
        called = f" (“{form.title or form.names[0]}”)" if form.title or form.names else ""
        raise QuestionnaireError(
            f"{where}: none of the library's instruments was recognised in it{called}; "
            "its questions carry no codes and no words that we know"
        )
    part = _part(best, form)
    _tell(best, form, part, names, notes)
    variants = VARIANT_ITEMS.get(best.instrument.id, {})
    codes = {code for leaf in form.leaves for code in leaf.codes}
    return Identity(best.instrument, part, {item: why for code, (item, why) in variants.items() if code in codes})


def told_by_questions(form: Form, instruments: Mapping[str, Instrument]) -> str | None:
    """The instrument that the codes and words of most questions are of; names and panels do not count."""
    found = [_evidence(instrument, form, ()) for instrument in instruments.values() if _in_one_form(instrument)]
    best = max((evidence for evidence in found if evidence.own), key=lambda evidence: evidence.rank, default=None)
    return best.instrument.id if best is not None and best.hits >= 2 and best.share >= 0.6 else None


def _in_one_form(instrument: Instrument) -> bool:
    """One form asks all of it; not the same questions once per substance, nor only a score."""
    short = instrument.id in {part.score for part in PARTS}
    return instrument.subject is None and bool(instrument.items) and not short


def _asked(instrument: Instrument) -> int:
    """How many questions the form has at least."""
    return sum(not item.optional for item in instrument.items)


def _evidence(instrument: Instrument, form: Form, names: Sequence[str]) -> _Evidence:
    by_code = {item.loinc: item.id for item in instrument.items if item.loinc}
    coded = {by_code[code] for question in form.leaves for code in question.codes if code in by_code}
    hits: dict[str, int] = {}
    for question in form.questions:
        cues = cued(instrument.id, question.text, question.above)
        if len(cues) == 1:
            item = next(iter(cues))
            hits[item] = hits.get(item, 0) + 1
    cue = NAMES.get(instrument.id)
    return _Evidence(
        instrument=instrument,
        coded=frozenset(coded),
        worded=frozenset(item for item, count in hits.items() if count == 1),
        panel=instrument.loinc_panel is not None and instrument.loinc_panel in form.panels,
        named=cue is not None and any(re.search(cue, name) for name in names),
        fits=len(form.questions) == _asked(instrument),
        readable=(instrument.id in CUES or instrument.id in BY_SUBSTANCE)
        and form.language in READ
        and any(q.text for q in form.questions),
    )


def _other(form: Form, names: Sequence[str], best: _Evidence | None) -> Other | None:
    """Another known instrument, unless the codes of most of its questions are those of one of ours."""
    codes = {code for leaf in form.leaves for code in leaf.codes}
    ours = len(best.coded) if best is not None else 0
    for other in OTHERS:
        if best is not None and best.instrument.id == other.part_of and best.share > 0.9:
            continue
        theirs = len(codes & set(other.items))
        if theirs and theirs >= ours:
            return other
        named = bool(other.title) and any(re.search(other.title, name) for name in names)
        sure = best is not None and best.share > 0.9 and (best.named or bool(best.coded))
        if named and not (best is not None and sure and not _contrary(other, best)):
            return other
        if set(other.panels) & set(form.panels) and ours < 2:
            return other
    return None


def _contrary(other: Other, best: _Evidence) -> bool:
    """The other one looks like ours, question by question; only its name tells them apart."""
    return not other.items or best.share < 1


def _named(other: Other, form: Form) -> str:
    return other.name + (f" (“{form.title}”)" if form.title and plain(form.title) != plain(other.name) else "")


def _part(best: _Evidence, form: Form) -> Part | None:
    for part in PARTS:
        if best.asks(part):
            asked = [question for question in form.questions if _scorable(question)]
            if len(asked) <= len(part.items) or set(part.panels) & set(form.panels):
                return part
    return None


def _scorable(question: Question) -> bool:
    return question.kind != "text"


def _tell(best: _Evidence, form: Form, part: Part | None, names: Sequence[str], notes: Notes) -> None:
    """How the instrument was told, and codes and names that say something else."""
    instrument = best.instrument
    total = len(instrument.items)
    by = f"{len(best.coded)} of {total} items by code, {len(best.worded)} by their words"
    notes.add("identity", f"{instrument.id}{f' ({part.name})' if part else ''}: {by}")
    right = {instrument.loinc_panel, *(part.panels if part else ())}
    for code in form.panels:
        if code not in right and instrument.loinc_panel is not None:
            notes.add(
                "codes", f"the form carries the code {code}; the code of {instrument.id} is {instrument.loinc_panel}"
            )
    for name, cue in NAMES.items():
        if name != instrument.id and not best.named and any(re.search(cue, said) for said in names):
            notes.add("codes", f"its name says {name}, its questions are those of {instrument.id}; the questions count")
