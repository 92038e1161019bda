"""Making plans in tests, without the command: documents as dictionaries in, a plan out."""

import json
from functools import cache
from typing import Any

import msgspec

from tests.people.cast import Document
from waymark.cli.make import Maker
from waymark.knowledge.release import Release, load_release
from waymark.planning.plan import Plan

__all__ = ["maker", "plan_of", "release", "strings"]


@cache
def release(language: str = "en") -> Release:
    """The built-in release."""
    return load_release(locale=language)


@cache
def maker(language: str = "en") -> Maker:
    """Plans of the reference programme; nothing is kept in the store."""
    return Maker(None, (), language, None, release=release(language))


def plan_of(
    person: Document,
    decisions: list[Document] | None = None,
    *,
    programme: Document | None = None,
    language: str = "en",
    at: str | int | None = None,
) -> Plan:
    """The plan of a person, with decisions as rows and a programme as a document."""
    made = maker(language)
    if programme is not None or at is not None:
        made = Maker(None, (), language, None, release=release(language))
        made.use_programme(None if programme is None else json.dumps(programme).encode(), "programme.json")
        made.at = at
    decided = None
    if decisions is not None:
        document = {"format": "waymark.decisions/1", "person": person["id"], "rows": decisions}
        decided = json.dumps(document).encode()
    return made.make_from(json.dumps(person).encode(), "person.json", decided, "decisions.json")


def strings(part: Any, path: str = "plan") -> list[tuple[str, str]]:
    """Every text in a part of a plan with its place; the documents it carries left out."""
    if isinstance(part, msgspec.Struct):
        part = {f: getattr(part, f) for f in part.__struct_fields__ if f != "carries"}
    if isinstance(part, str):
        return [(path, part)]
    if isinstance(part, dict):
        return [found for key, inner in part.items() for found in strings(inner, f"{path}.{key}")]
    if isinstance(part, list | tuple):
        return [found for n, inner in enumerate(part) for found in strings(inner, f"{path}[{n}]")]
    return []
