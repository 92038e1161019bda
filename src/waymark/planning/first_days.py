"""The next 72 hours: what is done now, by whom; and what is watched after that."""

from waymark.knowledge.model.effect import Cadence, Get, Review, Task
from waymark.planning.evidence import Evidence
from waymark.planning.findings import Findings
from waymark.planning.phrases import say
from waymark.planning.plan import Goal, LevelChoice, Step
from waymark.planning.prepare import Prepared
from waymark.planning.stand import Stand

__all__ = ["FIRST_DAYS_HOURS", "first_days", "later_reviews", "monitoring"]

FIRST_DAYS_HOURS = 72
# One thing for tonight from each of this many goals: more would not be done.
MOST_TONIGHT = 2
ORDER = {"review": 0, "task": 1, "step": 2, "get": 3}


def first_days(
    prepared: Prepared,
    findings: Findings,
    evidence: Evidence,
    stand: Stand,
    goals: tuple[Goal, ...],
    level: LevelChoice,
) -> tuple[Step, ...]:
    """Tasks, reviews and tests due within 72 hours, soonest first; then what the person can do tonight."""
    steps = {s.id: s for s in _due(prepared, findings, evidence, stand) if s.within_hours <= FIRST_DAYS_HOURS}
    start = Step(
        id="step:start-level",
        title=say(
            "first contact" if level.meanwhile is None else "first contact elsewhere",
            prepared.language,
            level=level.recommended.title,
        ),
        why=level.why,
        facts=level.facts,
        rules=level.rules,
        state=stand.of("step:start-level"),
        who="clinician",
        within_hours=1 if level.meanwhile else 24 if level.recommended.medical else FIRST_DAYS_HOURS,
    )
    steps.setdefault(start.id, start)
    return (*sorted(steps.values(), key=_place), *_tonight(prepared, goals, stand))


def later_reviews(prepared: Prepared, findings: Findings, evidence: Evidence, stand: Stand) -> tuple[Step, ...]:
    """Reviews, tests and tasks due after the first days."""
    due = {s.id: s for s in _due(prepared, findings, evidence, stand) if s.within_hours > FIRST_DAYS_HOURS}
    return tuple(sorted(due.values(), key=lambda s: (s.within_hours, s.id)))


def monitoring(
    prepared: Prepared, findings: Findings, evidence: Evidence, goals: tuple[Goal, ...], stand: Stand
) -> tuple[Step, ...]:
    """What is repeated how often, each thing once at its shortest rhythm."""
    found: dict[str, Step] = {}
    for rule, effect in findings.yes(Cadence):
        old = found.get(effect.what)
        if old is not None and old.within_hours <= effect.every_days * 24:
            continue
        name = f"watch:{effect.what}"
        found[effect.what] = Step(
            id=name,
            title=evidence.fill(effect.label),
            detail=say("every days", prepared.language, days=f"{effect.every_days:g}"),
            why=evidence.reasons(rule.id),
            facts=evidence.cite_rules(rule.id),
            rules=(rule.id,),
            state=stand.of(name),
            who="clinician",
            within_hours=effect.every_days * 24,
        )
    for goal in goals:
        name = f"watch:{goal.id}"
        found[name] = Step(
            id=name,
            title=f"{goal.title}: {goal.measure}",
            detail=goal.review,
            facts=(),
            rules=goal.rules,
            state=stand.of(name),
            who="person",
            within_hours=min(goal.days, 14) * 24,
        )
    return tuple(sorted(found.values(), key=lambda s: (s.within_hours, s.id)))


def _place(step: Step) -> tuple[float, int, str]:
    """Soonest first; at the same hour what protects before what is measured."""
    kind = step.id.partition(":")[0]
    return (step.within_hours, ORDER.get(kind, len(ORDER)), step.id)


def _due(prepared: Prepared, findings: Findings, evidence: Evidence, stand: Stand) -> list[Step]:
    due: dict[str, tuple[str, str, float, dict[str, None]]] = {}

    def note(name: str, title: str, who: str, hours: float, rule: str) -> None:
        old = due.get(name)
        rules = {**(old[3] if old else {}), rule: None}
        due[name] = (title, who, min(hours, old[2]) if old else hours, rules)

    for rule, task in findings.yes(Task):
        note(f"task:{task.task}", evidence.fill(task.does), task.who, task.within_hours, rule.id)
    for rule, review in findings.yes(Review):
        note(f"review:{rule.id}", evidence.fill(review.what), review.role, review.within_hours, rule.id)
    for rule, review in findings.open(Review):
        if review.unknown == "review":
            note(f"review:{rule.id}", evidence.fill(review.what), review.role, review.within_hours, rule.id)
    for rule, get in findings.yes(Get):
        note(f"get:{get.what}", evidence.fill(get.label), get.by, get.within_hours, rule.id)
    return [
        Step(
            id=name,
            title=title,
            why=evidence.reasons(*rules),
            facts=evidence.cite_rules(*rules),
            rules=tuple(rules),
            state=stand.of(name),
            who=who,
            within_hours=hours,
        )
        for name, (title, who, hours, rules) in due.items()
    ]


def _tonight(prepared: Prepared, goals: tuple[Goal, ...], stand: Stand) -> tuple[Step, ...]:
    """The first thing to try tonight from the first goals that have one."""
    found: dict[str, Step] = {}
    for goal in goals:
        step = next((s for s in goal.steps if s.tool and s.tool in prepared.tools), None)
        if step is None or len(found) >= MOST_TONIGHT:
            continue
        tool = prepared.tools[step.tool or ""]
        name = f"tonight:{tool.id}"
        found.setdefault(
            name,
            Step(
                id=name,
                title=prepared.text(tool.label),
                detail=say("minutes", prepared.language, minutes=f"{tool.minutes:g}"),
                why=goal.why,
                facts=goal.facts,
                rules=goal.rules,
                state=stand.of(name),
                who="person",
                within_hours=FIRST_DAYS_HOURS,
                tool=tool.id,
                how=tuple(prepared.text(s) for s in tool.steps),
            ),
        )
    return tuple(found.values())
