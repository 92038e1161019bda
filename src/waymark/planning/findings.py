"""What the rules say of one person: yes, or not yet known, sorted by kind of effect."""

from collections.abc import Callable, Container, Mapping
from typing import TypeVar

from waymark.knowledge.model.effect import Effect
from waymark.knowledge.model.rule import Rule
from waymark.logic import Known
from waymark.planning.prepare import Prepared

__all__ = ["Findings", "as_asked", "find"]

E = TypeVar("E")


class Findings:
    """Effects of rules that are true (`yes`) and of rules that are not yet known (`open`), in release order."""

    def __init__(
        self, prepared: Prepared, values: dict[str, Known], overridden: frozenset[str], *, mute: bool = False
    ) -> None:
        self._prepared = prepared
        self._mute = mute
        self._values = values
        self._yes: dict[type, list[tuple[Rule, Effect]]] = {}
        self._open: dict[type, list[tuple[Rule, Effect]]] = {}
        self._missing: dict[str, tuple[str, ...]] = {}
        self.spoken: dict[str, str] = {}
        self._derived: dict[str, Known] | None = None
        answers = prepared.release.program.answers(values)
        for rule, voices, answer in zip(prepared.rules, prepared.voices, answers, strict=False):
            if answer is False or rule.id in overridden:
                continue
            self.spoken[rule.id] = "yes" if answer else "not yet known"
            side = self._yes if answer else self._open
            for kind, voice in voices:
                if kind in side:
                    side[kind].append(voice)
                else:
                    side[kind] = [voice]
        self._conditions = dict(zip(prepared.extra_conditions, answers[len(prepared.rules) :], strict=True))

    def yes(self, kind: type[E]) -> list[tuple[Rule, E]]:
        """Effects of this kind whose rule is true."""
        return self._yes.get(kind, [])  # type: ignore[return-value]

    def open(self, kind: type[E]) -> list[tuple[Rule, E]]:
        """Effects of this kind whose rule is not yet known."""
        return self._open.get(kind, [])  # type: ignore[return-value]

    def condition(self, name: str) -> bool | None:
        """An extra condition of the release (`level:L0`, `goal:GO-01:alcohol`); None also when it has none."""
        return self._conditions.get(name)

    def has_condition(self, name: str) -> bool:
        """The release states such a condition."""
        return name in self._conditions

    def given(self, fact: str | None) -> bool:
        """A yes-or-no fact is surely true; no fact is always so."""
        if fact is None or self._values.get(fact) is True:
            return True
        return fact not in self._values and self._derive().get(fact) is True

    def _derive(self) -> dict[str, Known]:
        if self._derived is None:
            self._derived = self._prepared.release.program.values(self._values)
        return self._derived

    def missing(self, rule: str) -> tuple[str, ...]:
        """The facts that could still settle this rule, as one would ask for them; a mute one does not look."""
        if self._mute:
            return ()
        found = self._missing.get(rule)
        if found is None:
            # One by one: fewer than two thirds of the open conditions are ever asked about.
            found = tuple(self._prepared.release.program.missing(rule, self._values))
            found = self._missing[rule] = self._as_asked(rule, found)
        return found

    def _as_asked(self, rule: str, missing: tuple[str, ...]) -> tuple[str, ...]:
        return as_asked(self._prepared, rule, missing, self._values, self._derive)


def as_asked(
    prepared: Prepared,
    rule: str,
    missing: tuple[str, ...],
    values: Mapping[str, Known],
    derived: Callable[[], Mapping[str, Known]],
    closed: Container[str] = (),
) -> tuple[str, ...]:
    """Where an open fact follows from others but can itself be asked ("ever used?"), that one question stands.

    `closed`: questions that were put and got no answer; what lies behind them is asked instead.
    """
    gathered = prepared.gathered(rule)
    if not gathered or len(missing) < 2:
        return missing
    follows = derived()
    left = dict.fromkeys(missing)
    asked: dict[str, None] = {}
    for fact, parts in gathered:
        inside = [f for f in left if f in parts]
        if len(inside) > 1 and fact not in values and fact not in closed and not isinstance(follows.get(fact), bool):
            asked[fact] = None
            for f in inside:
                del left[f]
    return (*asked, *left)


def find(
    prepared: Prepared, values: dict[str, Known], overridden: frozenset[str] = frozenset(), *, mute: bool = False
) -> Findings:
    """Ask every rule of the release; rules a clinician overrode are left out (and marked elsewhere).

    `mute`: nobody will ask what is missing.
    """
    return Findings(prepared, values, overridden, mute=mute)
