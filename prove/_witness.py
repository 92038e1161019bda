"""For a slip that no case notices: the fewest facts of a person that would show it."""

from collections.abc import Callable, Iterable, Sequence
from random import Random

from prove._mutants import Mutant, step
from waymark.knowledge.model import effect as effects
from waymark.knowledge.model.rule import Rule
from waymark.logic import FactType, Known, Truth
from waymark.logic.nodes import Constant, Node, leaf_facts, walk
from waymark.logic.oracle import evaluate
from waymark.logic.trees import Trees

__all__ = ["skeleton"]

_TRIES = 6_000


def skeleton(mutant: Mutant, rule: Rule | None, trees: Trees) -> str:
    """A case as it could be written for this slip: facts and outcomes to judge, title and source left to write."""
    if rule is not None and mutant.dropped:
        name = rule.id
        facts = _witness(trees.conditions[name], None, trees)
        must = [f"{outcome_of(rule.effects[mutant.dropped[name]])} by {name}"]
        must_not: list[str] = []
    else:
        changed = mutant.conditions or mutant.derived
        name = next(iter(changed))
        before = (trees.conditions if mutant.conditions else trees.derived)[name]
        facts = _witness(before, changed[name], trees)
        said = facts and evaluate(before, facts, {})
        must = [f"rule:{name}"] if said is True else [f"unknown:{name}"] if said is None else []
        must_not = [] if said is True else [f"rule:{name}"]
    if facts is None:
        return f"# {mutant.where} {mutant.about}: {mutant.what}: no person found who would show it\n"
    lines = [f"# {mutant.where}: {mutant.what}", f"- id: {name}-", "  title: {en: , es: }"]
    told = ", ".join(f'{fact}: "{_text(known, trees.vocabulary.facts[fact])}"' for fact, known in facts.items())
    lines += [f"  facts: {{{told}}}"]
    lines += [f"  must: {_list(must)}"] * bool(must) + [f"  must_not: {_list(must_not)}"] * bool(must_not)
    return "\n".join([*lines, "  source: ", f"  rules: [{mutant.about}]", ""])


def outcome_of(effect: effects.Effect) -> str:
    """The outcome of a case that speaks of this effect."""
    match effect:
        case effects.Rate():
            about = f"{effect.dimension}:{effect.substance}" if effect.substance else effect.dimension
            return f"rated:{about}>={effect.at_least}"
        case effects.OpenProblem():
            return f"problem:{effect.problem}" + (f":{effect.substance}" if effect.substance else "")
        case effects.Exclude():
            return f"{'excluded' if effect.hard else 'soft'}:{effect.option}"
        case effects.Recommend():
            return f"recommended:{effect.option}" + (f" for {effect.problem}" if effect.problem else "")
        case effects.Discourage():
            return f"discouraged:{effect.option}"
        case effects.Minimum():
            return f"minimum:{effect.strength}"
        case effects.Emergency():
            return "emergency"
        case effects.Alert():
            return f"alert:{effect.level}"
        case effects.Review():
            return f"review:{effect.role}"
        case effects.Task():
            return f"task:{effect.task}"
        case effects.Get() | effects.Cadence():
            return f"{type(effect).__name__.lower()}:{effect.what}"
        case effects.Inform():
            return f"inform:{effect.about}" if effect.about else "inform"
    raise TypeError(type(effect).__name__)


def _witness(before: Node, after: Node | None, trees: Trees) -> dict[str, Known] | None:
    """The fewest facts at which the two trees differ (without `after`: at which the tree is true)."""
    chance = Random(1)
    choices = _choices([before, *([after] if after is not None else [])], trees)

    def shows(facts: dict[str, Known]) -> bool:
        was: Truth = evaluate(before, facts, {})  # type: ignore[assignment]
        return was is True if after is None else was is not None and was is not evaluate(after, facts, {})

    for _ in range(_TRIES):
        found = {fact: known for fact, some in choices.items() if (known := chance.choice(some)) is not None}
        if shows(found):
            return _fewest(found, shows)
    return None


def _fewest(facts: dict[str, Known], shows: Callable[[dict[str, Known]], bool]) -> dict[str, Known]:
    for fact in list(facts):
        less = {other: known for other, known in facts.items() if other != fact}
        if shows(less):
            facts = less
    return facts


def _choices(nodes: Iterable[Node], trees: Trees) -> dict[str, Sequence[Known | None]]:
    """Per fact what could be known: nothing, each truth or option, numbers at and beside each threshold."""
    every = [part for node in nodes for part in walk(node)]
    edges = sorted({p.value + d for p in every if isinstance(p, Constant) for d in (0, step(p.value), -step(p.value))})
    facts = dict.fromkeys(fact for part in every for fact in leaf_facts(part))
    return {fact: _of_type(trees.vocabulary.facts[fact], edges) for fact in facts}


def _of_type(kind: FactType, edges: Sequence[float]) -> Sequence[Known | None]:
    if kind.kind == "boolean":
        return (True, False, None)
    if kind.kind == "category":
        return (*(1 << place for place in range(len(kind.options))), None)
    low, high = kind.range or (float("-inf"), float("inf"))
    inside = [edge for edge in edges if low <= edge <= high and (kind.kind != "integer" or edge == int(edge))]
    return (*((edge, edge) for edge in inside), None)


def _text(known: Known, kind: FactType) -> str:
    if isinstance(known, bool):
        return "true" if known else "false"
    if isinstance(known, tuple):
        return f"{known[0]:g}"
    return "|".join(option for place, option in enumerate(kind.options) if known >> place & 1)


def _list(outcomes: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{outcome}"' for outcome in outcomes) + "]"
