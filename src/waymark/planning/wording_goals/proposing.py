"""Proposals: an area and a goal for each wish, with its five letters and, as far as it goes, the goal itself."""

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from waymark.knowledge.model.care_elements import GoalPattern, Problem
from waymark.knowledge.model.wording import Wish
from waymark.planning.evidence import plain_number
from waymark.planning.outline import Outline
from waymark.planning.prepare import Prepared
from waymark.planning.wording_goals.amounts import as_measured
from waymark.planning.wording_goals.asked import Asked
from waymark.planning.wording_goals.goal import Clue, Draft, Letter, Proposal
from waymark.planning.wording_goals.letters import Shape, achievable, measurable, relevant, shape_of, time_bound
from waymark.planning.wording_goals.lint import lint
from waymark.planning.wording_goals.phrases import area_label, say

__all__ = ["Chosen", "Offered", "propose"]

MOST_SUGGESTIONS = 7
_MEDICINE = ("medication.taken_percent",)


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """What people chose: an area, or a goal pattern with its substance."""

    area: str | None = None
    goal: str | None = None
    substance: str | None = None


class Offered(msgspec.Struct, frozen=True):
    """A wish to propose a goal for, with the words it was heard by or the reply it stands in for."""

    wish: str
    heard: tuple[Clue, ...] = ()
    in_place_of: str | None = None
    turned: bool = False
    weight: int = 0


def propose(
    asked: Asked,
    wishes: Mapping[str, Wish],
    offered: Sequence[Offered],
    chosen: Chosen,
    first: Mapping[str, str],
    plan: Outline | None,
) -> tuple[Proposal, ...]:
    """Proposals, what is safest and matters most to the person first. `first`: wish -> a question that comes before."""
    # Days and amounts of what would have been unsafe are not those of what is offered in its place.
    fresh = msgspec.structs.replace(asked, amounts=(), days=())
    found = [
        _proposal(asked if each.in_place_of is None else fresh, wishes[each.wish], each, first.get(each.wish), plan)
        for each in offered
    ]
    if chosen.goal is not None:
        return (_chosen_goal(asked, chosen, found, first, plan),)
    if chosen.area is not None:
        here = [proposal for proposal in found if proposal.area == chosen.area]
        return tuple(here) or (_chosen_area(asked, chosen.area),)
    ranks = {} if asked.situation is None else asked.situation.stand.priorities
    weights = {each.wish: each.weight for each in offered}
    return tuple(
        sorted(found, key=lambda p: (p.in_place_of is None, ranks.get(p.area, 99), -weights.get(_wish_of(p), 0)))
    )


def _wish_of(proposal: Proposal) -> str:
    return proposal.id.removeprefix("wish:")


def _pattern(asked: Asked, wish: Wish) -> GoalPattern | None:
    """The pattern that measures what was counted in the text; else the first one."""
    patterns = [asked.prepared.goals[name] for name in wish.goals]
    for pattern in patterns:
        measure = pattern.measure.replace("{substance}", wish.substance or "")
        if as_measured(asked.amounts, measure, pattern.direction) is not None:
            return pattern
    return patterns[0] if patterns else None


def _proposal(
    asked: Asked,
    wish: Wish,
    offered: Offered,
    first: str | None,
    plan: Outline | None,
) -> Proposal:
    prepared, language, pattern = asked.prepared, asked.language, _pattern(asked, wish)
    area = wish.area if wish.problem is None else prepared.problems[wish.problem].area
    assert area is not None  # the check of the library sees to it
    blank = Proposal(
        id=f"wish:{wish.id}",
        area=area,
        area_label=area_label(area, language),
        title=prepared.text(wish.label),
        problem=wish.problem,
        substance=wish.substance,
        heard=offered.heard,
        why=_why(offered, language),
        in_place_of=offered.in_place_of,
        letters=(),
    )
    if pattern is None:
        return msgspec.structs.replace(blank, letters=_open_letters(asked, area, prepared.text(wish.question)))
    return _with_goal(asked, blank, pattern, wish.substance, first, plan)


def _with_goal(
    asked: Asked, blank: Proposal, pattern: GoalPattern, substance: str | None, first: str | None, plan: Outline | None
) -> Proposal:
    """The proposal with its letters, draft and lint."""
    prepared, language = asked.prepared, asked.language
    shape = shape_of(asked, pattern, substance)
    reason = _filled(prepared, pattern.relevant_because, _parts(asked, shape), substance)
    title = _filled(prepared, pattern.label, _parts(asked, shape), substance)
    letters = (
        Letter(letter="S", met=True, says=say("S met", language, title=title)),
        measurable(asked, shape),
        achievable(asked, shape, substance, first),
        relevant(asked, blank.area, reason),
        time_bound(asked, shape),
    )
    draft = _draft(asked, shape, substance, letters)
    medication = _is_medicine(shape)
    wrong = lint(draft, words=asked.text, language=language, medication=medication, avoided=asked.avoided)
    where: Literal["active", "later"] | None = None if plan is None or draft.item not in plan else plan[draft.item][0]
    return msgspec.structs.replace(
        blank,
        pattern=pattern.id,
        letters=letters,
        draft=draft,
        lint=wrong,
        ready=all(letter.met for letter in letters) and not wrong,
        in_plan=where,
    )


def _is_medicine(shape: Shape) -> bool:
    return shape.measure in _MEDICINE


def _parts(asked: Asked, shape: Shape) -> dict[str, str]:
    return {
        "baseline": "?" if shape.baseline is None else plain_number(shape.baseline),
        "target": plain_number(shape.target),
        "unit": shape.unit,
        "by": asked.calendar.show(shape.by),
    }


