"""All published definitions, and their columns in the order of the published table."""

from waymark.evidence.outcomes.abstinence import ABSTINENCE
from waymark.evidence.outcomes.definition import Column, Definition
from waymark.evidence.outcomes.reduction import REDUCTION
from waymark.evidence.outcomes.relapse import RELAPSE

__all__ = ["COLUMNS", "DEFINITIONS", "GROUPS"]

GROUPS: dict[str, tuple[Definition, ...]] = {"Abstinence": ABSTINENCE, "Reduction": REDUCTION, "Relapse": RELAPSE}
DEFINITIONS = tuple(definition for group in GROUPS.values() for definition in group)
# The published table lists one definition of abstinence among those of reduction, and no order of ours explains it.
_MOVED, _BEFORE = "Ab_schwartz_2006", "Rd_shufman_1994"


def _ordered() -> tuple[Column, ...]:
    columns = [column for definition in DEFINITIONS for column in definition.columns]
    names = [column.name for column in columns]
    moved = columns.pop(names.index(_MOVED))
    columns.insert([column.name for column in columns].index(_BEFORE), moved)
    return tuple(columns)


COLUMNS = _ordered()
