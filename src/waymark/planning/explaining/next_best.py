"""What came second for a line, and what it would cost and gain: worked out from the situation, not copied from it."""

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from waymark.knowledge.model.rule import Rule
from waymark.planning.care_level import YOUNG, hours_at, minima_of
from waymark.planning.explaining.explanation import Choice, Differs
from waymark.planning.explaining.ground import Ground
from waymark.planning.explaining.other_help import other_help, sentence
from waymark.planning.goals import rank_goals
from waymark.planning.level import AXES, Candidate, vector
from waymark.planning.phrases_explaining import tell, tell_hours
from waymark.planning.plan import Composite, Goal, Item, LevelChoice, MedicineOption, Plan, State

__all__ = ["asks_of", "axes_missed", "candidate_of", "compare_levels", "next_best"]

# More than this is a catalogue, not a choice.
MOST_OTHERS = 5


def next_best(ground: Ground, plan: Plan, item: Item) -> tuple[Choice, ...]:
    """The nearest other choices for this line, best first; none for a step, a need or a sentence."""
    if isinstance(item, LevelChoice):
        return _levels(ground, item)
    if isinstance(item, Goal):
        return _goals(ground, plan, item)
    kind, _, name = option_of(item).partition(":")
    if kind == "medicine":
        return _medicines(ground, plan, name, item)
    if kind == "intervention" and name in ground.prepared.interventions:
        return other_help(ground, plan, name)[:MOST_OTHERS]
    return ()


def option_of(item: Item) -> str:
    """The option a line is about: its own id, or what it holds or leaves out."""
    option: str = getattr(item, "option", item.id)
    return option


# --- levels ----------------------------------------------------------------------------------------------------------


def _levels(ground: Ground, level: LevelChoice) -> tuple[Choice, ...]:
    language = ground.language
    found: dict[str, Choice] = {}

    def add(composite: Composite | None, relation: str, because: Callable[[Composite], tuple[str, ...]]) -> None:
        if composite is not None and composite.key not in found and composite.key != level.recommended.key:
            found[composite.key] = _level(ground, level, composite, relation, because(composite))

    for composite in level.acceptable:
        add(composite, "acceptable", lambda _: (tell("enough too", language),))
    add(level.next_down, "less", lambda _: ())
    add(level.next_up, "more", lambda _: (tell("not needed", language),))
    add(level.unmet, "not to be had", lambda _: (tell("not to be had", language),))
    return tuple(found.values())


def _level(ground: Ground, level: LevelChoice, composite: Composite, relation: str, because: tuple[str, ...]) -> Choice:
    costs, gains = compare_levels(ground, composite, level.recommended)
    asked = tuple(costs)
    candidate = candidate_of(ground, composite.key)
    if candidate is not None:
        costs += [
            tell("misses target", ground.language, axis=m.axis, gives=m.gives, asked=m.asked, rule=asks_of(ground, m))
            for m in axes_missed(ground, candidate, level.targets)
        ]
    return Choice(
        id=f"level:{composite.key}",
        title=composite.title,
        relation=relation,  # type: ignore[arg-type]
        costs=tuple(costs),
        gains=tuple(gains),
        because=tuple(sentence(b) for b in because),
        person=_for_person(ground, asked, gains),
    )


def _for_person(ground: Ground, costs: tuple[str, ...], gains: list[str]) -> str:
    said = [tell("person choice", ground.language, costs="; ".join(costs))] if costs else []
    said += [tell("person gives", ground.language, gains="; ".join(gains))] if gains else []
    return " ".join(said)


def compare_levels(ground: Ground, one: Composite | Candidate, than: Composite) -> tuple[list[str], list[str]]:
    """What one level costs and what it gives against another, in words."""
    language = ground.language
    costs: list[str] = []
    gains: list[str] = []
    young = ground.evidence.value(YOUNG) is True
    asked = hours_at(ground.prepared.levels[one.level], young) if isinstance(one, Candidate) else one.hours
    hours = asked[0] - than.hours[0]
    if hours:
        (costs if hours > 0 else gains).append(tell_hours(hours, language))
    for place, axis in enumerate(AXES[1:], start=1):
        have = one.most[place] if isinstance(one, Candidate) else getattr(one, axis)
        gap = have - getattr(than, axis)
        if gap:
            # Nights ask; medical cover, psychiatric care and dispensing give.
            side = costs if (gap > 0) == (axis == "nights") else gains
            side.append(tell(f"{axis} {'more' if gap > 0 else 'fewer'}", language))
    return costs, gains


def candidate_of(ground: Ground, key: str) -> Candidate | None:
    """The composite with this key."""
    return next((c for c in ground.prepared.candidates if c.key == key), None)


def asks_of(ground: Ground, missed: "Missed") -> str:
    """The question of the rule that asks for it."""
    return "" if missed.rule is None else ground.prepared.text(missed.rule.asks)


class Missed(NamedTuple):
    """An axis on which a level gives less than a rule asks for; the rule may be set aside since."""

    axis: str
    gives: str
    asked: str
    rule: Rule | None


def axes_missed(ground: Ground, candidate: Candidate, asked: dict[str, float]) -> list[Missed]:
    """Axes on which a level gives less than is asked for."""
    missed = []
    for place, axis in enumerate(AXES):
        wanted = asked.get(axis, 0)
        if candidate.most[place] >= wanted:
            continue
        spoken = minima_of(ground.findings)
        rule = next(
            (r for r, e in spoken if vector(e.minima)[place] == wanted),
            next((r for r, e in spoken if e.relaxed is not None and vector(e.relaxed)[place] == wanted), None),
        )
        named = tell(f"axis {axis}", ground.language)
        missed.append(Missed(named, f"{candidate.most[place]:g}", f"{wanted:g}", rule))
    return missed


