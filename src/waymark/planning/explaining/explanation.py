"""What an explanation says: the structures, shared by those who find it out and those who show it."""

from typing import Literal

import msgspec

from waymark.planning.plan import FactLine, Reason, RuleLine, SourceLine, State

__all__ = [
    "Because",
    "Change",
    "Choice",
    "Differs",
    "Explanation",
    "Footing",
    "ForPerson",
    "Move",
    "Passage",
    "Shown",
    "Supposition",
    "Tree",
    "Tried",
    "WhyNot",
    "WhyNotForPerson",
    "WouldChange",
]

Truth = Literal["yes", "no", "not known"]


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Any part of an explanation."""


class Move(Part, frozen=True, kw_only=True):
    """One fact that would be different. `before` is None where nothing is known now.

    `value` is what a record would note (true, a number, an option id), so that anyone can try it.
    """

    fact: str
    label: str
    before: str | None
    after: str
    value: bool | float | str


class Change(Part, frozen=True, kw_only=True):
    """What would change a line, as one change: the moves, and what goes along with them.

    `becomes`: what the line would then be, in words. `by`: who could bring it about. `person` is empty where it is not
    worth acting on; then the person is not shown it.
    """

    moves: tuple[Move, ...]
    companions: tuple[Move, ...] = ()
    kind: Literal["different", "found out"]
    becomes: str
    by: Literal["person", "together", "care", "time", "nobody"]
    person: str = ""


class Tried(Part, frozen=True, kw_only=True):
    """What was tried and did nothing: so many values of so many facts, and so many pairs of changes of `together`."""

    values: int
    facts: int
    pairs: int = 0
    # The facts that were tried in twos, in words.
    together: tuple[str, ...] = ()


class WouldChange(Part, frozen=True, kw_only=True):
    """Known facts that decide or lie near, then open ones, then the rest; the nearest first among each.

    `several`: no change of one fact does it, nor any pair of those that were `tried`. `unchangeable`: no fact bears on
    the line.
    """

    singles: tuple[Change, ...] = ()
    pairs: tuple[Change, ...] = ()
    several: bool = False
    unchangeable: bool = False
    tried: Tried | None = None


class Shown(Part, frozen=True, kw_only=True):
    """A fact as it stands, in words; derived ones too."""

    fact: str
    label: str
    value: str


class Tree(Part, frozen=True, kw_only=True):
    """One place of a condition with its answer for this person; `parts` are the conditions below it.

    `says` is the place in words, `text` as written. `of` names the derived fact that this place stands for; its parts
    are then what it follows from.
    """

    truth: Truth
    kind: Literal["all", "any", "not", "count", "test"]
    says: str
    text: str
    facts: tuple[Shown, ...] = ()
    of: str | None = None
    parts: tuple["Tree", ...] = ()


class Differs(Part, frozen=True, kw_only=True):
    """One aspect on which two choices differ."""

    aspect: str
    this: str
    other: str


class Choice(Part, frozen=True, kw_only=True):
    """What came second, or what else there is: what it would cost and gain against the line.

    `relation` in one word; `because`: why it does not stand where the line stands.
    """

    id: str
    title: str
    relation: Literal["acceptable", "less", "more", "not to be had", "same use", "instead", "next in line", "pattern"]
    costs: tuple[str, ...] = ()
    gains: tuple[str, ...] = ()
    differs: tuple[Differs, ...] = ()
    because: tuple[str, ...] = ()
    person: str = ""


class Footing(Part, frozen=True, kw_only=True):
    """What the explanation stands on: the plan made again from what it carries, or only what the document says."""

    rebuilt: bool
    says: str
    # Lines that the document has otherwise than its record gives.
    differing: tuple[str, ...] = ()


class Explanation(Part, frozen=True, kw_only=True):
    """One line of a plan with everything it rests on, for a clinician.

    Without a situation `trees`, `others` and `would_change` are empty: the document alone does not hold them.
    """

    id: str
    part: str
    title: str
    detail: str | None = None
    why: Reason | None = None
    # What stands there now, in words: "first line", "held", "goal 2 of 5".
    standing: str = ""
    state: State = State()
    facts: dict[str, FactLine] = {}
    # Of those facts the ones that make the answers what they are, first in `facts`; empty without a situation.
    deciding: tuple[str, ...] = ()
    # Facts the rules read that nobody knows yet, by name in words; and why not, where there is a reason.
    not_known: dict[str, str] = {}
    not_known_because: dict[str, str] = {}
    rules: dict[str, RuleLine] = {}
    trees: dict[str, Tree] = {}
    sources: dict[str, SourceLine] = {}
    find_out_first: tuple[str, ...] = ()
    others: tuple[Choice, ...] = ()
    alternatives: tuple[str, ...] = ()
    would_change: WouldChange | None = None


class ForPerson(Part, frozen=True, kw_only=True):
    """The same line for the person: plain, and only what is worth acting on. No rule ids, no weights."""

    id: str
    part: str
    title: str
    detail: str = ""
    why: str = ""
    known: tuple[Shown, ...] = ()
    find_out: tuple[str, ...] = ()
    others: tuple[Choice, ...] = ()
    can_change: tuple[str, ...] = ()


class Because(Part, frozen=True, kw_only=True):
    """One reason why an option is not in the plan. `person`: the same in plain words; empty: not for the person."""

    kind: Literal[
        "excluded",
        "held",
        "declined",
        "no rule",
        "ranked below",
        "week full",
        "skills full",
        "conflict",
        "not asked for",
        "no need",
        "not offered",
        "emergency",
        "later",
        "gate",
        "too little",
        "more than needed",
        "human choice",
        "other pattern",
        "reached",
        "done",
        "covered",
        "cut",
        "said elsewhere",
    ]
    says: str
    person: str = ""
    rules: tuple[str, ...] = ()
    # What those rules lack, as one would find it out or change it.
    lacks: tuple[Shown, ...] = ()


class WhyNot(Part, frozen=True, kw_only=True):
    """Why an option is not in the plan; `line`: where it stands there after all."""

    option: str
    title: str
    line: str | None = None
    because: tuple[Because, ...] = ()
    rules: dict[str, RuleLine] = {}
    trees: dict[str, Tree] = {}
    would_change: WouldChange | None = None


class WhyNotForPerson(Part, frozen=True, kw_only=True):
    """The same for the person: sentences, and what can be done about it."""

    option: str
    title: str
    line: str | None = None
    because: tuple[str, ...] = ()
    can_change: tuple[str, ...] = ()


class Passage(Part, frozen=True, kw_only=True):
    """How one line would differ. `before` and `after` in words; None: not in the plan."""

    id: str
    title: str
    before: str | None = None
    after: str | None = None


class Supposition(Part, frozen=True, kw_only=True):
    """What the plan would be if some facts were otherwise. Never stored, never a plan."""

    says: str
    moves: tuple[Move, ...]
    companions: tuple[Move, ...] = ()
    passages: tuple[Passage, ...] = ()
