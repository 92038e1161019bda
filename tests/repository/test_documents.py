"""The documents a reader meets first are short, complete and in order."""

import re
from pathlib import Path

import pytest

from tests.repository.tracked import ROOT, text_of, tracked

DECISIONS = sorted(path for path in tracked() if path.parent == Path("docs/decisions") and path.stem[:4].isdigit())
TARGETS = ("help", "setup", "demo", "test", "check", "bench", "prove", "docs", "screenshots", "clean")


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.stem[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=str)
def test_a_decision_is_short_and_whole(path: Path) -> None:
    text = text_of(path)
    assert 20 <= text.count("\n") <= 60
    assert re.match(rf"# {path.stem[:4]}: \S", text)
    for part in ("Date:", "Status:", "## Context", "## Options", "## Decision", "## Consequences"):
        assert part in text, f"{path} has no {part}"


def test_the_readme_fits_one_screen_and_names_the_commands() -> None:
    readme = text_of(Path("README.md"))
    assert readme.count("\n") <= 64
    assert "make demo" in readme
    assert "make test" in readme


def test_the_licence_is_apache() -> None:
    licence = text_of(Path("LICENSE"))
    assert "Apache License" in licence
    assert "Version 2.0, January 2004" in licence
    assert len(licence.split()) > 1500


def test_the_notice_names_other_peoples_property() -> None:
    notice = text_of(Path("NOTICE"))
    assert "Regenstrief" in notice
    assert "not affiliated" in notice


@pytest.mark.parametrize("target", TARGETS)
def test_make_offers_the_target_and_prepares_itself(target: str) -> None:
    makefile = text_of(Path("Makefile"))
    line = re.search(rf"^{target}:(.*)$", makefile, re.MULTILINE)
    assert line is not None
    assert "## " in line[1], "say in one line what it does"
    if target not in ("help", "clean"):
        assert re.search(r"setup|LIBRARY", line[1]), f"make {target} must work on a fresh clone"


def test_ci_runs_the_test_command_of_the_readme() -> None:
    script = text_of(Path(".ci/run"))
    assert script.rstrip().endswith("\nmake test")
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for path in tracked():
        if path.suffix != ".md":
            continue
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text_of(path)):
            inside = not re.match(r"[a-z]+:", target) and "generated/" not in target
            if inside and not (ROOT / path.parent / target).exists():
                broken.append(f"{path}: {target}")
    assert broken == []
