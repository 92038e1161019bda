"""What the documentation shows is what the program takes."""

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from tests.repository.tracked import text_of, tracked
from waymark.knowledge.kinds import KINDS
from waymark.knowledge.model.overlay import Overlay
from waymark.record.documents.decisions import Decisions
from waymark.record.documents.person import Person
from waymark.record.documents.programme import Programme

DOCUMENTS: dict[str, type[msgspec.Struct]] = {
    "waymark.person/1": Person,
    "waymark.programme/1": Programme,
    "waymark.decisions/1": Decisions,
}


def blocks(language: str) -> list[Any]:
    """Code blocks of a language in all pages, each with its page as the test's name."""
    found = []
    for path in tracked():
        if path.suffix == ".md":
            for block in re.findall(rf"^```{language}\n(.*?)^```", text_of(path), re.MULTILINE | re.DOTALL):
                found.append(pytest.param(block, id=str(path)))
    return found


@pytest.mark.parametrize("block", blocks("json"))
def test_documents_shown_are_taken(block: str) -> None:
    shown = json.loads(block)
    msgspec.convert(shown, DOCUMENTS[shown["format"]])


@pytest.mark.parametrize("block", blocks("yaml"))
def test_library_entries_shown_are_taken(block: str) -> None:
    ((kind, shown),) = yaml.safe_load(block).items()
    if kind == "overlay":
        msgspec.convert(shown, Overlay)
        return
    for entry in shown:
        msgspec.convert(entry, KINDS[kind])


def test_the_glossary_gives_each_term_once() -> None:
    terms = re.findall(r"^- \*\*(.+?)\*\*: \S", text_of(Path("GLOSSARY.md")), re.MULTILINE)
    assert len(terms) > 40
    assert len(terms) == len(set(terms))
