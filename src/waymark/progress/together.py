"""How we work together by the person's account, and what they expect: asked, compared with what happened, settled."""

from collections.abc import Iterator

from waymark.planning.evidence import plain_number
from waymark.planning.plan import Goal
from waymark.progress.noted import day_of_row, yes_row
from waymark.progress.phrases import tell
from waymark.progress.report import Series
from waymark.progress.report_ahead import Answer, Expected, Working
from waymark.progress.walk import Walk
from waymark.record.documents.person import Expectation
from waymark.record.time import DAY, stamp

__all__ = ["ANSWERS", "expected_of", "fell", "low_twice", "open_days", "working_of"]

ANSWERS = ("session.heard", "session.matters", "session.way", "session.overall")
# A fall is spoken of while it is fresh.
_FRESH_DAYS = 14
_ASK_AGAIN_DAYS = 28
_MEND = "mend-the-talk"


# -- working together --------------------------------------------------------------------------------------------------


def _talks(walk: Walk) -> list[tuple[int, dict[str, float]]]:
    """The answers after each talk, oldest first."""
    days: dict[int, dict[str, float]] = {}
    for name in ANSWERS:
        values = walk.gathered.values.get(name)
        for day, value in ({} if values is None else values.by_day).items():
            if day <= walk.day:
                days.setdefault(day, {})[name] = value
    return sorted(days.items())


def fell(walk: Walk) -> float | None:
    """By how much any answer fell between the last two talks, while it is fresh."""
    talks = _talks(walk)
    if len(talks) < 2 or walk.day - talks[-1][0] > _FRESH_DAYS:
        return None
    before, last = talks[-2][1], talks[-1][1]
    return max((before[name] - last[name] for name in last if name in before), default=0.0)


def low_twice(walk: Walk) -> bool | None:
    """An answer was low after two talks in a row; None with fewer than two."""
    talks = _talks(walk)[-2:]
    if len(talks) < 2:
        return None
    limit = walk.prepared.release.numbers["session_low"]
    return all(min(answers.values()) <= limit for _, answers in talks)


def working_of(walk: Walk) -> Working:
    """The last answers, and what is done where something was not right."""
    talks, language = _talks(walk), walk.prepared.language
    if not talks:
        return Working(says=tell("working none", language))
    day, last = talks[-1]
    before = talks[-2][1] if len(talks) > 1 else {}
    limit = walk.prepared.release.numbers
    low = min(last.values()) <= limit["session_low"] or (fell(walk) or 0) >= limit["session_drop"]
    old = walk.day - day > _ASK_AGAIN_DAYS
    state = "old" if old else "low" if low else "well"
    labels = walk.prepared.labels
    return Working(
        asked=walk.calendar.show(day),
        answers=tuple(
            Answer(id=name, label=labels[name], value=last[name], before=before.get(name))
            for name in ANSWERS
            if name in last
        ),
        low=low and not old,
        steps=_mending(walk) if low and not old else (),
        says=tell(f"working {state}", language),
    )


def _mending(walk: Walk) -> tuple[str, ...]:
    """The steps of the library, each as a line."""
    for effect in walk.prepared.rule("was-something-in-the-last-talk-not-right").effects:
        if getattr(effect, "task", None) == _MEND:
            text = walk.prepared.text(effect.does)  # type: ignore[union-attr]
            return tuple(part.strip().rstrip(".") + "." for part in text.split(". ") if part.strip())
    return ()


# -- expectations ------------------------------------------------------------------------------------------------------


def _settled(walk: Walk, day: int) -> tuple[str | None, str | None]:
    """When what was expected by this day was settled, and how."""
    row = yes_row(walk, "expectations.settled", day)
    return (None, None) if row is None else (walk.calendar.show(day_of_row(row)), row.text)


def open_days(walk: Walk) -> int | None:
    """For how long something the person expects was not talked through; None where nothing is open."""
    days = [stamp(one.at) // DAY for one in walk.situation.person.expectations]
    waiting = [day for day in days if day <= walk.day and _settled(walk, day)[0] is None]
    return None if not waiting else walk.day - min(waiting)


def expected_of(walk: Walk) -> tuple[Expected, ...]:
    """Each thing the person expects, beside what the plan aims at and what happened."""
    return tuple(_expected(walk, one) for one in walk.situation.person.expectations)


def _expected(walk: Walk, one: Expectation) -> Expected:
    language, day = walk.prepared.language, stamp(one.at) // DAY
    goals = [goal for goal in walk.goals if _about(goal, one.about)]
    series = list(_series(walk, goals, one.about))
    happened = tuple(_happened(found, language) for found in series)
    at, text = _settled(walk, day)
    state = "open" if at is None else "settled"
    return Expected(
        text=one.text,
        at=walk.calendar.show(day),
        about=one.about,
        aims=tuple(goal.says for goal in goals),
        happened=happened or (tell("expected nothing measured", language),),
        state="open" if at is None else "settled",
        settled=text,
        settled_at=at,
        says=tell(f"expected {state}", language),
    )


def _about(goal: Goal, about: str | None) -> bool:
    return about is not None and about.removeprefix("goal:") in (
        goal.area,
        goal.id.removeprefix("goal:"),
        goal.pattern,
        goal.measure,
    )


def _series(walk: Walk, goals: list[Goal], about: str | None) -> Iterator[Series]:
    names = {goal.id for goal in goals}
    for one in walk.series:
        if one.goal in names or (about is not None and one.id in (about, f"{about}.total")):
            yield one


def _happened(series: Series, language: str) -> str:
    label = series.label[:1].upper() + series.label[1:]
    first, now = series.baseline, series.latest
    if first is None or now is None or now.day <= first.day:
        return tell("happened", language, label=label, says=series.says)
    numbers = [
        f"{100 * one.value:.0f} %" if series.kind in ("test", "attendance") else plain_number(one.value)
        for one in (first, now)
    ]
    return tell("happened numbers", language, label=label, first=numbers[0], now=numbers[1], says=series.says)