def _draft(asked: Asked, shape: Shape, substance: str | None, letters: Sequence[Letter]) -> Draft:
    prepared, pattern, parts = asked.prepared, shape.pattern, _parts(asked, shape)
    # The same id as in the plan: problems that are opened once per substance name it.
    name = f"goal:{pattern.id}:{substance}" if _per_substance(prepared, pattern) else f"goal:{pattern.id}"
    met = {letter.letter: letter.met for letter in letters}
    suggested = [key for key, letter in (("target", "M"), ("by", "T")) if not met[letter]]  # type: ignore[index]
    return Draft(
        item=name,
        words=asked.text,
        says=_filled(prepared, pattern.says, parts, substance),
        measure=shape.measure_label,
        unit=shape.unit,
        baseline=shape.baseline,
        target=shape.target,
        start=asked.calendar.show(shape.start),
        by=parts["by"],
        days=shape.by - shape.start,
        owner=pattern.owner,
        steps=tuple(_filled(prepared, step.says, parts, substance) for step in pattern.steps),
        review_days=pattern.review_days,
        suggested=tuple(suggested),
    )


def _per_substance(prepared: Prepared, pattern: GoalPattern) -> bool:
    return any(problem.per_substance and pattern.id in problem.goals for problem in prepared.problems.values())


def _filled(prepared: Prepared, text: object, parts: Mapping[str, str], substance: str | None) -> str:
    said = prepared.substance_text(text, substance)
    for name, value in parts.items():
        said = said.replace(f"{{{name}}}", value)
    return said


def _why(offered: Offered, language: str) -> str:
    if offered.in_place_of is not None:
        return say("why in place", language)
    words = ", ".join(
        say("quoted", language, words=clue.words)
        if clue.read_as is None
        else say("read as", language, words=clue.words, word=clue.read_as)
        for clue in offered.heard
    )
    said = say("why", language, words=words)
    return f"{said} {say('why turned', language)}" if offered.turned else said


def _open_letters(asked: Asked, area: str, question: str) -> tuple[Letter, ...]:
    """S is missing, and nothing can be counted, weighed or dated before it is there. Why may be said already."""
    language = asked.language
    suggestions = _of_area(asked, area)
    specific = Letter(
        letter="S",
        met=False,
        says=say("S missing", language),
        question=question or say("S ask", language),
        suggestions=suggestions,
    )
    return (
        specific,
        Letter(letter="M", met=False, says=say("M missing", language)),
        Letter(letter="A", met=False, says=say("A missing", language)),
        relevant(asked, area, None),
        _day_said(asked),
    )


def _day_said(asked: Asked) -> Letter:
    language, today = asked.language, asked.calendar.day
    day = next((said.day for said in asked.days if said.day > today), None)
    if day is None:
        return Letter(letter="T", met=False, says=say("T missing", language))
    return Letter(letter="T", met=True, says=say("T met", language, by=asked.calendar.show(day), days=day - today))


def _of_area(asked: Asked, area: str) -> tuple[str, ...]:
    """Goals of an area to choose from, what the person's facts speak of first."""
    prepared = asked.prepared
    problems = sorted(_problems(prepared, area), key=lambda p: not _spoken_of(asked, p))
    found = dict.fromkeys(_plain(prepared.text(problem.label)) for problem in problems)
    return tuple(found)[:MOST_SUGGESTIONS]


def _problems(prepared: Prepared, area: str) -> list[Problem]:
    # Opioids stand under medicine, since the first help with them is medicine; people look for them under use.
    areas = (area, "medication") if area == "use" else (area,)
    return [problem for problem in prepared.problems.values() if problem.area in areas and not problem.fallback]


def _spoken_of(asked: Asked, problem: Problem) -> bool:
    for name in problem.goals:
        pattern = asked.prepared.goals[name]
        substance = pattern.measure.partition(".")[0]
        if substance in asked.prepared.substances and asked.value(f"{substance}.used_30") is True:
            return True
    return False


def _plain(text: str) -> str:
    return text.replace("{substance.name}", "…")


def _chosen_area(asked: Asked, area: str) -> Proposal:
    language = asked.language
    return Proposal(
        id=f"area:{area}",
        area=area,
        area_label=area_label(area, language),
        title=area_label(area, language),
        why=say("why chosen", language),
        letters=_open_letters(asked, area, ""),
    )


def _chosen_goal(
    asked: Asked, chosen: Chosen, found: Sequence[Proposal], first: Mapping[str, str], plan: Outline | None
) -> Proposal:
    """The goal people chose: as it was proposed, or made from the pattern they named."""
    for proposal in found:
        if proposal.pattern == chosen.goal and chosen.substance in (None, proposal.substance):
            return proposal
    prepared, language = asked.prepared, asked.language
    assert chosen.goal is not None
    pattern = prepared.goals[chosen.goal]
    problem = next(p for p in prepared.problems.values() if chosen.goal in p.goals)
    blank = Proposal(
        id=f"goal:{pattern.id}",
        area=problem.area,
        area_label=area_label(problem.area, language),
        title=_filled(prepared, pattern.label, {}, chosen.substance),
        problem=problem.id,
        substance=chosen.substance,
        why=say("why chosen", language),
        letters=(),
    )
    before = next((first[_wish_of(p)] for p in found if p.problem == problem.id and _wish_of(p) in first), None)
    return _with_goal(asked, blank, pattern, chosen.substance, before, plan)
