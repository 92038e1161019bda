"""Cases: facts in; what must and must not come out. A clinician can read them, a test runs them."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from waymark.knowledge.cases import case_facts, read_value
from waymark.knowledge.errors import LibraryError
from waymark.knowledge.model.effect import (
    Alert,
    Cadence,
    Emergency,
    Get,
    Inform,
    Minimum,
    OpenProblem,
    Rate,
    Review,
    Task,
)
from waymark.knowledge.model.source import Case
from waymark.logic import Known, Truth
from waymark.planning.care_level import demand_of, minima_of
from waymark.planning.findings import Findings
from waymark.planning.level import Choice, choose
from waymark.planning.options import Options, weigh_options
from waymark.planning.plan import LevelChoice, Plan
from waymark.planning.prepare import Prepared
from waymark.planning.situation import Situation

__all__ = [
    "OUTCOMES",
    "Outcome",
    "PersonOutcome",
    "case_values",
    "check_case",
    "outcome_of",
    "outcome_of_case",
    "situation_of",
    "unmet",
]

_RATED = re.compile(r"^(?P<dimension>[^:>=<]+)(?::(?P<substance>[a-z_]+))?(?P<sign>>=|==|<=)(?P<digit>\d)$")
_ROUNDING = 1e-9


class Outcome:
    """What the rules say of given facts, as far as cases speak of it."""

    def __init__(
        self,
        prepared: Prepared,
        values: dict[str, Known],
        answers: tuple[Truth, ...] | None = None,
        *,
        mute: bool = False,
        known: Mapping[str, Known] | None = None,
    ) -> None:
        """`answers`: what the conditions are taken to say; default: what they do say of these facts.

        `mute`: nobody asks what is open. `known`: the facts with what is taken to follow from them; default: what does.
        """
        state = prepared.facts.get("mat.state")
        if state is not None and "mat.state" not in values:
            values = {**values, "mat.state": 1 << [o.id for o in state.options].index("open")}
        self.prepared = prepared
        self.values = values
        self.answers = prepared.release.program.answers(values) if answers is None else answers
        self.findings = Findings(prepared, values, frozenset(), mute=mute, answers=self.answers)
        self.options: Options = weigh_options(self.findings)
        self._level: Choice | None = None
        self._known = known

    @property
    def known(self) -> Mapping[str, Known]:
        """What was noted and what follows from it."""
        if self._known is None:
            self._known = {**self.prepared.release.program.values(self.values), **self.values}
        return self._known

    @property
    def level(self) -> Choice | LevelChoice:
        if self._level is None:
            findings = self.findings
            self._level = choose(
                self.prepared.candidates,
                demand_of(e for _, e in minima_of(findings)),
                lambda key: (
                    (not findings.has_condition(f"level:{key}") or findings.condition(f"level:{key}") is True)
                    and not self.options.standing(f"level:{key}").excluded
                ),
                lambda candidate: True,
            )
        return self._level

    def holds(self, expected: str) -> bool:
        """Whether one expected outcome came out; another kind, or a rule that is not there, raises ValueError."""
        said, _, rule = expected.partition(" by ")
        kind, _, rest = said.partition(":")
        check = _CHECKS.get(kind)
        if check is None:
            raise ValueError(f"“{expected}” is no outcome; kinds are {', '.join(sorted(_CHECKS))}")
        return check(self.by(rule) if rule else self, rest)

    def by(self, rule: str) -> "Outcome":
        """What comes out where this rule alone speaks."""
        if not self.prepared.has_rule(rule):
            raise ValueError(f"there is no rule `{rule}`; correct the id")
        ids = [one.id for one in self.prepared.rules]
        alone = tuple(
            answer if place >= len(ids) or ids[place] == rule else False for place, answer in enumerate(self.answers)
        )
        return Outcome(self.prepared, self.values, alone, known=self._known)


class PersonOutcome(Outcome):
    """What comes out for a whole person: what the rules say of the record, and the plan that is written."""

    def __init__(self, situation: Situation) -> None:
        super().__init__(situation.prepared, situation.values)
        self.situation = situation
        self._plan: Plan | None = None

    @property
    def plan(self) -> Plan:
        if self._plan is None:
            from waymark.planning.compose import write

            self._plan = write(self.situation)
        return self._plan

    @property
    def level(self) -> LevelChoice:
        return self.plan.level


def outcome_of(prepared: Prepared, values: dict[str, Known]) -> Outcome:
    """Ask the rules about given facts."""
    return Outcome(prepared, values)


def situation_of(prepared: Prepared, case: Case) -> Situation:
    """Where the whole person of a case stands; raises LibraryError or RecordError for what cannot be read."""
    from waymark.knowledge.whole import document_of
    from waymark.planning.situation import Documents, read_situation
    from waymark.record.reading import read_person
    from waymark.record.validate import validate

    raw = msgspec.json.encode(document_of(case, prepared.release))
    person = read_person(raw, f"case {case.id}")
    validate(person, prepared.release, f"case {case.id}")
    return read_situation(prepared, Documents(person=person, record=raw))


def case_values(prepared: Prepared, case: Case) -> dict[str, Known]:
    """What is known in a case: the facts as written, or what a whole person's record says."""
    if case.person is None:
        return case_facts(case, prepared.release)
    return situation_of(prepared, case).known.values


