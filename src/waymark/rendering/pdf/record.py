"""The plan for the record: every line numbered, with its reasons, and everything it was made from."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from waymark.planning.phrases import say
from waymark.planning.plan import Goal, Item, LevelChoice, MedicineOption, Need, Offer, Plan, Step, Text
from waymark.rendering.pdf.person import called_name
from waymark.rendering.pdf.record_tables import (
    facts_table,
    inputs_table,
    questions_table,
    rules_table,
    sources_table,
    week_rows,
)
from waymark.rendering.pdf.wording import word
from waymark.rendering.view import View

__all__ = ["record_sheet"]

Block = dict[str, Any]
# Texts of the record are whole; this bounds only what no sheet of paper should hold.
LONGEST = 4000


def record_sheet(plan: Plan) -> dict[str, Any]:
    """The data of `full.typ`."""
    return _Record(plan).sheet()


class _Record:
    """Writes the sections of one plan; rules get numbers as lines point at them."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.view, self.language = plan, View(plan), plan.header.language
        self.cited: dict[str, int] = {}

    def sheet(self) -> dict[str, Any]:
        head, name = self.plan.header, called_name(self.plan) or self.plan.header.person
        sections = [s for s in map(self._section, self._parts()) if s is not None]
        return {
            "title": word("full plan of", self.language, name=name),
            "subtitle": f"{head.person} · {self.view.at} · {self.view.h('programme')}: {head.programme}",
            "notices": list(head.notices),
            "sections": sections,
            "foot": " · ".join((name, self.view.at, *self._unsigned())),
            "page": word("page", self.language, page="{page}", pages="{pages}"),
            "number": word("number", self.language),
        }

    def _unsigned(self) -> tuple[str, ...]:
        """On every page, as long as nobody signed anything."""
        nobody = say("unsigned", self.language) in self.plan.header.notices
        return (word("unsigned short", self.language),) if nobody else ()

    def _section(self, part: tuple[str, list[Block]]) -> dict[str, Any] | None:
        head, blocks = part
        return {"head": head, "blocks": blocks} if blocks else None

    def _parts(self) -> Iterator[tuple[str, list[Block]]]:
        """Headings with their blocks. Reasons come after all lines, for only then is known what they cite."""
        plan, h = self.plan, self.view.h
        if plan.emergency is not None:
            yield h("emergency"), [self._line(plan.emergency.action, plan.emergency.afterwards)]
        yield h("alerts"), [self._item(a) for a in plan.alerts]
        yield h("words"), self._texts(plan.words)
        yield h("understanding"), self._texts(plan.understanding)
        yield h("strengths"), self._list(plan.strengths)
        yield h("72"), [self._step(s) for s in plan.next_72_hours]
        yield h("needs"), [self._need(n) for n in plan.needs]
        yield h("level"), self._level(plan.level)
        yield h("goals"), [self._goal(g) for g in plan.goals]
        yield h("later"), [self._item(g) for g in plan.later]
        yield h("interventions"), [self._offer(o) for o in plan.interventions]
        yield h("medicines"), [self._medicine(m) for m in plan.medicines]
        yield from self._life()
        yield from self._then()
        yield from self._open()
        yield from self._sources()

    def _life(self) -> Iterator[tuple[str, list[Block]]]:
        plan, h = self.plan, self.view.h
        yield h("integrated"), self._texts(plan.integrated)
        yield h("support"), self._texts(plan.support)
        yield h("family"), self._texts(plan.family)
        yield h("skills"), self._list(plan.skills)
        week: list[Block] = [self._text(self.view.load)]
        if self.view.week.days:
            week.append(week_rows(self.view.week, self.language))
        told = (*self.view.week.told, *plan.timetable.conflicts, *plan.timetable.unplaced, plan.timetable.note)
        yield h("week"), [*week, *self._list(t for t in told if t)]
        yield h("hard"), self._texts(plan.hard_moments)
        yield h("not well"), self._texts(plan.when_not_well)
        # Worksheets are handed out by themselves; here stands which.
        yield h("tools"), [self._text(" · ".join(t.title for t in plan.tools))] if plan.tools else []
        yield h("crisis"), [self._line(i.title, i.detail or "") for i in plan.crisis]

    def _then(self) -> Iterator[tuple[str, list[Block]]]:
        plan, h = self.plan, self.view.h
        yield h("monitoring"), [self._step(s, when=False) for s in plan.monitoring]
        yield h("reviews"), [self._step(s) for s in plan.reviews]
        yield h("moving on"), self._list(plan.moving_on)
        yield h("aftercare"), self._list(plan.aftercare)
        yield h("expectations"), self._list(plan.expectations)
        yield h("informs"), [self._item(i) for i in plan.informs]
        yield h("diagnoses"), self._list(plan.diagnoses)

    def _open(self) -> Iterator[tuple[str, list[Block]]]:
        plan, h = self.plan, self.view.h
        yield h("contradictions"), self._list(c.says for c in plan.contradictions)
        asked = questions_table(plan, self.language)
        yield h("open"), [asked] if asked["rows"] else []
        holds = [self._item(x, self._pair("find first", self.view.labels(x.find_out))) for x in plan.holds]
        yield word("holds", self.language), holds
        yield h("left out"), [self._item(x) for x in plan.left_out]
        known = plan.facts
        noted = "; ".join(f"{known[f].label}: {known[f].value}" for f in plan.noted if f in known)
        yield h("noted"), [self._text(noted)] if noted else []

    def _sources(self) -> Iterator[tuple[str, list[Block]]]:
        plan, h, language = self.plan, self.view.h, self.language
        rules = rules_table(plan, self.cited, language)
        yield h("reasons"), [rules] if rules["rows"] else []
        facts = facts_table(plan, language)
        yield h("facts"), [facts] if facts["rows"] else []
        sources = sources_table(plan, self.cited, language)
        yield h("sources"), [sources] if sources["rows"] else []
        yield word("versions", language), [inputs_table(plan, language)]

    def _line(self, title: str, *body: str, mark: str = "", refs: str = "") -> Block:
        said = [self.view.dated(b)[:LONGEST] for b in body if b]
        return {"kind": "line", "title": self.view.dated(title)[:LONGEST], "body": said, "mark": mark, "refs": refs}

    def _text(self, text: str) -> Block:
        return {"kind": "text", "text": text}

    def _list(self, lines: Iterable[str]) -> list[Block]:
        return [self._line(line) for line in lines]

    def _texts(self, texts: Iterable[Text]) -> list[Block]:
        return [self._line(t.title, *t.lines) for t in texts if t.lines]

    def _refs(self, rules: Iterable[str]) -> str:
        """Numbers of the rules behind a line, each number given when the rule is first cited."""
        found = [r for r in dict.fromkeys(rules) if r in self.plan.rules]
        return ", ".join(f"R{self.cited.setdefault(r, len(self.cited) + 1)}" for r in found)

    def _pair(self, key: str, text: str) -> str:
        return f"{self.view.h(key)}: {text}" if text else ""

    def _item(self, item: Item, *body: str, mark: str = "", why: bool = True) -> Block:
        """A line with what was said of it and why, in both voices."""
        reasons = [item.why.person, self._pair("for clinician", item.why.clinician)] if why and item.why else []
        said = self.view.said(item.state)
        marks = " · ".join(m for m in (mark, said) if m)
        return self._line(item.title, *(item.detail or "", *body, *reasons), mark=marks, refs=self._refs(item.rules))

    def _step(self, step: Step, *, when: bool = True) -> Block:
        due = f" · {self.view.due_words(step)}" if when else ""
        return self._item(step, *step.how, mark=f"{self.view.who(step.who)}{due}")

    def _need(self, need: Need) -> Block:
        rated = next(r for r in self.view.needs if r.need is need)
        bare = rated.word if need.rating is not None else ""
        return self._item(need, rated.could, mark=bare)

    def _level(self, level: LevelChoice) -> list[Block]:
        pair = self._pair
        others = [
            *(("acceptable", c) for c in level.acceptable),
            *((key, c) for key, c in (("next down", level.next_down), ("next up", level.next_up)) if c),
            *((("unmet", level.unmet),) if level.unmet else ()),
        ]
        body = [
            level.recommended.says,
            level.recommended.asks_of_person,
            level.chosen_because,
            *(pair(key, f"{c.title}. {c.compared}".strip()) for key, c in others),
            pair("interim", "; ".join(level.interim)),
            pair("could rise", self.view.labels(level.could_rise_with)),
        ]
        return [self._item(level, *body)]

    def _goal(self, goal: Goal) -> Block:
        letters = [f"{name}: {text}" for _, name, text in self.view.letters(goal) if text]
        steps = [f"{s.detail or ''} {s.title}".strip() for s in goal.steps]
        # The first letter is the goal as the person says it.
        body = [
            " · ".join(letters),
            self._pair("steps", " · ".join(steps)),
            self._pair("to confirm", ", ".join(goal.to_confirm)),
        ]
        return self._item(goal, *body, mark=f"{self.view.who(goal.owner)} · {goal.review}")

    def _offer(self, offer: Offer) -> Block:
        pair = self._pair
        grade = f"{self.view.h('grade')} {offer.grade}." if offer.grade else ""
        evidence = f"{grade} {offer.evidence or ''}".strip()
        body = [
            pair("dose", offer.dose),
            pair("provider", ", ".join(offer.provider)),
            pair("serves", self.view.serves(offer.serves)),
            pair("evidence", evidence),
            pair("cautions", offer.cautions or ""),
            pair("alternatives", ", ".join(offer.alternatives)),
            pair("find first", self.view.labels(offer.held_by)),
        ]
        marks = [self.view.h("held")] if offer.held_by else []
        marks += [] if offer.offered_here else [self.view.h("not here")]
        return self._item(offer, *body, mark=" · ".join(marks))

    def _medicine(self, medicine: MedicineOption) -> Block:
        h: Callable[[str], str] = self.view.h
        pair = self._pair
        marks = [self.view.substance(medicine.treats), h(medicine.status)]
        marks += [h("off label")] if medicine.off_label else []
        marks += [] if medicine.available_here else [h("not here")]
        body = []
        if medicine.status != "excluded":
            body = [
                pair("how given", medicine.how_given),
                pair("benefits", medicine.benefits),
                pair("burdens", medicine.burdens),
                pair("risks", medicine.risks),
                pair("cautions", " ".join(medicine.cautions)),
                pair("interactions", " ".join(medicine.interactions)),
                pair("checks", " · ".join(medicine.checks)),
                pair("watch", " · ".join(medicine.monitoring)),
                pair("find first", self.view.labels(medicine.find_out_first)),
            ]
        return self._item(medicine, *body, mark=" · ".join(marks))
