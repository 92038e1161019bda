"""Names of lines that may not stand in the plan any more, from the library; and the rules that speak for them."""

from collections.abc import Iterator

from waymark.knowledge.model.effect import (
    Alert,
    Cadence,
    Effect,
    Exclude,
    Get,
    Inform,
    OpenProblem,
    Rate,
    Recommend,
    Review,
    Task,
)
from waymark.planning.evidence import Evidence
from waymark.planning.open_questions import UNRECOGNISED, option_title
from waymark.planning.phrases_deciding import tell
from waymark.planning.prepare import Prepared

__all__ = ["level_name", "rules_for", "title_of"]


def title_of(prepared: Prepared, evidence: Evidence, item: str) -> str | None:
    """A line's name in the language of the plan; None where this library does not know the line."""
    kind, _, name = item.partition(":")
    match kind:
        case "level":
            return level_name(prepared, name) if name else tell("level", prepared.language)
        case "goal":
            return _goal(prepared, name)
        case "intervention" | "medicine" | "setting":
            return _option(prepared, kind, name)
        case "hold" | "left-out":
            return title_of(prepared, evidence, name)
        case "alert" if name.startswith("stopped:"):
            return title_of(prepared, evidence, name.removeprefix("stopped:"))
        case "rule" | "signal":
            return prepared.text(prepared.rule(name).asks) if prepared.has_rule(name) else None
        case "fact" | "open":
            return _question(prepared, name)
        case "change":
            move = prepared.release.moves.get(name.partition(":")[0])
            return None if move is None else prepared.text(move.label)
        case "need":
            dimension, _, substance = name.partition(":")
            return _need(prepared, dimension, substance)
        case "tonight" if name in prepared.tools:
            return prepared.text(prepared.tools[name].label)
        case "step":
            return _step(prepared, name)
        case "watch" if name.startswith("goal:"):
            return _goal(prepared, name.removeprefix("goal:"))
    spoken = next((effect for _, effect in _speaking(prepared, kind, name)), None)
    return None if spoken is None else evidence.fill(_words(spoken)) or item


def rules_for(prepared: Prepared, item: str) -> tuple[str, ...]:
    """The rules of the library that can bring this line into a plan."""
    kind, _, name = item.partition(":")
    return tuple(dict.fromkeys(rule for rule, _ in _speaking(prepared, kind, name)))


def level_name(prepared: Prepared, key: str) -> str | None:
    """A composite by the names of its parts."""
    level, *added = key.split("+")
    if level not in prepared.levels or any(a not in prepared.add_ons for a in added):
        return None
    labels = [prepared.levels[level].label, *(prepared.add_ons[a].label for a in added)]
    return " + ".join(prepared.text(label) for label in labels)


def _goal(prepared: Prepared, name: str) -> str | None:
    pattern, _, substance = name.partition(":")
    if pattern not in prepared.goals or (substance and substance not in prepared.substances):
        return None
    return prepared.substance_text(prepared.goals[pattern].label, substance or None)


def _option(prepared: Prepared, kind: str, name: str) -> str | None:
    """The part of an option before its use or its substance; a use is said behind it."""
    plain, _, substance = name.partition("@")[0].partition(":")
    if (kind == "medicine" and plain not in prepared.medicines) or (
        kind == "intervention" and plain not in prepared.interventions
    ):
        return None
    title = option_title(prepared, f"{kind}:{plain}")
    return title if substance not in prepared.substances else f"{title} ({_substance(prepared, substance)})"


def _substance(prepared: Prepared, name: str) -> str:
    return prepared.text(prepared.substances[name].name)


def _need(prepared: Prepared, dimension: str, substance: str) -> str | None:
    found = prepared.release.dimensions.get(dimension)
    if found is None:
        return None
    title = prepared.text(found.label)
    return f"{title}: {_substance(prepared, substance)}" if substance in prepared.substances else title


def _question(prepared: Prepared, name: str) -> str | None:
    if name == "list:medicines" and prepared.has_rule(UNRECOGNISED):
        return prepared.text(prepared.rule(UNRECOGNISED).asks)
    if not name.startswith("instrument:"):
        return prepared.text(prepared.facts[name].label) if name in prepared.facts else None
    instrument, _, substance = name.removeprefix("instrument:").partition(":")
    if instrument not in prepared.instruments:
        return None
    title = prepared.text(prepared.instruments[instrument].name)
    return f"{title}: {_substance(prepared, substance)}" if substance in prepared.substances else title


def _step(prepared: Prepared, name: str) -> str | None:
    if name in ("start-level", "emergency"):
        return tell("first visit" if name == "start-level" else "emergency", prepared.language)
    goal, _, number = name.rpartition(":")
    pattern, _, substance = goal.partition(":")
    if pattern not in prepared.goals or not number.isdigit():
        return None
    steps = prepared.goals[pattern].steps
    if not 1 <= int(number) <= len(steps):
        return None
    return prepared.substance_text(steps[int(number) - 1].says, substance or None)


def _speaking(prepared: Prepared, kind: str, name: str) -> Iterator[tuple[str, Effect]]:
    """Rules with the effect that stands for this line."""
    said: dict[str, int] = {}
    for rule in prepared.rules:
        for effect in rule.effects:
            if isinstance(effect, Inform):
                said[rule.id] = said.get(rule.id, -1) + 1
            if _speaks(prepared, rule.id, effect, kind, name, said.get(rule.id, 0)):
                yield rule.id, effect


def _speaks(prepared: Prepared, rule: str, effect: Effect, kind: str, name: str, number: int) -> bool:
    match effect:
        case Task():
            return kind == "task" and effect.task == name
        case Get():
            return kind == "get" and effect.what == name
        case Cadence():
            return kind == "watch" and effect.what == name
        case Review():
            return kind == "review" and rule == name
        case Alert():
            return kind == "alert" and rule == name
        case Inform():
            return kind == "inform" and name == f"{rule}:{number}"
        case Rate():
            return kind == "need" and name in (effect.dimension, f"{effect.dimension}:{effect.substance}")
        case Recommend() | Exclude():
            option = effect.option.partition("@")[0]
            return kind in ("intervention", "medicine", "setting") and f"{kind}:{name}".startswith(option)
        case OpenProblem():
            problem = prepared.problems.get(effect.problem)
            goal, _, substance = name.partition(":")
            return (
                kind == "goal"
                and problem is not None
                and goal in problem.goals
                and (not substance or effect.substance in (None, substance))
            )
    return False


def _words(effect: Effect) -> object:
    match effect:
        case Task():
            return effect.does
        case Get() | Cadence():
            return effect.label
        case Review():
            return effect.what
        case Alert() | Inform():
            return effect.says
    return ""
