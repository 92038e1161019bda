"""Why a line stands in a plan: the facts, the rules, the sources it points to. Read from the plan alone."""

import msgspec

from waymark.planning.plan import FactLine, Item, Plan, Reason, RuleLine, SourceLine

__all__ = ["Explanation", "UnknownItem", "explain", "items_of"]


class UnknownItem(LookupError):
    """The plan has no such line."""


class Explanation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of a plan with everything it rests on."""

    id: str
    title: str
    detail: str | None = None
    why: Reason | None = None
    facts: dict[str, FactLine] = {}
    # Facts the rules read that nobody knows yet.
    not_known: dict[str, str] = {}
    rules: dict[str, RuleLine] = {}
    sources: dict[str, SourceLine] = {}
    find_out_first: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()


def items_of(plan: Plan) -> dict[str, Item]:
    """Every line of the plan that can be explained, by id, in the order of the plan."""
    parts: tuple[tuple[Item, ...], ...] = (
        plan.alerts, plan.next_72_hours, plan.needs, (plan.level,), plan.goals, plan.later, plan.interventions,
        plan.medicines, plan.holds, plan.reviews, plan.monitoring, plan.informs, plan.left_out, plan.open_questions,
        plan.crisis,
    )  # fmt: skip
    return {item.id: item for part in parts for item in part}


def explain(plan: Plan, name: str) -> Explanation:
    """Explain one line; a name that is not there raises UnknownItem with the nearest ones."""
    items = items_of(plan)
    item = items.get(name)
    if item is None:
        # A plan as text loads this module; only a wrong name needs more.
        from difflib import get_close_matches

        near = get_close_matches(name, items, n=3, cutoff=0.4) or [i for i in items if name in i][:3]
        hint = f"; nearest: {', '.join(near)}" if near else ""
        raise UnknownItem(f"this plan has no line “{name}”{hint}; `waymark explain PLAN` lists all")
    rules = {r: plan.rules[r] for r in item.rules if r in plan.rules}
    read = dict.fromkeys([*item.facts, *(f for r in rules.values() for f in r.facts)])
    sources = dict.fromkeys(s.split(",")[0] for r in rules.values() for s in r.sources)
    return Explanation(
        id=item.id,
        title=item.title,
        detail=item.detail,
        why=item.why,
        facts={f: plan.facts[f] for f in read if f in plan.facts},
        not_known={f: plan.labels.get(f, f) for f in read if f not in plan.facts},
        rules=rules,
        sources={s: plan.sources[s] for s in sources if s in plan.sources},
        find_out_first=tuple(getattr(item, "find_out_first", ()) or getattr(item, "find_out", ())),
        alternatives=_alternatives(item),
    )


def _alternatives(item: Item) -> tuple[str, ...]:
    named = getattr(item, "alternatives", None)
    if named is not None:
        return tuple(named)
    return tuple(c.title for c in getattr(item, "acceptable", ()))
