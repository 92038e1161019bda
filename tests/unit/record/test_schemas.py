"""The published schemas are current, and documents of before still read."""

import json
import re
from pathlib import Path

import pytest

from waymark.record.reading import read_decisions, read_person, read_programme
from waymark.record.schemas import FOLDER, written

ROOT = Path(__file__).parents[3]
KEPT = sorted((ROOT / "tests" / "data" / "documents").glob("*.json"))
READERS = {"person": read_person, "programme": read_programme, "decisions": read_decisions}


@pytest.mark.parametrize("name", list(written()))
def test_the_schema_file_is_current(name: str) -> None:
    kept = (FOLDER / name).read_text(encoding="utf-8")
    assert kept == written()[name], "run: python -m waymark.record.schemas"


def test_there_are_documents_of_every_kind() -> None:
    assert {path.name.partition("-")[0] for path in KEPT} == set(READERS)


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_kept_document_still_reads(path: Path) -> None:
    READERS[path.name.partition("-")[0]](path.read_bytes(), path.name)


def test_the_page_shows_documents_that_read() -> None:
    page = (ROOT / "docs" / "reference" / "documents.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert shown
    for block in shown:
        kind = json.loads(block)["format"].removeprefix("waymark.").partition("/")[0]
        READERS[kind](block.encode(), "docs/reference/documents.md")