def outcome_of_case(prepared: Prepared, case: Case) -> Outcome:
    """What comes out in a case."""
    if case.person is None:
        return Outcome(prepared, case_facts(case, prepared.release))
    return PersonOutcome(situation_of(prepared, case))


def check_case(prepared: Prepared, case: Case) -> list[str]:
    """What of a case did not come out as it says; empty when all did."""
    return unmet(outcome_of_case(prepared, case), case)


def unmet(outcome: Outcome, case: Case) -> list[str]:
    """The same of an outcome at hand."""
    wrong = [f"must come out but did not: {e}" for e in case.must if not outcome.holds(e)]
    return wrong + [f"must not come out but did: {e}" for e in case.must_not if outcome.holds(e)]


def _rated(outcome: Outcome, rest: str) -> bool:
    match = _RATED.match(rest)
    if match is None:
        raise ValueError(f"“rated:{rest}” is not of the form rated:A:opioids>=3")
    rating = max(
        (
            e.at_least
            for _, e in outcome.findings.yes(Rate)
            if e.dimension == match["dimension"] and match["substance"] in (None, e.substance)
        ),
        default=0,
    )
    wanted = int(match["digit"])
    return {">=": rating >= wanted, "==": rating == wanted, "<=": rating <= wanted}[match["sign"]]


def _level(outcome: Outcome, key: str) -> bool:
    recommended = outcome.level.recommended
    return key in (recommended.key, recommended.level)


def _option(outcome: Outcome, option: str) -> bool:
    name, _, use = option.partition("@")
    spoken = any(e.option in (option, name) for _, e in outcome.options.recommended)
    return spoken and outcome.options.standing(name, use or None).free


def _recommended(outcome: Outcome, rest: str) -> bool:
    option, _, problem = rest.partition(" for ")
    return any(e.option == option and problem in ("", e.problem) for _, e in outcome.options.recommended)


def _open(outcome: Outcome, fact: str) -> bool:
    return any(
        fact in outcome.findings.missing(rule)
        for rule, said in outcome.findings.spoken.items()
        if said == "not yet known"
    )


def _problem(outcome: Outcome, rest: str) -> bool:
    problem, _, substance = rest.partition(":")
    return any(
        e.problem == problem and (not substance or e.substance == substance)
        for _, e in outcome.findings.yes(OpenProblem)
    )


def _fact(outcome: Outcome, rest: str) -> bool:
    name, _, text = rest.partition("=")
    kind = outcome.prepared.release.program.types.get(name)
    if kind is None or not text:
        raise ValueError(f"“fact:{rest}” is not of the form fact:bmi=16..17, or there is no such fact")
    try:
        wanted = read_value(text, kind)
    except LibraryError as error:
        raise ValueError(f"“fact:{rest}”: {error}") from None
    known = outcome.known.get(name)
    if isinstance(wanted, bool) or known is None or wanted is None:
        return known == wanted
    if isinstance(wanted, tuple) and isinstance(known, tuple):
        return wanted[0] - _ROUNDING <= known[0] and known[1] <= wanted[1] + _ROUNDING
    return isinstance(known, int) and isinstance(wanted, int) and not known & ~wanted


