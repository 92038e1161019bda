"""Agreed earlier and no longer proposed: it stays in the plan, with what changed since and what there is to decide.

Nothing agreed vanishes silently. What a safety rule now excludes is stopped, and said at the top.
"""

import msgspec

from waymark.planning.care_level import demand_of, minima_of
from waymark.planning.deciding.bases import Bases
from waymark.planning.deciding.contents import items_in
from waymark.planning.deciding.earlier_words import Case, worded
from waymark.planning.deciding.spoken import Spoken
from waymark.planning.evidence import Evidence
from waymark.planning.findings import Findings
from waymark.planning.goals import measure_of
from waymark.planning.lines import Lines
from waymark.planning.phrases_deciding import tell
from waymark.planning.plan import Alert, Earlier, Item, MedicineOption
from waymark.planning.situation import Situation
from waymark.record.documents.decisions import OWN, Decision

__all__ = ["carried", "carry"]

# Lines that come after the others, when the texts are written: whether they still stand is known only then.
_LATER = ("open", "crisis")
# No lines of a plan by themselves.
_NO_LINES = ("rule", "fact", "signal", "change")
# Done, answered or no longer so: lines that pass by themselves.
_PASSING = ("hold", "alert", "inform", "get", "review", "task", "need", "left-out")
# What an emergency puts off.
_PUT_OFF = ("intervention", "watch", "tonight", "step")


class Carry:
    """One plan's agreed items against its lines."""

    def __init__(self, situation: Situation, lines: Lines, findings: Findings, evidence: Evidence) -> None:
        self.situation, self.lines, self.findings, self.evidence = situation, lines, findings, evidence
        self.stand, self.prepared = situation.stand, situation.prepared
        self.items = items_in(lines)
        self.present = {*self.items, *(f"medicine:{m.medicine}" for m in lines.medicines)}

    def earlier(self, name: str) -> Earlier | None:
        """The item under its own heading; None while it stands in the plan as it was agreed."""
        said = self.stand.spoken(name)
        if said is None:
            return None
        row = said.agreed or said.rows[-1]
        found = self.case(name, said, row)
        if found is None:
            return None
        if self.evidence.mute:
            return Earlier(id=f"earlier:{name}", title="", item=name, standing=found.standing, rules=found.rules)
        return worded(self.situation, self.evidence, name, said, row, found)

    def case(self, name: str, said: Spoken, row: Decision) -> Case | None:
        kind, _, rest = name.partition(":")
        if kind in (*_LATER, *_NO_LINES):
            return None
        if name == "level" or kind == "level":
            return self.level(rest, row)
        if kind == OWN:
            return None if self.stand.declined(name) or said.agreed is None else Case("kept", why=OWN)
        line = self.items.get(name)
        if self.stand.replaced(name):
            return Case("replaced", now=self.stand.of(name).instead)
        if name in self.present:
            return self.stopped_medicine(name, line, row)
        if self.stand.declined(name) or said.agreed is None:
            return None
        return self.gone(name, kind, row)

    def gone(self, name: str, kind: str, row: Decision) -> Case:
        """Why an agreed line is not there: the first reason that holds."""
        if kind in ("intervention", "medicine", "setting"):
            option = name if kind != "medicine" else ":".join(name.split(":")[:2])
            standing = self.lines.options.standing(option, name.split(":")[2] if name.count(":") > 1 else None)
            if standing.excluded:
                return Case("stopped", rules=tuple(standing.excluded))
        if self.lines.emergency is not None and kind in _PUT_OFF:
            return Case("waits", why="emergency")
        if any(line.option == name and line.detail for line in self.lines.left_out):
            return Case("waits", why="week")
        if (goal := _goal_of(kind, name)) and goal not in self.present:
            return Case("not proposed", why="goal", now=goal)
        if kind == "goal" and (reached := self.reached(name, row)):
            return reached
        if self.bases.line(row) is None:
            # Somebody said yes to it though nothing proposed it.
            return Case("kept")
        if kind == "goal":
            return Case("not proposed", now=self.instead(name))
        return Case("settled" if kind in _PASSING else "not proposed")

    def instead(self, name: str) -> str | None:
        """Another goal for the same need, where one stands in the plan now."""
        pattern, _, substance = name.removeprefix("goal:").partition(":")
        needs = {p.id for p in self.prepared.problems.values() if pattern in p.goals}
        goals = (*self.lines.goals, *self.lines.later)
        same = (g for g in goals if g.problem.partition(":")[0] in needs and (g.substance or "") == substance)
        return next((g.id for g in same), None)

    def reached(self, name: str, row: Decision) -> Case | None:
        """The goal asks for no more than what the person has."""
        pattern_id, _, substance = name.removeprefix("goal:").partition(":")
        pattern, bound = self.prepared.goals.get(pattern_id), self.stand.bound.get(name)
        target = self.stand.changes.get(name, {}).get("target", None if bound is None else bound.number("target"))
        if pattern is None or target is None:
            return None
        measure = measure_of(pattern, substance or None)
        now = self.evidence.start_of(measure, pattern.direction)
        if now is None:
            return None
        there = now <= float(target) if pattern.direction == "down" else now >= float(target)
        return Case("reached", reached=(now, float(target)), facts=(measure,)) if there else None

    def level(self, key: str, row: Decision) -> Case | None:
        """A level that was agreed to and is not the one proposed now."""
        recommended = self.lines.level.recommended
        agreed = key or str((self.bases.line(row) or {}).get("level") or "")
        changed = self.stand.changes.get("level", {}).get("level")
        if changed is not None and not key:
            agreed = str(changed)
        if not agreed or agreed in (recommended.key, recommended.level):
            return None
        candidate = next((c for c in self.prepared.candidates if agreed in (c.key, c.level)), None)
        floors = demand_of(e for _, e in minima_of(self.findings)).floors
        safe = candidate is not None and candidate.meets(floors)
        rules = () if safe else self.lines.level.rules
        return Case("moved" if safe else "stopped", rules=rules, was=agreed, now=recommended.key)

    def stopped_medicine(self, name: str, line: Item | None, row: Decision) -> Case | None:
        """An agreed medicine that may not be given now, though it stands in the list with its reason."""
        if line is None:
            line = next((m for m in self.lines.medicines if name == f"medicine:{m.medicine}"), None)
        if not isinstance(line, MedicineOption) or line.status != "excluded":
            return None
        then = self.bases.line(row) or {}
        if then.get("status") == "excluded":
            return None
        excluded = self.lines.options.standing(f"medicine:{line.medicine}", line.treats).excluded
        return Case("stopped", rules=tuple(excluded))

    @property
    def bases(self) -> Bases:
        assert self.stand.bases is not None, "decisions are read together with what they were made on"
        return self.stand.bases


