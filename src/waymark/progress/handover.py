"""`waymark.handover/1`: what goes along with a person who moves to other care, ends, or leaves; what is open, and who
follows it.

A pure function of the walk. Medicine is never interrupted: each one is named with who goes on with it, or as open.
Nothing in it is a sanction, and what somebody may read of it is decided by consent, outside of this room.
"""

from typing import Any, Literal

from waymark.planning.compose import write
from waymark.planning.plan import Plan
from waymark.planning.plan_lines import Item, Part
from waymark.planning.situation import Situation, supposing
from waymark.progress.aftercare import schedule, way_back
from waymark.progress.capital import capital_of
from waymark.progress.handing import medicines_of, naloxone_of, unknown_of, visit_of
from waymark.progress.moving import KINDS, said_yes
from waymark.progress.open_items import open_items_of
from waymark.progress.phrases import tell
from waymark.progress.report import Made, Series
from waymark.progress.report_ahead import (
    Expected,
    HardMoments,
    MedicineGoesOn,
    OpenItem,
    RecoveryCapital,
    StepDown,
    Visit,
)
from waymark.progress.signals import signals_of
from waymark.progress.step_down import agreeing, step_down_of
from waymark.progress.together import expected_of
from waymark.progress.walk import Walk
from waymark.progress.walking import walked

__all__ = ["Handover", "Kind", "handover_of", "kind_of", "moving_as"]

Kind = Literal["step_down", "transfer", "discharge", "leaving_early"]
# Of the check-ups planned from here so many are shown.
_CHECKUPS = 6


class Handover(Part, frozen=True, kw_only=True):
    """`waymark.handover/1`. Texts are in the plan's language; times as in the record."""

    format: Literal["waymark.handover/1"]
    person: str
    called: str | None = None
    pronouns: str | None = None
    at: str
    language: str
    release: str
    programme: str
    kind: Kind
    title: str
    # Why, as noted.
    text: str | None = None
    # How things stand.
    since: str | None = None
    weeks: float | None = None
    own_words: tuple[str, ...] = ()
    level: str
    needs: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    made: tuple[Made, ...] = ()
    expected: tuple[Expected, ...] = ()
    capital: RecoveryCapital
    # What protects life.
    alerts: tuple[str, ...] = ()
    medicines: tuple[MedicineGoesOn, ...] = ()
    naloxone: str
    naloxone_at_hand: bool | None = None
    hard_moments: HardMoments
    crisis: tuple[Item, ...]
    # The way over.
    visit: Visit
    step_down: StepDown | None = None
    overlap: str
    consent: str
    consent_noted: bool
    notes: str
    bridge: tuple[str, ...] = ()
    # Continuing therapy, a home, groups, medical check-ins: what the plan says of the time after.
    aftercare: tuple[str, ...] = ()
    checkups: tuple[str, ...] = ()
    way_back: tuple[str, ...] = ()
    # What is open, and who follows it; what was closed on the way.
    open: tuple[OpenItem, ...] = ()
    unknown: tuple[str, ...] = ()


def kind_of(walk: Walk) -> Kind | None:
    """The move that was noted; an end that is near counts as one, a wish to leave as leaving early."""
    noted = walk.evidence.option("handover.kind")
    if noted in KINDS:
        return noted  # type: ignore[return-value]
    if walk.evidence.value("course.wants_to_leave_early") is True:
        return "leaving_early"
    return "discharge" if walk.evidence.value("course.ending_soon") is True else None


def moving_as(walk: Walk, kind: Kind) -> Walk:
    """The same walk, supposing that this move is prepared: what a packet would hold."""
    options = walk.prepared.facts["handover.kind"].options
    place = next(number for number, option in enumerate(options) if option.id == kind)
    return Walk(supposing(walk.situation, {"handover.kind": 1 << place}), mute=walk.mute)


