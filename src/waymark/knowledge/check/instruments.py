"""Can every instrument be scored as it is written?"""

import re
from collections.abc import Iterator

from waymark.knowledge.assemble import Library
from waymark.knowledge.check.findings import Finding, found
from waymark.knowledge.conditions import fact_type, vocabulary
from waymark.knowledge.convert import nearest
from waymark.knowledge.folder import Written
from waymark.knowledge.model.instrument import Instrument, Item, Score
from waymark.knowledge.reader import Path
from waymark.logic import ConditionError, FactType, Vocabulary
from waymark.logic.checker import check_kind
from waymark.logic.parser import parse

__all__ = ["scoring"]

_WORD = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
_WAYS = ("add", "mean", "expression", "condition", "cascade")


def scoring(library: Library) -> Iterator[Finding]:
    """Items, branches, scores, bands and worked examples of every instrument hang together."""
    for written in library.entries["instruments"].values():
        yield from _instrument(written, library)


def _instrument(written: Written, library: Library) -> Iterator[Finding]:
    instrument: Instrument = written.entry
    items = {item.id: item for item in instrument.items}
    words = _vocabulary(instrument, library)
    if instrument.indicated is None:
        what = "does not say when it is of the moment; add `indicated`, a condition over facts (or `not always`)"
        yield found("scoring", written, what)
    if instrument.gate is not None and (instrument.indicated is None or instrument.subject is not None):
        what = "has a `gate`; say when it is `indicated`, and give it no `subject` (a gate speaks of the whole form)"
        yield found("scoring", written, what, "gate")
    for key, ids in (("items", [item.id for item in instrument.items]), ("scores", [s.id for s in instrument.scores])):
        for number, id_ in enumerate(ids):
            if id_ in ids[:number]:
                yield found("scoring", written, f"`{id_}` stands twice; rename one", key, number)
    for number, item in enumerate(instrument.items):
        yield from _item(written, item, ("items", number))
    for number, branch in enumerate(instrument.branches):
        yield from _expression(written, branch.when, "condition", words, ("branches", number, "when"))
        yield from _members(written, branch.skip, items, ("branches", number, "skip"))
    for number, one in enumerate(instrument.consistency):
        yield from _expression(written, one.holds, "condition", words, ("consistency", number, "holds"))
    for number, score in enumerate(instrument.scores):
        yield from _score(written, score, items, words, ("scores", number))
    yield from _editions(written, items)
    yield from _readings(written, library)
    scores = {score.id: score for score in instrument.scores}
    for number, example in enumerate(instrument.examples):
        # A worked example may say facts that the scoring reads beside the form's items, such as sex.
        given = tuple(name for name in example.items if name not in library.entries["facts"])
        yield from _members(written, given, items, ("examples", number, "items"))
        for name in example.scores:
            if name not in scores or not scores[name].may_be_entered:
                what = f"`{name}` is no result that can be entered{nearest(name, scores) or '; correct it'}"
                yield found("scoring", written, what, "examples", number, "scores", name)
        # Beside scores an example may expect facts, the value an item counts as, what is `ignored` or `inconsistent`.
        expected = {*scores, *items, "ignored", "inconsistent"}
        for name in example.expect:
            base = name.removeprefix(f"{instrument.id}.").split(".")[0]
            if base not in expected and name not in library.entries["facts"]:
                what = f"there is no score `{base}`{nearest(base, scores) or '; correct it'}"
                yield found("scoring", written, what, "examples", number, "expect", name)


def _editions(written: Written, items: dict[str, Item]) -> Iterator[Finding]:
    """An item that may be absent counts in no sum; one that stands in for another names it."""
    for number, item in enumerate(written.entry.items):
        added = [score.id for score in written.entry.scores if item.id in (*score.add, *score.mean)]
        if item.optional and added:
            what = f"is optional and counts in `{added[0]}`; leave it out of the sum or make it no longer optional"
            yield found("scoring", written, what, "items", number, "optional")
        if item.instead_of is not None:
            yield from _members(written, (item.instead_of,), items, ("items", number, "instead_of"))


def _readings(written: Written, library: Library) -> Iterator[Finding]:
    """A reading is worked out from what the form scores, and from nothing else that is scored."""
    facts = library.entries["facts"]
    for number, name in enumerate(written.entry.readings):
        fact = facts[name].entry if name in facts else None
        if fact is None or fact.derived is None:
            what = f"`{name}` is no derived fact{nearest(name, facts) or '; add it to facts'}"
            yield found("scoring", written, what, "readings", number)
            continue
        read = [facts[word].entry for word in _WORD.findall(fact.derived) if word in facts]
        if not any(scored.instrument == written.id for one in read for scored in one.scored) and not any(
            one.id in written.entry.readings for one in read
        ):
            what = f"`{name}` reads nothing that this form scores; leave it out"
            yield found("scoring", written, what, "readings", number)


