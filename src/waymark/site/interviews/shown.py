"""What a page of an interview shows: the question, where on the road it stands, and what was noted of it before."""

from io import StringIO
from typing import Any

import msgspec

from waymark.planning.agree import agree
from waymark.planning.asking.interview import Interview as Asking
from waymark.planning.asking.listing import offered_conditions
from waymark.planning.asking.steps import Question
from waymark.planning.evidence import show
from waymark.planning.front import list_crisis
from waymark.planning.plan import Item
from waymark.rendering.asking import Screens, expected_of
from waymark.rendering.asking_words import AREAS
from waymark.site.interviews.entering import as_sent
from waymark.site.interviews.holding import Held
from waymark.site.pages.wording import say

__all__ = ["Asked", "Road", "contradictions", "noted_value", "numbers", "road_of", "shown_question"]

_NUMBERS = 4
# With so many choices or more, they stand in two columns.
_MANY = 9


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One question as a page puts it. `way`: how it is answered (choose, text, check, named)."""

    id: str
    asks: str
    why: str
    way: str
    options: tuple[tuple[str, str], ...] = ()
    many: bool = False
    # Answers that are mere numbers stand side by side.
    marks: bool = False
    # What to type, in a sentence, and in two words.
    hint: str = ""
    bounds: str = ""
    unit: str = ""
    warn: str = ""
    above: str = ""
    # Where on the road it is, in words.
    area: str = ""
    could_change: tuple[str, ...] = ()
    # Of an item: the form's name, which of how many, minutes left in it, days it asks about, the pack or "".
    form: str = ""
    number: int = 0
    count: int = 0
    window: int = 0
    pack: str = ""
    matters: bool = True
    # Of a look, or one question for several: what it is put for.
    facts: tuple[str, ...] = ()
    # Of a list: what is named in it, and rows to name it in.
    lists: str = ""
    names: tuple[str, ...] = ()
    # What is noted of it from before: too old, or against each other.
    earlier: tuple[str, ...] = ()

    @property
    def estimates(self) -> bool:
        """Whether a range will do as well."""
        return self.way == "text" and ";" in self.hint


class Road(msgspec.Struct, frozen=True, kw_only=True):
    """Where we are: areas with `here`, `open` or `done`; minutes at most."""

    areas: tuple[tuple[str, str], ...]
    minutes: int
    safety_minutes: int
    safety_settled: bool
    level_settled: bool
    answers: int
    settled: tuple[str, ...] = ()
    more: int = 0

    @property
    def settled_in_all(self) -> int:
        """How many things the last answer settled."""
        return len(self.settled) + self.more


def shown_question(held: Held, question: Question) -> Asked:
    """The question for a page."""
    asking = held.asking
    language = asking.prepared.language
    options = [(as_sent(option.value), option.label) for option in question.options]
    way = {"check": "check", "list": "named"}.get(question.kind, "choose" if options else "text")
    lists = question.topic.removeprefix("list:") if question.kind == "list" else ""
    if lists == "conditions":
        way, options = "check", offered_conditions(asking)
    return Asked(
        id=question.id,
        asks=_asks(asking, question),
        why="" if question.kind == "item" and question.item != _first_left(held, question) else question.why,
        way=way,
        options=tuple(options),
        many=len(options) >= _MANY,
        marks=bool(options) and all(value == label for value, label in options),
        hint=_hint(question, language) if way == "text" else "",
        bounds=_bounds(question, language) if way == "text" else "",
        warn=question.warn,
        above=question.above,
        area=_area_in_words(asking, question),
        could_change=() if held.own else question.could_change,
        matters=question.matters,
        facts=question.facts if question.kind == "check" else (),
        pack=question.pack or "",
        lists=lists if way == "named" else "",
        names=_names(asking, lists),
        earlier=() if held.own else _earlier(asking, question),
        **_form(asking, question),
    )


def road_of(held: Held, question: Question | None) -> Road:
    """How far the interview is."""
    asking = held.asking
    prepared, chooser = asking.prepared, asking.chooser
    progress, order = asking.progress(), chooser.in_order()
    language = prepared.language
    open_areas = {_area(asking, topic.facts[0], topic.danger) for topic in order}
    here = _area(asking, question.facts[0], question.safety or question.kind == "check") if question else ""
    areas = tuple(
        (names[language == "es"], "here" if area == here else "open" if area in open_areas else "done")
        for area, names in AREAS.items()
    )
    safety = sum(chooser.minutes_of(topic) for topic in order if chooser.is_safety(topic))
    settled = [prepared.text(prepared.rule(name).asks) for name in held.state.settled if prepared.has_rule(name)]
    return Road(
        areas=areas,
        minutes=max(1, round(progress.minutes_left)) if order else 0,
        safety_minutes=max(1, round(safety)) if safety else 0,
        safety_settled=progress.safety_settled,
        level_settled=progress.level_settled,
        answers=held.state.answers,
        settled=() if held.own else tuple(settled),
        more=held.state.more,
    )


def contradictions(asking: Asking) -> list[tuple[tuple[str, ...], str]]:
    """What is noted against each other: facts, and a sentence."""
    known = asking.working.known
    found = [(one.facts, one.says) for one in known.contradictions]
    return found + [(one.facts, one.says) for one in agree(asking.prepared, known.values)[1]]


def numbers(held: Held) -> list[Item]:
    """Numbers to call in a moment of danger."""
    return list(list_crisis(held.asking.prepared, held.asking.findings))[:_NUMBERS]


def noted_value(asking: Asking, question: Question) -> str:
    """What is noted for a question now, in words; empty where nothing is."""
    prepared = asking.prepared
    language = prepared.language
    if question.kind == "item":
        row = asking.working.form(question.instrument or "", question.substance)
        value = None if row is None else row.items.get(question.item or "")
        if value is None:
            return ""
        return say(language, "interviews.no_answer") if isinstance(value, str) else f"{value:g}"
    if question.kind == "list":
        listed = asking.working.listed(question.topic.removeprefix("list:"))
        return say(language, "interviews.list_there") if listed else ""
    said = []
    for fact in question.facts:
        if asking.working.answered(fact):
            known = asking.values.get(fact)
            definition = prepared.facts[fact]
            told = (
                say(language, "interviews.no_answer") if known is None else show(definition, known, language, prepared)
            )
            said.append(told if len(question.facts) == 1 else f"{prepared.text(definition.label)}: {told}")
    return "; ".join(said)


def _asks(asking: Asking, question: Question) -> str:
    if question.kind != "item" or question.pack is not None:
        return question.asks
    instrument = asking.prepared.instruments[question.instrument or ""]
    return asking.prepared.text(next(item.label for item in instrument.items if item.id == question.item))


def _form(asking: Asking, question: Question) -> dict[str, Any]:
    if question.kind != "item":
        return {}
    prepared = asking.prepared
    instrument = prepared.instruments[question.instrument or ""]
    name = prepared.text(instrument.name)
    if question.substance is not None:
        name = f"{name}: {prepared.text(prepared.substances[question.substance].name)}"
    number = [item.id for item in instrument.items].index(question.item) + 1
    window = instrument.window_days or 0
    return {"form": name, "number": number, "count": len(instrument.items), "window": window if window > 1 else 0}


def _first_left(held: Held, question: Question) -> str | None:
    """The item with which a form begins; the reason for the form is told there."""
    row = held.asking.working.form(question.instrument or "", question.substance)
    return question.item if row is None or not row.items else None


def _hint(question: Question, language: str) -> str:
    hint = Screens(StringIO(), language).how(question, expected_of(question))
    return hint[:1].upper() + hint[1:]


def _bounds(question: Question, language: str) -> str:
    return Screens(StringIO(), language).bounds(question, expected_of(question))


def _names(asking: Asking, lists: str) -> tuple[str, ...]:
    prepared = asking.prepared
    if lists == "substances":
        return tuple(prepared.text(one.label) for one in prepared.substances.values())
    if lists == "medicines":
        return tuple(sorted({prepared.text(one.label) for one in prepared.medicines.values()}, key=str.casefold))
    return ()


def _earlier(asking: Asking, question: Question) -> tuple[str, ...]:
    """What stands in the record of this question: too old to be known now, or two notes that do not agree."""
    prepared, language = asking.prepared, asking.prepared.language
    found = []
    for fact in question.facts:
        stale = asking.working.known.stale.get(fact)
        if stale is not None and stale.last.how != "implied":
            value = show(prepared.facts[fact], stale.last.value, language, prepared)
            found.append(say(language, "interviews.stale", at=stale.last.at[:10], value=value))
    for facts, says in contradictions(asking):
        if set(facts) & set(question.facts):
            found.append(say(language, "interviews.against", says=says))
    return tuple(dict.fromkeys(found))


def _area_in_words(asking: Asking, question: Question) -> str:
    names = AREAS.get(_area(asking, question.facts[0], question.safety), ("", "")) if question.facts else ("", "")
    return names[asking.prepared.language == "es"].capitalize()


def _area(asking: Asking, fact: str, danger: bool) -> str:
    area = asking.prepared.facts[fact].area
    return "safety" if danger or area == "person" else area
