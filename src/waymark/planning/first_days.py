"""The next 72 hours: what is done now, by whom; and what is watched after that."""

from collections.abc import Set

from waymark.knowledge.model.effect import Cadence, Get, Review, Task
from waymark.planning.evidence import Evidence
from waymark.planning.findings import Findings
from waymark.planning.phrases import say
from waymark.planning.plan import Goal, LevelChoice, Step
from waymark.planning.prepare import Prepared
from waymark.planning.stand import Stand

__all__ = ["FIRST_DAYS_HOURS", "first_days", "monitoring", "protects"]

FIRST_DAYS_HOURS = 72
# A list of seven is done, a list of seventeen is not. What protects life is never cut.
MOST_STEPS = 7
TODAY_HOURS = 24
# One thing for tonight from each of this many goals: more would not be done.
MOST_TONIGHT = 2
START = "step:start-level"
ORDER = {"review": 0, "task": 1, "step": 2, "get": 3}
STRENGTHS = {"must": 0, "strong": 1, "consensus": 2, "suggest": 2, "project": 3}


def first_days(
    prepared: Prepared,
    findings: Findings,
    evidence: Evidence,
    stand: Stand,
    goals: tuple[Goal, ...],
    level: LevelChoice,
) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """The next 72 hours, and what comes then.

    First what protects life, then by how firmly it is called for; two things for tonight. What does not fit into a
    short list, and is no safety step, is the first of what comes then.
    """
    due = _due(prepared, findings, evidence, stand)
    start = _start(prepared, evidence, stand, level)
    soon = sorted([s for s in due if s.within_hours <= FIRST_DAYS_HOURS] + [start], key=lambda s: _place(prepared, s))
    tonight = _tonight(prepared, goals, stand, {s.id.partition(":")[2] for s in soon})
    room = max(MOST_STEPS - len(tonight), 1)
    first = [s for n, s in enumerate(soon) if n < room or s is start or protects(prepared, s)]
    later = [s for s in due if s.within_hours > FIRST_DAYS_HOURS]
    then = [*(s for s in soon if s not in first), *sorted(later, key=lambda s: (s.within_hours, s.id))]
    return (*first, *tonight), tuple(then)


def _start(prepared: Prepared, evidence: Evidence, stand: Stand, level: LevelChoice) -> Step:
    """The visit the level begins with; for someone already in care, the next one."""
    known = evidence.value("mat.agonist_current") is True or evidence.value("attendance.share_14") is not None
    key = "first contact elsewhere" if level.meanwhile else "next contact" if known else "first contact"
    step = Step(
        id=START,
        title=say(key, prepared.language, level=level.recommended.title),
        why=level.why,
        facts=level.facts,
        rules=level.rules,
        state=stand.of(START),
        who="clinician",
        within_hours=1 if level.meanwhile else 24 if level.recommended.medical else FIRST_DAYS_HOURS,
    )
    return stand.arranged(step, firm=level.meanwhile is not None)


