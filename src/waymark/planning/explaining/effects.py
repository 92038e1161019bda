"""What a change would do: the lines that would be another, with what would stand there."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from waymark.logic import Known, Truth
from waymark.planning.evidence import Evidence
from waymark.planning.explaining.reach import reach_of
from waymark.planning.explaining.stages import Stages
from waymark.planning.findings import Findings
from waymark.planning.lines import Lines, decide
from waymark.planning.outline import SECTIONS, Outline, outline_of, outlined
from waymark.planning.situation import Situation, changed_values, noted_otherwise, supposing

__all__ = ["Effects", "Entry", "differing"]

# What stands on a line in the outline; None: the line is not there.
Entry = tuple[Any, ...] | None


class Effects:
    """Effects of changes on one person's plan. Changes that come to the same are worked out once.

    The plan is decided by the code that decides every plan; only parts whose grounds are the same are given back.
    """

    def __init__(self, situation: Situation) -> None:
        prepared = situation.prepared
        self.situation = situation
        self.prepared = prepared
        self.answers = prepared.release.program.answers(situation.values)
        self.stages = Stages(prepared, self.answers)
        self.overridden = frozenset(situation.stand.set_aside)
        # What was decided earlier is weighed against the whole plan, which has no parts then.
        self.whole = bool(situation.stand.kept()) or situation.stand.spoken("level") is not None
        self._written: dict[object, Any] = {}
        self._base: Lines | None = None
        # Facts that this person's plan reads itself: as long as no condition turns, no other can matter.
        self._read: set[str] = set(self.stages.grounds.unasked)
        if self.whole:
            # Nobody watches what composing the whole plan asks for: any fact that plans read may count.
            self._read |= self.stages.grounds.all_facts
            self.outline: Outline = outlined(situation)
        else:
            asking = _Asking(prepared, situation.known, mute=True, kept=self._written)
            self._base = self._decided(situation, self.answers, asking)
            self.outline = outline_of(self._base)
            reads = prepared.release.reads
            self._read |= {f for name in asking.asked for f in (name, *reads.get(name, ()))}
        self._told = {fields: self._tell(section, self._base) for fields, section in SECTIONS} if self._base else {}
        self._kept: dict[tuple[object, ...], dict[str, Entry]] = {}
        self._reach: dict[str, tuple[frozenset[int], frozenset[str]] | None] = {}
        noted = [n for n in situation.known.values if prepared.facts[n].derived is not None]
        reads = prepared.release.reads
        # Facts whose change may make a noted fact agree or disagree with what it follows from.
        self._delicate = {"mat.state", *noted, *(f for n in noted for f in reads.get(n, ()))}

    def of(self, changes: Mapping[str, Known | None], line: str | None = None) -> dict[str, Entry]:
        """Lines that differ -> what would stand there. With `line`: nothing, where that line cannot differ."""
        supposed = self.supposed(changes)
        flips = self.flips(supposed.values, changes)
        if line is not None and not self.whole and (reach := self._reach_of(line)) is not None:
            # Whatever else turned cannot reach the line, and is left as it stands.
            flips = {place: answer for place, answer in flips.items() if place in reach[0]}
            changes = {name: value for name, value in changes.items() if name in reach[1]}
        direct = self.stages.grounds.all_facts if flips else self._read
        if not flips and direct.isdisjoint(changes):
            return {}
        key = (tuple(sorted(flips.items())), *sorted((n, v) for n, v in changes.items() if n in direct))
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = self._effect(supposed, flips, changes)
        return found

    def flips(self, values: Mapping[str, Known], changes: Mapping[str, Known | None]) -> dict[int, Truth]:
        """Conditions that a plan reads and that would be answered otherwise."""
        found: dict[int, Truth] = {}
        sets, before, grounds = self.prepared.release.flips, self.answers, self.stages.grounds
        for name in changes:
            for place, answer in sets.flipped(name, values, before).items():
                counts = answer is True or before[place] is True
                if place in grounds.all_places and (counts or place in grounds.all_waiting):
                    found[place] = answer
        return found

    def beyond(self, line: str, fact: str) -> bool:
        """Nothing that this fact turns by itself can reach the line."""
        reach = None if self.whole else self._reach_of(line)
        if reach is None:
            return False
        return fact not in reach[1] and reach[0].isdisjoint(self.prepared.release.flips.places.get(fact, ()))

    def _reach_of(self, line: str) -> tuple[frozenset[int], frozenset[str]] | None:
        if line not in self._reach:
            self._reach[line] = reach_of(self.prepared, line)
        return self._reach[line]

    def supposed(self, changes: Mapping[str, Known | None]) -> Situation:
        """The situation with these facts; the short way where no noted fact follows from them."""
        if not self._delicate.isdisjoint(changes):
            return supposing(self.situation, changes)
        known = noted_otherwise(self.situation.known, self.prepared, changes)
        values = changed_values(self.situation.values, changes)
        return msgspec.structs.replace(self.situation, known=known, values=values)

    def _effect(
        self, supposed: Situation, flips: dict[int, Truth], changes: Mapping[str, Known | None]
    ) -> dict[str, Entry]:
        if not flips and self.stages.grounds.all_facts.isdisjoint(changes):
            return {}
        if self.whole:
            return differing(self.outline, outlined(supposed))
        self.stages.suppose(flips, changes)
        answers = list(self.answers)
        for place, answer in flips.items():
            answers[place] = answer
        lines, base = self._decided(supposed, answers), self._base
        found: dict[str, Entry] = {}
        for fields, section in SECTIONS:
            if any(getattr(lines, field) is not getattr(base, field) for field in fields):
                found.update(differing(self._told[fields], self._tell(section, lines)))
        return found

    def _decided(self, situation: Situation, answers: Sequence[Truth], evidence: Evidence | None = None) -> Lines:
        evidence = evidence or Evidence(self.prepared, situation.known, mute=True, kept=self._written)
        findings = Findings(self.prepared, situation.values, self.overridden, mute=True, answers=answers)
        return decide(situation, findings, evidence, self.stages)

    @staticmethod
    def _tell(section: Any, lines: Lines) -> Outline:
        found: Outline = {}
        section(found, lines)
        return found


class _Asking(Evidence):
    """Evidence that remembers which facts it was asked for."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.asked: set[str] = set()

    def value(self, fact: str) -> Known | None:
        self.asked.add(fact)
        return super().value(fact)


def differing(one: Outline, other: Outline) -> dict[str, Entry]:
    """Lines of two outlines that differ, with what stands in the other."""
    return {n: other.get(n) for n in {**one, **other} if "#" not in n and one.get(n) != other.get(n)}
