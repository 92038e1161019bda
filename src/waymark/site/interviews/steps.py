"""Where an interview stands, for pages that do not ask."""

import msgspec

from waymark.planning.asking.catalogue import LIMITS_TOLD
from waymark.planning.asking.steps import Done, Question, Step
from waymark.record.reading import read_person
from waymark.site.access.gate import Gate
from waymark.site.interviews.holding import Held, ask_of, moment_of
from waymark.site.interviews.shown import contradictions
from waymark.site.records.selectors import document_of

__all__ = ["Standing", "facts_in_words", "next_of", "standing"]

# More are waiting than anybody reads at once.
_MOST_WAITING = 12


class Standing(msgspec.Struct, frozen=True):
    """Of the record as it is: minutes left at most, whether safety is settled, and what is noted against itself.

    `why`: why the rest waits until `until`, where it does. `told`: the limits of confidentiality were told.
    """

    minutes: int
    safety_settled: bool
    level_settled: bool
    answers: int
    told: bool
    nothing_left: bool
    against: tuple[str, ...]
    rests: str = ""


def standing(gate: Gate, language: str) -> Standing:
    """Raises RecordError where the record cannot be read."""
    person = gate.about
    record = read_person(document_of(person), "the record")
    at = moment_of(record, None, None, gate.acting.at)
    asking = ask_of(person, record, at, by="", language=language)
    progress = asking.progress()
    step = asking.next()
    return Standing(
        minutes=max(1, round(progress.minutes_left)) if progress.left else 0,
        safety_settled=progress.safety_settled,
        level_settled=progress.level_settled,
        answers=len(record.facts) + sum(len(row.items) for row in record.answers),
        told=asking.values.get(LIMITS_TOLD) is True,
        nothing_left=isinstance(step, Done) and step.reason == "nothing left",
        against=tuple(dict.fromkeys(says for _, says in contradictions(asking))),
        rests=step.says if isinstance(step, Done) and step.reason == "not today" else "",
    )


def next_of(held: Held, put: tuple[str, tuple[str, ...]] | None = None) -> Step:
    """What comes next: the question that was `put` once more, or one that was taken back as long as it is open."""
    asking = held.asking
    if put is not None:
        question = asking.question(put[0], facts=put[1] or None)
        if question is not None:
            return question
    step = asking.next()
    if held.state.again is not None and isinstance(step, Question):
        question = asking.question(held.state.again)
        if question is not None and _open(held, question):
            return question
    return step


def _open(held: Held, question: Question) -> bool:
    working = held.asking.working
    if question.kind == "item":
        row = working.form(question.instrument or "", question.substance)
        return row is None or question.item not in row.items
    if question.kind == "list":
        return not working.listed(question.topic.removeprefix("list:"))
    return any(not working.answered(fact) for fact in question.facts)


def facts_in_words(held: Held, done: object) -> list[str]:
    """What could still change the plan and waits for somebody else or for later."""
    if not isinstance(done, Done):
        return []
    prepared = held.asking.prepared
    labels = [prepared.text(prepared.facts[fact].label) for fact in done.waiting if fact in prepared.facts]
    return list(dict.fromkeys(labels))[:_MOST_WAITING]
