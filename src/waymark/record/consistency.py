"""Facts that cannot all be true: shown to the clinician, never resolved in silence.

The value of a contradicted fact becomes what either side allows; for yes or no that is unknown.
"""

from typing import Any

import msgspec

from waymark.knowledge.model.fact import Fact
from waymark.logic import Known
from waymark.record.implied import companion, holds
from waymark.record.index import INFINITE, Index
from waymark.record.readings import Reading, both, either
from waymark.record.time import DAY, Calendar, stamp

__all__ = ["Contradiction", "check_consistency", "said_of_clash", "said_of_form"]

# Substances without a window of their own in the library: a test shows use of the last days at least.
_TEST_DAYS = 3.0
_PAST = 30


class Contradiction(msgspec.Struct, frozen=True, kw_only=True):
    """Readings that do not agree. `says`: one sentence in the release's language; `rows`: ids or places of the rows."""

    facts: tuple[str, ...]
    says: str
    rows: tuple[str, ...] = ()


def said_of_form(index: Index, place: str, instrument: str, score: str) -> Contradiction:
    """An entered result that cannot follow from the items of the same form."""
    definition = index.release.instruments[instrument]
    result = next(entry for entry in definition.scores if entry.id == score)
    facts = tuple(
        fact.id
        for key, scores in index.by_score.items()
        if key[0] == instrument
        for fact in scores.get(score, ())
    )  # fmt: skip
    says = _PHRASES["form"][index.locale == "es"].format(
        form=index.word(definition.name), place=place, result=index.word(result.label)
    )
    return Contradiction(facts=facts[:1], says=says, rows=(place,))


def said_of_clash(index: Index, calendar: Calendar, name: str, pair: tuple[Reading, Reading]) -> Contradiction:
    """Two readings of one fact that cannot both be."""
    fact = index.facts[name]
    one, other = (_said(index, calendar, fact, reading) for reading in pair)
    rows = tuple(row for reading in pair for row in reading.rows)
    return Contradiction(facts=(name,), says=f"{index.word(fact.label)}: {one}; {other}.", rows=rows)


# In English and in Spanish.
_PHRASES = {
    "form": (
        "{form} ({place}): the entered result “{result}” does not follow from the answers.",
        "{form} ({place}): el resultado anotado «{result}» no corresponde a las respuestas.",
    ),
    "pair": ("{one} does not go with {other}.", "{one} no concuerda con {other}."),
    "test": (
        "{one} does not go with the positive test ({when}).",
        "{one} no concuerda con la prueba positiva ({when}).",
    ),
}
_SOURCES = {
    "self-report": ("said by the person", "dicho por la persona"),
    "clinician": ("clinician", "profesional"),
    "record": ("record", "expediente"),
    "test": ("test", "prueba"),
    "collateral": ("someone close", "persona cercana"),
    "device": ("device", "dispositivo"),
    "import": ("other system", "otro sistema"),
}
_HOW = {
    "asked": ("as asked", "según lo preguntado"),
    "scored": ("as scored", "según el cuestionario"),
    "measured": ("as measured", "según lo medido"),
    "drawn": ("by the list", "según la lista"),
    "settled": ("as settled", "según lo decidido"),
    "implied": ("by implication", "por implicación"),
}


def _said(index: Index, calendar: Calendar, fact: Fact, reading: Reading) -> str:
    spanish = index.locale == "es"
    source = _SOURCES[reading.source or "record"][spanish]
    shown = _shown(index, fact, reading.value)
    return f"{shown} {_HOW[reading.how][spanish]} ({calendar.moment(reading.at)}, {source})"


def _shown(index: Index, fact: Fact, value: Known) -> str:
    if isinstance(value, bool):
        return ("sí" if index.locale == "es" else "yes") if value else "no"
    if isinstance(value, tuple):
        low, high = value
        if low == high:
            return f"{low:g}"
        return f"{'' if low == -INFINITE else f'{low:g}'}..{'' if high == INFINITE else f'{high:g}'}"
    return "/".join(index.word(option.label) for place, option in enumerate(fact.options) if value >> place & 1)


