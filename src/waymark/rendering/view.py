"""What the page of a plan shows, decided here so that the templates only lay it out."""

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from waymark.planning.phrases import say
from waymark.planning.plan import Earlier, Goal, Item, MedicineOption, Merged, Need, Plan, State, Step, Worksheet
from waymark.rendering.agreed import PASSED, merges_shown
from waymark.rendering.dates import dated, day_and_month
from waymark.rendering.headings import heading, hours_text, need_word, who_text
from waymark.rendering.said import said_of
from waymark.rendering.timetable import Week, draw_week
from waymark.rendering.tool_words import look_again, takes, tool_word

__all__ = ["View"]

# Facts that could raise the level: as many as a sentence holds; the rest one touch away.
RISES_SHOWN = 4
# Someone can be rung at three digits (911, 988) or at seven and more; five and six are for text messages.
_NUMBER = re.compile(r"\+?\d(?:[ -]?\d)*")
# What fits on one sheet in full size (Letter and A4), in lines of `_printed_lines`.
SHEET_LINES = 26
# And in smaller type.
CROWDED_LINES = 38
_LETTERS = ("specific", "measurable", "achievable", "relevant", "time_bound")


class Why(NamedTuple):
    """The reasons behind a line: in plain words, for the clinician, the facts, and the rules to go to."""

    name: str
    person: str
    clinician: str
    facts: tuple[tuple[str, str], ...]
    rules: tuple[tuple[str, str], ...]


class Help(NamedTuple):
    """A number to call: what to do in words, and how to dial it where a telephone can."""

    name: str
    action: str
    dial: str | None
    detail: str
    unchecked: bool


class Due(NamedTuple):
    """Steps that are due by the same time."""

    when: str
    steps: tuple[Step, ...]


class Treated(NamedTuple):
    """Medicines for one substance: those that can be compared, and those that are not possible now."""

    substance: str
    options: tuple[MedicineOption, ...]
    excluded: tuple[MedicineOption, ...]


class Rated(NamedTuple):
    """A need with its rating in words and as four dots."""

    need: Need
    word: str
    dots: str
    could: str

    @property
    def short(self) -> str:
        """The word alone, where the dots say which of how many."""
        return self.word.partition(" · ")[0]