# --- medicines -------------------------------------------------------------------------------------------------------


def _medicines(ground: Ground, plan: Plan, name: str, item: Item) -> tuple[Choice, ...]:
    """The other medicines for the same use: what can be chosen first, then what waits."""
    medicine = name.partition("@")[0].partition(":")[0]
    this = next((m for m in plan.medicines if m.medicine == medicine), None)
    if isinstance(item, MedicineOption):
        this = item
    if this is None:
        return ()
    # What brings breathing back is no choice beside a treatment: one has both.
    reversal = _reverses(ground, medicine)
    others = [
        m
        for m in plan.medicines
        if m.treats == this.treats and m.medicine != medicine and _reverses(ground, m.medicine) == reversal
    ]
    return tuple(_medicine(ground, this, other) for other in others[:MOST_OTHERS])


def _reverses(ground: Ground, medicine: str) -> bool:
    return "overdose_reversal" in ground.prepared.medicines[medicine].classes


def _medicine(ground: Ground, this: MedicineOption, other: MedicineOption) -> Choice:
    language = ground.language

    def standing(medicine: MedicineOption) -> str:
        return tell(f"stands {medicine.status}", language)

    def here(medicine: MedicineOption) -> str:
        return tell("offered" if medicine.available_here else "not offered", language)

    aspects = (
        ("standing", standing(this), standing(other)),
        ("here", here(this), here(other)),
        ("how", this.how_given, other.how_given),
        ("gives", this.benefits, other.benefits),
        ("burden", this.burdens, other.burdens),
        ("risks", this.risks, other.risks),
    )
    because = []
    if other.status == "held":
        because.append(tell("why held", language, facts=ground.labels(other.find_out_first)))
    elif other.status == "excluded" and other.why is not None:
        because.append(other.why.clinician)
    elif this.rank != other.rank and this.status == other.status:
        because.append(tell(f"stands {other.rank}", language))
    return Choice(
        id=other.id,
        title=other.title,
        relation="same use",
        differs=tuple(Differs(aspect=tell(f"aspect {a}", language), this=t, other=o) for a, t, o in aspects if t != o),
        because=tuple(sentence(b) for b in because),
        person="" if other.status == "excluded" else other.detail or "",
    )


# --- goals -----------------------------------------------------------------------------------------------------------


def _goals(ground: Ground, plan: Plan, goal: Goal) -> tuple[Choice, ...]:
    return (*_in_line(ground, plan, goal), *_patterns(ground, goal))


def _in_line(ground: Ground, plan: Plan, goal: Goal) -> tuple[Choice, ...]:
    """Which goals would come now if this one were put off; for a goal under later, the last that stands before it."""
    if goal.bundle:
        return ()
    active = [g for g in plan.goals if not g.bundle]
    if goal not in active:
        return (_ranked_goal(ground, goal, active[-1], "stands before"),) if active else ()
    said_no = msgspec.structs.replace(goal, state=State(person="declined"))
    without = [said_no if g.id == goal.id else g for g in (*plan.goals, *plan.later)]
    now, _ = rank_goals(without, ground.stand.taken_up())
    up = [g for g in now if g not in active and not g.bundle]
    if up:
        return tuple(_ranked_goal(ground, goal, other, "moves up") for other in up)
    waiting = [g for g in plan.later if g.state.person not in ("declined", "disagreed")]
    return (_ranked_goal(ground, goal, waiting[0], "stays later"),) if waiting else ()


def _ranked_goal(ground: Ground, goal: Goal, other: Goal, because: str) -> Choice:
    language = ground.language

    def order(one: Goal) -> str:
        return tell("no order", language) if one.priority is None else str(one.priority)

    aspects = (
        ("priority", order(goal), order(other)),
        ("urgency", str(goal.urgency), str(other.urgency)),
        ("leverage", str(goal.leverage), str(other.leverage)),
    )
    decides = next((a for a, t, o in aspects if t != o), None)
    said = [tell(because, language)]
    if decides is None:
        said.append(tell("point order", language))
    return Choice(
        id=other.id,
        title=other.title,
        relation="next in line",
        differs=tuple(Differs(aspect=tell(f"aspect {a}", language), this=t, other=o) for a, t, o in aspects if t != o),
        because=tuple(sentence(b) for b in said),
        person=tell(because, language),
    )


def _patterns(ground: Ground, goal: Goal) -> tuple[Choice, ...]:
    """Other forms a goal for the same need could take, and why this one was chosen."""
    prepared, findings = ground.prepared, ground.findings
    problem = prepared.problems.get(goal.problem.partition(":")[0])
    if problem is None or problem.bundle:
        return ()
    found = []
    for name in problem.goals:
        pattern = prepared.goals.get(name)
        if pattern is None or name == goal.pattern:
            continue
        condition = f"goal:{name}:{goal.substance}"
        if not findings.has_condition(condition):
            condition = f"goal:{name}"
        answer = findings.condition(condition) if findings.has_condition(condition) else True
        key = "pattern later" if answer else "pattern open" if answer is None else "pattern fits not"
        tree = ground.truths.tree(condition)
        said = tell(key, ground.language)
        found.append(
            Choice(
                id=f"goal:{name}:{goal.substance}" if goal.substance else f"goal:{name}",
                title=prepared.substance_text(pattern.label, goal.substance),
                relation="pattern",
                because=(sentence(f"{said}: {tree.says}" if tree is not None and not answer else said),),
            )
        )
    return tuple(found)