def _goal(outcome: Outcome, rest: str) -> bool:
    goal, _, substance = rest.partition(":")
    return any(
        goal in outcome.prepared.problems[e.problem].goals and (not substance or e.substance == substance)
        for _, e in outcome.findings.yes(OpenProblem)
        if e.problem in outcome.prepared.problems
    )


def _standing(kind: str) -> Callable[[Outcome, str], bool]:
    def check(outcome: Outcome, option: str) -> bool:
        name, _, use = option.partition("@")
        standing = outcome.options.standing(name, use or None)
        if kind == "held":
            return bool(standing.held) and not standing.excluded
        return bool(getattr(standing, kind))

    return check


def _plan(outcome: Outcome, kind: str) -> Plan:
    if not isinstance(outcome, PersonOutcome):
        raise ValueError(f"`{kind}` asks about a plan; it is for cases with a `person`")
    return outcome.plan


def _first(outcome: Outcome, task: str) -> bool:
    return any(step.id.partition(":")[2] == task for step in _plan(outcome, "first").next_72_hours)


def _asked(outcome: Outcome, task: str) -> bool:
    plan = _plan(outcome, "asked")
    return any(step.id.partition(":")[2] == task for step in (*plan.next_72_hours, *plan.reviews))


def _active(outcome: Outcome, rest: str) -> bool:
    goal, _, substance = rest.partition(":")
    return any(
        goal == one.pattern and (not substance or substance == one.substance) for one in _plan(outcome, "active").goals
    )


def _offered(outcome: Outcome, option: str) -> bool:
    plan = _plan(outcome, "offered")
    kind, _, rest = option.partition(":")
    name, _, use = rest.partition("@")
    if kind == "medicine":
        return any(
            m.medicine == name and m.status in ("option", "current") and use in ("", m.treats) for m in plan.medicines
        )
    return any(kind == "intervention" and offer.intervention == name for offer in plan.interventions)


def _any(kind: type[Any], field: str) -> Callable[[Outcome, str], bool]:
    return lambda outcome, rest: any(rest in ("", getattr(e, field)) for _, e in outcome.findings.yes(kind))


_CHECKS: dict[str, Callable[[Outcome, str], bool]] = {
    "rule": lambda outcome, rest: outcome.findings.spoken.get(rest) == "yes",
    "unknown": lambda outcome, rest: outcome.findings.spoken.get(rest) == "not yet known",
    "held": _standing("held"),
    "excluded": _standing("excluded"),
    "soft": _standing("soft"),
    "discouraged": _standing("discouraged"),
    "option": _option,
    "recommended": _recommended,
    "level": _level,
    "not-level": lambda outcome, rest: not _level(outcome, rest),
    "acceptable": lambda outcome, rest: any(rest in (c.key, c.level) for c in outcome.level.acceptable),
    "rated": _rated,
    "problem": _problem,
    "goal": _goal,
    "review": lambda outcome, rest: (
        any(e.role == rest for _, e in outcome.findings.yes(Review))
        or any(
            e.role == rest and e.unknown == "review" and outcome.findings.given(e.given)
            for _, e in outcome.findings.open(Review)
        )
    ),
    "emergency": lambda outcome, rest: bool(outcome.findings.yes(Emergency)),
    "alert": _any(Alert, "level"),
    "task": _any(Task, "task"),
    "get": _any(Get, "what"),
    "cadence": _any(Cadence, "what"),
    "inform": _any(Inform, "about"),
    "minimum": _any(Minimum, "strength"),
    "open": _open,
    "fact": _fact,
    "first": _first,
    "asked": _asked,
    "active": _active,
    "offered": _offered,
}

# Every kind of outcome that a case may ask for.
OUTCOMES = tuple(_CHECKS)
