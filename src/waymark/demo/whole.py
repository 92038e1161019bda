"""Persons of whom everything is known: the truth that whole interviews are simulated with.

A whole truth has an answer to every question the library can ask and to every item of every form. Answers agree with
one another: facts with facts, facts with forms. Before the interview only what no interview asks is noted: the
person's own words, wishes and week, and test results.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from waymark.demo.life import Life, Use, invent
from waymark.demo.notes import Document, Notes, Value
from waymark.demo.people import FIRST_DAY, person_random
from waymark.demo.telling import tell_measures
from waymark.demo.voice import tell_voice
from waymark.demo.whole_facts import UNKNOWN, all_facts, round_off
from waymark.demo.whole_forms import Forms, fill_forms, risk_of
from waymark.demo.whole_lists import Listed, list_all
from waymark.logic import Known
from waymark.record.documents.person import Person
from waymark.record.known import facts_as_of

if TYPE_CHECKING:
    from waymark.knowledge.model.fact import Fact
    from waymark.knowledge.release import Release

__all__ = ["UNKNOWN", "Truth", "make_whole", "make_wholes", "with_answers"]


class Truth(msgspec.Struct, frozen=True, kw_only=True):
    """One person, whole. `begin`: the document before the interview of `day`; `main`: the main substance class.

    `facts`: fact id -> value of a document, `unknown` where the person cannot know it or it does not concern them.
    `forms`: items of every form; an item that is not there is not known. `lists`: complete lists, where they are known.
    """

    id: str
    day: str | int
    main: str
    begin: Document
    facts: dict[str, Value]
    forms: Forms
    lists: Listed = {}

    def of_fact(self, fact: str) -> Value:
        """The true answer to a question."""
        return self.facts.get(fact, UNKNOWN)

    def of_item(self, instrument: str, substance: str | None, item: str) -> float | str:
        """The true answer to an item of a form; `missing` where it is not known."""
        return self.forms.get((instrument, substance), {}).get(item, "missing")


def make_wholes(n: int, seed: int, release: "Release") -> Iterator[Truth]:
    """`n` whole persons. Person 7 of seed 3 has the life of person 7 of `make_people` with that seed."""
    for number in range(n):
        yield make_whole(number, seed, release)


def make_whole(number: int, seed: int, release: "Release") -> Truth:
    """One whole person."""
    rng = person_random("person", seed, number)
    life = invent(rng)
    rng = person_random("whole", seed, number)
    day = FIRST_DAY + timedelta(days=rng.randrange(200))
    notes = Notes(f"whole-{seed}-{number:05d}", day)
    risk = risk_of(rng, life)
    facts = release.facts
    known = all_facts(rng, life, risk, facts)
    _meet_fentanyl(life, known)
    tell_measures(rng, notes, life, facts)
    tell_voice(rng, notes, life)
    begin = notes.document()
    lists = list_all(rng, life, known, facts, day)
    known |= _listed(release, begin, notes.day(), lists)
    forms = fill_forms(rng, life, risk, known, release.instruments)
    said = {name: known.pop(name) for name in list(known) if facts[name].scored or facts[name].derived is not None}
    told = with_answers(begin, notes.day(), known, forms)
    for name, value in _followed(release, told, notes.day()).items():
        known[name] = said.get(name, UNKNOWN) if value == UNKNOWN else value
    return Truth(id=notes.identity, day=notes.day(), main=life.main, begin=begin, facts=known, forms=forms, lists=lists)


def with_answers(
    begin: Document, day: str | int, facts: dict[str, Value], forms: Forms, lists: Listed | None = None
) -> Document:
    """The document with these answers given on this day. What is not known is noted as asked and not known.

    `lists`: gone through to their end on this day.
    """
    rows = [{"at": day, "fact": name, "value": value} for name, value in facts.items()]
    filled = [
        {"at": day, "instrument": instrument, "author": "person", "items": dict(items)}
        | ({} if substance is None else {"substance": substance})
        for (instrument, substance), items in forms.items()
    ]
    listed = {
        name: {"state": [{"at": day, "complete": True}], "rows": [{"at": day} | row for row in entries]}
        for name, entries in (lists or {}).items()
    }
    return begin | {
        "facts": [*begin.get("facts", ()), *rows],
        "answers": [*begin.get("answers", ()), *filled],
        "lists": begin.get("lists", {}) | listed,
    }


def _listed(release: "Release", begin: Document, day: str, lists: Listed) -> dict[str, Value]:
    """Answers to questions that the complete lists settle."""
    told = with_answers(begin, day, {}, {}, lists)
    known = facts_as_of(msgspec.convert(told, Person), release, day)
    drawn = {name: release.facts[name] for name, note in known.notes.items() if note.how == "drawn" and note.exact}
    return {name: _as_noted(fact, known.values[name]) for name, fact in drawn.items() if fact.asked is not None}


def _meet_fentanyl(life: Life, known: dict[str, Value]) -> None:
    """Fentanyl in another drug is an opioid all the same: met some weeks ago, without use of opioids since."""
    if known.get("fentanyl_exposure") is not True or "opioids" in life.uses:
        return
    life.uses["opioids"] = Use(
        name="fentanyl", days=0, criteria=0, since=45, years=1, first_age=life.age, goal="no_change"
    )
    known |= {
        "opioids.days_since_last_use": 45,
        "opioids.remission_months": 1,
        "opioids.goal": "no_change",
        "mat.state": "open",
        "mat.wants": "none",
        "opioid_free_days": 45,
        "last_opioid.short_acting": False,
    }


def _followed(release: "Release", told: Document, day: str) -> dict[str, Value]:
    """Answers to questions that other answers settle: what forms yield and what follows from other facts."""
    person = msgspec.convert(told, Person)
    known = facts_as_of(person, release, day).values
    values = release.program.values(known)
    found: dict[str, Value] = {}
    for name, fact in release.facts.items():
        if fact.asked is None:
            continue
        if fact.derived is not None:
            found[name] = _as_noted(fact, values.get(name))
        elif fact.scored and name in known:
            found[name] = _as_noted(fact, known[name])
    return found


def _as_noted(fact: "Fact", value: Known | None) -> Value:
    """A value of the rules as a record would note it; what is not one value is not known."""
    if isinstance(value, bool):
        return value
    if isinstance(value, tuple):
        return round_off(fact, value[0]) if value[0] == value[1] else UNKNOWN
    if isinstance(value, int) and value and value & (value - 1) == 0:
        return fact.options[value.bit_length() - 1].id
    return UNKNOWN
