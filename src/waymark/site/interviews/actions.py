"""What is done in an interview: each in one transaction with its rows in the record and in the audit.

Whoever calls these holds the sitting locked (`sittings.locked_*`) and made `Held` from the record under that lock.
"""

from collections.abc import Sequence
from typing import Any, Literal

import msgspec
from django.db import transaction

from waymark.planning.asking.interview import Interview as Asking
from waymark.planning.asking.steps import Question, Tell, Value
from waymark.record.documents.person import AnswerRow
from waymark.record.reading import read_person
from waymark.site.access.gate import Absent, Gate, person_gate
from waymark.site.accounts.models import public_id
from waymark.site.audit.record import note
from waymark.site.days import minute
from waymark.site.interviews.holding import Held, ask_of, moment_of
from waymark.site.interviews.models import Interview, OwnPart
from waymark.site.interviews.reviews import WhatNow, new_dangers, raise_review
from waymark.site.interviews.rows import added, given_of, taking_back
from waymark.site.interviews.state import IDLE, Given, State, open_state, seal_state
from waymark.site.people.models import Person
from waymark.site.records.actions import note_rows
from waymark.site.records.parts import Part
from waymark.site.records.selectors import document_of

__all__ = [
    "begin_interview",
    "begin_with",
    "enter_form",
    "go_on_after_all",
    "note_answers",
    "pause_interview",
    "put_aside",
    "put_off",
    "shown_to_person",
    "take_back",
    "tell",
    "turn_language",
    "turn_pages",
]

# What was settled is told up to here.
_SETTLED_TOLD = 2


@transaction.atomic
def begin_interview(*, gate: Gate) -> Interview:
    """Begin, or go on with the one that is open: after a rest in a sitting of its own."""
    person, by = Person.objects.select_for_update().get(pk=gate.about.pk), gate.acting
    open_one = person.interviews.filter(ended_at__isnull=True).first()
    if open_one is not None and by.at - open_one.last_at <= IDLE:
        if open_one.last_by_id != by.user.pk:
            open_one.last_by = by.user
            open_one.save(update_fields=["last_by"])
            _noted(gate, "interviews.take_over", open_one)
        return open_one
    if open_one is not None:
        _end(open_one, open_one.last_at)
    made = Interview(
        public_id=public_id(), person=person, by=by.user, last_by=by.user, began_at=by.at, last_at=by.at, sealed=b""
    )
    kept = open_state(open_one) if open_one is not None else None
    seal_state(made, State(at=minute(by.at), language=kept.language if kept else None))
    made.save(force_insert=True)
    _noted(gate, "interviews.begin_interview", made)
    return made


def begin_with(person: str, *, by: Gate) -> bool:
    """Begin the first interview with somebody just registered; False where whoever registers may not ask."""
    try:
        gate = person_gate(by.acting, person, "interview", "write", by.kind)
    except Absent:
        return False
    begin_interview(gate=gate)
    return True


@transaction.atomic
def note_answers(
    *, gate: Gate, held: Held, answers: Sequence[tuple[Question, Value]], sent_as: str
) -> tuple[WhatNow, ...]:
    """Note answers that came with one page, all or none; returns what became dangerous with them.

    Raises AnswerError, RecordError.
    """
    after, parts, given = held.asking, list[Any](), list[Given]()
    for question, value in answers:
        before, after = after, after.answer(question, value)
        new = added(before.person, after.person)
        parts += new
        given.append(given_of(question.id, new, held.sitting.turn))
    last = answers[-1][0]
    settled, more = _settled(held.asking, after)
    state = msgspec.structs.replace(
        held.state.having(*given),
        current=last.topic if last.kind == "item" else None,
        settled=settled,
        more=more,
    )
    return _stored(gate, held, after, state, parts, sent_as)


@transaction.atomic
def tell(*, gate: Gate, held: Held, told: Tell, sent_as: str) -> None:
    """Something was told; that the limits of confidentiality were told is noted."""
    after = held.asking.told(told)
    state = msgspec.structs.replace(held.state, told=(*held.state.told, told.kind))
    _stored(gate, held, after, state, added(held.asking.person, after.person), sent_as)


@transaction.atomic
def take_back(*, gate: Gate, held: Held, sent_as: str, named: str | None = None) -> bool:
    """Take the answers of the last page back, or that to a question: their rows stay, and say so.

    False where there are none.
    """
    state = held.state
    last = next((one for one in reversed(state.given) if named in (None, one.question)), None)
    if last is None:
        return False
    page = [one for one in state.given if one is last or (named is None and one.turn == last.turn >= 0)]
    question = held.asking.question(page[0].question, bare=True)
    state = msgspec.structs.replace(
        state,
        given=tuple(one for one in state.given if one not in page),
        answers=max(0, state.answers - len(page)),
        again=page[0].question,
        current=question.topic if question is not None and question.kind == "item" else None,
        settled=(),
        more=0,
    )
    part = taking_back(page, state.at, held.asking.room.by)
    note_rows(gate=gate, parts=[part], sent_as=sent_as, on_behalf=_behalf(held))
    _save(gate, held, state)
    return True


