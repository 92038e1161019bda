"""The five letters of a goal, one by one: what makes each true, or what is missing, with one question."""

import math

import msgspec

from waymark.knowledge.model.care_elements import GoalPattern
from waymark.planning.evidence import plain_number
from waymark.planning.phrases import weekday
from waymark.planning.targets import target_from
from waymark.planning.wording_goals.amounts import Amount, as_measured, read_amounts, units_of
from waymark.planning.wording_goals.asked import Asked, number_of
from waymark.planning.wording_goals.dates import read_day
from waymark.planning.wording_goals.goal import Letter
from waymark.planning.wording_goals.lint import LONGEST_DAYS
from waymark.planning.wording_goals.phrases import say

__all__ = ["Shape", "achievable", "measurable", "relevant", "shape_of", "time_bound"]

# A day nearer than this is where a goal of some weeks begins, not where it ends.
SOON_DAYS = 7
LONG_DAYS = 21
SURE, UNSURE = 7, 3
_ASKED = {"M per": "M per ask", "M half": "M half ask"}
_YES = frozenset(("yes", "y", "si", "ok", "sure", "claro", "dale", "of course", "vale"))
_NO = frozenset(("no", "n", "nope", "not really", "no creo", "no se", "idk", "?"))


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """A goal in numbers, each said or suggested. `wrong`: key of a phrase on what cannot be taken, with its parts."""

    pattern: GoalPattern
    measure: str
    measure_label: str
    unit: str
    baseline: float | None
    target: float
    # What the pattern would aim at from this baseline.
    usual: float
    target_said: bool
    wrong_target: tuple[str, dict[str, object]] | None = None
    start: int
    by: int
    by_said: bool
    wrong_day: tuple[str, dict[str, object]] | None = None
    begins: bool = False


def shape_of(asked: Asked, pattern: GoalPattern, substance: str | None) -> Shape:
    """The numbers of a goal from what was said, answered and known."""
    prepared = asked.prepared
    measure = pattern.measure.replace("{substance}", substance or "")
    baseline = asked.baseline(pattern, measure)
    usual = float(target_from(pattern, baseline, prepared.release.target))
    target, wrong_target = _target(asked, pattern, measure, baseline)
    start, by, wrong_day, begins = _days(asked, pattern)
    return Shape(
        pattern=pattern,
        measure=measure,
        measure_label=prepared.substance_text(pattern.measure_label, substance),
        unit=prepared.text(pattern.unit),
        baseline=baseline,
        target=usual if target is None else target,
        usual=usual,
        target_said=target is not None or (wrong_target is None and _has_one_target(pattern)),
        wrong_target=wrong_target,
        start=start,
        by=start + min(pattern.days, LONGEST_DAYS) if by is None else by,
        by_said=by is not None,
        wrong_day=wrong_day,
        begins=begins,
    )


Wrong = tuple[str, dict[str, object]] | None


def _has_one_target(pattern: GoalPattern) -> bool:
    """Nothing to choose: none at all, or all steps of a list."""
    return pattern.measure.startswith("checklist.") or pattern.direction == "done" or pattern.target == "0"


def _target(asked: Asked, pattern: GoalPattern, measure: str, baseline: float | None) -> tuple[float | None, Wrong]:
    """The target that was said, or why what was said cannot be one."""
    answer = asked.answers.get("measurable")
    target: float | None
    if answer is not None:
        said = _amounts_of(asked, answer)
        fitting = as_measured(said, measure, pattern.direction)
        target = number_of(answer) if fitting is None else fitting[0]
        if target is None and answer.strip().casefold() in _YES:
            target = float(target_from(pattern, baseline, asked.prepared.release.target))
        if target is None:
            return None, ("M no number", {"words": answer})
    else:
        fitting = as_measured(asked.amounts, measure, pattern.direction)
        target = _half_of(asked, pattern, baseline) if fitting is None else fitting[0]
        if target is None:
            return None, _unclear(asked, measure, pattern)
    return _in_range(asked, pattern, measure, baseline, target)


def _amounts_of(asked: Asked, answer: str) -> tuple[Amount, ...]:
    """Amounts in an answer."""
    from waymark.knowledge.cues.reading import read_words

    return read_amounts(read_words(answer), units_of(asked.prepared.release.word_lists))


