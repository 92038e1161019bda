"""Problems become SMART goals: opened by findings, ranked by the person's priority, urgency and leverage."""

import msgspec

from waymark.knowledge.model.care_elements import GoalPattern, Problem
from waymark.knowledge.model.effect import OpenProblem
from waymark.planning.evidence import Evidence, plain_number
from waymark.planning.findings import Findings
from waymark.planning.phrases import say
from waymark.planning.plan import Goal, SmartCheck, Step
from waymark.planning.prepare import Prepared
from waymark.planning.stand import Stand
from waymark.planning.targets import target_from
from waymark.record.time import Calendar

__all__ = ["MOST_REASONS", "Opened", "fitting_patterns", "open_problems", "rank_goals", "rank_of", "write_goals"]

FEWEST_ACTIVE, MOST_ACTIVE = 3, 5
NO_PRIORITY = 99
# A person reads two reasons, not seven; all rules stand beside them.
MOST_REASONS = 2


class Opened(msgspec.Struct):
    """A problem that stands open for this person, with the rules that opened it."""

    problem: Problem
    substance: str | None
    urgency: int
    # Rule id -> the urgency it gives.
    rules: dict[str, int]
    confirm_with: dict[str, None]

    @property
    def telling(self) -> tuple[str, ...]:
        """The rules that say most about why: those of the highest urgency, two at most."""
        return tuple(sorted(self.rules, key=lambda r: -self.rules[r])[:MOST_REASONS])

    @property
    def key(self) -> str:
        return f"{self.problem.id}:{self.substance}" if self.substance else self.problem.id


def open_problems(prepared: Prepared, findings: Findings) -> list[Opened]:
    """Every problem some rule opened; several rules on one problem join, the highest urgency counts."""
    found: dict[tuple[str, str | None], Opened] = {}
    for rule, effect in findings.yes(OpenProblem):
        problem = prepared.problems.get(effect.problem)
        if problem is None:
            continue
        substance = effect.substance if problem.per_substance else None
        opened = found.get((problem.id, substance))
        if opened is None:
            opened = found[(problem.id, substance)] = Opened(problem, substance, effect.urgency, {}, {})
        opened.urgency = max(opened.urgency, effect.urgency)
        opened.rules[rule.id] = max(effect.urgency, opened.rules.get(rule.id, 0))
        if effect.confirm_with:
            opened.confirm_with[effect.confirm_with] = None
    # A need found by a full score is not "to confirm" any more.
    for opened in found.values():
        sure = [r for r, e in findings.yes(OpenProblem) if r.id in opened.rules and not e.confirm_with]
        if sure:
            opened.confirm_with.clear()
    answering = [o for o in found.values() if not o.problem.fallback]
    return answering or list(found.values())


def write_goals(
    prepared: Prepared, findings: Findings, evidence: Evidence, stand: Stand, opened: list[Opened], calendar: Calendar
) -> list[Goal]:
    """One goal for each problem (all that fit for the safety-and-medication bundle), each once.

    One that answers several is written for the most pressing of them, whichever rule spoke first.
    """
    goals: dict[str, Goal] = {}
    for problem in sorted(opened, key=_pressing):
        made = [
            (pattern, _goal(prepared, evidence, stand, problem, pattern, calendar))
            for pattern in fitting_patterns(prepared, findings, problem)
        ]
        for pattern, goal in made:
            now = evidence.start_of(measure_of(pattern, goal.substance), pattern.direction)
            if not _reached(pattern, now, goal.target, alone=len(made) == 1):
                goals.setdefault(goal.id, goal)
    for name, other in {**dict(zip(stand.chosen, stand.chosen, strict=True)), **stand.instead}.items():
        if name not in goals and (chosen := _chosen(prepared, opened, name, other)) is not None:
            goals[name] = _goal(prepared, evidence, stand, *chosen, calendar)
    return [goal for goal in goals.values() if not stand.replaced(goal.id)]


def _pressing(opened: Opened) -> tuple[int, int, str, str]:
    return (-opened.urgency, -opened.problem.leverage, opened.problem.id, opened.substance or "")


def measure_of(pattern: GoalPattern, substance: str | None) -> str:
    """The fact that a goal is measured by."""
    return pattern.measure.replace("{substance}", substance or "")


def _reached(pattern: GoalPattern, now: float | None, target: float, *, alone: bool) -> bool:
    """It would ask for what the person has. "No more than none" stays where it is the only goal: that is kept up."""
    if now is None:
        return False
    if pattern.direction == "down":
        return not alone and now <= target
    return now >= target


