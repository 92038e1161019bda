"""What the documentation shows is what the program takes."""

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from tests.engines.planted import released
from tests.repository.tracked import text_of, tracked
from waymark.knowledge.kinds import KINDS
from waymark.knowledge.vignettes import ANSWERS, Answers
from waymark.knowledge.worksheet import FilledWorksheet
from waymark.record.documents.decisions import Decisions
from waymark.record.documents.person import Person
from waymark.record.documents.programme import Programme

DOCUMENTS: dict[str, type[msgspec.Struct]] = {
    "waymark.person/1": Person,
    "waymark.programme/1": Programme,
    "waymark.decisions/1": Decisions,
    "waymark.worksheet/1": FilledWorksheet,
    ANSWERS: Answers,
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


@pytest.mark.slow
@pytest.mark.parametrize("block", blocks("yaml"))
def test_library_entries_shown_are_taken(block: str, tmp_path: Path) -> None:
    ((kind, shown),) = yaml.safe_load(block).items()
    if kind in ("overlay", "rules"):
        released(as_overlay(kind, shown, tmp_path))
    else:
        for entry in shown:
            msgspec.convert(entry, KINDS[kind])


def as_overlay(kind: str, shown: Any, folder: Path) -> Path:
    """The overlay as shown, or one that adds the rules shown: then every name in them must be known."""
    if kind == "rules":
        added = [
            {"rule": {**rule, "id": f"{rule['id']}-again"}, "reason": {"en": "Shown in a page."}} for rule in shown
        ]
        shown = {"id": "example", "layer": "programme", "name": {"en": "Example"}, "rules": added}
    (folder / "overlay.yaml").write_text(yaml.safe_dump({"overlay": shown}, sort_keys=False), encoding="utf-8")
    return folder


def test_the_glossary_gives_each_term_once() -> None:
    terms = re.findall(r"^- \*\*(.+?)\*\*: \S", text_of(Path("GLOSSARY.md")), re.MULTILINE)
    assert len(terms) > 40
    assert len(terms) == len(set(terms))
