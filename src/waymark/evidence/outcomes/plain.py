"""One word, one measure, week by week: slow and obvious. The columnar engine must give the same for every word."""

from collections.abc import Callable
from typing import Any

from waymark.evidence.outcomes.measures import (
    INDEX_WEEKS,
    INDEX_WHOLE,
    AtLeast,
    CleanWindow,
    Contains,
    Count,
    EndsClean,
    FirstDense,
    FirstRun,
    Index,
    LastWeeks,
    LatticeClean,
    LatticeShare,
    LongestWithout,
    Measure,
    NotPositive,
    RetainedRun,
    Share,
    Span,
    TheseWeeks,
    UsualShare,
    View,
    WeekIs,
    WhileRetained,
)
from waymark.evidence.words import NONE_DUE

__all__ = ["SKIPPED", "Value", "measured", "penalties"]

Value = bool | int | float
# Weeks without a visit of their own where visits are weekly at first and every other week from the eighth on.
SKIPPED = (8, 10, 12, 14)


def measured(measure: Measure, word: str) -> Value:
    """The value of a measure in a word of checked symbols: true or false, a whole number, or a number."""
    return _READERS[type(measure)](measure, word)


def _seen(word: str, view: View) -> str:
    signs: list[str] = []
    for sign in word:
        if sign == "o":
            signs.append(view.missing)
        elif sign == "*":
            signs.append(view.mixed)
        else:
            signs.append(sign)
    return "".join(signs)


def _retention(word: str) -> int:
    """The last week that is not missing; 0 where all are."""
    last = 0
    for week, sign in enumerate(word, start=1):
        if sign != "o":
            last = week
    return last


def _cut(word: str, span: Span) -> str:
    if isinstance(span, WhileRetained):
        return word[: _retention(word)]
    if isinstance(span, LastWeeks):
        return word[-span.count :]
    if isinstance(span, TheseWeeks):
        return "".join(word[week - 1] for week in span.weeks if week <= len(word))
    return word[span.first - 1 : span.last]


def _halves(word: str, sign: str) -> float:
    """Weeks with this sign, and half of each mixed one."""
    found = mixed = 0
    for one in word:
        if one == sign:
            found += 1
        elif one == "*":
            mixed += 1
    return found + 0.5 * mixed


def _share_of(word: str, sign: str) -> float:
    return _halves(word, sign) / len(word) if word else 0.0


def _run_at(word: str, run: str) -> int | None:
    """The week in which a run begins first."""
    for begin in range(len(word) - len(run) + 1):
        if all(word[begin + after] == sign for after, sign in enumerate(run)):
            return begin + 1
    return None


def _count(m: Count, word: str) -> Value:
    cut = _cut(_seen(word, m.view), m.span)
    return _halves(cut, "-") if m.halves else sum(sign == "-" for sign in cut)


def _not_positive(m: NotPositive, word: str) -> Value:
    seen = _seen(word, m.view)
    return len(seen) - _halves(seen, "+")


def _share(m: Share, word: str) -> float:
    share = _share_of(_cut(_seen(word, m.view), m.span), m.sign)
    return 1 - share if m.rest else share


def _at_least(m: AtLeast, word: str) -> Value:
    return _share(m.share, word) >= m.least


def _contains(m: Contains, word: str) -> Value:
    found = _run_at(_cut(_seen(word, m.view), m.span), m.run) is not None
    return found != m.absent


def _first_run(m: FirstRun, word: str) -> Value:
    cut = _seen(word, m.view)[m.first - 1 :]
    week = _run_at(cut, m.sign * m.length)
    if m.event:
        return 0 if week is None else 1
    return (len(cut) - (m.length - 1) if week is None else week) + m.first - 1


def _first_dense(m: FirstDense, word: str) -> Value:
    seen = _seen(word, m.view)
    last = len(seen) - (m.window - 1)
    for begin in range(last):
        if sum(sign == "+" for sign in seen[begin : begin + m.window]) >= m.least:
            return 1 if m.event else begin + 1 + 2
    return 0 if m.event else last + 2


