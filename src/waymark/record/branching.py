"""From the answers of one form to the points of its items, following the form's own branching."""

import math
from collections.abc import Mapping

from waymark.knowledge.model.instrument import Branch, Instrument, Item
from waymark.logic import Program, Truth

__all__ = ["Answers", "Branching", "Form", "Span", "points"]

# Item id -> the number answered, or "missing", "declined", "skipped".
Answers = Mapping[str, float | str]
Span = tuple[float, float]


def points(item: Item, answer: float) -> float:
    """What an answer counts: the step its days fall into, the logarithm of an amount, or the answer itself."""
    if item.natural_log:
        return math.log(answer) if answer > 1 else 0.0
    value = answer
    for first, step in item.bins:
        if answer >= first:
            value = step
    return value


def answer_span(item: Item) -> Span:
    """Lowest and highest answer."""
    if item.options:
        return min(item.options), max(item.options)
    low, high = item.minimum, item.maximum
    return (-float("inf") if low is None else low), (float("inf") if high is None else high)


def points_span(item: Item) -> Span:
    """Lowest and highest points."""
    if item.bins:
        steps = [step for _, step in item.bins]
        return min(steps), max(steps)
    low, high = answer_span(item)
    return (points(item, low), points(item, high)) if item.natural_log else (low, high)


class Branching:
    """The items of an instrument and the conditions under which its form jumps over some."""

    def __init__(self, instrument: Instrument, program: Program | None) -> None:
        """`program`: one condition per branch."""
        self.items = {item.id: item for item in instrument.items}
        self.spans = {item.id: points_span(item) for item in instrument.items}
        self.branches = instrument.branches
        self.program = program

    def follow(self, answers: Answers) -> "Form":
        """One form, as far as it was answered."""
        form = Form(self, answers)
        form.pair()
        if self.program is not None:
            # One branch may decide another (item 1 skips item 2, on which the next depends): until nothing changes.
            for _ in self.branches:
                before = len(form.jumped)
                for branch, truth in zip(self.branches, self.program.answers(form.values), strict=True):
                    form.branch(branch, truth)
                if len(form.jumped) == before:
                    break
        return form


class Form:
    """One form being followed: points of every item, items jumped over, answers that a branch overrode."""

    def __init__(self, branching: Branching, answers: Answers) -> None:
        self.branching = branching
        self.items = branching.items
        self.answers = answers
        self.values: dict[str, Span] = {}
        self.open: list[str] = []
        # Item -> what it counts as answered with.
        self.jumped: dict[str, float] = {}
        self.ignored: list[str] = []
        for name, item in branching.items.items():
            answer = answers.get(name)
            if isinstance(answer, float | int):
                value = points(item, float(answer))
                self.values[name] = (value, value)
            elif item.default is not None and answer is None:
                self.values[name] = (item.default, item.default)
            else:
                self.values[name] = branching.spans[name]
                if not item.optional:
                    self.open.append(name)

    @property
    def missing(self) -> list[str]:
        """Items that neither have an answer nor are jumped over."""
        return [name for name in self.open if name not in self.jumped]

    def answer(self, name: str) -> Span:
        """The answer as given, before steps; its whole range while there is none."""
        given = self.jumped.get(name, self.answers.get(name))
        return (given, given) if isinstance(given, float | int) else answer_span(self.items[name])

    def pair(self) -> None:
        """Of two wordings of the same question one is enough; the other counts as its lowest answer."""
        for name, item in self.items.items():
            if item.instead_of is None:
                continue
            pair = (name, item.instead_of)
            if any(isinstance(self.answers.get(one), float | int) for one in pair):
                for one in pair:
                    if one in self.open and one not in self.answers:
                        low = self.branching.spans[one][0]
                        self.values[one] = (low, low)
                        self.jumped[one] = answer_span(self.items[one])[0]

    def branch(self, branch: Branch, truth: Truth) -> None:
        """Jump over the items of a branch that applies; keep both ways open while that is not known."""
        if truth is False:
            return
        for name in branch.skip:
            answer = self.answers.get(name)
            answered = isinstance(answer, float | int)
            if name in self.jumped or (answered and not branch.overrides):
                continue
            value = points(self.items[name], float(branch.value))
            if truth is True or answer == "skipped":
                if answered and self.values[name] != (value, value):
                    self.ignored.append(name)
                self.values[name] = (value, value)
                self.jumped[name] = float(branch.value)
            else:
                low, high = self.values[name]
                self.values[name] = (min(low, value), max(high, value))
