"""What the rules say of one person: yes, or not yet known, sorted by kind of effect."""

from typing import TypeVar

import msgspec

from waymark.knowledge.model.effect import Effect
from waymark.knowledge.model.rule import Rule
from waymark.logic import Known
from waymark.planning.prepare import Prepared

__all__ = ["Findings", "Voice", "find"]

E = TypeVar("E")


class Voice(msgspec.Struct, frozen=True):
    """One effect and the rule that speaks it."""

    rule: Rule
    effect: Effect


class Findings:
    """Effects of rules that are true (`yes`) and of rules that are not yet known (`open`), in release order."""

    def __init__(self, prepared: Prepared, values: dict[str, Known], overridden: frozenset[str]) -> None:
        self._prepared = prepared
        self._values = values
        self._yes: dict[type, list[Voice]] = {}
        self._open: dict[type, list[Voice]] = {}
        self._missing: dict[str, list[str]] | None = None
        self.spoken: dict[str, str] = {}
        answers = prepared.release.program.answers(values)
        for rule, effects, answer in zip(prepared.rules, prepared.effects, answers, strict=False):
            if answer is False or rule.id in overridden:
                continue
            self.spoken[rule.id] = "yes" if answer else "not yet known"
            side = self._yes if answer else self._open
            for effect in effects:
                side.setdefault(type(effect), []).append(Voice(rule, effect))
        self._conditions = dict(zip(prepared.extra_conditions, answers[len(prepared.rules) :], strict=True))

    def yes(self, kind: type[E]) -> list[tuple[Rule, E]]:
        """Effects of this kind whose rule is true."""
        return [(v.rule, v.effect) for v in self._yes.get(kind, ())]  # type: ignore[misc]

    def open(self, kind: type[E]) -> list[tuple[Rule, E]]:
        """Effects of this kind whose rule is not yet known."""
        return [(v.rule, v.effect) for v in self._open.get(kind, ())]  # type: ignore[misc]

    def condition(self, name: str) -> bool | None:
        """An extra condition of the release (`level:L0`, `goal:GO-01:alcohol`); None also when it has none."""
        return self._conditions.get(name)

    def has_condition(self, name: str) -> bool:
        """The release states such a condition."""
        return name in self._conditions

    def missing(self, rule: str) -> tuple[str, ...]:
        """The facts that could still settle this rule."""
        if self._missing is None:
            self._missing = self._prepared.release.program.all_missing(self._values)
        return tuple(self._missing.get(rule, ()))


def find(prepared: Prepared, values: dict[str, Known], overridden: frozenset[str] = frozenset()) -> Findings:
    """Ask every rule of the release; rules a clinician overrode are left out (and marked elsewhere)."""
    return Findings(prepared, values, overridden)
