"""Implications read the short way say the same as the conditions they are written as, and load nothing for it."""

from random import Random

from waymark.knowledge.model.fact import Fact
from waymark.knowledge.release import load_release
from waymark.logic import FactType, Known, Program, Vocabulary
from waymark.record.implied import holds
from waymark.record.index import index_of


def drawn(rng: Random, fact: Fact) -> Known:
    """Something that may be known of a fact; numbers are often small, where thresholds are."""
    if fact.type == "boolean":
        return rng.random() < 0.5
    if fact.type == "category":
        return rng.randrange(1, 1 << len(fact.options))
    low, high = fact.range or (0.0, 100.0)
    one, other = sorted((float(rng.randint(0, 12)), rng.uniform(low, high)))
    return (one, one) if rng.random() < 0.3 else (one, other)


def test_every_implication_holds_as_its_condition_says() -> None:
    rng, release = Random(1), load_release()
    index = index_of(release)
    types, constants = release.program.types, release.program.vocabulary.constants
    for fact in release.facts.values():
        for implication in fact.implies:
            kind: FactType = types[fact.id]
            program = Program(Vocabulary({fact.id: kind}, constants), {}, {"when": implication.when})
            for _ in range(20):
                value = drawn(rng, fact)
                said = holds(index, fact, implication.when, value)
                assert said is program.answers({fact.id: value})[0], (fact.id, implication.when, value)
