"""Where a noted fact and what follows from other facts contradict each other: shown, and unknown until settled."""

from waymark.knowledge.model.fact import Fact
from waymark.logic import OPEN, Known
from waymark.planning.phrases import say
from waymark.planning.plan import Contradiction
from waymark.planning.prepare import Prepared

__all__ = ["agree"]


def agree(prepared: Prepared, values: dict[str, Known]) -> tuple[dict[str, Known], tuple[Contradiction, ...]]:
    """Values in which no derived fact is noted against what the other facts say, and what was found.

    A noted value normally stands before its derivation. Where both are settled and differ, neither is taken: a "no"
    that stands against days of use must not switch off what those days call for. Where
    the derivation is only an estimate (by age and sex), an answer always stands.
    """
    noted = [n for n in values if prepared.facts[n].derived is not None and not prepared.facts[n].estimate]
    if not noted:
        return values, ()
    others = {name: known for name, known in values.items() if name not in noted}
    derived = prepared.release.program.values(others)
    clashing = [name for name in noted if name in derived and not _meet(values[name], derived[name])]
    if not clashing:
        return values, ()
    opened = dict(values)
    for name in clashing:
        opened[name] = _open(prepared.facts[name], values[name], derived[name])
    return opened, tuple(_contradiction(prepared, name, values) for name in clashing)


def _meet(one: Known, other: Known) -> bool:
    """Whether two readings leave anything both allow."""
    if isinstance(one, tuple) or isinstance(other, tuple):
        # A noted number stands: what follows from others is only an estimate of it (hours from a date).
        return True
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return bool(int(one) & int(other)) if isinstance(one, int) and isinstance(other, int) else True


def _open(fact: Fact, one: Known, other: Known) -> Known:
    """Everything either reading allows; nothing is left of a boolean."""
    if fact.type == "boolean" or isinstance(one, tuple) or isinstance(other, tuple):
        return OPEN
    return int(one) | int(other)


def _contradiction(prepared: Prepared, name: str, values: dict[str, Known]) -> Contradiction:
    reads = tuple(f for f in prepared.facts_of(name) if f in values)
    labels = ", ".join(prepared.text(prepared.facts[f].label) for f in reads)
    label = prepared.text(prepared.facts[name].label)
    return Contradiction(
        says=say("does not follow", prepared.language, fact=label, others=labels), facts=(name, *reads)
    )