def monitoring(
    prepared: Prepared, findings: Findings, evidence: Evidence, goals: tuple[Goal, ...], stand: Stand, level: str
) -> tuple[Step, ...]:
    """What is repeated how often, each thing once at its shortest rhythm, within what the level keeps."""
    found: dict[str, Step] = {}
    rhythms = prepared.levels[level].rhythms
    for rule, effect in findings.yes(Cadence):
        shortest, longest = rhythms.get(effect.what, (effect.every_days, effect.every_days))
        days = min(max(effect.every_days, shortest), longest)
        old = found.get(effect.what)
        if old is not None and old.within_hours <= days * 24:
            continue
        name = f"watch:{effect.what}"
        found[effect.what] = Step(
            id=name,
            title=evidence.fill(effect.label),
            detail=_rhythm(prepared, days),
            why=evidence.reasons(rule.id),
            facts=evidence.cite_rules(rule.id),
            rules=(rule.id,),
            state=stand.of(name),
            who="clinician",
            within_hours=days * 24,
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
    steps = (stand.arranged(s, firm=protects(prepared, s)) for s in found.values() if _watched(prepared, stand, s))
    return tuple(sorted(steps, key=lambda s: (s.within_hours, s.id)))


def _watched(prepared: Prepared, stand: Stand, step: Step) -> bool:
    return not stand.declined(step.id) or protects(prepared, step)


def _rhythm(prepared: Prepared, days: float) -> str:
    if days <= 1:
        return say("every day", prepared.language)
    # Half days are for the record; nobody lives by them.
    return say("every days", prepared.language, days=f"{int(days)}")


def protects(prepared: Prepared, step: Step) -> bool:
    """A safety rule or a duty stands behind the step."""
    return any(
        prepared.rule(r).safety or prepared.rule(r).strength == "must" for r in step.rules if prepared.has_rule(r)
    )


def _place(prepared: Prepared, step: Step) -> tuple[bool, int, float, int, str]:
    """What protects life first, then what is called for most firmly, then what is due soonest.

    The visit that the level begins with stands by its level alone: which rules were known to speak for a level that is
    settled anyway moves nothing.
    """
    if step.id == START:
        return (step.within_hours > TODAY_HOURS, STRENGTHS["must"], step.within_hours, ORDER["step"], step.id)
    rules = [prepared.rule(r) for r in step.rules if prepared.has_rule(r)]
    strength = min((STRENGTHS[r.strength] for r in rules), default=len(STRENGTHS))
    kind = step.id.partition(":")[0]
    today = step.within_hours <= TODAY_HOURS
    return (
        not (today and protects(prepared, step)),
        strength,
        step.within_hours,
        ORDER.get(kind, len(ORDER)),
        step.id,
    )


def _due(prepared: Prepared, findings: Findings, evidence: Evidence, stand: Stand) -> list[Step]:
    due: dict[str, tuple[str, str, float, dict[str, None]]] = {}
    # An instrument whose result is known and still holds is not given again today; its cadence repeats it.
    known = {
        note.instrument for note in evidence.known.notes.values() if note.instrument and note.exact and not note.stale
    }

    def note(name: str, title: str, who: str, hours: float, rule: str) -> None:
        old = due.get(name)
        rules = {**(old[3] if old else {}), rule: None}
        due[name] = (title, who, min(hours, old[2]) if old else hours, rules)

    for rule, task in findings.yes(Task):
        if task.done_when is not None and evidence.value(task.done_when) is True:
            continue
        note(f"task:{task.task}", evidence.fill(task.does), task.who, task.within_hours, rule.id)
    for rule, review in findings.yes(Review):
        note(f"review:{rule.id}", evidence.fill(review.what), review.role, review.within_hours, rule.id)
    for rule, review in findings.open(Review):
        if review.unknown == "review" and findings.given(review.given):
            note(f"review:{rule.id}", evidence.fill(review.what), review.role, review.within_hours, rule.id)
    for rule, get in findings.yes(Get):
        # A safety question is asked again whatever an earlier form said.
        again = get.what in known and not rule.safety
        if again or (get.done_when is not None and evidence.value(get.done_when) is True):
            continue
        note(f"get:{get.what}", evidence.fill(get.label), get.by, get.within_hours, rule.id)
    steps = [
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
    # What protects life stays in sight with the no beside it; anything else that was declined leaves the list.
    steps = [s for s in steps if s.state.standing != "declined" or protects(prepared, s)]
    return [stand.arranged(s, firm=protects(prepared, s)) for s in steps]


def _tonight(prepared: Prepared, goals: tuple[Goal, ...], stand: Stand, handed_out: Set[str]) -> tuple[Step, ...]:
    """The first thing to try tonight from the first goals that have one; not what is handed out the same day."""
    found: dict[str, Step] = {}
    for goal in goals:
        step = next((s for s in goal.steps if s.tool and s.tool in prepared.tools), None)
        if step is None or len(found) >= MOST_TONIGHT:
            continue
        tool = prepared.tools[step.tool or ""]
        name = f"tonight:{tool.id}"
        if not handed_out.isdisjoint(tool.covered_by) or stand.declined(name):
            continue
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
    return tuple(stand.arranged(step) for step in found.values())