@transaction.atomic
def enter_form(*, gate: Gate, row: AnswerRow, sent_as: str, language: str) -> bool:
    """Note a form that was filled on paper; True where it brought up something dangerous. Raises RecordError."""
    record = read_person(document_of(gate.about), "the record")
    part = Part("answers", msgspec.json.encode(row))
    if not note_rows(gate=gate, parts=[part], sent_as=sent_as):
        return False
    before = ask_of(gate.about, record, moment_of(record, None, None, gate.acting.at), by="", language=language)
    after = before.holding(msgspec.structs.replace(record, answers=(*record.answers, row)))
    lines = new_dangers(before, after)
    if lines:
        raise_review(gate=gate, lines=lines, alone=False)
    return bool(lines)


@transaction.atomic
def put_aside(*, gate: Gate, held: Held, questions: Sequence[Question], sent_as: str) -> None:
    """Leave questions for another sitting; items of a form are left out of it, and rows say so."""
    items = [(one, "unknown") for one in questions if one.kind == "item"]
    if items:
        note_answers(gate=gate, held=held, answers=items, sent_as=sent_as)
        return
    aside = {one.topic for one in questions}
    aside |= {f"fact:{fact}" for one in questions if one.kind == "check" for fact in one.facts}
    state = msgspec.structs.replace(
        held.state, aside=tuple(dict.fromkeys((*held.state.aside, *sorted(aside)))), again=None, settled=(), more=0
    )
    _save(gate, held, state)


@transaction.atomic
def put_off(
    *, gate: Gate, held: Held, why: Literal["intoxicated", "unwell", "exhausted", "other", "goes_on"], sent_as: str
) -> None:
    """Not today: a row says why and until when; only safety is asked until then. `goes_on` takes that back."""
    after = held.asking.put_off(why)
    _stored(gate, held, after, held.state, added(held.asking.person, after.person), sent_as)


@transaction.atomic
def go_on_after_all(*, gate: Gate, held: Held) -> None:
    """An emergency or a bad day is looked after; ask all the same."""
    _noted(gate, "interviews.go_on", held.sitting)
    _save(gate, held, msgspec.structs.replace(held.state, go_on=True))


@transaction.atomic
def shown_to_person(*, gate: Gate, held: Held, what: Literal["hello", "read", "kept"]) -> None:
    """What the person was shown first (`hello`), a crisis card that was read, or that what they wrote is kept."""
    told = (*held.state.told, "hello", *(["kept"] if what == "kept" else []))
    state = msgspec.structs.replace(held.state, card=False, told=tuple(dict.fromkeys(told)))
    if what == "read":
        step = held.asking.next()
        if isinstance(step, Tell) and step.kind == "emergency":
            state = msgspec.structs.replace(state, go_on=True)
    _noted(gate, f"interviews.shown_to_person {what}", held.sitting)
    _save(gate, held, state)


@transaction.atomic
def turn_language(*, gate: Gate, held: Held, language: str) -> None:
    """Ask in another language from now on."""
    _save(gate, held, msgspec.structs.replace(held.state, language=language))


@transaction.atomic
def turn_pages(*, gate: Gate, held: Held, single: bool) -> None:
    """From now on one question to a page, or several where they go together."""
    _save(gate, held, msgspec.structs.replace(held.state, single=single))


@transaction.atomic
def pause_interview(*, gate: Gate, sitting: Interview) -> None:
    """Stop for now; nothing more is to be kept, everything is."""
    _end(sitting, gate.acting.at)
    _noted(gate, "interviews.pause_interview", sitting)


def _stored(gate: Gate, held: Held, after: Asking, state: State, parts: list[Any], sent_as: str) -> tuple[WhatNow, ...]:
    """Rows, review and sitting together."""
    new = note_rows(gate=gate, parts=parts, sent_as=sent_as, on_behalf=_behalf(held))
    lines = new_dangers(held.asking, after) if new else ()
    if lines:
        raise_review(gate=gate, lines=lines, alone=held.own)
        state = msgspec.structs.replace(state, card=held.own or state.card)
    _save(gate, held, state)
    return lines


def _save(gate: Gate, held: Held, state: State) -> None:
    sitting = held.sitting
    seal_state(sitting, state)
    sitting.turn += 1
    sitting.last_at = gate.acting.at
    fields = ["sealed", "turn", "last_at"]
    if isinstance(sitting, Interview):
        sitting.last_by = gate.acting.user
        fields.append("last_by")
    sitting.save(update_fields=fields)


def _settled(before: Asking, after: Asking) -> tuple[tuple[str, ...], int]:
    """Rules that turned out so, weightiest first, and of how many more something is settled."""
    from waymark.planning.asking.relevance import WEIGHTS

    settled = after.settled(before)
    prepared = after.prepared
    true = [prepared.rule(name) for name, found in settled.items() if found]
    true.sort(key=lambda rule: -max((WEIGHTS.get(type(effect), 0.0) for effect in rule.effects), default=0.0))
    shown = tuple(rule.id for rule in true[:_SETTLED_TOLD])
    return shown, len(settled) - len(shown)


def _behalf(held: Held) -> str:
    return "person" if held.own else ""


def _end(sitting: Interview | OwnPart, at: Any) -> None:
    sitting.ended_at = at
    sitting.save(update_fields=["ended_at"])


def _noted(gate: Gate, action: str, sitting: Interview | OwnPart) -> None:
    by = gate.acting
    note(
        action, chain=by.programme.pk, actor=by.user.public_id, role=by.role, content="interview",
        person=gate.about.public_id, target=sitting.public_id,
    )  # fmt: skip
