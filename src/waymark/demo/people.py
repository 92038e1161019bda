"""Invented, lifelike persons in any number, for the demo, the tests and the benchmarks.

Each person has a random stream of their own, made from the seed and their number: person 7 of seed 3 is the same
whether ten or ten thousand are made, and nothing is kept in memory.
"""

from collections.abc import Container, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from waymark.demo.asking import tell_forms
from waymark.demo.course import course
from waymark.demo.gates import closed, takes
from waymark.demo.life import CLASSES, invent
from waymark.demo.notes import Document, Notes
from waymark.demo.telling import tell_facts, tell_lists, tell_measures
from waymark.demo.truths import generic, truths
from waymark.demo.voice import tell_voice

if TYPE_CHECKING:
    from waymark.knowledge.model.fact import Fact
    from waymark.knowledge.release import Release

__all__ = ["FIRST_DAY", "make_people", "make_person", "person_random", "public_release"]

FIRST_DAY = date(2026, 3, 2)


def make_people(n: int, seed: int, release: "Release | None" = None) -> Iterator[Document]:
    """`n` persons as waymark.person/1 documents. Without a release, the facts and forms of the public one."""
    library = release or public_release()
    for number in range(n):
        yield make_person(number, seed, library)


def make_person(number: int, seed: int, release: "Release") -> Document:
    """One person: a life, and what was noted of it."""
    rng = person_random("person", seed, number)
    life = invent(rng)
    notes = Notes(f"demo-{seed}-{number:05d}", FIRST_DAY + timedelta(days=rng.randrange(200)))
    # Some are known well, some have only said a few things.
    thorough = 0.05 + 0.95 * rng.betavariate(1.6, 1.1)
    known = truths(rng, life)
    modelled = frozenset(known)
    for fact in _unmodelled(release, modelled):
        if _applies(fact.id, life.uses):
            value = generic(rng, fact)
            known[fact.id] = False if value is True and _needs_other(fact, life.uses) else value
    for name in closed(release, known | takes(life)):
        if name not in modelled:
            known.pop(name, None)
    known |= course(rng, life, known)
    given = tell_forms(rng, notes, life, release.instruments, known, thorough)
    tell_lists(rng, notes, life, known, release.facts)
    tell_measures(rng, notes, life, release.facts)
    tell_facts(rng, notes, known, release.facts, given, thorough)
    tell_voice(rng, notes, life)
    return notes.document()


def person_random(kind: str, seed: int, number: int) -> Random:
    """The random stream of one person. A text seed does not depend on the machine's hashing."""
    return Random(f"waymark {kind} {seed} {number}")


@cache
def public_release() -> "Release":
    """The library that is shipped."""
    from waymark.knowledge.release import load_release

    return load_release()


def _unmodelled(release: "Release", modelled: frozenset[str]) -> Sequence["Fact"]:
    """Facts that can be asked or measured and that no life says anything of."""
    return [
        fact
        for name, fact in sorted(release.facts.items())
        if name not in modelled
        and (fact.asked is not None or fact.measured)
        and fact.derived is None
        and not fact.scored
        and not (fact.drawn is not None and fact.drawn.list == "medicines")
        and not (fact.measured and fact.asked is None and fact.measured[0].aggregate != "latest")
        and name not in _SETTLED_BY_LIFE
        # What an interview notes about itself.
        and not name.startswith("interview.")
    ]


# Found on a form or worked out from days; asking them too would say the same twice.
_SETTLED_BY_LIFE = frozenset(
    {
        "ciwa_ar.hours_after_last_drink",
        "alcohol.hours_since_last_drink",
        "opioid_withdrawal.band",
        # Only some lives have these at all.
        "overdose_days_ago",
        "overdose_ever",
        "weeks_pregnant",
        "prenatal_care",
        "pregnancy_complicated",
        "breastfeeding",
        "suicide_care_days_ago",
        "return_to_use_after_higher_care_days",
        "naltrexone_injection_days_ago",
        "opioid_mme",
        "opioid_free_days",
        "last_opioid.short_acting",
        "mat.state",
        "methadone_missed_days",
        "mat.wants",
        "moud_taper_wish",
        "tobacco.cigarettes_per_day",
    }
)


def _needs_other(fact: "Fact", uses: Container[str]) -> bool:
    """A yes would say that a substance was used which was not."""
    implied = {name for implication in fact.implies for name in implication.then}
    return any(f"{name}.used_ever" in implied for name in CLASSES if name not in uses)


def _applies(fact: str, uses: Container[str]) -> bool:
    """Facts of a substance only for those who use it."""
    head = fact.partition(".")[0]
    return head not in CLASSES or head in uses
