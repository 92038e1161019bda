"""Rows of decisions, and persons with more known later, for the tests of this folder."""

from typing import Any

from tests.people.cast import NOW, Document

__all__ = ["LATER", "Row", "both", "known", "row"]

Row = dict[str, Any]
LATER = "2026-11-18"


def row(item: str, decision: str = "agreed", author: str = "person", at: str | int = NOW, **more: Any) -> Row:
    return {"at": at, "item": item, "author": author, "decision": decision, **more}


def both(item: str, at: str | int = NOW) -> list[Row]:
    return [row(item, at=at), row(item, author="clinician", at=at, role="counsellor")]


def known(person: Document, *facts: tuple[str, Any], at: str = LATER) -> Document:
    """The person with more facts noted on a later day."""
    return {**person, "facts": [*person["facts"], *({"at": at, "fact": name, "value": v} for name, v in facts)]}
