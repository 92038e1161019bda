"""A plan at a glance, for the one page of one person: what wants a decision, needs, lines, the week."""

from collections.abc import Mapping
from datetime import date

import msgspec

from waymark.planning.deciding.contents import items_in
from waymark.planning.plan import Plan
from waymark.rendering.view import Rated, View
from waymark.site.people.models import Person
from waymark.site.plans.deciding import Shown, shown_of
from waymark.site.plans.keys import key_of
from waymark.site.plans.standing import Standing
from waymark.site.plans.wanted import Wanted, wanted_in

__all__ = ["Glance", "glance_at", "passed"]

# What fits the page; the rest is one touch away and counted.
MOST_WANTED, MOST_HELP = 4, 4
_LEFT = ("declined", "paused", "replaced", "reached")


class Glance(msgspec.Struct, frozen=True):
    """`standing`: the plan and the version it comes from. `keys`: of every line, for links. `more`: wanted besides."""

    standing: Standing
    keys: Mapping[str, str]
    wanted: tuple[Wanted, ...]
    more: int
    needs: tuple[Rated, ...]
    level: Shown
    goals: tuple[Shown, ...]
    medicines: tuple[Shown, ...]
    help: tuple[Shown, ...]
    load: str
    conflicts: tuple[str, ...]
    unplaced: tuple[str, ...]
    review: str
    own: bool

    @property
    def plan(self) -> Plan:
        return self.standing.plan


def glance_at(standing: Standing, person: Person, *, own: bool) -> Glance:
    """The page's part about the plan, in the language of the plan."""
    made = standing.drawn.get(("glance", own))
    if made is None:
        made = standing.drawn["glance", own] = _drawn(standing, person, own=own)
    return msgspec.structs.replace(made, standing=standing)


def passed(glance: Glance, today: date) -> tuple[Shown, ...]:
    """Goals whose day has passed and that nobody let go or called reached: to be talked about, never a failing."""
    names = {goal.id for goal in glance.plan.goals if _day(goal.by) is not None and (_day(goal.by) or today) < today}
    return tuple(line for line in glance.goals if line.id in names and line.standing not in _LEFT)


def _day(text: str) -> date | None:
    """The day of a goal; None where the record counts days."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _drawn(standing: Standing, person: Person, *, own: bool) -> Glance:
    plan, view = standing.plan, View(standing.plan)
    wanted = wanted_in(plan, own=own)
    kept = [one for one in plan.medicines if one.status in ("option", "current", "held")]
    low, high = plan.level.review_days
    return Glance(
        standing=standing,
        keys={name: key_of(person, name) for name in {*items_in(plan), *(one.item for one in wanted)}},
        wanted=tuple(wanted[:MOST_WANTED]),
        more=max(0, len(wanted) - MOST_WANTED),
        needs=tuple(rated for rated in view.needs if rated.need.rating),
        level=shown_of(plan.level, plan, own),
        goals=tuple(shown_of(goal, plan, own) for goal in plan.goals),
        medicines=tuple(shown_of(one, plan, own) for one in kept),
        help=tuple(shown_of(one, plan, own) for one in plan.interventions if not one.held_by)[:MOST_HELP],
        load=view.load,
        conflicts=plan.timetable.conflicts,
        unplaced=plan.timetable.unplaced,
        review=f"{low:g}–{high:g}" if low != high else f"{low:g}",
        own=own,
    )