def carry(situation: Situation, lines: Lines, findings: Findings, evidence: Evidence) -> Lines:
    """The lines with what was agreed and is no longer proposed; what safety stops is said first of all."""
    work = Carry(situation, lines, findings, evidence)
    earlier = tuple(e for name in situation.stand.kept() if (e := work.earlier(name)) is not None)
    if not earlier:
        return lines
    alerts = (_alert(situation, e) for e in earlier if e.standing == "stopped")
    return msgspec.structs.replace(lines, earlier=earlier, alerts=(*alerts, *lines.alerts))


def carried(situation: Situation, evidence: Evidence, standing: frozenset[str]) -> tuple[Earlier, ...]:
    """As `carry`, for lines that are written last; `standing`: the ids that still stand."""
    stand, found = situation.stand, []
    for name in stand.kept():
        said = stand.spoken(name)
        if said is None or name.partition(":")[0] not in _LATER or name in standing or stand.declined(name):
            continue
        row = said.agreed or said.rows[-1]
        found.append(worded(situation, evidence, name, said, row, Case("settled")))
    return tuple(found)


def _goal_of(kind: str, name: str) -> str | None:
    """The goal that a step or a watch belongs to."""
    if kind == "watch" and name.startswith("watch:goal:"):
        return name.removeprefix("watch:")
    if kind == "step" and name.rpartition(":")[2].isdigit():
        return f"goal:{name.removeprefix('step:').rpartition(':')[0]}"
    return None


def _alert(situation: Situation, earlier: Earlier) -> Alert:
    name = f"alert:stopped:{earlier.item}"
    return Alert(
        id=name,
        title=tell("stopped alert", situation.prepared.language, title=earlier.title),
        why=earlier.why,
        facts=earlier.facts,
        rules=earlier.rules,
        state=situation.stand.of(name),
        level="danger",
    )
