"""The workspace: lines with what the two said of each, the person's own words beside them, the week and its load."""

from collections.abc import Mapping, Sequence

import msgspec

from waymark.planning.plan import Plan
from waymark.rendering.timetable import Week
from waymark.rendering.view import Rated, View
from waymark.site.access.gate import Gate
from waymark.site.plans.deciding import Group, Shown, groups_of
from waymark.site.plans.keys import key_of
from waymark.site.plans.selectors import plan_of
from waymark.site.plans.standing import Standing, read_plan

__all__ = ["Table", "table_of"]


class Table(msgspec.Struct, frozen=True):
    """`keys`: of lines and needs, for addresses. `before`: hours a week of the last version, where they differ."""

    standing: Standing
    groups: Sequence[Group]
    keys: Mapping[str, str]
    words: tuple[tuple[str, tuple[str, ...]], ...]
    week: Week
    load: str
    before: float | None
    conflicts: tuple[str, ...]
    unplaced: tuple[str, ...]
    needs: tuple[Rated, ...]

    @property
    def plan(self) -> Plan:
        return self.standing.plan

    @property
    def decided(self) -> bool:
        """Both have agreed on every line that is in sight."""
        return all(group.folded or not group.open_lines for group in self.groups)

    def line(self, key: str) -> Shown | None:
        """A line by its key."""
        return next((line for group in self.groups for line in group.lines if self.keys[line.id] == key), None)


def table_of(gate: Gate, standing: Standing) -> Table:
    """Of the plan as it stands."""
    plan, own = standing.plan, gate.acting.role == "person"
    view, groups = View(plan), groups_of(plan, own=own)
    needs = tuple(rated for rated in view.needs if rated.need.rating)
    named = (*(line.id for group in groups for line in group.lines), *(rated.need.id for rated in needs))
    return Table(
        standing=standing,
        groups=groups,
        keys={name: key_of(gate.about, name) for name in named},
        words=tuple((text.title, text.lines) for text in plan.words),
        week=view.week,
        load=view.load,
        before=_before(standing),
        conflicts=plan.timetable.conflicts,
        unplaced=plan.timetable.unplaced,
        needs=needs,
    )


def _before(standing: Standing) -> float | None:
    """Hours a week of the last version; None where there is none, or it asks as much."""
    if standing.version is None or not standing.moved:
        return None
    hours = read_plan(plan_of(standing.version)).load.person_hours
    return hours if abs(hours - standing.plan.load.person_hours) >= 0.1 else None