def _chosen(prepared: Prepared, opened: list[Opened], name: str, other: str) -> tuple[Opened, GoalPattern] | None:
    """A goal that the authors put in the place of another: for the same need where that has it, else for its own."""
    pattern_id, _, substance = name.removeprefix("goal:").partition(":")
    pattern = prepared.goals.get(pattern_id)
    if pattern is None or (substance and substance not in prepared.substances):
        return None
    gave_way = other.removeprefix("goal:").partition(":")[0]
    fitting = [o for o in opened if pattern_id in o.problem.goals and (o.substance or "") == substance]
    fitting.sort(key=lambda o: gave_way not in o.problem.goals)
    if fitting:
        return fitting[0], pattern
    problem = next((p for p in prepared.problems.values() if pattern_id in p.goals), None)
    return None if problem is None else (Opened(problem, substance or None, 0, {}, {}), pattern)


def rank_goals(goals: list[Goal], taken_up: frozenset[str] = frozenset()) -> tuple[tuple[Goal, ...], tuple[Goal, ...]]:
    """Active and later goals. The bundle is outside the cap; three to five others are active.

    `taken_up`: goals somebody said yes to as they stood among the active ones; they keep their place before others.
    """
    put_off = sorted((g for g in goals if _put_off(g)), key=rank_of)
    bundle = [g for g in goals if g.bundle and not _put_off(g)]
    active = sorted(
        (g for g in goals if not g.bundle and not _put_off(g)), key=lambda g: (g.id not in taken_up, rank_of(g))
    )
    number = FEWEST_ACTIVE
    # Each further goal has to be more pressing: three things done are better than seven begun.
    while number < min(MOST_ACTIVE, len(active)) and (
        active[number].urgency > number - FEWEST_ACTIVE + 1
        or active[number].priority is not None
        or active[number].id in taken_up
    ):
        number += 1
    now, then = (sorted(part, key=rank_of) for part in (active[:number], active[number:]))
    return (*sorted(bundle, key=rank_of), *now), (*then, *put_off)


def _put_off(goal: Goal) -> bool:
    """Not worked on now: somebody said no, or it rests."""
    return goal.state.standing in ("declined", "paused") or goal.state.person in ("declined", "disagreed")


def rank_of(goal: Goal) -> tuple[int, int, int, str]:
    priority = goal.priority if goal.priority is not None else NO_PRIORITY
    return (priority, -goal.urgency, -goal.leverage, goal.id)


def _look(prepared: Prepared, days: int) -> str:
    return say("review every", prepared.language, days=days) if days > 1 else say("review every day", prepared.language)


def _instrument(prepared: Prepared, name: str, substance: str | None) -> str:
    """What confirms a need, in words."""
    instrument = prepared.instruments.get(name)
    if instrument is None:
        return name
    title = prepared.text(instrument.name)
    return (
        f"{title} ({prepared.text(prepared.substances[substance].name)})" if instrument.subject and substance else title
    )


def fitting_patterns(prepared: Prepared, findings: Findings, opened: Opened) -> list[GoalPattern]:
    """The patterns that fit: the first whose condition holds, else the first without one; all of them in a bundle."""
    fitting, plain = [], []
    for name in opened.problem.goals:
        pattern = prepared.goals.get(name)
        if pattern is None:
            continue
        condition = f"goal:{name}:{opened.substance}"
        if not findings.has_condition(condition):
            condition = f"goal:{name}"
        if not findings.has_condition(condition):
            plain.append(pattern)
        elif findings.condition(condition) is True:
            fitting.append(pattern)
    if opened.problem.bundle:
        return [*fitting, *plain]
    return (fitting or plain)[:1]


def _goal(
    prepared: Prepared, evidence: Evidence, stand: Stand, opened: Opened, pattern: GoalPattern, calendar: Calendar
) -> Goal:
    now = evidence.start_of(measure_of(pattern, opened.substance), pattern.direction)
    key = (pattern.id, opened.key, opened.urgency, (*opened.rules.items(),), (*opened.confirm_with,), now)
    return evidence.once(key, lambda: _written(prepared, evidence, stand, opened, pattern, calendar, now))


