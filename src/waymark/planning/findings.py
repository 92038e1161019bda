"""What the rules say of one person: yes, or not yet known, sorted by kind of effect."""

from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

from waymark.knowledge.model.effect import Effect
from waymark.knowledge.model.rule import Rule
from waymark.logic import Known, Truth
from waymark.planning.leaves import Leaves
from waymark.planning.prepare import Prepared

__all__ = ["Findings", "find"]

E = TypeVar("E")


class Findings:
    """Effects of rules that are true (`yes`) and of rules that are not yet known (`open`), in release order."""

    def __init__(
        self,
        prepared: Prepared,
        values: dict[str, Known],
        overridden: frozenset[str],
        *,
        mute: bool = False,
        answers: Sequence[Truth] | None = None,
    ) -> None:
        self._prepared = prepared
        self._mute = mute
        self._values = values
        self._overridden = overridden
        self._answers = prepared.release.program.answers(values) if answers is None else answers
        # Sorted by kind when somebody asks for the kind.
        self._yes: dict[type, list[tuple[Rule, Effect]]] = {}
        self._open: dict[type, list[tuple[Rule, Effect]]] = {}
        self.leaves = Leaves(prepared, values)

    @cached_property
    def spoken(self) -> dict[str, str]:
        """Rules that are true, or not yet known, by id."""
        rules, left_away = self._prepared.rules, self._overridden
        return {
            rule.id: "yes" if answer else "not yet known"
            for rule, answer in zip(rules, self._answers, strict=False)
            if answer is not False and rule.id not in left_away
        }

    def yes(self, kind: type[E]) -> list[tuple[Rule, E]]:
        """Effects of this kind whose rule is true."""
        found = self._yes.get(kind)
        if found is None:
            found = self._yes[kind] = self._of(kind, True)
        return found  # type: ignore[return-value]

    def open(self, kind: type[E]) -> list[tuple[Rule, E]]:
        """Effects of this kind whose rule is not yet known."""
        found = self._open.get(kind)
        if found is None:
            found = self._open[kind] = self._of(kind, None)
        return found  # type: ignore[return-value]

    def _of(self, kind: type, wanted: Truth) -> list[tuple[Rule, Effect]]:
        answers, left_away = self._answers, self._overridden
        voices = self._prepared.voices.get(kind, ())
        if not left_away:
            return [voice for place, voice in voices if answers[place] is wanted]
        return [voice for place, voice in voices if answers[place] is wanted and voice[0].id not in left_away]

    def condition(self, name: str) -> bool | None:
        """An extra condition of the release (`level:L0`, `goal:GO-01:alcohol`); None also when it has none."""
        place = self._prepared.extra_places.get(name)
        return None if place is None else self._answers[place]

    def has_condition(self, name: str) -> bool:
        """The release states such a condition."""
        return name in self._prepared.extra_places

    def given(self, fact: str | None) -> bool:
        """A yes-or-no fact is surely true; no fact is always so."""
        if fact is None or self._values.get(fact) is True:
            return True
        return fact not in self._values and self.leaves.derived.get(fact) is True

    def missing(self, rule: str) -> tuple[str, ...]:
        """The facts that could still settle this rule, as one would ask for them; a mute one does not look."""
        return () if self._mute else self.leaves.of(rule)


def find(
    prepared: Prepared, values: dict[str, Known], overridden: frozenset[str] = frozenset(), *, mute: bool = False
) -> Findings:
    """Ask every rule of the release; rules a clinician overrode are left out (and marked elsewhere).

    `mute`: nobody will ask what is missing.
    """
    return Findings(prepared, values, overridden, mute=mute)
