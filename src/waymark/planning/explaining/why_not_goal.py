"""Why a goal or a need is not in a plan, or stands under later."""

from waymark.knowledge.model.care_elements import GoalPattern
from waymark.knowledge.model.effect import OpenProblem
from waymark.planning.explaining.explanation import Because
from waymark.planning.explaining.ground import Ground
from waymark.planning.explaining.standing import against, could_speak
from waymark.planning.phrases_explaining import tell
from waymark.planning.plan import Plan
from waymark.planning.targets import target_from

__all__ = ["no_goal", "no_problem"]


def no_goal(ground: Ground, plan: Plan, name: str) -> list[Because]:
    """`name` as GO-01 or GO-01:alcohol."""
    found = against(ground, f"goal:{name}")
    if any(g.id == f"goal:{name}" for g in plan.later):
        return [*found, *_later(ground, plan)]
    pattern_id, _, substance = name.partition(":")
    pattern = ground.prepared.goals[pattern_id]
    problems = [p for p in ground.prepared.problems.values() if pattern_id in p.goals]
    open_ones = [
        o for o in ground.lines.opened if o.problem in problems and (not substance or substance == o.substance)
    ]
    if not open_ones:
        for problem in problems:
            found += no_problem(ground, plan, f"{problem.id}:{substance}" if substance else problem.id)
        return found or could_speak(ground, [])
    opened = open_ones[0]
    goals = [g for g in (*plan.goals, *plan.later) if g.problem == opened.key]
    if goals and not opened.problem.bundle:
        language = ground.language
        titles = ", ".join(g.title for g in goals)
        says = tell("why other pattern", language, title=titles)
        tree = ground.truths.tree(f"goal:{pattern_id}:{opened.substance}") or ground.truths.tree(f"goal:{pattern_id}")
        if tree is not None:
            key = {"yes": "pattern later", "no": "pattern fits not", "not known": "pattern open"}[tree.truth]
            says = f"{says} {tell(key, language).capitalize()}: {tree.says}."
        return [
            *found,
            Because(kind="other pattern", says=says, person=tell("why other pattern", language, title=titles)),
        ]
    return [*found, *_reached(ground, pattern, opened.substance)]


def _later(ground: Ground, plan: Plan) -> list[Because]:
    active = [g for g in plan.goals if not g.bundle]
    if ground.lines.emergency is not None:
        language = ground.language
        return [
            Because(
                kind="emergency",
                says=tell("why emergency", language),
                person=tell("why emergency person", language),
                rules=ground.lines.emergency.rules,
            )
        ]
    if not active:
        return []
    return [
        Because(
            kind="later",
            says=tell("why goal later", ground.language, count=len(active), last=active[-1].title),
            person=tell("why goal later person", ground.language),
        )
    ]


def _reached(ground: Ground, pattern: GoalPattern, substance: str | None) -> list[Because]:
    """The need is open and the goal would ask for what the person has."""
    measure = pattern.measure.replace("{substance}", substance or "")
    baseline = ground.evidence.start_of(measure, pattern.direction)
    language = ground.language
    if baseline is None:
        tree = ground.truths.tree(f"goal:{pattern.id}:{substance}") or ground.truths.tree(f"goal:{pattern.id}")
        if tree is None:
            return []
        key = "pattern open" if tree.truth == "not known" else "pattern fits not"
        return [Because(kind="other pattern", says=f"{tell(key, language).capitalize()}: {tree.says}.")]
    target = target_from(pattern, baseline, ground.prepared.release.target)
    down = pattern.direction == "down"
    if (baseline <= target) if down else (baseline >= target):
        label = ground.prepared.substance_text(pattern.measure_label, substance)
        says = tell("why reached", language, measure=label, value=f"{baseline:g}")
        return [Because(kind="reached", says=says, person=tell("why reached person", language))]
    return []


def no_problem(ground: Ground, plan: Plan, name: str) -> list[Because]:
    """A need that is not open: the rules that open it, and what they lack. `name` as PR-SLEEP or PR-OUD:opioids."""
    prepared, language = ground.prepared, ground.language
    problem_id, _, substance = name.partition(":")
    problem = prepared.problems[problem_id]
    wanted = {"problem": problem_id, **({"substance": substance} if substance and problem.per_substance else {})}
    rules = ground.speaking(OpenProblem, **wanted)
    if problem.fallback and any(ground.answer(r.id) for r in rules):
        return [Because(kind="no need", says=tell("why goal fallback", language))]
    nearest = could_speak(ground, rules)[0]
    label = prepared.substance_text(problem.label, substance or None)
    if any(ground.answer(r.id) for r in rules):
        patterns = [ground.prepared.goals[g] for g in problem.goals if g in ground.prepared.goals]
        return [b for pattern in patterns for b in _reached(ground, pattern, substance or None)]
    return [
        Because(
            kind="no need",
            says=tell("why goal closed", language, need=label, rules=ground.asks(nearest.rules)),
            person=tell("why goal closed person", language),
            rules=nearest.rules,
            lacks=nearest.lacks,
        )
    ]
