"""The screens of an interview: one question at a time, what it is for, what the answer settled, what needs help now."""

import os
from collections.abc import Iterable, Sequence
from typing import TextIO

from waymark.planning.asking.steps import Question
from waymark.planning.plan import Item
from waymark.rendering.asking_entry import Expected
from waymark.rendering.asking_words import AREAS, say
from waymark.rendering.lines import Line, Sheet
from waymark.rendering.terminal import WIDEST, show

__all__ = ["Screens", "expected_of"]

ACCENT, QUIET, LOOK, DANGER, WELL = "cyan", "dim", "yellow", "bold magenta", "green"
# What an answer settled is shown up to here; an answer can rule out dozens of things.
SETTLED_SHOWN = 2
# Numbers to call in a moment of danger; “help” and the plan have all.
NUMBERS_SHOWN = 4
# In a window narrower than this the terminal breaks the lines.
NARROWEST = 20
# Choices stand below each other up to here, then beside each other.
BELOW = 8


class Screens:
    """Writes the interview to a terminal or a pipe, in one language."""

    def __init__(self, stream: TextIO, language: str, width: int | None = None) -> None:
        self.stream, self.language = stream, language
        self._wanted = width
        # How to answer, as it was said last.
        self._told = ""

    @property
    def width(self) -> int:
        return self._wanted or _width(self.stream)

    def say(self, key: str, /, **values: object) -> str:
        return say(key, self.language, **values)

    def lines(self, *lines: str | Line, indent: int = 0, blank: bool = False) -> None:
        """Some lines, wrapped."""
        sheet = Sheet(self.width)
        if blank:
            sheet.blank()
        for line in lines:
            sheet.put(Line(line) if isinstance(line, str) else line, indent)
        show(sheet, self.stream)
        self.stream.flush()

    def command(self, says: str, command: str) -> None:
        """What to write in the shell next, on one line however long: it is there to be copied."""
        self.lines(says)
        self.stream.write(f"  {command}\n")
        self.stream.flush()

    # -- the beginning --------------------------------------------------------------------------------------------

    def hello(self, name: str, answers: int) -> None:
        """Whom the questions are for, whether it goes on from somewhere, and what can be written at any of them."""
        resumed = [self.say("resumed", count=answers)] if answers else []
        self.lines(Line(self.say("hello", name=name), "bold"), *resumed, blank=True)
        self.lines(Line(self.say("how to steer"), QUIET), Line("  " + self.say("steers"), QUIET))

    def limits(self, says: str) -> None:
        """The limits of confidentiality, before the first personal question."""
        self.lines(Line(self.say("limits title").upper(), f"bold {ACCENT}"), blank=True)
        self.lines(says, Line(self.say("limits programme"), QUIET), indent=2)

    # -- one question ---------------------------------------------------------------------------------------------

    def road(self, here: str, open_areas: Iterable[str], minutes: float, safety: float | None) -> None:
        """Where on the road we are, and how long it takes at most."""
        left = frozenset(open_areas)
        line = Line()
        for area, names in AREAS.items():
            name = names[self.language == "es"]
            if line.parts:
                line.append(" · ", QUIET)
            if area == here:
                line.append(f"▸ {name}", f"bold {ACCENT}")
            elif area in left:
                line.append(name, QUIET)
            else:
                line.append(f"{name} ●", WELL)
        said = self.say("minutes left", minutes=max(1, round(minutes)))
        if safety:
            said = self.say("safety left", minutes=max(1, round(safety)))
        self.lines(Line.assemble(line, (f"   {said}", QUIET)), blank=True)

    def question(self, question: Question, expected: Expected) -> None:
        """The question, what may be personal in it, why it is asked, and the answers to choose from."""
        if question.warn:
            self.lines(Line(question.warn, LOOK), blank=True)
        if question.above:
            self.lines(Line(question.above, QUIET), blank=True)
        self.lines(Line(question.asks, "bold"), blank=question.kind != "item" and not question.warn)
        if question.why:
            self.lines(Line(self.why(question), QUIET), indent=2)
        self.choices(question)
        how = self.how(question, expected)
        # In a form the same answers come again and again.
        if how and not (question.kind == "item" and how == self._told):
            self.lines(Line(how, QUIET), indent=2)
        self._told = how

    def why(self, question: Question) -> str:
        return self.say("why ask", why=question.why)

    def form_begins(self, name: str, items: int, minutes: float, days: int, pack: bool = False) -> None:
        """A form comes, in its installed words; or to be read from the official paper, with reminders here."""
        title = self.say("form begins", name=name, count=items, minutes=max(1, round(minutes)))
        window = self.say("form window", days=days) if days > 1 else ""
        self.lines(
            Line(title, f"bold {ACCENT}"),
            f"{self.say('form pack' if pack else 'form official')} {window}".strip(),
            blank=True,
        )

    def choices(self, question: Question) -> None:
        """The answers to choose from, each with what to type."""
        if question.type == "boolean" or not question.options:
            return
        marks = (
            [f"{option.value:g}" for option in question.options if not isinstance(option.value, str)]
            if question.kind == "item"
            else [str(place + 1) for place in range(len(question.options))]
        )
        if question.kind == "item" and question.pack is None:
            return
        if len(question.options) <= BELOW:
            for mark, option in zip(marks, question.options, strict=True):
                self._choice(mark, option.label)
            return
        self._columns(marks, [option.label for option in question.options])

    def _columns(self, marks: Sequence[str], labels: Sequence[str]) -> None:
        """Many choices in two columns where the terminal is wide enough."""
        room = self.width // 2 - 4
        if self.width < 80 or max(map(len, labels)) > room - 5:
            for mark, label in zip(marks, labels, strict=True):
                self._choice(mark, label)
            return
        count = 2
        rows = -(-len(labels) // count)
        for row in range(rows):
            line = Line()
            for place in range(row, len(labels), rows):
                line.append(f"{marks[place]:>3} ", ACCENT).append(f"{labels[place]:<{room}}")
            self.lines(line, indent=2)

    def _choice(self, mark: str, label: str) -> None:
        sheet = Sheet(self.width)
        sheet.put(Line(label), 2, lead=Line(f"{mark:>3} ", ACCENT))
        show(sheet, self.stream)

    def how(self, question: Question, expected: Expected) -> str:
        """What to type."""
        if question.kind == "check":
            return self.say("how check")
        if question.kind == "list":
            return self.say("how list" if question.options else "how named")
        if question.kind == "item" and expected.choices:
            values = " / ".join(f"{value:g}" for value in expected.choices if not isinstance(value, str))
            return f"{self.say('how item')}: {values}"
        if question.type == "boolean":
            return self.say("how boolean")
        if question.type == "category":
            return self.say("how category")
        if question.type == "days since":
            return self.say("how since")
        bounds = self.range(expected)
        if question.kind == "item":
            return self.say("how item amount", range=bounds)
        unit = self.say("unit " + expected.unit) if expected.unit in UNITS else expected.unit or ""
        return self.say("how amount", range=bounds, unit=f" ({unit})" if unit else "")

    def bounds(self, question: Question, expected: Expected) -> str:
        """The same for a number or a time in as few words as will do: `0–30 days`."""
        if question.type == "days since":
            return self.say("bounds since")
        unit = self.say("unit " + expected.unit) if expected.unit in UNITS else expected.unit or ""
        low, high = expected.low, expected.high
        if low is None or high is None or high > 400:
            return unit or self.say("bounds number")
        return f"{low:g}–{high:g} {unit}".strip()

    def range(self, expected: Expected) -> str:
        if expected.low is None or expected.high is None or expected.high > 400:
            return ""
        return self.say("entry range", low=f"{expected.low:g}", high=f"{expected.high:g}")

    # -- after an answer ------------------------------------------------------------------------------------------

    def settled(self, told: Sequence[str], more: int) -> None:
        """What the answer settled, if anything: a few in words, the rest as a number."""
        if not told:
            return
        line = Line(self.say("settles", what="; ".join(told)), WELL)
        if more:
            line.append(" " + self.say("more settled", count=more), QUIET)
        self.lines(line, indent=2)

    def now(self, title: str, body: Iterable[str], items: Iterable[Item], crisis: Iterable[Item]) -> None:
        """What needs somebody at once, in the middle of anything else, with the numbers to call."""
        bar = Line("─" * min(self.width, 60), DANGER)
        self.lines(bar, Line(title.upper(), DANGER), *(Line(text, "bold") for text in body), blank=True)
        for item in items:
            self.lines(Line.assemble(("▲ ", DANGER), (item.title, "bold")), indent=2)
            if item.detail:
                self.lines(item.detail, indent=4)
        numbers = [item.title for item in crisis][:NUMBERS_SHOWN]
        if numbers:
            self.lines(Line(self.say("numbers"), f"bold {ACCENT}"), indent=2)
            self.lines(*numbers, indent=4)
        self.lines(bar)


UNITS = ("days", "hours", "weeks", "months", "years", "talks", "celsius")


def expected_of(question: Question) -> Expected:
    """What kind of entry a question takes. Looks and lists are read elsewhere."""
    low, high = question.range or (None, None)
    kind = "item" if question.kind == "item" else question.type
    choices = {} if question.type == "boolean" else {o.value: o.label for o in question.options}
    return Expected(type=kind, choices=choices, low=low, high=high, unit=question.unit)  # type: ignore[arg-type]


def _width(stream: TextIO) -> int:
    """Columns of the window as it is now; it may have been drawn larger or smaller since the last question."""
    try:
        columns = os.get_terminal_size(stream.fileno()).columns if stream.isatty() else WIDEST
    except OSError:
        columns = WIDEST
    return max(NARROWEST, min(columns or WIDEST, WIDEST))
