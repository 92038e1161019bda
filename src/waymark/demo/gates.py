"""Whether a question could come up at all for an invented person, so that nothing is noted that nobody would ask."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from waymark.demo.life import Life
from waymark.demo.notes import Value
from waymark.logic.facts import Known
from waymark.logic.oracle import truth

if TYPE_CHECKING:
    from waymark.knowledge.model.fact import Fact
    from waymark.knowledge.release import Release

__all__ = ["NOT_AT_FIRST", "TAKEN", "closed", "takes"]

# The gate of a fact that is noted while care goes on and that no first interview asks for.
NOT_AT_FIRST = "not always"
# Taken medicines, by the question that asks for them.
TAKEN = {
    "mat.agonist_current": ("methadone", "buprenorphine"),
    "methadone_current": ("methadone",),
    "buprenorphine_current": ("buprenorphine",),
    "naltrexone_current": ("naltrexone-xr",),
}


def takes(life: Life) -> dict[str, bool]:
    """What is so of the medicines for opioid use, by the question that asks for it."""
    return {fact: life.medicine in medicines for fact, medicines in TAKEN.items()}


def closed(release: "Release", known: Mapping[str, Value]) -> list[str]:
    """Facts of `known` whose question would not be asked, given the rest of it."""
    trees = release.program.trees
    facts = {name: _known(release.facts[name], value) for name, value in known.items() if name in release.facts}
    return [
        name
        for name in facts
        if (gate := trees.conditions.get(f"question:{name}")) is not None and truth(gate, facts, trees.derived) is False
    ]


def _known(fact: "Fact", value: Value) -> Known:
    """A value as conditions read it."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return 1 << [option.id for option in fact.options].index(value)
    if isinstance(value, Mapping):
        return value.get("at_least", float("-inf")), value.get("at_most", float("inf"))
    return float(value), float(value)
