"""What somebody sent from a page of an interview, done; or what has to be said about it. For staff and for the person.

A page that was left behind (a second tab, the back button, a draft) loses nothing: what is still open is noted, what
was answered meanwhile is shown beside what was sent.
"""

from collections.abc import Callable
from typing import get_args

import msgspec

from waymark.planning.asking.answering import AnswerError
from waymark.planning.asking.steps import NoReply, Question, Tell, Value, Why
from waymark.record.errors import RecordError
from waymark.rendering.asking_entry import Unreadable
from waymark.site.access.gate import Gate
from waymark.site.interviews import actions
from waymark.site.interviews.entering import Sent, read_answer
from waymark.site.interviews.holding import Held
from waymark.site.interviews.shown import noted_value
from waymark.site.pages.forms import MARK, new_mark
from waymark.site.pages.wording import say

__all__ = ["Dealt", "Differs", "deal", "question_of"]


class Differs(msgspec.Struct, frozen=True):
    """A question that was answered otherwise while a page was open: in words, what is noted, what was sent."""

    asks: str
    noted: str
    mine: str


class Dealt(msgspec.Struct, frozen=True):
    """What came of it: nothing to say (go on), sentences beside the question, or `noted`: what stands there against
    what was sent. `question`: its id and the facts it was put for. `rests`: no more today.

    Of a page with several questions: their ids, what is wrong with some, and which were answered otherwise meanwhile.
    """

    question: tuple[str, tuple[str, ...]] | None = None
    sentences: tuple[str, ...] = ()
    noted: str = ""
    rests: bool = False
    several: tuple[str, ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()
    differs: tuple[Differs, ...] = ()

    @property
    def done(self) -> bool:
        return not (self.sentences or self.noted or self.wrong or self.differs)


def deal(*, sent: Sent, gate: Gate, held: Held, again: Callable[[], Held]) -> Dealt:
    """Do what was sent. `again`: the sitting once more after something was done in it. Raises RecordError."""
    does, mark = sent.get("do", "answer"), sent.get(MARK, "")[:40] or new_mark()
    if does in ("told", "goes-on"):
        return _told(gate, held, again, mark, go_on=does == "goes-on")
    if does == "back":
        done = actions.take_back(gate=gate, held=held, sent_as=mark)
        return Dealt() if done else Dealt(sentences=(_say(held, "nothing_back"),))
    if does == "not-today":
        why = sent.get("why", "")
        if why not in get_args(Why):
            return Dealt(sentences=(_say(held, "say_why"),))
        actions.put_off(gate=gate, held=held, why=why, sent_as=mark)  # type: ignore[arg-type]
        return Dealt(rests=True)
    if does == "after-all":
        actions.put_off(gate=gate, held=held, why="goes_on", sent_as=mark)
        return Dealt()
    question = question_of(sent, held)
    if question is None:
        return Dealt(sentences=(_say(held, "gone"),))
    return _on_question(sent, gate, held, again, question, does, mark)


def question_of(sent: Sent, held: Held) -> Question | None:
    """The question that an answer is to, as it was put; None where there is none any more."""
    name = sent.get("question", "")[:200]
    return held.asking.question(name, facts=sent.getlist("asked") or None, bare=True)


def _told(gate: Gate, held: Held, again: Callable[[], Held], mark: str, *, go_on: bool) -> Dealt:
    step = held.asking.next()
    if isinstance(step, Tell):
        actions.tell(gate=gate, held=held, told=step, sent_as=mark)
        held = again()
    if go_on:
        actions.go_on_after_all(gate=gate, held=held)
    return Dealt()


def _on_question(
    sent: Sent, gate: Gate, held: Held, again: Callable[[], Held], question: Question, does: str, mark: str
) -> Dealt:
    if does == "skip":
        if not _behind(sent, held, question):
            actions.put_aside(gate=gate, held=held, questions=[question], sent_as=mark)
        return Dealt()
    try:
        wanted = read_answer(sent, question, held.asking)
        if does in get_args(NoReply):
            wanted = msgspec.structs.replace(wanted, value=does, steer=None)
    except Unreadable as error:
        if does not in get_args(NoReply):
            return Dealt(_put(question), (str(error),))
        wanted = None
    value: Value | None = does if wanted is None else wanted.value
    if value is None:
        # A word that steers, typed where an answer is wanted.
        steer = wanted.steer if wanted is not None else None
        if steer == "skip":
            return _on_question(sent, gate, held, again, question, "skip", mark)
        if steer == "back":
            return deal(sent={"do": "back", MARK: mark}, gate=gate, held=held, again=again)  # type: ignore[arg-type]
        return Dealt(_put(question), (_say(held, "use_buttons"),))
    if _behind(sent, held, question):
        if held.own:
            # Whoever sits there now may not be who answered: nothing is read back.
            return Dealt(sentences=(_say(held, "answered_already"),))
        there = noted_value(held.asking, question)
        mine = held.asking.answer(question, value)
        if noted_value(mine, question) == there:
            return Dealt()
        if sent.get("keep", "") != "mine":
            return Dealt(_put(question), noted=there)
        if question.kind != "item" and actions.take_back(gate=gate, held=held, named=question.id, sent_as=f"{mark} b"):
            held = again()
    try:
        actions.note_answers(gate=gate, held=held, answers=[(question, value)], sent_as=mark)
    except (AnswerError, RecordError) as error:
        sentences = error.sentences if isinstance(error, RecordError) else (str(error),)
        return Dealt(_put(question), tuple(sentences))
    return Dealt()


def _put(question: Question) -> tuple[str, tuple[str, ...]]:
    return question.id, question.facts


def _behind(sent: Sent, held: Held, question: Question) -> bool:
    """The page was left behind, and its question was answered meanwhile."""
    return sent.get("turn", "") != str(held.sitting.turn) and noted_value(held.asking, question) != ""


def _say(held: Held, name: str) -> str:
    return say(held.asking.prepared.language, f"interviews.{name}")
