"""The lines of a plan: what is proposed, held and left out, decided from the findings. Texts about them come later."""

from collections.abc import Callable
from typing import NamedTuple, Protocol, TypeVar

import msgspec

from waymark.planning.care_level import choose_level
from waymark.planning.evidence import Evidence
from waymark.planning.findings import Findings
from waymark.planning.first_days import first_days, monitoring, protects
from waymark.planning.front import list_alerts, list_informs, look_for_emergency
from waymark.planning.goals import Opened, open_problems, rank_goals, write_goals
from waymark.planning.left_out import list_left_out
from waymark.planning.medicines import list_medicines
from waymark.planning.needs import find_needs
from waymark.planning.offers import Offers, choose_offers
from waymark.planning.open_questions import list_holds
from waymark.planning.options import Options, weigh_options
from waymark.planning.plan import (
    Alert,
    Earlier,
    EmergencyPath,
    Goal,
    Hold,
    Item,
    LeftOut,
    LevelChoice,
    MedicineOption,
    Need,
    Offer,
    Step,
)
from waymark.planning.prepare import Prepared
from waymark.planning.situation import Situation
from waymark.planning.stand import Stand
from waymark.planning.tools_fit import tools_put_aside, with_fitting_tools
from waymark.planning.week import room_of

__all__ = ["Lines", "Once", "decide"]

T = TypeVar("T")


class Lines(msgspec.Struct, frozen=True, kw_only=True):
    """What the plan says of this person, named as in the plan document; `wanted`: options some line speaks for."""

    emergency: EmergencyPath | None
    alerts: tuple[Alert, ...]
    next_72_hours: tuple[Step, ...]
    reviews: tuple[Step, ...]
    needs: tuple[Need, ...]
    level: LevelChoice
    goals: tuple[Goal, ...]
    later: tuple[Goal, ...]
    interventions: tuple[Offer, ...]
    medicines: tuple[MedicineOption, ...]
    informs: tuple[Item, ...]
    holds: tuple[Hold, ...]
    left_out: tuple[LeftOut, ...]
    options: Options
    wanted: frozenset[str]
    # What goals and ways of help were chosen from.
    opened: tuple[Opened, ...]
    considered: Offers
    monitoring: tuple[Step, ...] = ()
    # Agreed earlier and no longer proposed.
    earlier: tuple[Earlier, ...] = ()


class Once(Protocol):
    """Gives a part of the lines: makes it, or knows it already. `grounds`: the parts it is made from."""

    def __call__(self, part: str, make: Callable[[], T], *grounds: object) -> T: ...


def _at_once(part: str, make: Callable[[], T], *grounds: object) -> T:
    return make()


def decide(situation: Situation, findings: Findings, evidence: Evidence, once: Once = _at_once) -> Lines:
    """The lines for this situation. With a mute `evidence`: the same lines without reasons, several times as fast.

    `once` is asked for every part by name, with the parts it rests on: who decides for the same person over and over
    can give back a part whose grounds are the same (see `explaining.stages`).
    """
    prepared, stand = situation.prepared, situation.stand
    options = once("options", lambda: weigh_options(findings))
    level = _level(situation, findings, evidence, once, options)
    aims = _aim(situation, findings, evidence, once, options, level)
    goals, offers = aims.goals, aims.offers
    medicines = once("medicines", lambda: list_medicines(prepared, options, evidence, stand))
    wanted = once("wanted", lambda: _wanted(options, offers), options, offers)
    aside = tools_put_aside(options)
    first, then = once(
        "steps", lambda: first_days(prepared, findings, evidence, stand, goals, level), aims.doing, level, aside
    )
    lines = Lines(
        emergency=once("emergency", lambda: look_for_emergency(findings, evidence)),
        alerts=once("alerts", lambda: (*_level_alert(level), *list_alerts(findings, evidence, stand)), level),
        next_72_hours=first,
        reviews=then,
        needs=once("needs", lambda: stand.said(find_needs(prepared, findings, evidence))),
        level=level,
        goals=goals,
        later=aims.later,
        interventions=offers.chosen,
        medicines=medicines,
        informs=once("informs", lambda: list_informs(findings, evidence, stand)),
        holds=once("holds", lambda: stand.said(list_holds(prepared, options, evidence, wanted)), options, wanted),
        left_out=once(
            "left out",
            lambda: list_left_out(prepared, options, evidence, medicines, stand, offers.left_out),
            offers, options, medicines,
        ),
        options=options,
        wanted=wanted,
        opened=tuple(aims.opened),
        considered=offers,
    )  # fmt: skip
    if lines.emergency is not None:
        lines = _without_routine(prepared, lines, lines.emergency, evidence, stand)
    kept = lines.goals
    named = "\n".join(goal.id for goal in kept)
    at = level.recommended.level
    watched = once("watched", lambda: monitoring(prepared, findings, evidence, kept, stand, at), named, aims.opened, at)
    return _carried(situation, msgspec.structs.replace(lines, monitoring=watched), findings, evidence)


