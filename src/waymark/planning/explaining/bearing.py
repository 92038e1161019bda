"""Which conditions speak of a line, and so which facts bear on it directly."""

from weakref import WeakKeyDictionary

from waymark.knowledge.model.effect import (
    Alert,
    Cadence,
    Discourage,
    Emergency,
    Exclude,
    Get,
    Inform,
    Minimum,
    OpenProblem,
    Rate,
    Recommend,
    Review,
    Task,
)
from waymark.planning.prepare import Prepared

__all__ = ["Bearing", "bearing_of"]


class Bearing:
    """For every topic of a line the conditions that speak of it, by their names."""

    def __init__(self, prepared: Prepared) -> None:
        self.prepared = prepared
        self._by_topic: dict[str, dict[str, None]] = {}
        self._facts: dict[str, frozenset[str]] = {}
        # What has to be so for a rule that is not yet known to speak.
        self._given: dict[str, set[str]] = {}
        for rule in prepared.rules:
            for effect in rule.effects:
                if (given := getattr(effect, "given", None)) is not None:
                    self._given.setdefault(rule.id, set()).update((given, *prepared.facts_of(given)))
                for topic in _topics(rule.id, effect):
                    self._by_topic.setdefault(topic, {})[rule.id] = None
        for name in prepared.extra_conditions:
            kind, _, rest = name.partition(":")
            if kind == "level":
                self._by_topic.setdefault("level", {})[name] = None
            elif kind == "goal":
                self._by_topic.setdefault(f"goal:{rest}", {})[name] = None

    def conditions(self, line: str) -> tuple[str, ...]:
        """Names of the conditions whose change may change this line of itself."""
        found: dict[str, None] = {}
        for topic in self._topics_of(line):
            found |= self._by_topic.get(topic, {})
        return tuple(found)

    def facts(self, line: str) -> frozenset[str]:
        """The underived facts that those conditions read, and what a goal is measured by."""
        kept = self._facts.get(line)
        if kept is None:
            kept = self._facts[line] = self._read(line)
        return kept

    def _read(self, line: str) -> frozenset[str]:
        names = self.conditions(line)
        found = {fact for name in names for fact in self.prepared.facts_of(name)}
        found.update(*(self._given.get(name, ()) for name in names))
        kind, _, rest = line.partition(":")
        if kind == "need" and ":" in rest:
            # A need is listed for a substance that is used, or where there is a disorder.
            substance = rest.partition(":")[2]
            found |= {f for name in ("used_30", "disorder") for f in self.prepared.facts_of(f"{substance}.{name}")}
        if kind in ("goal", "watch"):
            pattern, _, substance = rest.removeprefix("goal:").partition(":")
            if pattern in self.prepared.goals:
                measure = self.prepared.goals[pattern].measure.replace("{substance}", substance)
                found |= {measure, *self.prepared.facts_of(measure)} & self.prepared.facts.keys()
        return frozenset(found)

    def _topics_of(self, line: str) -> list[str]:
        kind, _, rest = line.partition(":")
        if line in ("level", "alert:level", "step:start-level", "emergency", "step:emergency"):
            return ["level" if "level" in line else "emergency"]
        if kind in ("hold", "left-out"):
            return [rest, rest.split("@")[0]]
        if kind == "goal":
            return self._of_goal(rest)
        if kind == "intervention":
            name = f"intervention:{rest}"
            problems = [
                f"problem:{p.id}" for p in self.prepared.problems.values()
                if rest in (o.removeprefix("intervention:") for o in (*p.first_line, *p.second_line))
            ]  # fmt: skip
            return [name, *problems]
        if kind == "medicine":
            medicine, _, use = rest.partition(":")
            return [f"medicine:{medicine}", f"medicine:{medicine}@{use}"]
        if kind == "watch" and rest.startswith("goal:"):
            return self._of_goal(rest.removeprefix("goal:"))
        if kind == "inform":
            return [f"inform:{rest.rpartition(':')[0]}"]
        if kind == "tonight":
            goals = [g.id for g in self.prepared.goals.values() if any(s.tool == rest for s in g.steps)]
            return [topic for goal in goals for topic in self._of_goal(goal)]
        return [line]

    def _of_goal(self, rest: str) -> list[str]:
        pattern = rest.partition(":")[0]
        problems = [p.id for p in self.prepared.problems.values() if pattern in p.goals]
        # A goal stands where the patterns tried before it do not fit.
        patterns = {g for p in problems for g in self.prepared.problems[p].goals}
        _, _, substance = rest.partition(":")
        names = [f"goal:{g}:{substance}" if substance else f"goal:{g}" for g in sorted(patterns)]
        plain = [f"goal:{g}" for g in sorted(patterns)]
        ending = f":{substance}" if substance else ""
        return [*(f"problem:{p}{ending}" for p in problems), *dict.fromkeys((*names, *plain))]


def _topics(rule: str, effect: object) -> list[str]:
    match effect:
        case Alert():
            return [f"alert:{rule}"]
        case Review():
            return [f"review:{rule}"]
        case Inform():
            return [f"inform:{rule}"]
        case Task():
            return [f"task:{effect.task}"]
        case Get():
            return [f"get:{effect.what}"]
        case Cadence():
            return [f"watch:{effect.what}"]
        case Rate():
            return [f"need:{effect.dimension}:{effect.substance}" if effect.substance else f"need:{effect.dimension}"]
        case Minimum():
            return ["level"]
        case Emergency():
            return ["emergency"]
        case OpenProblem():
            ending = [f"problem:{effect.problem}:{effect.substance}"] if effect.substance else []
            return [f"problem:{effect.problem}", *ending]
        case Exclude() | Discourage() | Recommend():
            level = ["level"] if effect.option.startswith("level:") else []
            return [effect.option, effect.option.split("@")[0], *level]
    return []


_made: "WeakKeyDictionary[Prepared, Bearing]" = WeakKeyDictionary()


def bearing_of(prepared: Prepared) -> Bearing:
    """The conditions of a release by the lines they speak of, laid out once while it is in use."""
    found = _made.get(prepared)
    if found is None:
        found = _made[prepared] = Bearing(prepared)
    return found
