"""What an interview says next: a question, something to tell, or that it is done; and how far it is."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from waymark.record.documents.common import Interval
from waymark.record.documents.person import Condition, MedicineUse, SubstanceUse

__all__ = ["Choice", "Done", "ListAnswer", "NoReply", "Progress", "Question", "Step", "Tell", "Value", "Why"]

# What a question gets instead of an answer. Both are kept, and the question is not put again while they hold.
NoReply = Literal["declined", "unknown"]
Why = Literal["intoxicated", "unwell", "exhausted", "other"]


class Choice(msgspec.Struct, frozen=True):
    """One possible answer: the value to hand back, and its words."""

    value: bool | float | str
    label: str


class ListAnswer(msgspec.Struct, frozen=True):
    """A list gone through: its rows (as in the person document), and whether that was all; None where somebody stopped
    in the middle, and it is still to be asked."""

    rows: tuple[SubstanceUse | MedicineUse | Condition, ...] = ()
    complete: bool | None = True


# True or false; a number or bounds; an option id; for a look, the facts that are so; for a list, its rows.
Value = bool | float | str | Interval | tuple[str, ...] | ListAnswer


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One question. `topic` names it for good: `fact:ID`, `form:ID`, `form:ID:substance`, `list:NAME`, `check:now`.

    `kind` says what an answer is: `fact` (a value of `type`), `item` (a number, one of `options` if there are any),
    `check` (the ids of those of `facts` that are so), `list` (a ListAnswer). `minutes` are of this question alone,
    `rest` what its form still takes. `warn`: said before a sensitive question. `matters`: false where the answer no
    longer changes the plan and is asked because the programme wants a full assessment.
    """

    topic: str
    kind: Literal["fact", "item", "check", "list"]
    asks: str
    why: str
    minutes: float
    rest: float
    facts: tuple[str, ...]
    by: Literal["person", "clinician"]
    type: Literal["boolean", "integer", "number", "category", "days since", "list", "check"]
    options: tuple[Choice, ...] = ()
    unit: str | None = None
    range: tuple[float | None, float | None] | None = None
    sensitive: bool = False
    warn: str = ""
    # What an installed content pack shows above the item, and the name of that pack; `asks` are then its own words.
    above: str = ""
    pack: str | None = None
    safety: bool = False
    matters: bool = True
    instrument: str | None = None
    item: str | None = None
    substance: str | None = None
    # What the answer could change, as the questions of the rules that wait for it.
    could_change: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The same question has the same id in every interview."""
        return self.topic if self.item is None else f"{self.topic}:{self.item}"


class Tell(msgspec.Struct, frozen=True, kw_only=True):
    """Something the person is told now: the limits of confidentiality, or that help is needed at once."""

    kind: Literal["limits", "emergency"]
    says: str
    afterwards: str = ""


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """No question now. `waiting`: facts that could still change the plan, for somebody else or for later."""

    reason: Literal["nothing left", "emergency", "not today"]
    says: str
    waiting: tuple[str, ...] = ()
    until: str | None = None


Step = Question | Tell | Done


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far an interview is. `minutes_left` is at most: answers make other questions needless.

    `left`: topics still open with the minutes each takes, the next ones first. `settled`: rules that the last answer
    settled, with what they came to.
    """

    safety_settled: bool
    level_settled: bool
    minutes_used: float
    minutes_left: float
    asked: int
    left: tuple[tuple[str, float], ...]
    waiting: tuple[str, ...]
    settled: Mapping[str, bool] = {}