def _half_of(asked: Asked, pattern: GoalPattern, baseline: float | None) -> float | None:
    """ "Half" of what is known to be now."""
    halved = any(amount.unit == "half" for amount in asked.amounts)
    return float(baseline // 2) if halved and baseline is not None and pattern.direction == "down" else None


def _unclear(asked: Asked, measure: str, pattern: GoalPattern) -> Wrong:
    """ "Two beers" of somebody who counts by the week: a day, or a week? "Half": of how much?"""
    if pattern.direction == "down" and any(amount.unit == "half" for amount in asked.amounts):
        return "M half", {}
    drinks = [amount for amount in asked.amounts if amount.unit == "drinks" and amount.per is None]
    if measure == "alcohol.drinks_per_week" and drinks:
        return "M per", {"words": asked.quoted[drinks[0].words]}
    return None


def _in_range(
    asked: Asked, pattern: GoalPattern, measure: str, baseline: float | None, target: float
) -> tuple[float | None, Wrong]:
    fact = asked.prepared.facts.get(measure)
    if fact is not None and fact.range is not None and not fact.range[0] <= target <= fact.range[1]:
        low, high = (plain_number(n) for n in fact.range)
        return None, ("M range", {"target": plain_number(target), "low": low, "high": high})
    better = baseline is None or (target < baseline if pattern.direction == "down" else target > baseline)
    if not better:
        assert baseline is not None
        return None, ("M there", {"baseline": plain_number(baseline), "target": plain_number(target)})
    return target, None


def _days(asked: Asked, pattern: GoalPattern) -> tuple[int, int | None, Wrong, bool]:
    """Start, end if one was said, why a day that was said cannot be one, and whether it is where it begins."""
    today = asked.calendar.day
    answer = asked.answers.get("by")
    start, begins = today, False
    if answer is not None:
        day = read_day(answer, asked.calendar)
        if day is None:
            return today, None, ("T unread", {"words": answer}), False
        days = [day]
    else:
        days = [said.day for said in asked.days]
    for day in days:
        shown = asked.calendar.show(day)
        if day <= today and answer is not None:
            return today, None, ("T past", {"by": shown}), False
        if answer is None and day - today < SOON_DAYS and pattern.days >= LONG_DAYS:
            start, begins = max(day, today), True
            continue
        if day > today and day - today > LONGEST_DAYS:
            return start, None, ("T far", {"by": shown, "days": day - today, "most": LONGEST_DAYS}), begins
        if day > today:
            return start, day, None, begins
    return start, None, None, begins


def measurable(asked: Asked, shape: Shape) -> Letter:
    """M: a number of something that can be counted."""
    language = asked.language
    parts = {"measure": shape.measure_label, "target": plain_number(shape.target), "unit": shape.unit}
    if shape.target_said:
        if shape.baseline is None:
            return Letter(letter="M", met=True, says=say("M met", language, **parts))
        from_to = say("M from", language, baseline=plain_number(shape.baseline), **parts)
        return Letter(letter="M", met=True, says=from_to)
    wrong = shape.wrong_target
    return Letter(
        letter="M",
        met=False,
        says=say("M missing", language) if wrong is None else say(wrong[0], language, **wrong[1]),
        question=say(_ASKED.get("" if wrong is None else wrong[0], "M ask"), language, **parts),
        suggestions=(say("M suggests", language, **parts),),
    )


def achievable(asked: Asked, shape: Shape, substance: str | None, first: str | None) -> Letter:
    """A: in reach from where the person is. `first`: a question of safety that has to be answered before."""
    language = asked.language
    by = asked.calendar.show(shape.by)
    if first is not None:
        return _not_yet(say("A missing", language), say("A first", language, question=first))
    answer = asked.answers.get("achievable")
    if answer is not None:
        return _as_answered(asked, shape, answer, by)
    if _not_now(asked, substance):
        return _not_yet(say("A not now", language), say("A not now ask", language), say("A trial", language))
    sure = asked.evidence.number(f"{substance}.confidence") if substance else None
    sure = asked.evidence.number("readiness.confidence") if sure is None else sure
    if sure is not None and sure <= UNSURE:
        return _unsure(asked, shape, sure)
    if shape.baseline is None:
        question = (
            say("A ask sure", language, by=by)
            if _has_one_target(shape.pattern) and shape.pattern.target is None
            else say("A ask start", language, measure=shape.measure_label)
        )
        return _not_yet(say("A missing", language), question, *_duties(asked))
    return _step(asked, shape, by)


def _step(asked: Asked, shape: Shape, by: str) -> Letter:
    """Whether the step from the baseline is no bigger than the pattern's own."""
    assert shape.baseline is not None
    language = asked.language
    down = shape.pattern.direction == "down"
    parts = {"baseline": plain_number(shape.baseline), "target": plain_number(shape.target)}
    if shape.baseline == shape.target:
        return _not_yet(say("M there", language, **parts), say("A ask start", language, measure=shape.measure_label))
    if (shape.target >= shape.usual) if down else (shape.target <= shape.usual):
        because = asked.prepared.text(shape.pattern.achievable_because)
        return Letter(letter="A", met=True, says=say("A met step", language, because=because, **parts))
    smaller = say("A smaller", language, target=plain_number(shape.usual), unit=shape.unit)
    return _not_yet(say("A big", language, **parts), say("A ask sure", language, by=by), smaller, *_duties(asked))


def _as_answered(asked: Asked, shape: Shape, answer: str, by: str) -> Letter:
    language = asked.language
    number = number_of(answer)
    plain = answer.strip().casefold()
    if number is not None and 0 <= number <= 10 and len(plain.split()) <= 4:
        if number >= SURE:
            return Letter(letter="A", met=True, says=say("A met sure", language, number=plain_number(number)))
        return _unsure(asked, shape, number)
    if not plain or plain in _NO:
        return _not_yet(say("A missing", language), say("A ask sure", language, by=by), _smaller(asked, shape))
    return Letter(letter="A", met=True, says=say("A met words", language, words=answer))


def _unsure(asked: Asked, shape: Shape, number: float) -> Letter:
    """Between unsure and sure a week is tried; below, the step gets smaller."""
    language = asked.language
    help_ = say("A trial", language) if number > UNSURE else _smaller(asked, shape)
    says = say("A unsure", language, number=plain_number(number))
    return _not_yet(says, say("A ask easier", language), help_)


def _smaller(asked: Asked, shape: Shape) -> str:
    """Half way to the target, where a baseline is known; else a week's trial."""
    if shape.baseline is None:
        return say("A trial", asked.language)
    half = (shape.baseline + shape.target) / 2
    half = math.floor(half) if shape.pattern.direction == "down" else math.ceil(half)
    return say("A smaller", asked.language, target=plain_number(half), unit=shape.unit)


def _not_now(asked: Asked, substance: str | None) -> bool:
    """Importance is low: a task of action would not fit (guidance 6, ST-03)."""
    names = [f"{substance}.importance"] if substance else []
    known = [asked.evidence.number(name) for name in (*names, "readiness.importance")]
    said = next((number for number in known if number is not None), None)
    return said is not None and said <= UNSURE


def _duties(asked: Asked) -> tuple[str, ...]:
    if asked.situation is None or not asked.situation.person.duties:
        return ()
    language = asked.language
    duties = [
        f"{duty.text or duty.kind} ({', '.join(weekday(d, language) for d in duty.weekdays)}, {duty.start}–{duty.end})"
        for duty in asked.situation.person.duties
    ]
    return (say("A duties", language, duties="; ".join(duties)),)


def _not_yet(says: str, question: str, *suggestions: str) -> Letter:
    return Letter(letter="A", met=False, says=says, question=question, suggestions=suggestions)


def relevant(asked: Asked, area: str, suggestion: str | None) -> Letter:
    """R: why it matters, in the person's words or by the place they gave it."""
    language = asked.language
    answer = asked.answers.get("relevant", "").strip()
    if answer and answer.casefold() not in _NO:
        return Letter(letter="R", met=True, says=say("R met", language, words=answer))
    if asked.reasons:
        return Letter(letter="R", met=True, says=say("R met", language, words=asked.reasons[0]))
    if asked.situation is not None:
        rank = asked.situation.stand.priorities.get(area)
        if rank is not None:
            return Letter(letter="R", met=True, says=say("R priority", language, rank=rank))
        told = [
            row.text for row in asked.situation.person.words if row.area == area and row.about in ("want", "reason")
        ]
        if told:
            return Letter(letter="R", met=True, says=say("R met", language, words=told[-1]))
    suggestions = () if suggestion is None else (suggestion,)
    question = say("R ask", language)
    return Letter(letter="R", met=False, says=say("R missing", language), question=question, suggestions=suggestions)


def time_bound(asked: Asked, shape: Shape) -> Letter:
    """T: a day, at most half a year away."""
    language, show = asked.language, asked.calendar.show
    if shape.by_said:
        says = say("T met", language, by=show(shape.by), days=shape.by - asked.calendar.day)
        return Letter(letter="T", met=True, says=says)
    question = say("T ask", language)
    if shape.wrong_day is not None:
        says = say(shape.wrong_day[0], language, **shape.wrong_day[1])
    elif shape.begins:
        says, question = say("T start", language, start=show(shape.start)), say("T start ask", language)
    else:
        says = say("T missing", language)
    suggestion = say("T suggests", language, by=show(shape.by))
    return Letter(letter="T", met=False, says=says, question=question, suggestions=(suggestion,))
