"""Persons nobody is like: any fact at any value. They look for the corners of rules, not for lifelikeness."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from waymark.demo.notes import Document, Notes, Value
from waymark.demo.people import FIRST_DAY, person_random, public_release

if TYPE_CHECKING:
    from waymark.knowledge.model.fact import Fact
    from waymark.knowledge.release import Release

__all__ = ["extreme_people"]

_WIDEST = 100_000.0


def extreme_people(n: int, seed: int, release: "Release | None" = None) -> Iterator[Document]:
    """`n` persons with random facts over their full ranges; how many facts are known differs from none to nearly all.

    Facts may contradict each other. Every fact that can be noted comes up: at its ends and between, as
    bounds, declined, unknown, or old.
    """
    library = release or public_release()
    facts = [
        fact
        for _, fact in sorted(library.facts.items())
        if fact.asked is not None or fact.scored or fact.measured or fact.drawn is not None
    ]
    for number in range(n):
        rng = person_random("extreme", seed, number)
        notes = Notes(f"extreme-{seed}-{number:05d}", FIRST_DAY + timedelta(days=rng.randrange(200)))
        share = rng.choice((0.02, 0.1, 0.3, 0.6, 0.95))
        for fact in facts:
            if rng.random() < share:
                ago = rng.choice((0, 0, 0, 0, 1, 20, 400))
                notes.fact(fact.id, _value(rng, fact), ago, source=rng.choice(("self-report", "clinician", "record")))
        # A plan needs a day even of someone of whom nothing is known.
        notes.complete("allergies", False)
        yield notes.document()


def _value(rng: Random, fact: "Fact") -> Value:
    draw = rng.random()
    if draw < 0.02:
        return "declined"
    if draw < 0.04:
        return "unknown"
    if fact.type == "boolean":
        return rng.random() < 0.5
    if fact.type == "category":
        return rng.choice([option.id for option in fact.options])
    low, high = fact.range or (0.0 if fact.type == "days since" else -_WIDEST, _WIDEST)
    whole = fact.type != "number"

    def point() -> float:
        place = rng.random()
        value = low if place < 0.1 else high if place < 0.2 else rng.uniform(low, min(high, low + 40.0))
        if 0.2 <= place < 0.5:
            value = rng.uniform(low, high)
        return float(int(value)) if whole else value

    if draw < 0.8:
        return point()
    one, other = sorted((point(), point()))
    return rng.choice(({"at_least": one}, {"at_most": other}, {"at_least": one, "at_most": other}))