def _written(
    prepared: Prepared,
    evidence: Evidence,
    stand: Stand,
    opened: Opened,
    pattern: GoalPattern,
    calendar: Calendar,
    now: float | None,
) -> Goal:
    problem, substance = opened.problem, opened.substance
    name = f"goal:{pattern.id}:{substance}" if substance else f"goal:{pattern.id}"
    measure = measure_of(pattern, substance)
    aims = _aim(prepared, stand, name, pattern, now, calendar)
    baseline, target, days, by = aims.baseline, aims.target, aims.days, aims.by
    parts = {
        "baseline": "?" if baseline is None else plain_number(baseline),
        "target": plain_number(target),
        "unit": prepared.text(pattern.unit),
        "by": by,
    }
    written = _fill(prepared, pattern.says, parts, substance)
    says = str(stand.changes.get(name, {}).get("says", written))
    proposed = aims.proposed if says == written else {**aims.proposed, "says": written}
    facts = evidence.cite(dict.fromkeys((*evidence.cite_rules(*opened.rules), measure)))
    return Goal(
        id=name,
        title=_fill(prepared, pattern.label, parts, substance),
        detail=prepared.substance_text(problem.says, substance),
        why=evidence.reasons(*opened.telling),
        facts=facts,
        rules=tuple(opened.rules),
        state=stand.of(name),
        proposed=proposed,
        pattern=pattern.id,
        problem=opened.key,
        substance=substance,
        area=problem.area,
        bundle=problem.bundle,
        says=says,
        baseline=baseline,
        target=target,
        unit=parts["unit"],
        measure=prepared.substance_text(pattern.measure_label, substance),
        start=aims.start,
        by=by,
        days=days,
        owner=pattern.owner,
        urgency=opened.urgency,
        leverage=problem.leverage,
        priority=stand.priorities.get(problem.area),
        smart=_smart(prepared, pattern, parts, says, days, substance),
        steps=_steps(prepared, pattern, name, calendar, parts, substance, stand, aims),
        to_confirm=tuple(_instrument(prepared, name, substance) for name in opened.confirm_with),
        review=_look(prepared, min(pattern.review_days, problem.review_days)),
    )


class _Aim(msgspec.Struct, frozen=True):
    """From where, to what, until when; `proposed`: what the facts alone would set where the authors' word stands."""

    baseline: float | None
    target: float
    days: int
    first: int
    start: str
    by: str
    proposed: dict[str, str | float]


def _aim(
    prepared: Prepared, stand: Stand, name: str, pattern: GoalPattern, now: float | None, calendar: Calendar
) -> _Aim:
    """A goal somebody said yes to keeps its start, its time and its target; one only proposed moves with the facts."""
    changes, bound = stand.changes.get(name, {}), stand.bound.get(name)
    offered = float(target_from(pattern, now, prepared.release.target))
    baseline, target, days, first = now, offered, pattern.days, calendar.day
    if bound is not None:
        began, aimed, time = bound.number("baseline"), bound.number("target"), bound.number("days")
        baseline = now if began is None else began
        target = offered if aimed is None else aimed
        days = pattern.days if time is None else int(time)
        first = bound.start(calendar.number)
    target, days = float(changes.get("target", target)), int(changes.get("days", days))
    proposed: dict[str, str | float] = {}
    if target != offered:
        proposed["target"] = offered
    if days != pattern.days:
        proposed["days"] = pattern.days
    said = stand.spoken(name)
    rest = 0 if said is None else said.paused_days
    by = calendar.show(first + days + rest)
    return _Aim(baseline, target, days, first, calendar.show(first), by, proposed)


def _fill(prepared: Prepared, text: object, parts: dict[str, str], substance: str | None) -> str:
    said = prepared.substance_text(text, substance)
    for name, value in parts.items():
        said = said.replace(f"{{{name}}}", value)
    return said


def _smart(
    prepared: Prepared, pattern: GoalPattern, parts: dict[str, str], says: str, days: int, substance: str | None
) -> SmartCheck:
    language = prepared.language
    measure = prepared.substance_text(pattern.measure_label, substance)
    if pattern.direction == "done":
        measurable = say("measured by", language, measure=measure)
    elif parts["baseline"] == "?":
        measurable = say("measured without baseline", language, measure=measure, **parts)
    else:
        measurable = say("measured from to", language, measure=measure, **parts)
    return SmartCheck(
        specific=says,
        measurable=measurable,
        achievable=_fill(prepared, pattern.achievable_because, parts, substance),
        relevant=_fill(prepared, pattern.relevant_because, parts, substance),
        time_bound=say("by when", language, by=parts["by"], days=days),
    )


def _steps(
    prepared: Prepared,
    pattern: GoalPattern,
    goal: str,
    calendar: Calendar,
    parts: dict[str, str],
    substance: str | None,
    stand: Stand,
    aims: _Aim,
) -> tuple[Step, ...]:
    steps = (
        stand.arranged(
            Step(
                id=f"step:{goal.removeprefix('goal:')}:{number}",
                title=_fill(prepared, step.says, parts, substance),
                state=stand.of(f"step:{goal.removeprefix('goal:')}:{number}"),
                who=step.who,
                within_hours=_within(step.by_day, pattern.days, aims.days) * 24,
                tool=step.tool,
            )
        )
        for number, step in enumerate(pattern.steps, start=1)
    )
    first = aims.first
    return tuple(
        msgspec.structs.replace(step, detail=calendar.show(first + round(step.within_hours / 24))) for step in steps
    )


def _within(by_day: int, planned: int, days: int) -> int:
    """A step's day, in proportion where the two authors gave the goal more or less time."""
    return by_day if days == planned else round(by_day * days / planned)
