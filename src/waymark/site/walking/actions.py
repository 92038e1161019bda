"""What people say of a change or of what stands out, what counts for somebody, and what was written after use.

Each is rows: of the decisions, or of the record. Nothing is judged here; the room of progress says what could be done.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec
from django.db import transaction

from waymark.planning.wording_goals.word import Wording, word_goal
from waymark.progress.accepting import also, decisions_of, put_aside
from waymark.progress.changes import planned, wrong_with
from waymark.progress.report import Change, Made, Signal
from waymark.progress.return_to_use import reviewed
from waymark.progress.walk import Walk
from waymark.progress.walking import walked
from waymark.record.documents.common import Moment
from waymark.record.documents.decisions import Decision
from waymark.record.documents.person import FactRow
from waymark.site.access.gate import Gate
from waymark.site.audit.record import note
from waymark.site.days import minute
from waymark.site.interviews.reviews import WhatNow, raise_review
from waymark.site.people.models import Person
from waymark.site.plans.actions import decide_together
from waymark.site.plans.library import library
from waymark.site.records.actions import note_rows
from waymark.site.records.parts import Part
from waymark.site.walking.going import Going, going_of, walk_of
from waymark.site.walking.shown import mark_of_change

__all__ = ["Answer", "Moved", "NotSafe", "answer_change", "answer_signal", "choose_count", "keep_review", "note_talk"]


class Moved(Exception):
    """What is answered stands no more as it was seen: somebody answered, or new facts came."""


class NotSafe(Exception):
    """With this number the plan would miss a floor of safety."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """`told`: for each author who speaks, whether staff write down what the person said. `number`: another one than
    the change had, by its name. `again`: when it may be offered again."""

    word: str
    told: tuple[bool, ...]
    text: str = ""
    number: tuple[str, float] | None = None
    again: date | None = None


@transaction.atomic
def answer_change(*, gate: Gate, language: str, name: str, seen: str, answer: Answer, sent_as: str) -> None:
    """Yes or no to a change by one author or both, only where it stands as it was seen.

    Raises Moved, NotSafe, RecordError.
    """
    _locked(gate)
    going = going_of(gate, language)
    line = None if going is None else line_of(going, name)
    if going is None or line is None or mark_of_change(going, name, line) != seen:
        raise Moved
    walk = walk_of(gate, language)
    made = isinstance(line, Made)
    rows = _of_made(gate, walk, line, answer) if isinstance(line, Made) else _of_offered(gate, walk, line, answer)
    decide_together(gate=gate, decisions=rows, sent_as=sent_as)
    _noted(gate, f"walking.answer_change {answer.word}", "plan", "a change" if made else "a proposed change")


def line_of(going: Going, name: str) -> Change | Made | None:
    """A change by its id: one that was made, or one that is proposed."""
    progress = going.progress
    found: Iterable[Change | Made] = (*progress.made, *progress.changes)
    return next((one for one in found if one.id == name), None)


def _of_offered(gate: Gate, walk: Walk, change: Change, answer: Answer) -> list[Decision]:
    if answer.number is not None:
        change = _numbered(walk, change, answer.number)
    rows: list[Decision] = []
    for told in answer.told:
        by = _by(gate, told)
        said = decisions_of(
            change, "clinician" if by["role"] else "person", _moment(gate, walk),
            "agreed" if answer.word == "agreed" else "declined", release=library().id, role=by["role"], by=by["by"],
            text=answer.text or None, re_offer=_later(walk, answer.again),
        )  # fmt: skip
        rows += _on_behalf(said, gate, told)
    return rows


def _of_made(gate: Gate, walk: Walk, made: Made, answer: Answer) -> list[Decision]:
    """The other author's yes to what runs already, or anybody's no that ends it."""
    standing = walk.situation.stand.log
    rows: list[Decision] = []
    for told in answer.told:
        by = _by(gate, told)
        author = "clinician" if by["role"] else "person"
        at = _moment(gate, walk)
        if answer.word == "agreed":
            said = also(standing, made.id, author, at, role=by["role"], by=by["by"])  # type: ignore[arg-type]
        else:
            first = next(row for row in standing if row.item == made.id)
            said = (
                msgspec.structs.replace(
                    first, author=author, at=at, decision="declined", role=by["role"], by=by["by"],
                    text=answer.text or None, re_offer=_later(walk, answer.again),
                    source="clinician" if author == "clinician" else "self-report", on_behalf_of=None,
                ),
            )  # fmt: skip
        rows += _on_behalf(said, gate, told)
    return rows


def _numbered(walk: Walk, change: Change, number: tuple[str, float]) -> Change:
    """The same change with a number that people chose. Raises NotSafe."""
    name, value = number
    edits = tuple(
        msgspec.structs.replace(edit, change={**edit.change, name: value}) if name in edit.change else edit
        for edit in change.edits
    )
    other = msgspec.structs.replace(change, edits=edits)
    situation = walked(walk)
    if change.main and wrong_with(walk.prepared, walk.lines, planned(situation, other), other) is not None:
        raise NotSafe
    return other


def _by(gate: Gate, told: bool) -> dict[str, str | None]:
    """Role and name that a row carries; no role for what the person said."""
    by = gate.acting
    own = by.role == "person"
    return {
        "role": None if own or told else by.role.replace("_", "-"),
        "by": None if own else by.user.called,
    }


def _on_behalf(rows: Sequence[Decision], gate: Gate, told: bool) -> list[Decision]:
    if not told or gate.acting.role == "person":
        return list(rows)
    return [msgspec.structs.replace(row, on_behalf_of="person") for row in rows]


def _moment(gate: Gate, walk: Walk) -> Moment:
    """Today, and never before what it answers; where a record counts days, its day."""
    if walk.calendar.anchor is not None:
        return walk.calendar.at
    return max(gate.acting.day.isoformat(), str(walk.calendar.at)[:10])


def _later(walk: Walk, day: date | None) -> str | None:
    return None if day is None or walk.calendar.anchor is not None else day.isoformat()


@transaction.atomic
def answer_signal(
    *, gate: Gate, language: str, signal: Signal, word: str, text: str, until: date | None, sent_as: str
) -> None:
    """That it was done, that it helped to know or did not; or put aside until a day with a reason, never what protects
    life."""
    walk = walk_of(gate, language)
    by, at = _by(gate, told=False), _moment(gate, walk)
    if word == "done" and len(signal.settles) == 1:
        facts = [FactRow(at=at, fact=name, value=True, text=text or None, by=by["by"]) for name in signal.settles]
        note_rows(gate=gate, parts=[Part("facts", msgspec.json.encode(row)) for row in facts], sent_as=sent_as)
        _noted(gate, "walking.answer_signal done", "record", "what stands out")
        return
    if word == "declined" and until is not None and not signal.safety:
        row = put_aside(signal, at, _later(walk, until) or at, text, role=by["role"], by=by["by"])
    else:
        row = Decision(
            at=at, item=signal.id, author="clinician", decision="disagreed" if word == "disagreed" else "agreed",
            role=by["role"], by=by["by"], text=text or None, source="clinician",
        )  # fmt: skip
    decide_together(gate=gate, decisions=[row], sent_as=sent_as)
    _noted(gate, f"walking.answer_signal {word}", "plan", "what stands out")


@transaction.atomic
def choose_count(*, gate: Gate, language: str, counts: str, since: date | None, sent_as: str) -> None:
    """What counts as progress, as the person chose it; their own date only where they named one."""
    walk = walk_of(gate, language)
    at = _moment(gate, walk)
    facts = [FactRow(at=at, fact="own_progress.counts", value=counts)]
    if counts == "own_date" and since is not None:
        days = (gate.acting.day - since).days
        facts.append(FactRow(at=at, fact="own_progress.since", value=days))
    parts = [Part("facts", msgspec.json.encode(row)) for row in facts]
    note_rows(gate=gate, parts=parts, sent_as=sent_as, on_behalf=_whose(gate))
    _noted(gate, "walking.choose_count", "plan", "")


@transaction.atomic
def keep_review(
    *,
    gate: Gate,
    language: str,
    answers: Mapping[str, str | bool | int],
    sent_as: str,
    alone: bool,
    on_behalf: str = "",
) -> bool:
    """Keep what was written after use; True where the words may mean danger, which then waits for somebody.

    Raises RecordError.
    """
    walk = walk_of(gate, language)
    before = walk.situation.documents.person
    at: Moment = minute(gate.acting.at) if before.anchor is None else walk.calendar.at
    after = reviewed(before, answers, at)
    parts = [Part("words", msgspec.json.encode(row)) for row in after.words[len(before.words) :]]
    parts += [Part("facts", msgspec.json.encode(row)) for row in after.facts[len(before.facts) :]]
    note_rows(gate=gate, parts=parts, sent_as=sent_as, on_behalf=on_behalf or _whose(gate))
    lines = _dangers(walk, [one for one in answers.values() if isinstance(one, str)])
    if lines:
        raise_review(gate=gate, lines=lines, alone=alone)
    _noted(gate, "walking.keep_review", "plan", "")
    return bool(lines)


@transaction.atomic
def note_talk(*, gate: Gate, language: str, answers: Mapping[str, int], sent_as: str) -> None:
    """How the person found the talk, by the names of the facts. Raises RecordError."""
    walk = walk_of(gate, language)
    at: Moment = walk.calendar.at
    if walk.calendar.anchor is None:
        at = minute(gate.acting.at)
    parts = [Part("facts", msgspec.json.encode(FactRow(at=at, fact=name, value=v))) for name, v in answers.items()]
    note_rows(gate=gate, parts=parts, sent_as=sent_as, on_behalf=_whose(gate))
    _noted(gate, "walking.note_talk", "plan", "")


def _dangers(walk: Walk, texts: Iterable[str]) -> list[WhatNow]:
    """What in the person's words may mean danger, as it is heard where goals are worded."""
    wording, found = Wording(walk.prepared), []
    for text in texts:
        heard = word_goal(wording, text, walk.calendar, situation=walk.situation)
        if heard.standing == "danger":
            found += [WhatNow(f"words:{one.id}", one.title, text) for one in heard.answers]
    return list({one.id: one for one in found}.values())


def _whose(gate: Gate) -> str:
    return "" if gate.acting.role == "person" else "person"


def _locked(gate: Gate) -> None:
    """One answer at a time, on what stands there then."""
    gate.about.rows = Person.objects.select_for_update().get(pk=gate.about.pk).rows


def _noted(gate: Gate, action: str, content: str, target: str) -> None:
    by = gate.acting
    note(
        action, chain=by.programme.pk, actor=by.user.public_id, role=by.role, content=content,
        person=gate.about.public_id, target=target,
    )  # fmt: skip