class View:
    """One plan, in its own language."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.language = plan.header.language
        self.anchors = {rule: f"r{number}" for number, rule in enumerate(plan.rules, start=1)}

    def h(self, key: str, /, **parts: object) -> str:
        return heading(key, self.language, **parts)

    def who(self, who: str) -> str:
        return who_text(who, self.language)

    def dated(self, text: str) -> str:
        return dated(text, self.language)

    def brief(self, text: str | None) -> str:
        return day_and_month(text or "", self.language)

    def labels(self, facts: Iterable[str]) -> str:
        return ", ".join(self.plan.labels.get(f, f) for f in facts)

    @property
    def name(self) -> str:
        return self.plan.header.called or self.plan.header.person

    @property
    def at(self) -> str:
        """The plan's moment in words."""
        head = self.plan.header
        if head.anchor is not None and (day := re.search(r"\d+", head.at)):
            return self.h("days after", day=day[0], anchor=head.anchor)
        return f"{self.h('as of')} {self.dated(head.at)}"

    @cached_property
    def road(self) -> tuple[tuple[str, str], ...]:
        """The table of contents: where to go, and its name."""
        plan = self.plan
        stops = (
            ("now", "72", plan.next_72_hours),
            ("level", "level", True),
            ("goals", "goals", plan.goals or plan.later),
            ("helps", "interventions", plan.interventions),
            ("medicines", "medicines short", plan.medicines),
            ("week", "week", True),
            ("hard", "hard", plan.hard_moments),
            ("not-well", "not well", plan.when_not_well),
            ("needs", "needs", plan.needs),
            ("rest", "rest", True),
        )
        return tuple((place, self.h(key)) for place, key, there in stops if there)

    @cached_property
    def week(self) -> Week:
        return draw_week(self.plan)

    @property
    def load(self) -> str:
        """What the week asks, as a sentence; money only where a site entered rates."""
        load = self.plan.load
        said = self.h("load line", hours=_hours(load.person_hours), treatment=_hours(load.treatment_hours))
        cost = "" if load.cost_per_week is None else f" {load.cost_per_week:g} {load.currency or ''}".rstrip()
        return f"{said} {load.within_level}{cost}"

    @property
    def first(self) -> Step | None:
        """The one thing to do next."""
        return self.plan.next_72_hours[0] if self.plan.next_72_hours else None

    @property
    def due(self) -> tuple[Due, ...]:
        """The steps after the first, soonest first, each time named once; within a time the plan's own order."""
        steps = sorted(self.plan.next_72_hours[1:], key=lambda s: s.within_hours)
        return tuple(Due(when, tuple(found)) for when, found in groupby(steps, self.due_words))

    def due_words(self, step: Step) -> str:
        return hours_text(step.within_hours, self.language)

    def own(self, step: Step) -> bool:
        """Whether the person does this step; the others are done for them."""
        return step.who.startswith("person")

    def why(self, item: Item) -> Why | None:
        """Reasons of a line, each fact and rule once; None where there are none."""
        rules = tuple(
            (self.anchors[r], self.plan.rules[r].asks) for r in dict.fromkeys(item.rules) if r in self.anchors
        )
        if item.why is None and not rules:
            return None
        known = self.plan.facts
        facts = tuple((known[f].label, known[f].value) for f in dict.fromkeys(item.facts) if f in known)
        person, clinician = (item.why.person, item.why.clinician) if item.why is not None else ("", "")
        return Why(item.title, person, clinician, facts, rules)

    def said(self, state: State) -> str:
        """What the authors said of a line, where someone said something."""
        return self.dated(" · ".join(said_of(state, self.language)))

    def tool(self, key: str) -> str:
        """A heading inside a tool."""
        return tool_word(key, self.language)

    def takes(self, tool: Worksheet) -> str:
        return "" if tool.minutes is None else takes(tool.minutes, self.language)

    def again(self, tool: Worksheet) -> str:
        return look_again(tool.recheck_days, self.language)

    @property
    def earlier(self) -> tuple[Earlier, ...]:
        """Agreed earlier: what was stopped first, what passed by itself last."""
        return tuple(sorted(self.plan.earlier, key=lambda e: (e.standing != "stopped", e.standing in PASSED)))

    @property
    def merged(self) -> tuple[Merged, ...]:
        return merges_shown(self.plan)

    def letters(self, goal: Goal) -> tuple[tuple[str, str, str], ...]:
        """The goal on all five letters: letter, its word, what makes it so."""
        return tuple((name[0].upper(), self.h(name), self.dated(getattr(goal.smart, name))) for name in _LETTERS)

    def serves(self, ids: Iterable[str]) -> str:
        """Goals that an intervention serves, by their names."""
        titles = {goal.id: goal.title for goal in (*self.plan.goals, *self.plan.later)}
        return " · ".join(titles[i] for i in ids if i in titles)

    @property
    def rises(self) -> tuple[str, str, int]:
        """Facts that could raise the level: the first few, the others, and how many others."""
        facts = self.plan.level.could_rise_with
        return self.labels(facts[:RISES_SHOWN]), self.labels(facts[RISES_SHOWN:]), len(facts[RISES_SHOWN:])

    @property
    def medicines(self) -> tuple[Treated, ...]:
        """Medicines by what they treat; what can be chosen comes before what has to wait."""
        groups: dict[str, list[MedicineOption]] = {}
        for medicine in self.plan.medicines:
            groups.setdefault(medicine.treats, []).append(medicine)
        return tuple(
            Treated(
                self.substance(treats),
                tuple(m for m in found if m.status != "excluded"),
                tuple(m for m in found if m.status == "excluded"),
            )
            for treats, found in groups.items()
        )

    def substance(self, name: str) -> str:
        """A substance class in words, as the needs name it."""
        named = (n.title for n in self.plan.needs if n.substance == name)
        return next(named, name).rpartition(": ")[2]

    @property
    def needs(self) -> tuple[Rated, ...]:
        return tuple(self._rated(need) for need in self.plan.needs)

    def _rated(self, need: Need) -> Rated:
        rating = need.rating
        dots = "····" if rating is None else "●" * rating + "○" * (4 - rating)
        word = (
            (need.detail or "")
            if rating is None
            else f"{need_word(rating, self.language)} · {rating} {self.h('rating')}"
        )
        could = "" if need.could_be is None else f"{self.h('could be')} {need.could_be}: {self.labels(need.open_facts)}"
        return Rated(need, word, dots, could)

    @property
    def crowded(self) -> str:
        """How small the type of one printed sheet has to be: a word of the style sheet, or nothing."""
        lines = self._printed_lines()
        return "packed" if lines > CROWDED_LINES else "crowded" if lines > SHEET_LINES else ""

    def _printed_lines(self) -> float:
        """Lines of a printed sheet that steps (in two columns), goals, the week and the numbers take, roughly."""
        steps = sum(_lines(s.title, 48) for s in self.plan.next_72_hours) / 2
        goals = sum(_lines(g.says, 100) for g in self.plan.goals)
        # A day's part is as tall as its fullest day; small type counts less.
        parts = zip(*(day.parts for day in self.week.days), strict=True)
        week = sum(max(sum(1 + _lines(e.title, 24) for e in part) for part in row) for row in parts)
        return steps + goals + 0.75 * week + len(self.plan.crisis) / 3

    @property
    def help(self) -> tuple[Help, ...]:
        """Crisis numbers; what is not re-checked is marked here and said once below."""
        mark = self.unchecked
        found = []
        for item in self.plan.crisis:
            name, _, action = item.title.partition(": ")
            detail = item.detail or ""
            found.append(
                Help(name, action or name, _dial(action), detail.removesuffix(mark).rstrip(), detail.endswith(mark))
            )
        return tuple(found)

    @property
    def unchecked(self) -> str:
        return say("not re-checked", self.language)


def _dial(text: str) -> str | None:
    """The first number in a sentence that a telephone can ring."""
    for found in _NUMBER.findall(text):
        digits = re.sub(r"\D", "", found)
        if len(digits) == 3 or len(digits) >= 7:
            return ("+" if found.startswith("+") else "") + digits
    return None


def _lines(text: str, width: int) -> int:
    return -(-len(text) // width)


def _hours(hours: float) -> str:
    return f"{round(hours, 1):g}"
