"""Questions in words: what is asked, the answers to choose from, and why it is asked."""

from typing import TYPE_CHECKING, Any

from waymark.planning.asking.catalogue import CHECK, Topic, without_name
from waymark.planning.asking.steps import Choice, Question
from waymark.planning.phrases import say as say_plan
from waymark.planning.phrases_asking import say_asking as say

if TYPE_CHECKING:
    from waymark.knowledge.model.instrument import Item
    from waymark.planning.asking.choosing import Chooser
    from waymark.planning.prepare import Prepared

__all__ = ["asks_of", "say", "worded"]

MOST_REASONS = 3


def worded(chooser: "Chooser", topic: Topic, *, matters: bool, item: str | None = None, bare: bool = False) -> Question:
    """The topic's next question; of a form, the one named by `item` where there is one.

    `bare`: what an answer to it can be, without why it is asked now: for who only has the answer to note.
    """
    language = chooser.prepared.language
    said: dict[str, Any] = {
        "topic": topic.id,
        "by": topic.by,
        "sensitive": topic.sensitive,
        "warn": say("sensitive", language) if topic.sensitive else "",
        "safety": topic.danger,
        "matters": matters,
        "could_change": () if bare else _could_change(chooser, topic),
    }
    if topic.kind == "form":
        made = _item(chooser, topic, item, bare=bare)
    else:
        made = {"fact": _fact, "check": _check, "list": _list}[topic.kind](chooser, topic)
    why = "" if bare else _why(chooser, topic, said["could_change"], matters=matters)
    return Question(**said, **made, why=why)


def _fact(chooser: "Chooser", topic: Topic) -> dict[str, Any]:
    prepared = chooser.prepared
    fact = prepared.facts[topic.facts[0]]
    assert fact.asked is not None
    options: tuple[Choice, ...] = ()
    if fact.type == "boolean":
        language = prepared.language
        options = (Choice(True, say_plan("yes", language)), Choice(False, say_plan("no", language)))
    elif fact.type == "category":
        options = tuple(Choice(o.id, prepared.text(o.label)) for o in fact.options)
    return {
        "kind": "fact",
        "asks": asks_of(chooser, topic),
        "minutes": topic.minutes,
        "rest": topic.minutes,
        "facts": topic.facts,
        "type": fact.type,
        "options": options,
        "unit": "days" if fact.type == "days since" else fact.unit,
        "range": fact.range,
        "substance": fact.subject,
    }


def _item(chooser: "Chooser", topic: Topic, named: str | None, *, bare: bool) -> dict[str, Any]:
    prepared, instrument = chooser.prepared, chooser.catalogue.instrument(topic)
    sheet = chooser.whole_sheet(topic) if bare else chooser.sheet(topic)
    item: Item = sheet.left[0] if named is None else next(one for one in instrument.items if one.id == named)
    name = prepared.text(instrument.name)
    if topic.substance is not None:
        name = f"{name} ({prepared.text(prepared.substances[topic.substance].name)})"
    number = [i.id for i in instrument.items].index(item.id) + 1
    label = prepared.text(item.label)
    asks = say("form item", prepared.language, form=name, number=number, count=len(instrument.items), label=label)
    options = {value: f"{value:g}" for value in item.options}
    pack = chooser.room.packs.get(instrument.id)
    worded = pack.items.get(item.id) if pack is not None else None
    if worded is not None:
        asks = f"{number}/{len(instrument.items)}. {worded.asks}"
        options |= {value: words for value, words in worded.options.items() if value in options}
    return {
        "kind": "item",
        "asks": asks,
        "above": "" if worded is None else worded.above,
        "pack": None if worded is None or pack is None else pack.name,
        "minutes": instrument.minutes / len(instrument.items),
        "rest": sheet.minutes,
        "facts": topic.facts,
        "type": "number",
        "options": tuple(Choice(value, words) for value, words in options.items()),
        "range": None if item.options else (item.minimum, item.maximum),
        "instrument": topic.instrument,
        "item": item.id,
        "substance": topic.substance,
    }


def asks_of(chooser: "Chooser", topic: Topic) -> str:
    """What is asked, for a topic that is no form."""
    prepared, language = chooser.prepared, chooser.prepared.language
    if topic.id == CHECK:
        return say("check", language)
    if topic.kind == "list":
        return say(topic.id.replace(":", " "), language)
    fact = prepared.facts[topic.facts[0]]
    if topic.kind == "check":
        return without_name(prepared, fact, say("any of these", language)) or ""
    return prepared.text(fact.asked.question) if fact.asked is not None else ""


def _check(chooser: "Chooser", topic: Topic) -> dict[str, Any]:
    prepared = chooser.prepared
    left = tuple(fact for fact in topic.facts if not chooser.working.answered(fact))
    minutes = chooser.minutes_of(topic)
    if topic.id == CHECK:
        labels = [prepared.text(prepared.facts[fact].label) for fact in left]
    else:
        labels = [_with_examples(prepared, fact.partition(".")[0]) for fact in left]
    return {
        "kind": "check",
        "asks": asks_of(chooser, topic),
        "minutes": minutes,
        "rest": minutes,
        "facts": left,
        "type": "check",
        "options": tuple(Choice(fact, label) for fact, label in zip(left, labels, strict=True)),
    }


def _with_examples(prepared: "Prepared", substance: str) -> str:
    """A class as people speak of it: whoever takes sleeping pills may not know that they are sedatives."""
    found = prepared.substances[substance]
    label = prepared.text(found.label)
    return f"{label} ({prepared.text(found.examples)})" if found.examples is not None else label


def _list(chooser: "Chooser", topic: Topic) -> dict[str, Any]:
    return {
        "kind": "list",
        "asks": asks_of(chooser, topic),
        "minutes": topic.minutes,
        "rest": topic.minutes,
        "facts": topic.facts,
        "type": "list",
    }


def _could_change(chooser: "Chooser", topic: Topic) -> tuple[str, ...]:
    """The questions of the rules that wait for it, weightiest first."""
    prepared = chooser.prepared
    return tuple(dict.fromkeys(prepared.text(prepared.rule(r).asks) for r in chooser.rules_waiting(topic)))[
        :MOST_REASONS
    ]


def _why(chooser: "Chooser", topic: Topic, could_change: tuple[str, ...], *, matters: bool) -> str:
    """The library's reason, or else what the answer could change."""
    prepared, language = chooser.prepared, chooser.prepared.language
    if not matters:
        return say("why full", language)
    if topic.id == CHECK:
        return say("check why", language)
    if topic.kind == "check" and len(topic.facts) > 1:
        asked = prepared.facts[topic.facts[0]].asked
        why = None if asked is None or asked.why is None else prepared.text(asked.why)
        name = prepared.text(prepared.substances[topic.facts[0].partition(".")[0]].name)
        if why is not None:
            return why.replace(name, say("these", language))
    if topic.kind == "fact":
        asked = prepared.facts[topic.facts[0]].asked
        if asked is not None and asked.why is not None:
            return prepared.text(asked.why)
    if topic.kind == "list":
        return say("list why", language)
    if topic.kind == "form":
        return prepared.text(chooser.catalogue.instrument(topic).purpose)
    return say("why rules", language, asks=" ".join(could_change)) if could_change else say("why goal", language)