class _Check:
    """Values being met with one another; readings date them."""

    def __init__(
        self, index: Index, values: dict[str, Known], best: dict[str, Reading], calendar: Calendar,
        implied: dict[str, Reading],
    ) -> None:  # fmt: skip
        self.index = index
        self.values = values
        self.best = best
        self.calendar = calendar
        self.implied = implied
        self.found: list[Contradiction] = []

    def reading(self, name: str) -> Reading:
        return self.implied.get(name) or self.best[name]

    def say(self, one: str, other: str) -> None:
        """Both facts with their readings as one sentence, once."""
        if any(set(found.facts) == {one, other} for found in self.found):
            return
        says = _PHRASES["pair"][self.index.locale == "es"].format(one=self.told(one), other=self.told(other))
        rows = tuple(dict.fromkeys((*self.reading(one).rows, *self.reading(other).rows)))
        self.found.append(Contradiction(facts=(one, other), says=says, rows=rows))

    def told(self, name: str) -> str:
        """A fact with its reading in words."""
        fact = self.index.facts[name]
        return f"{self.index.word(fact.label)}: {_said(self.index, self.calendar, fact, self.reading(name))}"

    def widen(self, name: str, allowed: Known) -> None:
        """What either side allows; nothing is left of a boolean."""
        old = self.values.get(name)
        if old is None:
            return
        wider = either(old, allowed)
        full = self.index.full(self.index.facts[name])
        if wider is None or wider == full:
            del self.values[name]
        else:
            self.values[name] = wider


def check_consistency(
    index: Index, values: dict[str, Known], best: dict[str, Reading], calendar: Calendar,
    measures: list[tuple[str, Any]], implied: dict[str, Reading],
) -> list[Contradiction]:  # fmt: skip
    """Fill in what known facts imply, and name what contradicts them. `values` and `implied` are changed."""
    check = _Check(index, values, best, calendar, implied)
    _use_and_last_use(check)
    _tests(check, measures)
    # In the order of the library, so that the order of rows cannot matter.
    waiting = [name for name in index.implying if name in values]
    for _ in range(4):
        fresh: list[str] = []
        for name in waiting:
            if name in values:
                _imply(check, index.facts[name], fresh)
        waiting = [name for name in fresh if name in index.implying]
        if not waiting:
            break
    return check.found


def _imply(check: _Check, fact: Fact, fresh: list[str]) -> None:
    if _overtaken(check, fact):
        # What a newer answer rules out is history; what that answer implies is filled in by itself.
        del check.values[fact.id]
        return
    for implication in check.index.implying.get(fact.id, ()):
        value = check.values.get(fact.id)
        if value is None or holds(check.index, fact, implication.when, value) is not True:
            continue
        for name, text in implication.then.items():
            target = check.index.facts.get(name)
            meant = None if target is None else companion(check.index, target, text)
            if target is not None and meant is not None:
                _meet(check, fact, target, meant, fresh)


def _overtaken(check: _Check, fact: Fact) -> bool:
    """Whether something known later cannot go with it. Of the past, and of what never changes, both stand: a clash."""
    if fact.changes != "both ways" or fact.id in check.implied:
        return False
    value, source = check.values[fact.id], check.reading(fact.id)
    for implication in check.index.implying.get(fact.id, ()):
        if holds(check.index, fact, implication.when, value) is not True:
            continue
        for name, text in implication.then.items():
            target = check.index.facts.get(name)
            later = None if target is None or target.changes != "both ways" else check.values.get(name)
            if target is None or later is None or not _older(source, check.reading(name)):
                continue
            meant = companion(check.index, target, text)
            if meant is not None and both(later, meant) is None:
                return True
    return False


def _meet(check: _Check, fact: Fact, target: Fact, meant: Known, fresh: list[str]) -> None:
    """Fill the implied value in; where the fact is known otherwise, the later reading or a contradiction."""
    source = check.reading(fact.id)
    old = check.values.get(target.id)
    if old is None and target.id in check.best and not _older(check.best[target.id], source):
        # Known and contradicted, or contradicted here: nothing is filled in over it.
        return
    if old is not None:
        shared = both(old, meant)
        if shared == old:
            return
        other = check.reading(target.id)
        if shared is None and not (_older(other, source) and target.changes != "never"):
            check.say(fact.id, target.id)
            check.widen(target.id, meant)
            return
        if shared is not None:
            # Narrowed by what is implied: still the same reading.
            check.values[target.id] = shared
            fresh.append(target.id)
            return
    check.values[target.id] = meant
    check.implied[target.id] = Reading(
        meant, source.at, source.noted, "implied", source.rows, source.by, source.source, source.instrument
    )
    fresh.append(target.id)


