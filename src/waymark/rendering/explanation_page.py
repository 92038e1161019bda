"""An explanation as one self-contained page: every line folded, each condition drawn once, no script."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

from waymark.planning.explaining.explain import NOT_FOR_PERSON
from waymark.planning.explaining.explanation import (
    Explanation,
    Footing,
    ForPerson,
    Supposition,
    Tree,
    WhyNot,
    WhyNotForPerson,
    WouldChange,
)
from waymark.planning.phrases_explaining import tell
from waymark.planning.plan import Plan, RuleLine
from waymark.rendering.dates import dated
from waymark.rendering.explanation_view import (
    Branch,
    Row,
    branch,
    change_words,
    differing_words,
    fact_origin,
    move_words,
    none_words,
    rule_facts,
    rule_says,
    table,
    told_facts,
)
from waymark.rendering.explanation_words import PART_HEADINGS, SIGNS, word
from waymark.rendering.headings import heading
from waymark.rendering.page import style, template, tidied
from waymark.rendering.view import View

__all__ = ["render_lines", "render_supposition", "render_why_not"]

# Its lines are numbers to call, which say all they have to say; the page shows them at its end.
NOT_EXPLAINED = "crisis"
# A question names up to twelve rules: they are listed there, and drawn where they decide a line.
ONLY_LISTED = "open_questions"


class DrawnRule(NamedTuple):
    """A rule under a line; `at` is where it is drawn, and `drawn` whether that is here."""

    name: str
    asks: str
    answer: str
    sign: str
    truth: str
    reason: str
    about: str
    condition: str
    sources: tuple[str, ...]
    tree: Branch | None
    rows: tuple[Row, ...]
    at: str | None
    drawn: bool


class Lined(NamedTuple):
    """A line with what the template lays out."""

    anchor: str
    said: Any
    facts: tuple[tuple[str, str, str], ...]
    # Facts that decide nothing now.
    rest: tuple[tuple[str, str, str], ...]
    unknown: tuple[tuple[str, str], ...]
    rules: tuple[DrawnRule, ...]


class Part(NamedTuple):
    """A part of the plan with its lines."""

    anchor: str
    name: str
    lines: tuple[Lined, ...]


class Page:
    """What every explanation page shares: words, help at hand, what it stands on."""

    def __init__(self, plan: Plan, footing: Footing, language: str, *, person: bool) -> None:
        self.plan, self.footing, self.language, self.person = plan, footing, language, person
        self._view = View(plan)
        self._drawn: dict[str, str] = {}

    def w(self, key: str, /, **parts: object) -> str:
        return word(key, self.language, **parts)

    def h(self, key: str) -> str:
        return heading(key, self.language)

    def dated(self, text: str) -> str:
        return dated(text, self.language)

    def t(self, key: str) -> str:
        return tell(key, self.language)

    @property
    def name(self) -> str:
        return self._view.name

    @property
    def help(self) -> tuple[Any, ...]:
        return self._view.help

    @property
    def unchecked(self) -> str:
        return self._view.unchecked

    @property
    def differing(self) -> str:
        return differing_words(self.footing, self.language)

    @property
    def at(self) -> str:
        return self._view.at

    def moves(self, moves: Sequence[Any]) -> tuple[str, ...]:
        return tuple(move_words(m, self.language) for m in moves)

    def none(self, change: WouldChange) -> tuple[str, ...]:
        """That nothing would change a line, and what was tried."""
        return none_words(change, self.language)

    def changes(self, change: WouldChange) -> tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]:
        """Changes in two groups: known facts otherwise, and unknown ones turning out so."""
        every = (*change.singles, *change.pairs)
        groups = ((kind, [c for c in every if c.kind == kind]) for kind in ("different", "found out"))
        return tuple(
            (self.w(f"kind {kind}"), tuple(change_words(c, self.language) for c in found))
            for kind, found in groups
            if found
        )

    def rule(self, name: str, rule: RuleLine, tree: Tree | None, reason: str, *, draw: bool = True) -> DrawnRule:
        """A rule, drawn where it is met first; later ones lead there."""
        truth = tree.truth if tree is not None else "yes" if rule.answer == "yes" else "not known"
        at, drawn = self._drawn.get(name), False
        if at is None and draw:
            at = self._drawn[name] = f"r{len(self._drawn) + 1}"
            drawn = True
        show = drawn and tree is not None
        return DrawnRule(
            name=name,
            asks=rule.asks,
            answer=self.w(f"answer {truth}"),
            sign=SIGNS[truth],
            truth=truth,
            reason=reason,
            about=" · ".join((name, rule_facts(rule, self.language), *rule.reference)),
            condition=rule.condition,
            sources=(*rule.sources, *((rule.note,) if rule.note else ())),
            tree=branch(tree, self.language) if show and tree is not None else None,
            rows=table(tree, self.language) if show and tree is not None else (),
            at=at,
            drawn=drawn,
        )


class Lines(Page):
    """The explained lines of a plan by their parts."""

    def __init__(
        self, plan: Plan, said: Sequence[Explanation | ForPerson], footing: Footing, language: str, *, one: bool
    ) -> None:
        super().__init__(plan, footing, language, person=bool(said) and isinstance(said[0], ForPerson))
        self.said, self.one = said, one

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        groups: dict[str, list[Lined]] = {}
        for number, line in enumerate(self.said, start=1):
            if (line.part == NOT_EXPLAINED and not self.one) or not self._worth(line):
                continue
            groups.setdefault(line.part, []).append(self._lined(f"l{number}", line))
        return tuple(Part(part, self._part_name(part), tuple(lines)) for part, lines in groups.items())

    def _worth(self, line: Explanation | ForPerson) -> bool:
        """For the person a line is worth a place when it says more than its title."""
        if self.one or isinstance(line, Explanation):
            return True
        return line.part not in NOT_FOR_PERSON and bool(line.why or line.find_out or line.others or line.can_change)

    def _part_name(self, part: str) -> str:
        return self.w("holds") if part == "holds" else self.h(PART_HEADINGS[part])

    def _lined(self, anchor: str, line: Explanation | ForPerson) -> Lined:
        if isinstance(line, ForPerson):
            return Lined(anchor, line, (), (), (), ())
        draw = self.one or line.part != ONLY_LISTED
        shown, rest = told_facts(line)
        return Lined(
            anchor=anchor,
            said=line,
            facts=tuple((f.label, f.value, fact_origin(f, self.language)) for f in shown),
            rest=tuple((f.label, f.value, fact_origin(f, self.language)) for f in rest),
            unknown=tuple((label, line.not_known_because.get(name, "")) for name, label in line.not_known.items()),
            rules=tuple(
                self.rule(name, rule, line.trees.get(name), rule_says(rule, line), draw=draw)
                for name, rule in line.rules.items()
            ),
        )

    @property
    def title(self) -> str:
        if self.one:
            return self.w("title one", title=self.said[0].title)
        return self.w("for person", name=self.name) if self.person else f"{self.w('title')} · {self.name}"

    def counted(self, lines: Sequence[Any]) -> str:
        return self.w("line") if len(lines) == 1 else self.w("lines", count=len(lines))


def render_lines(
    plan: Plan, said: Sequence[Explanation | ForPerson], footing: Footing, language: str, *, one: bool
) -> str:
    """A page with every line folded, or with one line open."""
    return _render("explanation_lines.jinja", Lines(plan, said, footing, language, one=one))


def render_why_not(plan: Plan, said: WhyNot | WhyNotForPerson, where: str, footing: Footing, language: str) -> str:
    """A page on why an option is not in the plan."""
    page = Page(plan, footing, language, person=isinstance(said, WhyNotForPerson))
    rules = []
    if isinstance(said, WhyNot):
        rules = [page.rule(n, r, said.trees.get(n), r.clinician) for n, r in said.rules.items()]
    title = page.w("why not", title=said.title)
    return _render("explanation_why_not.jinja", page, title=title, said=said, where=where, rules=rules)


def render_supposition(plan: Plan, said: Supposition, footing: Footing, language: str) -> str:
    """A page with the lines that would differ, marked as a supposition."""
    page = Page(plan, footing, language, person=False)
    return _render("explanation_if.jinja", page, title=page.w("supposition"), said=said)


def _render(name: str, page: Page, **parts: Any) -> str:
    title = parts.pop("title", None) or getattr(page, "title", "")
    css = style("plan.css", "explanation.css")
    made: str = template(f"parts/{name}").render(page=page, plan=page.plan, title=title, css=css, **parts)
    return tidied(made)
