"""A response scored by our rules, with whatever the file says otherwise."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from waymark.exchange.questionnaires.answering import Answered, answer
from waymark.exchange.questionnaires.around import score_around
from waymark.exchange.questionnaires.codes import loinc_in
from waymark.exchange.questionnaires.comparing import Comparison, compare_weights
from waymark.exchange.questionnaires.form import Form
from waymark.exchange.questionnaires.identity import Identity, cued, identify, told_by_questions
from waymark.exchange.questionnaires.joining import as_form, join
from waymark.exchange.questionnaires.matching import Matched, match, tell
from waymark.exchange.questionnaires.notes import Note, Notes, QuestionnaireError
from waymark.exchange.questionnaires.others import LIKE
from waymark.exchange.questionnaires.responses import Entry, Response, Stated
from waymark.exchange.questionnaires.table import Table, table_of
from waymark.exchange.questionnaires.values import allowed
from waymark.knowledge.model.instrument import Instrument
from waymark.record.scored import ScoredForm

__all__ = ["ScoredResponse", "score_response"]


class ScoredResponse(msgspec.Struct, frozen=True):
    """One response. `shown`: the scores that this form can give, all of them unless it is a short form."""

    response: str
    instrument: Instrument
    part: str
    items: dict[str, float | str]
    scored: ScoredForm
    shown: tuple[str, ...]
    notes: tuple[Note, ...]


def score_response(
    response: Response, form: Form | None, instruments: Mapping[str, Instrument], where: str, notes: Notes,
    stated: Sequence[Stated] = (),
) -> ScoredResponse:  # fmt: skip
    """Score one response. Raises QuestionnaireError where its instrument or none of its answers can be told."""
    said = form or as_form(response)
    try:
        identity = identify(said, instruments, where, notes)
    except QuestionnaireError:
        if form is None and not any(loinc_in(entry.link) or entry.text for entry in response.entries):
            raise QuestionnaireError(
                f"{where}: its link ids carry no codes and it repeats no questions; add --questionnaire with the form"
            ) from None
        raise
    matched = match(said, identity, notes, ordered=form is not None)
    if form is None and not matched.matches:
        raise QuestionnaireError(
            f"{where}: it seems to be {identity.instrument.id}, but its answers carry no "
            f"codes of questions and no words "
            "of them; add --questionnaire with the form"
        )
    tell(matched, identity.instrument, notes)
    if form is not None:
        _same_form(response, form, identity, instruments, where, notes)
    for item, why in identity.variants.items():
        notes.add("variant", f"not the standard form: it asks {why}; {item} stays without an answer", item)
    entries = join(form, response, where, notes) if form is not None else _by_link(response)
    answers = _answers(matched, identity, entries, notes)
    if not any(found.value is not None for found in answers.values()):
        reasons = "; ".join(note.text for note in notes.of("unanswered")[:2]) or "no item of it is answered"
        raise QuestionnaireError(f"{where}: nothing of this {identity.instrument.id} can be scored: {reasons}")
    return _score(response, identity, matched, entries, answers, notes, stated)


def _same_form(
    response: Response, form: Form, identity: Identity, instruments: Mapping[str, Instrument], where: str, notes: Notes
) -> None:
    """Refuse a response whose own words or codes are those of another instrument, whatever its link ids."""
    own = told_by_questions(as_form(response), instruments)
    if own not in (None, identity.instrument.id, LIKE.get(identity.instrument.id)):
        raise QuestionnaireError(
            f"{where}: its questions are those of {own}, and the Questionnaire is {identity.instrument.id}; "
            "name the Questionnaire it was filled from"
        )
    named = response.form.partition("|")[0].rstrip("/").rpartition("/")[2]
    if form.url and named and named != form.url.rstrip("/").rpartition("/")[2]:
        notes.add("read", f"the response names another Questionnaire ({response.form}) than the one it is read with")


def _contradicted(matched: Matched, identity: Identity, given: dict[str, list[Entry]], notes: Notes) -> None:
    """Answers that repeat words of another item than the one they are matched with: used for neither."""
    for one in matched.matches:
        item, name = one.item.id, identity.instrument.id
        for place, entry in enumerate(given[item]):
            words = cued(name, entry.text)
            if words and item not in words and item in cued(name, one.question.text, one.question.above):
                others = ", ".join(sorted(words))
                notes.add("unanswered", f"{item}: its answer repeats words of {others}; it is used for neither", item)
                given[item][place] = msgspec.structs.replace(entry, answers=(), unreadable=True)


def _by_link(response: Response) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in response.entries:
        found.setdefault(entry.link, []).append(entry)
    return found


def _answers(
    matched: Matched, identity: Identity, entries: Mapping[str, list[Entry]], notes: Notes
) -> dict[str, Answered]:
    tables = {one.item.id: table_of(identity.instrument, one, notes) for one in matched.matches}
    given = {one.item.id: list(entries.get(one.question.link, [])) for one in matched.matches}
    _contradicted(matched, identity, given, notes)
    given = _trusted(matched, tables, given, notes)
    return {one.item.id: answer(one, tables[one.item.id], given[one.item.id], notes) for one in matched.matches}


def _trusted(
    matched: Matched, tables: Mapping[str, Table], given: dict[str, list[Entry]], notes: Notes
) -> dict[str, list[Entry]]:
    """Bare numbers count as values only where every one of them is possible: 4 among 0 to 3 means another count."""
    bare = {
        one.item.id: [a.number for entry in given[one.item.id] for a in entry.answers if a.number is not None]
        for one in matched.matches
        if not tables[one.item.id].rows and one.item.options and len(set(one.item.options)) > 1
    }
    bare = {name: numbers for name, numbers in bare.items() if numbers}
    items = {one.item.id: one.item for one in matched.matches}
    wrong = [f"{name} {n:g}" for name, numbers in bare.items() for n in numbers if not allowed(items[name], n)]
    if bare and not wrong:
        notes.add("options", f"{len(bare)} answers are bare numbers; they are taken as the values of the items")
    if not wrong:
        return given
    notes.add("codes", f"bare numbers that no item has ({', '.join(wrong)}): the file counts in another way")
    return {
        name: [msgspec.structs.replace(e, answers=(), unreadable=True) for e in found] if name in bare else found
        for name, found in given.items()
    }


def _score(
    response: Response, identity: Identity, matched: Matched, entries: Mapping[str, list[Entry]],
    answers: dict[str, Answered], notes: Notes, stated: Sequence[Stated],
) -> ScoredResponse:  # fmt: skip
    instrument = identity.instrument
    items: dict[str, float | str] = {}
    for item in instrument.items:
        found = answers.get(item.id)
        if found is not None and found.value is not None:
            items[item.id] = found.value
        elif found is not None and found.state == "declined":
            items[item.id] = "declined"
    lost = _lost(matched, identity, entries, answers, notes)
    open_items = [name for name in _not_jumped(instrument, items) if name not in lost]
    if open_items:
        notes.add("missing", f"no answer to {', '.join(open_items)}, in a part that the form was not led past")
    lost += open_items
    scored = score_around(instrument, items, lost, closed=response.completed)
    shown = tuple(scored.scores) if identity.part is None else (identity.part.score,)
    wanted = [i.id for i in instrument.items if identity.part is None or i.id in identity.part.items]
    silent = [name for name in wanted if name not in items and name not in lost]
    missing = [name for name in silent if name in scored.missing]
    if missing:
        notes.add("missing", f"no answer to {', '.join(missing)}")
    if len(missing) < len(silent):
        jumped = ", ".join(name for name in silent if name not in missing)
        notes.add("missing", f"no answer to {jumped}, over which the form jumps; counted as the form says")
    if scored.ignored:
        notes.add("scoring", f"answers that the form jumps over count nothing: {', '.join(scored.ignored)}")
    _safety(instrument, items, answers, notes)
    compare_weights(instrument, scored, answers, notes)
    Comparison(instrument, scored, shown, notes).all(matched, entries, answers, stated)
    name = identity.part.name if identity.part is not None else ""
    return ScoredResponse(response.id, instrument, name, items, scored, shown, notes.all())


def _not_jumped(instrument: Instrument, items: Mapping[str, float | str]) -> list[str]:
    """Items without an answer that a form would jump over, in a form that was not jumped: others there have points."""
    found: dict[str, None] = {}
    for branch in instrument.branches:
        points = [items[name] for name in branch.skip if name in items]
        if not branch.overrides and any(isinstance(value, float) and value != branch.value for value in points):
            found |= dict.fromkeys(name for name in branch.skip if name not in items)
    return list(found)


def _lost(
    matched: Matched, identity: Identity, entries: Mapping[str, list[Entry]], answers: Mapping[str, Answered],
    notes: Notes,
) -> list[str]:  # fmt: skip
    """Items that may have been answered although no answer of theirs could be used."""
    found = [name for name, answered in answers.items() if answered.state == "unreadable"]
    strays = [note for note in notes.of("unanswered") if note.item is None]
    if strays:
        found += [name for name, answered in answers.items() if answered.state == "missing"]
    if strays or any(entry.answers for question in matched.extra for entry in entries.get(question.link, ())):
        found += [name for name in matched.missing if identity.part is None]
    return found


def _safety(instrument: Instrument, items: Mapping[str, Any], answers: Mapping[str, Answered], notes: Notes) -> None:
    """Answers that matter at once, whatever the total."""
    for item in instrument.items:
        value = items.get(item.id)
        label = next(iter(item.label.values()), item.id)
        lowest = min(item.options) if item.options else item.minimum or 0
        if item.safety and isinstance(value, float | int) and value > lowest:
            notes.add(
                "safety", f"{item.id} ({label}) is answered {value:g}: look at it now, whatever the total", item.id
            )
        elif item.safety and answers.get(item.id, Answered(0)).state == "unreadable":
            notes.add("safety", f"{item.id} ({label}) has an answer that cannot be read: ask again now", item.id)
