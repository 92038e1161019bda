"""The hand-written reference pages name everything there is: effects, outcomes of cases, kinds, keys and jobs."""

import re
from pathlib import Path
from typing import get_args

import pytest

from tests.repository.tracked import text_of
from waymark.cli.main import JOBS
from waymark.knowledge.kinds import KINDS
from waymark.knowledge.model.effect import Effect
from waymark.planning.cases import OUTCOMES
from waymark.record.documents.person import Lists, Person

FORMAT = text_of(Path("docs/reference/library-format.md"))
DOCUMENTS = text_of(Path("docs/reference/documents.md"))
COMMANDS = text_of(Path("docs/reference/command-line.md"))


def test_every_effect_is_described() -> None:
    named = {kind.__struct_config__.tag for kind in get_args(Effect)}
    shown = set(re.findall(r"^\| `([a-z]+)` \|", FORMAT.partition("## Effects")[2].partition("\n## ")[0], re.MULTILINE))
    assert shown - {"do"} == named


def test_every_outcome_of_a_case_is_described() -> None:
    section = FORMAT.partition("## Outcomes of a case")[2].partition("\n## ")[0]
    shown = set(re.findall(r"`([a-z-]+)(?::[^`]*)?`", "".join(re.findall(r"^\| (`.*?) \|", section, re.MULTILINE))))
    assert shown == set(OUTCOMES)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_entry_has_its_file(kind: str) -> None:
    assert f"`{kind}`" in FORMAT


@pytest.mark.parametrize("key", [k for k in Person.__struct_fields__ if k not in ("format", "id", "anchor", "lists")])
def test_every_key_of_a_person_is_described(key: str) -> None:
    assert f"`{key}`" in DOCUMENTS


@pytest.mark.parametrize("name", Lists.__struct_fields__)
def test_every_list_is_described(name: str) -> None:
    assert name in DOCUMENTS


@pytest.mark.parametrize("job", JOBS)
def test_every_job_is_described(job: str) -> None:
    assert f"| `{job}" in COMMANDS
