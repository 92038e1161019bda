"""Which other ways of help were weighed for the same goals, and why they came after."""

from waymark.planning.explaining.explanation import Choice, Differs
from waymark.planning.explaining.ground import Ground
from waymark.planning.goals import Opened
from waymark.planning.offers import hours_of
from waymark.planning.open_questions import option_title
from waymark.planning.phrases_explaining import tell, tell_hours
from waymark.planning.plan import Goal, Plan

__all__ = ["other_help", "placed", "refusal", "sentence", "titles"]


def other_help(ground: Ground, plan: Plan, name: str) -> tuple[Choice, ...]:
    """Ways of help weighed for the goals this one serves and not chosen, best first; then those the library names."""
    chooser = ground.lines.considered.chooser
    chosen = set(chooser.chosen)
    goals = {goal.id: goal for goal in (*plan.goals, *plan.later)}
    found: dict[str, Choice] = {}
    for goal_id in chooser.chosen.get(name, {}):
        goal = goals.get(goal_id)
        if goal is None or goal.problem not in ground.opened:
            continue
        for other in _weighed(ground, goal):
            if other not in chosen and other not in found:
                said = placed(ground, goal, ground.opened[goal.problem], other, name)
                found[other] = _choice(ground, name, other, tuple(said))
    for other in ground.prepared.interventions[name].alternatives:
        if other in ground.prepared.interventions and other not in chosen and other not in found:
            found[other] = _choice(ground, name, other, ())
    return tuple(found.values())


def _weighed(ground: Ground, goal: Goal) -> list[str]:
    return [name for _, name in ground.lines.considered.chooser.scored.get(goal.problem, ())]


def placed(ground: Ground, goal: Goal, opened: Opened, name: str, first: str | None = None) -> list[str]:
    """Where a way of help came for a goal, with the points, and what made it so; nothing where it was not weighed.

    `first`: what it is held against; without one, what came first.
    """
    language, chooser = ground.language, ground.lines.considered.chooser
    scored = chooser.scored.get(goal.problem, [])
    names = [n for _, n in scored]
    if name not in names or not names:
        return []
    against = first if first in names else names[0]
    points = {n: p for (p, _), n in scored}
    said = [
        tell(
            "ranked",
            language,
            goal=goal.title,
            place=names.index(name) + 1,
            count=len(names),
            points=f"{points[name]:g}",
            first=option_title(ground.prepared, f"intervention:{against}"),
            best=f"{points[against]:g}",
        )
    ]
    said += _difference(ground, opened, name, against)
    why = refusal(ground, name, goal.id)
    return [*said, why] if why else [*said, _enough(ground, goal)]


def _enough(ground: Ground, goal: Goal) -> str:
    served = sum(1 for goals in ground.lines.considered.chooser.chosen.values() if goal.id in goals)
    return tell("one chosen" if served == 1 else "enough chosen", ground.language, count=served)


def _difference(ground: Ground, opened: Opened, name: str, against: str) -> list[str]:
    """What counted differently for the two, in words."""
    chooser = ground.lines.considered.chooser
    first = {o.removeprefix("intervention:") for o in opened.problem.first_line}
    mine = chooser.points(name, opened, name in first)
    its = chooser.points(against, opened, against in first)
    said = []
    for kind, points in mine.items():
        if points == its[kind]:
            continue
        lost = points > its[kind]
        words = _point(ground, opened, kind, name, lost=lost)
        if words:
            said.append(tell("speaks against" if lost else "speaks for", ground.language, what=words))
    return said or [tell("point order", ground.language)]


def _point(ground: Ground, opened: Opened, kind: str, name: str, *, lost: bool) -> str:
    """One kind of points: what counts against this way of help, or for it."""
    chooser, language = ground.lines.considered.chooser, ground.language
    if kind == "rule":
        rules = [rule for rule, _ in chooser.spoken_for(name, opened)]
        return tell("point rule", language, rule=_asks(ground, rules[0])) if rules else tell("point no rule", language)
    if kind == "discouraged":
        rules = list(ground.options.standing(f"intervention:{name}").discouraged)
        return tell("point discouraged", language, rule=_asks(ground, rules[0])) if rules else ""
    if kind == "second line":
        return tell("point second line" if lost else "point first line", language)
    if kind == "wanted":
        return "" if lost else tell("point wanted", language)
    return tell(f"point {kind}", language) if lost else ""


def _asks(ground: Ground, rule: str) -> str:
    return ground.prepared.text(ground.prepared.rule(rule).asks)


def refusal(ground: Ground, name: str, goal: str) -> str:
    """What stood in the way of taking it for this goal, as a sentence; empty where nothing did."""
    chooser, language, prepared = ground.lines.considered.chooser, ground.language, ground.prepared
    why = chooser.refused.get(name, {}).get(goal)
    if why == "skills full":
        skills = [n for n in chooser.chosen if prepared.interventions[n].new_skill]
        return tell("why skills", language, count=len(skills), names=titles(ground, skills))
    if why == "conflict":
        against = [n for n in prepared.interventions[name].conflicts if n in chooser.chosen]
        return tell("why conflict", language, names=titles(ground, against))
    if why == "week full":
        return tell("why week", language, hours=f"{round(max(chooser.room, 0), 1):g}")
    return ""


def titles(ground: Ground, names: list[str]) -> str:
    """Ways of help by their names."""
    return ", ".join(option_title(ground.prepared, f"intervention:{n}") for n in names)


def _choice(ground: Ground, name: str, other: str, because: tuple[str, ...]) -> Choice:
    prepared, language = ground.prepared, ground.language
    mine, its = prepared.interventions[name], prepared.interventions[other]
    hours = hours_of(its) - hours_of(mine)
    costs = (tell_hours(hours, language),) if hours > 0 else ()
    gains = (tell_hours(hours, language),) if hours < 0 else ()

    def grade(of: str | None) -> str:
        return tell("grade", language, grade=of) if of else tell("no grade", language)

    def here(one: str) -> str:
        return tell("offered" if prepared.offers_intervention(one) else "not offered", language)

    aspects = (
        ("grade", grade(mine.grade), grade(its.grade)),
        ("here", here(name), here(other)),
        ("burden", prepared.text(mine.burden), prepared.text(its.burden)),
    )
    return Choice(
        id=f"intervention:{other}",
        title=prepared.text(its.label),
        relation="instead",
        costs=costs,
        gains=gains,
        differs=tuple(
            Differs(aspect=tell(f"aspect {a}", language), this=t or "–", other=o or "–")
            for a, t, o in aspects
            if t != o
        ),
        because=tuple(sentence(b) for b in because),
        person=prepared.text(its.says.person),
    )


def sentence(words: str) -> str:
    """With a capital and a full stop."""
    return f"{words[0].upper()}{words[1:]}" + ("" if words.endswith(".") else ".")
