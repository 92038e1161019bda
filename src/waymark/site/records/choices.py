"""What can be noted by hand: from the library, in words, by where it belongs."""

from collections.abc import Iterable
from functools import cache

import msgspec

from waymark.knowledge.model.fact import Fact
from waymark.site.keys.seal import plain_text
from waymark.site.plans.library import library
from waymark.site.records.shown import measure_name, text_of

__all__ = ["AREAS", "Choice", "choice_of", "choices", "found"]

AREAS = ("happened", "safety", "use", "body", "mind", "home", "people", "wishes", "readiness", "person")
MOST_SHOWN = 60


class Choice(msgspec.Struct, frozen=True):
    """One thing that can be noted. `fact` is None for what happened or was measured (`measure`)."""

    id: str
    label: str
    asks: str
    area: str
    measure: str = ""
    fact: Fact | None = None
    sensitive: bool = False


@cache
def choices(language: str) -> dict[str, Choice]:
    """By id, such as `fact:age` or `measure:attendance`."""
    release = library(language)
    found: dict[str, Choice] = {}
    names = {measured.measure for fact in release.facts.values() for measured in fact.measured}
    tests = [f"drug_test.{substance}" for substance in release.substances]
    happened = [
        name
        for name in (*tests, *sorted(names - set(tests)))
        if name in names and (name.startswith("drug_test.") or name.endswith(".use_day"))
    ]
    for name in ["attendance", *happened]:
        label = measure_name(name, release)
        found[f"measure:{name}"] = Choice(f"measure:{name}", label, label, "happened", measure=name)
    for fact in release.facts.values():
        if fact.asked is not None:
            label, asks = text_of(fact.label), text_of(fact.asked.question)
            name = f"fact:{fact.id}"
            found[name] = Choice(name, label, asks, fact.area, fact=fact, sensitive=fact.sensitive)
    return found


def choice_of(language: str, name: str) -> Choice | None:
    """One of them."""
    return choices(language).get(name)


def found(language: str, text: str) -> list[Choice]:
    """Those in which every word that was typed occurs, accents and case aside."""
    words = plain_text(text).split()
    hits: Iterable[Choice] = (
        one
        for one in choices(language).values()
        if all(word in plain_text(f"{one.label} {one.asks}") for word in words)
    )
    return list(hits)[:MOST_SHOWN]


def by_area(language: str) -> list[tuple[str, list[Choice]]]:
    """All of them, in the order of the road."""
    every = choices(language).values()
    return [(area, sorted((one for one in every if one.area == area), key=lambda one: one.label)) for area in AREAS]