def _older(one: Reading, other: Reading) -> bool:
    return one.at // DAY < other.at // DAY


def _use_and_last_use(check: _Check) -> None:
    """Days used of the last 30 against days since the last use, as of when each was so."""
    for substance in check.index.release.substances:
        days, last = f"{substance}.days_of_30", f"{substance}.days_since_last_use"
        used, since = check.values.get(days), check.values.get(last)
        if not isinstance(used, tuple) or not isinstance(since, tuple):
            continue
        said, told = check.best[days].at // DAY, check.best[last].at // DAY
        latest, earliest = check.calendar.day - since[0], check.calendar.day - since[1]
        if used[0] >= 1 and latest < said - _PAST and told >= said:
            check.say(days, last)
            check.widen(days, (0.0, 0.0))
            check.widen(last, (0.0, since[1]))
        elif used[1] == 0 and earliest > said - _PAST and latest <= said:
            check.say(days, last)
            check.widen(days, (0.0, float(_PAST)))
            check.widen(last, (since[0], INFINITE))


def _covers(id_: str, substance: Any, name: str) -> bool:
    return id_ == name or any(member.id == name for member in substance.members)


def _tests(check: _Check, measures: list[tuple[str, Any]]) -> None:
    """A positive test against a report of no use that covers the time the test looks back on."""
    for place, row in measures:
        if not row.measure.startswith("drug_test.") or str(row.value).lower() != "positive":
            continue
        tested_for = row.measure.removeprefix("drug_test.")
        # A test for one substance, such as fentanyl, speaks of its class.
        substance = next(
            (id_ for id_, one in check.index.release.substances.items() if _covers(id_, one, tested_for)), None
        )
        if substance is None:
            continue
        entry = check.index.release.substances[substance]
        tested = stamp(row.at) // DAY
        window = entry.test_window_days[1] if entry.test_window_days is not None else _TEST_DAYS
        if check.calendar.day - tested <= _PAST:
            _against_report(check, substance, tested, window, (row.id or place))


def _against_report(check: _Check, substance: str, tested: int, window: float, place: str) -> None:
    days = f"{substance}.days_of_30"
    used = check.values.get(days)
    if isinstance(used, tuple) and used[1] == 0 and days in check.best and check.best[days].how != "settled":
        said = check.best[days].at // DAY
        if said - _PAST <= tested - window and tested <= said:
            _say_test(check, days, tested, place)
            check.widen(days, (0.0, float(_PAST)))
    recent = f"{substance}.used_30"
    if check.values.get(recent) is False and recent in check.best and check.best[recent].how != "settled":
        said = check.best[recent].at // DAY
        if said - _PAST <= tested - window and tested <= said:
            _say_test(check, recent, tested, place)
            check.widen(recent, True)
    ever = f"{substance}.used_ever"
    if check.values.get(ever) is False and ever in check.best and tested <= check.best[ever].at // DAY:
        _say_test(check, ever, tested, place)
        check.widen(ever, True)
    last = f"{substance}.days_since_last_use"
    since = check.values.get(last)
    if isinstance(since, tuple) and last in check.best and check.best[last].how in ("asked", "drawn"):
        latest = check.calendar.day - since[0]
        if latest < tested - window and tested <= check.best[last].at // DAY:
            _say_test(check, last, tested, place)
            check.widen(last, (max(0.0, float(check.calendar.day - tested)), since[1]))


def _say_test(check: _Check, name: str, tested: int, place: str) -> None:
    names = [name]
    positive = f"{name.partition('.')[0]}.test_positive"
    if positive in check.index.facts:
        names.append(positive)
    spanish = check.index.locale == "es"
    says = _PHRASES["test"][spanish].format(one=check.told(name), when=check.calendar.show(tested))
    check.found.append(Contradiction(facts=tuple(names), says=says, rows=(*check.reading(name).rows, place)))
