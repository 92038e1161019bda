"""Where each option stands: recommended, discouraged, excluded, or held until something is known."""

import msgspec

from waymark.knowledge.model.effect import Discourage, Exclude, Recommend
from waymark.planning.findings import Findings

__all__ = ["Options", "Standing", "weigh_options"]

RANKS = {"first": 0, "second": 1, "adjunct": 2}
# Whether people close to the person may sit in one room with them; the rules name the interventions that do so.
JOINT_FAMILY_WORK = "setting:joint-family-work"


class Standing(msgspec.Struct):
    """What the rules say of one option. Rule ids; for holds with the facts that would settle them."""

    excluded: dict[str, None] = msgspec.field(default_factory=dict)
    soft: dict[str, None] = msgspec.field(default_factory=dict)
    held: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    discouraged: dict[str, None] = msgspec.field(default_factory=dict)

    @property
    def find_out(self) -> tuple[str, ...]:
        """The facts to find out before the option is free."""
        return tuple(dict.fromkeys(f for facts in self.held.values() for f in facts))

    @property
    def free(self) -> bool:
        return not self.excluded and not self.held


_NOTHING_SAID = Standing()


class Options:
    """All options a rule speaks of. Exclude beats hold beats recommend."""

    def __init__(self, findings: Findings) -> None:
        self._standing: dict[str, Standing] = {}
        self.recommended: list[tuple[str, Recommend]] = [(r.id, e) for r, e in findings.yes(Recommend)]
        self.open: list[tuple[str, Recommend]] = [(r.id, e) for r, e in findings.open(Recommend) if e.unknown == "ask"]
        for rule, exclude in findings.yes(Exclude):
            side = self._at(exclude.option)
            (side.excluded if exclude.hard else side.soft)[rule.id] = None
        for rule, exclude in findings.open(Exclude):
            if exclude.unknown == "hold" and exclude.hard:
                self._at(exclude.option).held[rule.id] = findings.missing(rule.id)
        for rule, discourage in findings.yes(Discourage):
            self._at(discourage.option).discouraged[rule.id] = None

    def _at(self, option: str) -> Standing:
        return self._standing.setdefault(option, Standing())

    def standing(self, option: str, use: str | None = None) -> Standing:
        """How an option stands; with `use` also what is said of that use only (`medicine:X@alcohol`)."""
        general = self._standing.get(option, _NOTHING_SAID)
        special = self._standing.get(f"{option}@{use}") if use else None
        if special is None:
            return general
        return Standing(
            excluded={**general.excluded, **special.excluded},
            soft={**general.soft, **special.soft},
            held={**general.held, **special.held},
            discouraged={**general.discouraged, **special.discouraged},
        )

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self._standing.items())


def weigh_options(findings: Findings) -> Options:
    """Collect what the rules say of every option."""
    return Options(findings)