def _vocabulary(instrument: Instrument, library: Library) -> Vocabulary:
    """Items and scores of the form, and the facts about the person that scoring may read beside them."""
    facts: dict[str, FactType] = {id_: fact_type(written.entry) for id_, written in library.entries["facts"].items()}
    for score in instrument.scores:
        facts[score.id] = _score_type(score, instrument)
    # A score that repeats one item may carry its name; inside expressions the item is meant.
    # `item.answer` is the answer as given, before it is binned, reversed or skipped.
    for item in instrument.items:
        facts[item.id] = facts[f"{item.id}.answer"] = FactType("integer" if _whole(item) else "number")
    return Vocabulary(facts, vocabulary(library).constants)


def _score_type(score: Score, instrument: Instrument) -> FactType:
    if score.cascade:
        values = dict.fromkeys([*(step.value for step in score.cascade), score.otherwise or score.cascade[-1].value])
        return FactType("category", None, tuple(values))
    if score.condition:
        return FactType("boolean")
    items = {item.id: item for item in instrument.items}
    whole = bool(score.add) and all(name in items and _whole(items[name]) for name in score.add)
    whole = whole and not score.prorate_exact
    return FactType("integer" if whole else "number")


def _whole(item: Item) -> bool:
    if item.natural_log:
        return False
    bounds = [bound for bound in (item.minimum, item.maximum) if bound is not None]
    numbers = [*item.options, *bounds, *(value for _, value in item.bins)]
    return bool(numbers) and all(number.is_integer() for number in numbers)


def _item(written: Written, item: Item, path: Path) -> Iterator[Finding]:
    if not item.options and item.minimum is None and item.maximum is None and not item.bins:
        yield found("scoring", written, "allows any answer; add `options`, or `minimum` and `maximum`", *path)
    if item.options and (item.minimum is not None or item.maximum is not None):
        yield found("scoring", written, "has both options and bounds; keep one", *path)
    if item.natural_log and (item.options or item.bins or (item.minimum or 0) < 0):
        yield found(
            "scoring", written, "takes a logarithm of options, steps or less than nothing; give a minimum", *path
        )
    if item.minimum is not None and item.maximum is not None and item.minimum > item.maximum:
        yield found("scoring", written, "the minimum is above the maximum; swap them", *path)


def _score(written: Written, score: Score, items: dict[str, Item], words: Vocabulary, path: Path) -> Iterator[Finding]:
    ways = [way for way in _WAYS if getattr(score, way)]
    # Without items a form is scored elsewhere, and its results are taken over.
    if len(ways) > 1 or (items and not ways):
        what = f"is found in {len(ways)} ways ({', '.join(ways) or 'none'}); give exactly one of {', '.join(_WAYS)}"
        yield found("scoring", written, what, *path)
    for key in ("add", "mean", "reverse"):
        yield from _members(written, getattr(score, key), items, (*path, key))
    if score.expression:
        yield from _expression(written, score.expression, "number", words, (*path, "expression"))
    if score.condition:
        yield from _expression(written, score.condition, "condition", words, (*path, "condition"))
    for number, step in enumerate(score.cascade):
        yield from _expression(written, step.when, "condition", words, (*path, "cascade", number, "when"))
    if score.cascade and score.otherwise is None:
        yield found("scoring", written, "the cascade has no last value; add `otherwise`", *path)
    yield from _range(written, score, items, path)
    yield from _bands(written, score, path)


def _range(written: Written, score: Score, items: dict[str, Item], path: Path) -> Iterator[Finding]:
    """The range of a sum is what its items can give."""
    members = [items[name] for name in score.add if name in items]
    if score.range is None or not members or any(item.bins or item.natural_log for item in members):
        return
    low = sum(min(item.options) if item.options else (item.minimum or 0) for item in members)
    high = sum(max(item.options) if item.options else (item.maximum or 0) for item in members)
    if not score.reverse and (low, high) != score.range:
        what = f"its items add up to {low:g} to {high:g}, the range says {score.range[0]:g} to {score.range[1]:g}"
        yield found("scoring", written, f"{what}; correct one", *path, "range")


def _bands(written: Written, score: Score, path: Path) -> Iterator[Finding]:
    """Bands follow each other and cover the range."""
    bands = score.bands
    for number, band in enumerate(bands):
        if band.lowest > band.highest:
            yield found("scoring", written, "ends before it begins; swap the bounds", *path, "bands", number)
        if number and band.lowest <= bands[number - 1].highest:
            yield found("scoring", written, "overlaps the band before; correct one", *path, "bands", number)
    if bands and score.range is not None and (bands[0].lowest, bands[-1].highest) != score.range:
        yield found("scoring", written, "the bands do not cover the range; extend them", *path, "bands")


def _members(written: Written, names: tuple[str, ...], items: dict[str, Item], path: Path) -> Iterator[Finding]:
    for name in names:
        if name not in items:
            what = f"there is no item `{name}`{nearest(name, items) or '; correct it'}"
            yield found("scoring", written, what, *path)


def _expression(written: Written, text: str, sort: str, words: Vocabulary, path: Path) -> Iterator[Finding]:
    try:
        _, kind = check_kind(parse(text), words)
    except ConditionError as error:
        yield found("scoring", written, str(error), *path)
        return
    if kind.sort != sort:
        yield found("scoring", written, f"wants a {sort}, this is a {kind.sort}; correct it", *path)