def _level(situation: Situation, findings: Findings, evidence: Evidence, once: Once, options: Options) -> LevelChoice:
    """The level of care, with what the two authors said of it."""
    prepared, stand = situation.prepared, situation.stand
    wants, refuses = _level_wishes(stand)
    level = once(
        "level", lambda: choose_level(prepared, findings, options, evidence, wants, refuses, stand.of("level"))
    )
    if stand.spoken("level") is None:
        return level
    from waymark.planning.deciding.levels import with_said

    return with_said(prepared, findings, options, evidence, stand, level, wants, refuses)


def _carried(situation: Situation, lines: Lines, findings: Findings, evidence: Evidence) -> Lines:
    """With what was agreed earlier and is no longer proposed; most plans have none and load nothing for it."""
    if not situation.stand.kept():
        return lines
    from waymark.planning.deciding.earlier import carry

    return carry(situation, lines, findings, evidence)


class _Aims(NamedTuple):
    """Goals with the help for them; `doing`: what of the active goals steps rest on."""

    opened: list[Opened]
    goals: tuple[Goal, ...]
    later: tuple[Goal, ...]
    offers: Offers
    doing: str


def _aim(
    situation: Situation, findings: Findings, evidence: Evidence, once: Once, options: Options, level: LevelChoice
) -> _Aims:
    """From open problems to goals, and from goals to the help that is offered."""
    prepared, stand, calendar = situation.prepared, situation.stand, situation.calendar
    opened = once("opened", lambda: open_problems(prepared, findings))
    written = once("goals", lambda: write_goals(prepared, findings, evidence, stand, opened, calendar), opened)
    ranked = once("ranked", lambda: rank_goals(written, stand.taken_up()), written)
    needing, doing = once("active", lambda: _grounds(ranked[0], opened), ranked, opened)
    room = room_of(situation.person, level)
    offers = once(
        "offers", lambda: choose_offers(prepared, options, evidence, stand, ranked[0], opened, room), needing, room
    )
    goals, later = once(
        "served",
        lambda: (
            with_fitting_tools(prepared, options, _served(ranked[0], offers)),
            with_fitting_tools(prepared, options, ranked[1]),
        ),
        ranked, offers, tools_put_aside(options),
    )  # fmt: skip
    return _Aims(opened, goals, later, offers, doing)


def _grounds(goals: tuple[Goal, ...], opened: list[Opened]) -> tuple[str, str]:
    """What of the active goals help rests on, and what steps rest on: not on how far each goal has to go."""
    telling = {o.key: " ".join(o.telling) for o in opened}
    needing = [f"{g.id} {g.urgency} {telling.get(g.problem)}" for g in goals]
    doing = [f"{g.id} {' '.join(g.rules)}" for g in goals]
    return "\n".join((*needing, *sorted({o.problem.id for o in opened}))), "\n".join(doing)


def _served(goals: tuple[Goal, ...], offers: Offers) -> tuple[Goal, ...]:
    return tuple(msgspec.structs.replace(g, interventions=offers.by_goal.get(g.id, ())) for g in goals)


def _wanted(options: Options, offers: Offers) -> frozenset[str]:
    return frozenset(e.option for _, e in options.recommended) | {o.id for o in offers.chosen}


def _without_routine(
    prepared: Prepared, lines: Lines, emergency: EmergencyPath, evidence: Evidence, stand: Stand
) -> Lines:
    """In an emergency the routine plan waits (LOC-01): first the call, then what protects life; goals come later."""
    call = Step(
        id="step:emergency",
        title=emergency.action,
        why=evidence.reasons(*emergency.rules),
        facts=emergency.facts,
        rules=emergency.rules,
        state=stand.of("step:emergency"),
        who="emergency",
        within_hours=0,
    )
    protecting = tuple(s for s in lines.next_72_hours if protects(prepared, s))
    put_off = (s for s in lines.next_72_hours if s not in protecting and s.tool is None)
    return msgspec.structs.replace(
        lines,
        next_72_hours=(call, *protecting),
        reviews=(*put_off, *lines.reviews),
        goals=(),
        later=(*lines.goals, *lines.later),
        interventions=(),
    )


def _level_alert(level: LevelChoice) -> tuple[Alert, ...]:
    """Said first of all where the safe level has to be found elsewhere."""
    if level.meanwhile is None:
        return ()
    return (
        Alert(
            id="alert:level",
            title=f"{level.recommended.title}: {level.chosen_because}",
            why=level.why,
            facts=level.facts,
            rules=level.rules,
            level="danger",
        ),
    )


def _level_wishes(stand: Stand) -> tuple[frozenset[str], frozenset[str]]:
    """Levels the person wants, and those the person declines (as a wish or as a decision on the level)."""
    wants = frozenset(
        a.removeprefix("level:") for a, w in stand.wishes.items() if a.startswith("level:") and w == "wants"
    )
    refuses = {a.removeprefix("level:") for a, w in stand.wishes.items() if a.startswith("level:") and w == "declines"}
    chosen = stand.changes.get("level", {}).get("level")
    if stand.of("level").standing == "declined":
        refuses |= {level for level in stand.level_seen.values() if level is not None}
    refuses |= {i.removeprefix("level:") for i in stand.decided() if i.startswith("level:") and stand.declined(i)}
    return wants | ({str(chosen)} if chosen else frozenset()), frozenset(refuses)