def _longest_without(m: LongestWithout, word: str) -> Value:
    longest = now = 0
    for sign in _seen(word, m.view):
        now = 0 if sign == "+" else now + 1
        longest = max(longest, now)
    return longest


def _clean_window(m: CleanWindow, word: str) -> Value:
    cut = _seen(word, m.view)[m.first - 1 : m.last]
    missing = sum(sign == "o" for sign in cut)
    negative = sum(sign == "-" for sign in cut)
    return len(cut) == m.last - m.first + 1 and missing <= m.missing and missing + negative == len(cut)


def _ends_clean(m: EndsClean, word: str) -> Value:
    seen = _seen(word, m.view)
    if not seen or seen[-1] != "-":
        return False
    return sum(sign == "+" for sign in seen[:-1][-m.before :]) <= m.positive


def _week_is(m: WeekIs, word: str) -> Value:
    return len(word) >= m.week and word[m.week - 1] == m.sign


def _between(before: str, after: str) -> str:
    """A missing week between two that are known: their mean, rounded to the nearest, a tie upwards."""
    worth = {"+": 1.0, "*": 0.5, "-": 0.0}
    if before not in worth or after not in worth:
        return "o"
    mean = (worth[before] + worth[after]) / 2
    return "+" if mean >= 0.75 else "*" if mean >= 0.25 else "-"


def _retained_run(m: RetainedRun, word: str) -> Value:
    if _retention(word) < m.weeks:
        return False
    filled = list(word)
    for week in range(1, len(word) - 1):
        if word[week] == "o":
            filled[week] = _between(word[week - 1], word[week + 1])
    return _run_at("".join(filled)[: m.weeks], "-" * m.run) is not None


def _usual_share(m: UsualShare, word: str) -> Value:
    if _retention(word) < m.retained:
        return 0.0
    positive = sum(sign in "+*" for sign in word)
    negative = sum(sign == "-" for sign in word)
    usual = "-" if negative > positive else "+"
    return _share_of(word.replace("o", usual), "-")


def penalties(m: Index, weeks: int) -> list[float]:
    """The factor of each week, for a word of so many weeks (at most 15)."""
    if not m.evenly:
        return [float(1 + week // 3) for week in range(weeks)]
    return [1 + 4 * week / (weeks - 1) if weeks > 1 else 1.0 for week in range(weeks)]


def _index(m: Index, word: str) -> Value:
    if _retention(word) <= 3:
        return 0.0
    cut = word[:INDEX_WEEKS]
    had = worst = 0.0
    for sign, factor in zip(cut, penalties(m, len(cut)), strict=True):
        if sign == "+":
            had += m.positive * factor
        elif sign == "*":
            had += m.mixed * factor
        elif sign == "o":
            had += m.missing
        worst += max(m.positive * factor, m.missing)
    return INDEX_WHOLE - INDEX_WHOLE * had / worst


def _lattice(word: str) -> str:
    """The 15 weeks of the visits: a skipped week takes the one before, a week after the end of the word is none due."""
    seen = "".join(word[week - 2] if week in SKIPPED else sign for week, sign in enumerate(word[:15], start=1))
    return seen + NONE_DUE * (15 - len(seen))


def _lattice_clean(m: LatticeClean, word: str) -> Value:
    seen = _lattice(_seen(word, m.view))
    return _share_of(seen[4:7], "-") >= 2 / 3 and seen[7:8] == "-" and _share_of(seen[8:15], "-") >= 5 / 6


def _lattice_share(m: LatticeShare, word: str) -> Value:
    return _share_of(_lattice(_seen(word, m.view)), "-")


_READERS: dict[type, Callable[[Any, str], Value]] = {
    Count: _count,
    NotPositive: _not_positive,
    Share: _share,
    AtLeast: _at_least,
    Contains: _contains,
    FirstRun: _first_run,
    FirstDense: _first_dense,
    LongestWithout: _longest_without,
    CleanWindow: _clean_window,
    EndsClean: _ends_clean,
    WeekIs: _week_is,
    RetainedRun: _retained_run,
    UsualShare: _usual_share,
    Index: _index,
    LatticeClean: _lattice_clean,
    LatticeShare: _lattice_share,
}
