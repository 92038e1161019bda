"""What a published outcome measures, as small typed parts: each definition is said once, and each engine reads it.

Weeks are counted from 1, and every span is cut at the end of the word. `plain` is the oracle, `columnar` the engine.
"""

from typing import Literal

import msgspec

__all__ = [
    "AS_SEEN",
    "ATTENDED",
    "ATTENDED_STRICT",
    "INDEX_WEEKS",
    "INDEX_WHOLE",
    "MISSING_NEGATIVE",
    "MISSING_POSITIVE",
    "MIXED_POSITIVE",
    "STRICT",
    "VIEWS",
    "AtLeast",
    "CleanWindow",
    "Contains",
    "Count",
    "EndsClean",
    "FirstDense",
    "FirstRun",
    "Index",
    "LastWeeks",
    "LatticeClean",
    "LatticeShare",
    "LongestWithout",
    "Measure",
    "NotPositive",
    "RetainedRun",
    "Share",
    "Span",
    "TheseWeeks",
    "UsualShare",
    "View",
    "WeekIs",
    "Weeks",
    "WhileRetained",
]


class View(msgspec.Struct, frozen=True):
    """How a word is read before anything is counted: what a missing week becomes ("" takes it out), and a mixed one."""

    missing: Literal["o", "+", "-", ""]
    mixed: Literal["*", "+"]


AS_SEEN = View("o", "*")
STRICT = View("+", "+")
MIXED_POSITIVE = View("o", "+")
ATTENDED = View("", "*")
ATTENDED_STRICT = View("", "+")
MISSING_POSITIVE = View("+", "*")
MISSING_NEGATIVE = View("-", "+")
VIEWS = (AS_SEEN, STRICT, MIXED_POSITIVE, ATTENDED, ATTENDED_STRICT, MISSING_POSITIVE, MISSING_NEGATIVE)


class Weeks(msgspec.Struct, frozen=True):
    """Weeks `first` to `last`, or to the end."""

    first: int = 1
    last: int | None = None


class LastWeeks(msgspec.Struct, frozen=True):
    """The last so many weeks of the word, or all where it is shorter."""

    count: int


class TheseWeeks(msgspec.Struct, frozen=True):
    """Single weeks, those of them that the word has."""

    weeks: tuple[int, ...]


class WhileRetained(msgspec.Struct, frozen=True):
    """Up to the last week that is not missing. Only of the word as seen."""


Span = Weeks | LastWeeks | TheseWeeks | WhileRetained
ALL = Weeks()


class Count(msgspec.Struct, frozen=True):
    """Negative weeks; a mixed week counts half where `halves`."""

    view: View
    span: Weeks = ALL
    halves: bool = False


class NotPositive(msgspec.Struct, frozen=True):
    """Weeks less those positive; a mixed week is half positive."""

    view: View


class Share(msgspec.Struct, frozen=True):
    """Weeks with `sign` and half the mixed ones, over the weeks of the span; 0 where there is none.

    `rest`: one less this share.
    """

    view: View
    sign: Literal["-", "+"] = "-"
    span: Span = ALL
    rest: bool = False


class AtLeast(msgspec.Struct, frozen=True):
    """Whether a share reaches a threshold."""

    share: Share
    least: float


class Contains(msgspec.Struct, frozen=True):
    """Whether a run stands in the span; `absent`: whether it does not."""

    view: View
    run: str
    span: Weeks = ALL
    absent: bool = False


class FirstRun(msgspec.Struct, frozen=True):
    """The week in which the first run of `length` equal signs begins, or (`event`) 1 if there is one, else 0.

    Looked for from week `first` on. Time without an event: the last week in which such a run could have begun.
    """

    view: View
    sign: Literal["+", "o"]
    length: int
    event: bool
    first: int = 1


class FirstDense(msgspec.Struct, frozen=True):
    """The first window of `window` weeks with at least `least` positive ones: the window's first week plus 2, or
    (`event`) 1 if there is one, else 0. Time without an event: as if the last window were one."""

    view: View
    window: int
    least: int
    event: bool


class LongestWithout(msgspec.Struct, frozen=True):
    """Weeks of the longest run without a positive one."""

    view: View


class CleanWindow(msgspec.Struct, frozen=True):
    """Whether the word has all these weeks, at most `missing` of them missing and the others negative."""

    view: View
    first: int
    last: int
    missing: int


class EndsClean(msgspec.Struct, frozen=True):
    """Whether the last week is negative, and at most `positive` of the `before` weeks before it positive."""

    view: View
    before: int
    positive: int


class WeekIs(msgspec.Struct, frozen=True):
    """Whether this week is there and has this sign."""

    week: int
    sign: Literal["-"]


class RetainedRun(msgspec.Struct, frozen=True):
    """Whether somebody came in week `weeks` or later, and had a run of `run` negative weeks up to week `weeks`.

    Before that, a missing week between two that are known becomes their mean (positive 1, mixed one half, negative 0),
    rounded to the nearest of 1, one half and 0, a tie upwards.
    """

    weeks: int
    run: int


class UsualShare(msgspec.Struct, frozen=True):
    """Share of negative weeks, each missing one taken as what that person mostly showed (mixed counts as positive for
    that, and a tie is positive); 0 for who last came before week `retained`."""

    retained: int


class Index(msgspec.Struct, frozen=True):
    """120 less a penalty for each of the first 15 weeks, relative to the worst possible; 0 for who was there 3 weeks
    or fewer. Weights of a positive, mixed and missing week; the first two are multiplied by a factor that grows with
    the weeks: in steps of three weeks from 1 to 5, or (`evenly`) by equal amounts from 1 to 5 over the weeks there."""

    positive: float
    mixed: float
    missing: float
    evenly: bool


# The weeks an index looks at, and what nobody loses anything from.
INDEX_WEEKS, INDEX_WHOLE = 15, 120


class LatticeClean(msgspec.Struct, frozen=True):
    """Whether, on visits weekly for 7 weeks and every other week then (weeks between take the week before), weeks 5 to
    7 are negative by two thirds, week 8 is negative, and weeks 9 to 15 are by five sixths."""

    view: View


class LatticeShare(msgspec.Struct, frozen=True):
    """Share of negative weeks on the same visits, over all 15 weeks, also where the word is shorter."""

    view: View


Measure = (
    Count
    | NotPositive
    | Share
    | AtLeast
    | Contains
    | FirstRun
    | FirstDense
    | LongestWithout
    | CleanWindow
    | EndsClean
    | WeekIs
    | RetainedRun
    | UsualShare
    | Index
    | LatticeClean
    | LatticeShare
)
