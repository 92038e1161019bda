"""The cases as a suite that any other planner can run: plain JSON out, plain JSON back, judged the same way.

`waymark.vignettes/1` has `facts` (what each fact is), `outcomes` (what each kind of outcome means) and `cases`: what is
known, what must come out, what must not; for a whole person the record as well. `waymark.vignette-answers/1` has, per
case, whether each outcome came out.
"""

import math
from collections.abc import Callable
from typing import Any, Final

import msgspec

from waymark.knowledge.cases import case_facts
from waymark.knowledge.model.source import Case
from waymark.knowledge.release import Release
from waymark.knowledge.whole import document_of
from waymark.logic import FactType, Known

__all__ = ["ANSWERS", "MEANINGS", "SUITE", "Answers", "Judgement", "Vignette", "judge", "suite"]

SUITE: Final = "waymark.vignettes/1"
ANSWERS: Final = "waymark.vignette-answers/1"

# In the words of the library format reference.
MEANINGS: Final = {
    "rule": "this rule says yes (only a planner with the same rules can tell)",
    "unknown": "this rule is not yet known (only a planner with the same rules can tell)",
    "option": "this option is recommended, and neither held nor excluded",
    "recommended": "this option is recommended (for this need), whether or not something holds it",
    "discouraged": "this option is advised against",
    "held": "this option waits until something is known",
    "excluded": "this option is out",
    "soft": "this option is advised against; a clinician may still choose it",
    "level": "this level of care is recommended",
    "not-level": "this level of care is not recommended",
    "acceptable": "this level of care would also do",
    "rated": "this dimension of need is rated so",
    "problem": "this need is open",
    "goal": "this goal fits an open need",
    "emergency": "the emergency path stands in the place of a routine plan",
    "alert": "an alert of this kind is shown",
    "review": "this role must look at it",
    "task": "this is done in the first days",
    "get": "this is to be found out",
    "cadence": "this is repeated",
    "inform": "something about this is told when deciding",
    "minimum": "a least amount of care is asked for",
    "open": "this fact is an open question",
    "fact": "this follows from what is known",
    "first": "this is among the first steps, of about three days (whole persons)",
    "asked": "this is among the first steps or at a review (whole persons)",
    "active": "this goal is one of those worked on now (whole persons)",
    "offered": "this medicine or help is put before the person: not waiting, out or declined (whole persons)",
}


class Vignette(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One case. `facts`: true, a number, an option, `[low, high]` (null: no bound), or `{"one_of": [...]}`.

    A whole person has a `story` and the `record` (`waymark.person/1`) that the facts were read from.
    """

    id: str
    title: dict[str, str]
    facts: dict[str, Any]
    story: str = ""
    record: dict[str, Any] = {}
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    source: str


class Answers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a planner says: per case id the outcomes asked about, each with whether it came out."""

    format: str
    planner: str
    answers: dict[str, dict[str, bool]]


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """How answers compare with the cases; `wrong` and `unanswered` name case and outcome."""

    planner: str
    cases: int
    right: int
    wrong: tuple[str, ...]
    unanswered: tuple[str, ...]


def suite(
    release: Release, cases: list[Case], of_person: Callable[[Case], dict[str, Known]] | None = None
) -> dict[str, Any]:
    """The whole suite, ready for JSON. `of_person`: what is known of a whole person, read from the record."""
    vignettes = [_vignette(release, case, of_person) for case in cases]
    named = sorted({fact for one in vignettes for fact in one.facts})
    return {
        "format": SUITE,
        "release": release.id,
        "signed": False,
        "outcomes": MEANINGS,
        "facts": {name: _about(release, name) for name in named},
        "cases": vignettes,
    }


def judge(answers: Answers, cases: list[Case]) -> Judgement:
    """Every `must` has to come out and no `must_not` may; what was not answered is counted apart."""
    wrong: list[str] = []
    unanswered: list[str] = []
    right = 0
    for case in cases:
        said = answers.answers.get(case.id, {})
        asked = [(outcome, True) for outcome in case.must] + [(outcome, False) for outcome in case.must_not]
        missing = [outcome for outcome, _ in asked if outcome not in said]
        differs = [outcome for outcome, wanted in asked if said.get(outcome, wanted) is not wanted]
        unanswered += [f"{case.id}: {outcome}" for outcome in missing]
        wrong += [f"{case.id}: {outcome}" for outcome in differs]
        right += not missing and not differs
    return Judgement(
        planner=answers.planner, cases=len(cases), right=right, wrong=tuple(wrong), unanswered=tuple(unanswered)
    )


def _vignette(release: Release, case: Case, of_person: Callable[[Case], dict[str, Known]] | None) -> Vignette:
    types = release.program.types
    whole = case.person is not None
    known = of_person(case) if whole and of_person is not None else case_facts(case, release)
    return Vignette(
        id=case.id,
        title=dict(case.title),
        facts={name: _plain(value, types[name]) for name, value in known.items()},
        story=case.person.story if case.person is not None else "",
        record=document_of(case, release) if whole else {},
        must=case.must,
        must_not=case.must_not,
        source=case.source,
    )


def _plain(known: Known, kind: FactType) -> Any:
    if isinstance(known, bool):
        return known
    if isinstance(known, tuple):
        low, high = (None if math.isinf(end) else end for end in known)
        return low if low == high else [low, high]
    options = [option for place, option in enumerate(kind.options) if known >> place & 1]
    return options[0] if len(options) == 1 else {"one_of": options}


def _about(release: Release, name: str) -> dict[str, Any]:
    fact = release.facts[name]
    about: dict[str, Any] = {"label": fact.label, "type": fact.type}
    if fact.unit is not None:
        about["unit"] = fact.unit
    if fact.options:
        about["options"] = {option.id: option.label for option in fact.options}
    if fact.range is not None:
        about["range"] = fact.range
    return about
