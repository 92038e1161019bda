"""A page with several questions: read, noted together, or put again with all that was sent.

What has no answer stays open and comes again. As with one question, a page that was left behind loses nothing: what is
still open is noted, what was answered meanwhile is shown beside what was sent.
"""

from collections.abc import Callable, Iterable

import msgspec

from waymark.planning.asking.answering import AnswerError
from waymark.planning.asking.steps import Question, Value
from waymark.record.errors import RecordError
from waymark.rendering.asking_entry import Unreadable
from waymark.site.access.gate import Gate
from waymark.site.interviews import actions
from waymark.site.interviews.dealing import Dealt, Differs
from waymark.site.interviews.entering import LONGEST, Sent, read_answer
from waymark.site.interviews.holding import Held
from waymark.site.interviews.shown import Asked, noted_value, shown_question
from waymark.site.pages.forms import MARK, new_mark
from waymark.site.pages.wording import say

__all__ = ["SEVERAL", "Row", "deal_several", "page_of", "rows_of"]

# The field that names each question of a page; `value:NAME` and `text:NAME` are its answer.
SEVERAL = "several"
_MOST = 20


class Row(msgspec.Struct, frozen=True):
    """One question of a page with what was sent for it."""

    asked: Asked
    value: str = ""
    text: str = ""
    wrong: str = ""


class _Of:
    """What was sent for one question."""

    def __init__(self, sent: Sent, name: str) -> None:
        self.value = sent.get(f"value:{name}", "")[:LONGEST]
        self.text = sent.get(f"text:{name}", "")[:LONGEST]

    def get(self, name: str, default: str) -> str:
        return {"value": self.value, "text": self.text}.get(name, default)

    def getlist(self, name: str) -> list[str]:
        return []

    @property
    def empty(self) -> bool:
        return not self.value and not self.text.strip()


def names_of_page(sent: Sent) -> list[str]:
    """The questions of the page that was sent."""
    return list(dict.fromkeys(name[:LONGEST] for name in sent.getlist(SEVERAL)[:_MOST]))


def page_of(held: Held, question: Question) -> tuple[Question, ...]:
    """What stands on the page of this question; the person alone is asked one thing at a time."""
    return (question,) if held.own or held.state.single else held.asking.together(question)


def rows_of(
    held: Held, questions: Iterable[Question], sent: Sent | None = None, dealt: Dealt | None = None
) -> list[Row]:
    """Questions as a page shows them, with what was sent before."""
    wrong = dict(dealt.wrong) if dealt is not None else {}
    found = []
    for one in questions:
        said = _Of(sent, one.id) if sent is not None else None
        value, text = (said.value, said.text) if said is not None else ("", "")
        found.append(Row(shown_question(held, one), value, text, wrong.get(one.id, "")))
    return found


def deal_several(*, sent: Sent, gate: Gate, held: Held, again: Callable[[], Held]) -> Dealt:
    """Note what was answered on the page; with `do` as `skip` what was not is left for later. Raises RecordError."""
    mark = sent.get(MARK, "")[:40] or new_mark()
    names = names_of_page(sent)
    asked = [one for name in names if (one := held.asking.question(name, bare=True)) is not None]
    answers, wrong = _read(sent, asked, held)
    if wrong:
        return Dealt(several=tuple(names), wrong=tuple(wrong.items()))
    aside = [one for one in asked if one.id not in {q.id for q, _ in answers}] if sent.get("do", "") == "skip" else []
    if not answers and not aside:
        gone = () if asked else (_say(held, "gone"),)
        return Dealt(sentences=gone) if gone else Dealt(several=tuple(names), sentences=(_say(held, "answer_some"),))
    fresh, moved = _apart(sent, answers, held)
    if moved and sent.get("keep", "") == "mine":
        for question, _ in moved:
            if question.kind != "item":
                actions.take_back(gate=gate, held=held, named=question.id, sent_as=f"{mark} {question.id}")
                held = again()
        fresh, moved = [*fresh, *moved], []
    try:
        if fresh:
            actions.note_answers(gate=gate, held=held, answers=fresh, sent_as=mark)
            held = again()
    except (AnswerError, RecordError) as error:
        sentences = error.sentences if isinstance(error, RecordError) else (str(error),)
        return Dealt(several=tuple(names), sentences=tuple(sentences))
    open_still = [one for one in aside if noted_value(held.asking, one) == ""]
    if open_still:
        actions.put_aside(gate=gate, held=held, questions=open_still, sent_as=f"{mark} later")
    return Dealt(several=tuple(names), differs=tuple(_differs(held, *one) for one in moved)) if moved else Dealt()


def _read(sent: Sent, asked: Iterable[Question], held: Held) -> tuple[list[tuple[Question, Value]], dict[str, str]]:
    """Answers that can be read, and a sentence for each that cannot."""
    answers: list[tuple[Question, Value]] = []
    wrong: dict[str, str] = {}
    for question in asked:
        said = _Of(sent, question.id)
        if said.empty:
            continue
        if said.value and said.text.strip():
            wrong[question.id] = _say(held, "both_given")
            continue
        try:
            value = read_answer(said, question, held.asking).value
        except Unreadable as error:
            wrong[question.id] = str(error)
            continue
        if value is None:
            wrong[question.id] = _say(held, "use_buttons")
        else:
            answers.append((question, value))
    return answers, wrong


def _apart(
    sent: Sent, answers: list[tuple[Question, Value]], held: Held
) -> tuple[list[tuple[Question, Value]], list[tuple[Question, Value]]]:
    """Answers to note, and those whose question was answered otherwise since the page was opened."""
    if sent.get("turn", "") == str(held.sitting.turn):
        return answers, []
    fresh, moved = [], []
    for question, value in answers:
        there = noted_value(held.asking, question)
        if not there:
            fresh.append((question, value))
        elif noted_value(held.asking.answer(question, value), question) != there:
            moved.append((question, value))
    return fresh, moved


def _differs(held: Held, question: Question, value: Value) -> Differs:
    mine = noted_value(held.asking.answer(question, value), question)
    return Differs(shown_question(held, question).asks, noted_value(held.asking, question), mine)


def _say(held: Held, name: str) -> str:
    return say(held.asking.prepared.language, f"interviews.{name}")
