"""All measures for many words at once, column by column (Polars). `plain` says what each must give."""

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from waymark.evidence.outcomes.definition import Column
from waymark.evidence.outcomes.definitions import COLUMNS
from waymark.evidence.outcomes.measures import (
    INDEX_WEEKS,
    INDEX_WHOLE,
    VIEWS,
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
from waymark.evidence.outcomes.plain import SKIPPED, penalties

if TYPE_CHECKING:
    from polars import DataFrame, Expr

__all__ = ["outcomes"]

_WORD = "word"
_RETAINED = "retained"


def outcomes(words: Sequence[str], columns: Sequence[Column] = COLUMNS) -> "DataFrame":
    """One row per word, one column per outcome: Boolean, Int64 or Float64. Words hold checked symbols only."""
    import polars as pl

    people = pl.DataFrame({_WORD: pl.Series(_WORD, words, dtype=pl.String)})
    # An outcome depends on the word alone, and many people share one: all who never came, all who never used.
    computed = _computed(people.unique(), columns)
    return people.join(computed, on=_WORD, how="left", maintain_order="left").drop(_WORD)


def _computed(words: "DataFrame", columns: Sequence[Column]) -> "DataFrame":
    """The words with all their outcomes."""
    import polars as pl

    frame, word = words.lazy(), pl.col(_WORD)
    seen = [_view(word, view).alias(_name(view)) for view in VIEWS]
    # Marks of the first weeks, shared by the measures that look at single weeks.
    weeks = [word.str.slice(week, 1).alias(f"week {week}") for week in range(INDEX_WEEKS)]
    frame = frame.with_columns(*seen, *weeks, word.str.strip_chars_end("o").str.len_bytes().alias(_RETAINED))
    return frame.select(word, *(_LOWERED[type(c.measure)](c.measure).alias(c.name) for c in columns)).collect()


def _name(view: View) -> str:
    return f"{view.missing} {view.mixed}"


def _view(word: "Expr", view: View) -> "Expr":
    if view.missing != "o":
        word = word.str.replace_all("o", view.missing, literal=True)
    return word if view.mixed == "*" else word.str.replace_all("*", view.mixed, literal=True)


def _seen(view: View) -> "Expr":
    import polars as pl

    return pl.col(_name(view))


def _retained() -> "Expr":
    """The last week that is not missing."""
    import polars as pl

    return pl.col(_RETAINED)


def _cut(word: "Expr", span: Span) -> "Expr":
    import polars as pl

    if isinstance(span, WhileRetained):
        return word.str.strip_chars_end("o")
    if isinstance(span, LastWeeks):
        return word.str.tail(span.count)
    if isinstance(span, TheseWeeks):
        return pl.concat_str(*(word.str.slice(week - 1, 1) for week in span.weeks))
    if span.first == 1 and span.last is None:
        return word
    return word.str.slice(span.first - 1, None if span.last is None else span.last - span.first + 1)


def _length(word: "Expr") -> "Expr":
    import polars as pl

    return word.str.len_bytes().cast(pl.Int64)


def _number(word: "Expr", sign: str) -> "Expr":
    import polars as pl

    return word.str.count_matches(sign, literal=True).cast(pl.Int64)


def _halves(word: "Expr", sign: str) -> "Expr":
    return _number(word, sign) + 0.5 * _number(word, "*")


def _over(part: "Expr", whole: "Expr") -> "Expr":
    import polars as pl

    return pl.when(whole > 0).then(part / whole).otherwise(0.0)


def _share_of(word: "Expr", sign: str) -> "Expr":
    return _over(_halves(word, sign), _length(word))


def _count(m: Count) -> "Expr":
    cut = _cut(_seen(m.view), m.span)
    return _halves(cut, "-") if m.halves else _number(cut, "-")


def _not_positive(m: NotPositive) -> "Expr":
    seen = _seen(m.view)
    return _length(seen) - _halves(seen, "+")


def _share(m: Share) -> "Expr":
    share = _share_of(_cut(_seen(m.view), m.span), m.sign)
    return 1 - share if m.rest else share


def _at_least(m: AtLeast) -> "Expr":
    return _share(m.share) >= m.least


def _contains(m: Contains) -> "Expr":
    found = _cut(_seen(m.view), m.span).str.contains(m.run, literal=True)
    return ~found if m.absent else found


def _first_run(m: FirstRun) -> "Expr":
    import polars as pl

    cut = _seen(m.view).str.slice(m.first - 1)
    run = m.sign * m.length
    if m.event:
        return cut.str.contains(run, literal=True).cast(pl.Int64)
    week = cut.str.find(run, literal=True).cast(pl.Int64) + 1
    return pl.coalesce(week, _length(cut) - (m.length - 1)) + (m.first - 1)


def _first_dense(m: FirstDense) -> "Expr":
    import polars as pl

    pattern = "|".join(
        "".join(r"\+" if place in chosen else "." for place in range(m.window))
        for chosen in combinations(range(m.window), m.least)
    )
    seen = _seen(m.view)
    if m.event:
        return seen.str.contains(pattern).cast(pl.Int64)
    week = seen.str.find(pattern).cast(pl.Int64) + 1
    return pl.coalesce(week, _length(seen) - (m.window - 1)) + 2


def _longest_without(m: LongestWithout) -> "Expr":
    import polars as pl

    return _seen(m.view).str.split("+").list.eval(pl.element().str.len_bytes()).list.max().cast(pl.Int64)


def _clean_window(m: CleanWindow) -> "Expr":
    cut = _seen(m.view).str.slice(m.first - 1, m.last - m.first + 1)
    missing = _number(cut, "o")
    return (missing <= m.missing) & (missing + _number(cut, "-") == m.last - m.first + 1)


def _ends_clean(m: EndsClean) -> "Expr":
    seen = _seen(m.view)
    # The last week is negative, so it adds nothing to the count.
    return seen.str.ends_with("-") & (_number(seen.str.tail(m.before + 1), "+") <= m.positive)


def _week_is(m: WeekIs) -> "Expr":
    import polars as pl

    return pl.col(_WORD).str.slice(m.week - 1, 1) == m.sign


def _retained_run(m: RetainedRun) -> "Expr":
    import polars as pl

    # Of all means only that of two negative weeks is negative. Twice: neighbouring gaps share a week between them.
    filled = pl.col(_WORD)
    for _ in range(2):
        filled = filled.str.replace_all("-o-", "---", literal=True)
    return (_retained() >= m.weeks) & filled.str.slice(0, m.weeks).str.contains("-" * m.run, literal=True)


def _usual_share(m: UsualShare) -> "Expr":
    import polars as pl

    word = pl.col(_WORD)
    negative, mixed = _number(word, "-"), _number(word, "*")
    usual = pl.when(negative > _number(word, "+") + mixed).then(_number(word, "o")).otherwise(0)
    share = _over(negative + usual + 0.5 * mixed, _length(word))
    return pl.when(_retained() >= m.retained).then(share).otherwise(0.0)


def _index(m: Index) -> "Expr":
    import polars as pl

    length = pl.min_horizontal(_length(pl.col(_WORD)), pl.lit(INDEX_WEEKS, pl.Int64))
    factors = [penalties(m, weeks) for weeks in range(INDEX_WEEKS + 1)]
    had: Expr = pl.lit(0.0)
    for week in range(INDEX_WEEKS):
        # One number for all where the factor does not depend on how many weeks there are.
        factor = (
            _by_length([row[week] if week < len(row) else 0.0 for row in factors], length)
            if m.evenly
            else (factors[-1][week])
        )
        had = had + (
            _is("+", week) * (m.positive * factor) + _is("*", week) * (m.mixed * factor) + _is("o", week) * m.missing
        )
    worst = _by_length([_worst(m, row) for row in factors], length)
    return pl.when(_retained() > 3).then(INDEX_WHOLE - INDEX_WHOLE * had / worst).otherwise(0.0)


def _worst(m: Index, factors: Sequence[float]) -> float:
    """What a word of so many weeks costs at worst; added up week by week, as the oracle does."""
    worst = 0.0
    for factor in factors:
        worst += max(m.positive * factor, m.missing)
    return worst


def _by_length(table: Sequence[float], length: "Expr") -> "Expr":
    import polars as pl

    return pl.lit(pl.Series(table, dtype=pl.Float64)).gather(length)


def _is(sign: str, week: int) -> "Expr":
    """1.0 where the word has this sign in this week (from 0), else 0.0."""
    import polars as pl

    return (pl.col(f"week {week}") == sign).cast(pl.Float64)


def _on_lattice(view: View, first: int, last: int) -> "Expr":
    """Negative weeks from `first` to `last` on visits that skip some weeks, which take the week before; a mixed week
    is half where the view keeps it."""
    import polars as pl

    found: Expr = pl.lit(0.0)
    length = _length(pl.col(_WORD))
    for week in range(first, last + 1):
        looked = week - 2 if week in SKIPPED else week - 1
        negative = _is("-", looked)
        if view.mixed == "*":
            negative = negative + 0.5 * _is("*", looked)
        found = found + (negative * (length >= week).cast(pl.Float64) if week in SKIPPED else negative)
    return found


def _lattice_clean(m: LatticeClean) -> "Expr":
    # The eighth week takes the seventh.
    eighth = _on_lattice(m.view, 8, 8) == 1.0
    return (_on_lattice(m.view, 5, 7) >= 3 * 2 / 3) & eighth & (_on_lattice(m.view, 9, 15) >= 7 * 5 / 6)


def _lattice_share(m: LatticeShare) -> "Expr":
    import polars as pl

    # Over a column: dividing by one number multiplies by its reciprocal, which ends in another last digit.
    return _on_lattice(m.view, 1, INDEX_WEEKS) / _length(pl.col(_WORD)).clip(INDEX_WEEKS, INDEX_WEEKS)


_LOWERED: dict[type[Measure], Callable[[Any], "Expr"]] = {
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
