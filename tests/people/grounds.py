"""Plans in tests together with the situation they were made from, so that they can be asked why."""

import json
from collections.abc import Iterator
from functools import cache

from tests.people.cast import CAST, Document
from tests.people.drawn import draw_person
from tests.people.plans import maker, release
from waymark.cli.make import Maker
from waymark.planning.compose import write
from waymark.planning.explaining.explanation import Tree
from waymark.planning.explaining.ground import Ground
from waymark.planning.plan import Plan
from waymark.planning.situation import read_situation

__all__ = ["PEOPLE", "ground_of", "grounded", "places"]

PEOPLE = {**CAST, **{f"drawn-{seed}": draw_person(release(), seed) for seed in range(4)}}


def ground_of(
    person: Document,
    decisions: list[Document] | None = None,
    *,
    programme: Document | None = None,
    language: str = "en",
) -> tuple[Plan, Ground]:
    """The plan of a person, and what it stands on."""
    made = maker(language)
    if programme is not None:
        made = Maker(None, (), language, None, release=release(language))
        made.use_programme(json.dumps(programme).encode(), "programme.json")
    decided = None
    if decisions is not None:
        document = {"format": "waymark.decisions/1", "person": person["id"], "rows": decisions}
        decided = json.dumps(document).encode()
    documents = made.read(json.dumps(person).encode(), "person.json", decided, "decisions.json")
    situation = read_situation(made.prepared, documents, made.at)
    return write(situation), Ground(situation)


@cache
def grounded(name: str, language: str = "en") -> tuple[Plan, Ground]:
    """One of the people, once for all tests."""
    return ground_of(PEOPLE[name], language=language)


def places(tree: Tree) -> Iterator[Tree]:
    """Every place of a drawn condition."""
    yield tree
    for part in tree.parts:
        yield from places(part)