def handover_of(walk: Walk, kind: Kind) -> Handover:
    """The packet for this move, as of the walk's moment."""
    if walk.evidence.option("handover.kind") != kind:
        walk = moving_as(walk, kind)
    situation = walked(walk)
    plan = write(situation)
    found_out = signals_of(walk, situation, situation.findings(), walk.series)
    step_down = step_down_of(walk, situation, found_out)
    signals = agreeing(found_out, step_down)
    prepared = walk.prepared
    return Handover(
        format="waymark.handover/1",
        person=plan.header.person,
        called=plan.header.called,
        pronouns=plan.header.pronouns,
        at=plan.header.at,
        language=prepared.language,
        release=prepared.release.id,
        programme=prepared.programme.name,
        kind=kind,
        title=_title(walk, kind),
        text=_why(walk),
        step_down=step_down if kind == "step_down" else None,
        bridge=_bridge(walk, situation) if kind == "leaving_early" else (),
        open=open_items_of(walk, situation, plan, signals),
        unknown=unknown_of(walk),
        **_stands(walk, plan),
        **_protects(walk, plan),
        **_way_over(walk, plan),
    )


def _stands(walk: Walk, plan: Plan) -> dict[str, Any]:
    """How things stand, by the fields of a packet."""
    return {
        "since": None if walk.since is None else walk.calendar.show(walk.since),
        "weeks": None if walk.since is None else round((walk.day - walk.since) / 7, 1),
        "own_words": tuple(line for text in plan.words for line in text.lines),
        "level": plan.level.recommended.title,
        "needs": _needs(plan, walk.prepared.language),
        "goals": tuple(goal.says for goal in plan.goals),
        "helps": tuple(offer.title for offer in plan.interventions if offer.state.standing == "active"),
        "series": walk.series,
        "made": walk.made,
        "expected": expected_of(walk),
        "capital": capital_of(walk),
    }


def _protects(walk: Walk, plan: Plan) -> dict[str, Any]:
    """What protects life, by the fields of a packet."""
    naloxone, at_hand = naloxone_of(walk)
    return {
        "alerts": tuple(alert.title for alert in plan.alerts if alert.level == "danger"),
        "medicines": medicines_of(walk),
        "naloxone": naloxone,
        "naloxone_at_hand": at_hand,
        "hard_moments": walk.hard_moments,
        "crisis": plan.crisis,
    }


def _way_over(walk: Walk, plan: Plan) -> dict[str, Any]:
    """The way over and the time after, by the fields of a packet."""
    language = walk.prepared.language
    days = f"{walk.prepared.release.numbers['first_contact_days']:g}"
    return {
        "visit": visit_of(walk),
        "overlap": tell("overlap", language, days=days),
        "consent": _consent(walk),
        "consent_noted": said_yes(walk, "handover.consent_checked") is not None,
        "notes": tell("notes stay", language),
        "aftercare": plan.aftercare,
        "checkups": _checkups(walk),
        "way_back": way_back(walk),
    }


def _title(walk: Walk, kind: Kind) -> str:
    options = walk.prepared.facts["handover.kind"].options
    said = next(walk.prepared.text(option.label) for option in options if option.id == kind)
    return said[:1].upper() + said[1:]


def _why(walk: Walk) -> str | None:
    from waymark.progress.noted import last_row

    row = last_row(walk, "handover.kind")
    return None if row is None else row.text


def _needs(plan: Plan, language: str) -> tuple[str, ...]:
    return tuple(
        tell("needs open", language, title=need.title)
        if need.rating is None
        else tell("needs rated", language, title=need.title, rating=need.rating)
        for need in plan.needs
    )


def _consent(walk: Walk) -> str:
    row = said_yes(walk, "handover.consent_checked")
    if row is None:
        return tell("consent open", walk.prepared.language)
    return tell("consent noted", walk.prepared.language, text=row.text or walk.calendar.show(walk.day))


def _bridge(walk: Walk, situation: Situation) -> tuple[str, ...]:
    """Leaving early is met with a bridge: a talk, medicine, naloxone, a card, calls, an open door. No sanction."""
    values = situation.values
    keys = ["bridge talk"]
    if values.get("handover.on_medicine") is True:
        keys.append("bridge medicine")
    if values.get("handover.opioids_near") is True:
        keys += ["bridge naloxone", "bridge tolerance"]
    keys += ["bridge card", "bridge call", "bridge door"]
    return tuple(tell(key, walk.prepared.language) for key in keys)


def _checkups(walk: Walk) -> tuple[str, ...]:
    show = walk.calendar.show
    return tuple(f"{show(day)}: {title}" for day, _, title, _, _ in schedule(walk, walk.day)[:_CHECKUPS])
