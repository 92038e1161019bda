"""Why a line stands in a plan: facts, rules, sources, what came second, what would change it.

With a `Ground` (the situation the plan was made from) everything is worked out anew; without one only what the document
itself holds is said.
"""

from collections.abc import Iterator

from waymark.planning.explaining.explanation import Explanation, WouldChange
from waymark.planning.explaining.ground import Ground
from waymark.planning.phrases_explaining import tell
from waymark.planning.plan import Goal, Item, LevelChoice, MedicineOption, Need, Offer, Plan

__all__ = ["NOT_FOR_PERSON", "PARTS", "UnknownItem", "explain", "explain_all", "items_of", "part_of"]

# The parts of a plan whose lines can be explained, in the order of the plan.
PARTS = (
    "alerts", "next_72_hours", "needs", "level", "goals", "later", "interventions", "medicines", "holds", "reviews",
    "monitoring", "informs", "left_out", "earlier", "open_questions", "crisis",
)  # fmt: skip


# Notes of one clinician to another, and questions that are asked in their own words.
NOT_FOR_PERSON = ("informs", "open_questions")


class UnknownItem(LookupError):
    """The plan has no such line."""


def items_of(plan: Plan) -> dict[str, Item]:
    """Every line of the plan that can be explained, by id, in the order of the plan."""
    return {item.id: item for part in PARTS for item in _lines(plan, part)}


def part_of(plan: Plan) -> dict[str, str]:
    """The part in which each line stands; of two, the one `items_of` shows."""
    return {item.id: part for part in PARTS for item in _lines(plan, part)}


def _lines(plan: Plan, part: str) -> tuple[Item, ...]:
    lines = getattr(plan, part)
    return (lines,) if isinstance(lines, Item) else lines


def explain(plan: Plan, name: str, ground: Ground | None = None, change: WouldChange | None = None) -> Explanation:
    """Explain one line; a name that is not there raises UnknownItem with the nearest ones.

    `plan` is the plan that `ground` gives, in its language; `change`: what would change this line, where asked.
    """
    items = items_of(plan)
    item = items.get(name)
    if item is None:
        raise UnknownItem(_no_such_line(items, name))
    return _explained(plan, item, part_of(plan)[name], ground, change)


def explain_all(
    plan: Plan, ground: Ground | None = None, changes: dict[str, WouldChange] | None = None
) -> Iterator[Explanation]:
    """Every line, in the order of the plan.

    An open question names the rules it could settle, up to twelve; they are drawn when it is asked alone.
    """
    parts, found = part_of(plan), changes or {}
    for name, item in items_of(plan).items():
        question = parts[name] == "open_questions"
        yield _explained(plan, item, parts[name], None if question else ground, found.get(name))


def _no_such_line(items: dict[str, Item], name: str) -> str:
    # A plan as text does not load this; only a wrong name needs it.
    from difflib import get_close_matches

    near = get_close_matches(name, items, n=3, cutoff=0.4) or [i for i in items if name in i][:3]
    hint = f"; nearest: {', '.join(near)}" if near else ""
    return f"this plan has no line “{name}”{hint}; `waymark explain PLAN` lists all"


def _explained(plan: Plan, item: Item, part: str, ground: Ground | None, change: WouldChange | None) -> Explanation:
    rules = {r: plan.rules[r] for r in dict.fromkeys(item.rules) if r in plan.rules}
    read = dict.fromkeys([*item.facts, *(f for r in rules.values() for f in r.facts)])
    sources = dict.fromkeys(s.split(",")[0] for r in rules.values() for s in r.sources)
    not_known = {f: plan.labels.get(f, f) for f in read if f not in plan.facts}
    said = Explanation(
        id=item.id,
        part=part,
        title=item.title,
        detail=item.detail,
        why=item.why,
        standing=_standing(plan, item, part),
        state=item.state,
        facts={f: plan.facts[f] for f in read if f in plan.facts},
        not_known=not_known,
        rules=rules,
        sources={s: plan.sources[s] for s in sources if s in plan.sources},
        find_out_first=tuple(plan.labels.get(f, f) for f in _find_out(item)),
        alternatives=_alternatives(item),
        would_change=change,
    )
    return said if ground is None else _grounded(plan, item, said, ground)


def _grounded(plan: Plan, item: Item, said: Explanation, ground: Ground) -> Explanation:
    """With what only the situation tells: the conditions as they stand, and what came second."""
    import msgspec

    from waymark.planning.explaining.next_best import next_best
    from waymark.planning.explaining.truth import deciding_facts

    because = {f: why for f in said.not_known if (why := ground.why_unknown(f)) is not None}
    trees = ground.trees(said.rules)
    deciding = tuple(f for f in deciding_facts(trees.values()) if f in said.facts)
    return msgspec.structs.replace(
        said,
        facts={f: said.facts[f] for f in dict.fromkeys((*deciding, *said.facts))},
        deciding=deciding,
        trees=trees,
        not_known_because=because,
        others=next_best(ground, plan, item),
    )


def _find_out(item: Item) -> tuple[str, ...]:
    named: tuple[str, ...] = (
        getattr(item, "find_out_first", ()) or getattr(item, "find_out", ()) or getattr(item, "held_by", ())
    )
    return named


def _alternatives(item: Item) -> tuple[str, ...]:
    named = getattr(item, "alternatives", None)
    if named is not None:
        return tuple(named)
    return tuple(c.title for c in getattr(item, "acceptable", ()))


def _standing(plan: Plan, item: Item, part: str) -> str:
    """What stands there, in a few words."""
    language = plan.header.language
    if isinstance(item, Goal):
        return _goal_standing(plan, item, part)
    if isinstance(item, MedicineOption):
        return tell(f"stands {item.status}", language)
    if isinstance(item, Offer):
        return tell("stands held" if item.held_by else f"stands {item.rank}", language)
    if isinstance(item, Need):
        unrated = item.rating is None
        return tell("stands unrated" if unrated else "stands rating", language, rating=item.rating)
    if isinstance(item, LevelChoice):
        return f"{tell('stands level', language)}: {item.recommended.key}"
    keys = {"holds": "held", "left_out": "excluded", "reviews": "review", "monitoring": "watched"}
    return tell(f"stands {keys[part]}", language) if part in keys else ""


def _goal_standing(plan: Plan, goal: Goal, part: str) -> str:
    language = plan.header.language
    if part == "later":
        return tell("stands later", language)
    if goal.bundle:
        return tell("stands bundle", language)
    others = [g.id for g in plan.goals if not g.bundle]
    return tell("stands goal", language, place=others.index(goal.id) + 1, count=len(others))
