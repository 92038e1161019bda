"""A plan with what it stands on: made again from what it carries and found the same, or marked as taken at its word.

The same sentences as the command line's; a release is taken from those kept with the versions.
"""

import msgspec

from waymark.knowledge.release import Release, load_bundle
from waymark.planning.compose import Documents, compose
from waymark.planning.explaining.explain import items_of
from waymark.planning.explaining.explanation import Footing
from waymark.planning.explaining.ground import Ground
from waymark.planning.phrases_explaining import tell
from waymark.planning.plan import Plan
from waymark.planning.prepare import ENGINE, Prepared, prepare
from waymark.planning.situation import read_situation
from waymark.record.errors import RecordError
from waymark.record.reading import read_programme
from waymark.site.access.gate import Absent, Gate
from waymark.site.plans.library import library, prepared
from waymark.site.plans.models import KeptRelease, PlanVersion
from waymark.site.plans.selectors import plan_of, version_of
from waymark.site.plans.standing import documents_from, documents_of, read_plan, standing_of

__all__ = ["NOW", "Grounded", "plan_at"]

# In an address: the plan as it stands, made or not.
NOW = "now"


class Grounded(msgspec.Struct, frozen=True):
    """`plan`: in the language asked for, where it can be made again. `version`: None for the plan as it stands."""

    plan: Plan
    ground: Ground | None
    footing: Footing
    version: PlanVersion | None


def plan_at(gate: Gate, name: str, language: str) -> Grounded:
    """A version by its id, or the plan as it stands (`now`), with its ground. Raises Absent, RecordError."""
    if name != NOW:
        return _of_version(version_of(gate, name), language)
    standing = standing_of(gate, language)
    if standing is None:
        raise Absent("nothing is noted, so there is no plan", person=gate.about.public_id)
    offers = gate.acting.programme.offers
    ready, documents = prepared(language, offers), documents_of(gate.about, offers, language)
    return Grounded(
        standing.plan, Ground(read_situation(ready, documents, None)), _again(standing.plan, language), None
    )


def _again(plan: Plan, language: str) -> Footing:
    return Footing(rebuilt=True, says=tell("rebuilt", language, release=plan.inputs.release[:12]))


def _of_version(version: PlanVersion, language: str) -> Grounded:
    written = plan_of(version)
    plan = read_plan(written)
    if plan.inputs.engine != ENGINE:
        why = tell("other engine", language, made=plan.inputs.engine[:20], here=ENGINE)
        return _as_it_stands(version, plan, language, why)
    try:
        own = _made(version, plan, plan.header.language)
        if msgspec.json.encode(own[1]) != written:
            return Grounded(plan, None, _edited(plan, own[1], language), version)
        ready, made, documents = own if language == plan.header.language else _made(version, plan, language)
    except RecordError as error:
        return _as_it_stands(version, plan, language, tell("record refused", language, why=str(error)))
    return Grounded(made, Ground(read_situation(ready, documents, _moment(plan))), _again(plan, language), version)


def _made(version: PlanVersion, plan: Plan, language: str) -> tuple[Prepared, Plan, Documents]:
    carried = plan.carries
    assert carried is not None, "every version kept here carries its record"
    offers = bytes(carried.programme)
    ready = _ready(version, plan, offers, language)
    documents = documents_from(ready, bytes(carried.record), bytes(carried.decisions) or None, offers or None)
    return ready, compose(ready, documents, _moment(plan)), documents


def _ready(version: PlanVersion, plan: Plan, offers: bytes, language: str) -> Prepared:
    """With the release that the version was made with."""
    if library(language).id == plan.inputs.release:
        return prepared(language, offers.decode())
    release: Release = load_bundle(bytes(KeptRelease.objects.get(pk=version.release_id).bundle), language)
    return prepare(release, read_programme(offers, "the programme") if offers else None, language)


def _moment(plan: Plan) -> str | int:
    at = plan.header.at
    return at if plan.header.anchor is None else int(at.removeprefix("day "))


def _as_it_stands(version: PlanVersion, plan: Plan, language: str, why: str) -> Grounded:
    footing = Footing(rebuilt=False, says=tell("cannot rebuild", language, why=why))
    return Grounded(plan, None, footing, version)


def _edited(plan: Plan, made: Plan, language: str) -> Footing:
    given, again = items_of(plan), items_of(made)
    differing = tuple(name for name in {**given, **again} if given.get(name) != again.get(name))
    says = tell("edited lines" if differing else "edited", language, count=len(differing))
    return Footing(rebuilt=False, says=says, differing=differing)
