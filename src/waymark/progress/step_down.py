"""Is less care ready to be talked about? Every condition by name, with what is known of it; people decide.

Ready is only said where the next smaller level keeps every floor, nothing protects life just now, and the plan for hard
moments is complete. Medicine is never part of it: it goes on.
"""

from waymark.planning.evidence import Evidence
from waymark.planning.level import Candidate
from waymark.planning.lines import Lines, decide
from waymark.planning.situation import Situation
from waymark.progress.less_care import smaller
from waymark.progress.phrases import tell
from waymark.progress.report import Signal
from waymark.progress.report_ahead import Check, StepDown
from waymark.progress.walk import Walk

__all__ = ["agreeing", "step_down_of"]

_LESS = "is-it-time-for-less-care"
# Signals that call for less care, or for what has to be there before it, stand against nothing.
_FOR_IT = (_LESS, "is-the-plan-for-hard-moments-complete-before-a-move")


def step_down_of(walk: Walk, situation: Situation, signals: tuple[Signal, ...]) -> StepDown:
    """How near less care is. `situation`: the walk's with the facts of the course."""
    values, language = situation.values, walk.prepared.language
    needs = int(walk.prepared.release.numbers["step_down_reviews"])
    improved = _number(values.get("course.reviews_improved"))
    if improved is None:
        return StepDown(state="too early", says=tell("step too early", language))
    key = "check improved"
    checks = [Check(id="improved", says=tell(key, language, now=f"{improved:g}", needs=needs), holds=improved >= needs)]
    checks += _against(walk, situation, signals)
    candidate = _next(walk, situation) if all(check.holds for check in checks) else None
    if all(check.holds for check in checks):
        checks.append(Check(id="level", says=tell("check level", language), holds=candidate is not None))
    complete = values.get("hard_plan.complete")
    holds = complete if isinstance(complete, bool) else None
    checks.append(Check(id="hard plan", says=tell("check hard plan", language), holds=holds))
    return _said(walk, tuple(checks), candidate)


def agreeing(signals: tuple[Signal, ...], step: StepDown) -> tuple[Signal, ...]:
    """What stands out, without the talk about less care where the conditions say that it is not yet time for it."""
    if step.state in ("ready", "first"):
        return signals
    return tuple(signal for signal in signals if signal.rule != _LESS)


def _number(known: object) -> float | None:
    return known[0] if isinstance(known, tuple) else None


def _against(walk: Walk, situation: Situation, signals: tuple[Signal, ...]) -> list[Check]:
    language, values = walk.prepared.language, situation.values
    worse = _number(values.get("course.measures_worse"))
    back = values.get("course.use_after_abstinence") is True
    pressing = any(signal.safety and signal.rule not in _FOR_IT for signal in signals)
    return [
        Check(id="worse", says=tell("check worse", language), holds=None if worse is None else worse == 0),
        Check(id="use", says=tell("check use", language), holds=not back),
        Check(id="safety", says=tell("check safety", language), holds=not pressing),
    ]


def _next(walk: Walk, situation: Situation) -> Candidate | None:
    """The nearest level that is less than what was agreed, or than what the plan recommends now."""
    lines: Lines = decide(situation, situation.findings(mute=True), Evidence(walk.prepared, situation.known, mute=True))
    if lines.emergency is not None or lines.level.unmet is not None:
        return None
    seen = situation.stand.level_seen
    agreed = seen.get("clinician") or seen.get("person")
    return smaller(walk.prepared, lines.level, agreed)


def _said(walk: Walk, checks: tuple[Check, ...], candidate: Candidate | None) -> StepDown:
    from waymark.planning.care_level import level_title

    language = walk.prepared.language
    open_ = [check for check in checks if check.holds is not True]
    title = None if candidate is None else level_title(walk.prepared, candidate)
    if any(check.id == "level" for check in open_):
        return StepDown(state="lowest", checks=checks, says=tell("step lowest", language))
    if candidate is None:
        return StepDown(state="not now", checks=checks, says=tell("step not now", language))
    days = f"{walk.prepared.release.numbers['first_contact_days']:g}"
    state = "ready" if not open_ else "first"
    first = "; ".join(check.says[:1].lower() + check.says[1:] for check in open_)
    return StepDown(
        state=state,  # type: ignore[arg-type]
        level=candidate.key,
        title=title,
        checks=checks,
        overlap=tell("overlap", language, days=days),
        says=tell(f"step {state}", language, title=title, first=first),
    )
