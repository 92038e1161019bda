"""Every dependency says what it is for, is locked, and comes from the public index."""

import re
import tomllib
from pathlib import Path

from tests.repository.tracked import text_of

# A requirement in a list of pyproject.toml: indented, quoted, a name followed by an optional version.
REQUIREMENT = re.compile(r'^\s+"(?P<name>[A-Za-z0-9_.-]+)(?:\[[\w,]+\])?(?:[<>=!~ ].*)?",(?P<rest>.*)$')
# Lists of strings that are no requirements.
OTHER_LISTS = {"cli", "exchange", "planning", "record", "knowledge", "logic", "demo"}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements() -> list[tuple[str, str]]:
    """Name and what follows on its line, for each requirement of pyproject.toml."""
    pyproject = text_of(Path("pyproject.toml"))
    matches = (REQUIREMENT.match(line) for line in pyproject.splitlines())
    found = [(match["name"], match["rest"].strip()) for match in matches if match]
    return [(name, rest) for name, rest in found if name not in OTHER_LISTS]


def lock() -> dict[str, dict[str, object]]:
    parsed = tomllib.loads(text_of(Path("uv.lock")))
    return {package["name"]: package for package in parsed["package"]}


def declared() -> set[str]:
    """Names of all requirements as TOML tells them, build requirements left out."""
    parsed = tomllib.loads(text_of(Path("pyproject.toml")))
    lines = list(parsed["project"]["dependencies"])
    for group in parsed["dependency-groups"].values():
        lines.extend(group)
    return {canonical(re.split(r"[\[<>=!~ ;]", line)[0]) for line in lines}


def test_every_requirement_says_what_it_is_for() -> None:
    listed = requirements()
    assert {canonical(name) for name, _ in listed} >= declared()
    assert [name for name, rest in listed if not re.fullmatch(r"# \S.{4,}", rest)] == []


def test_every_requirement_is_locked() -> None:
    assert declared() - set(lock()) == set(), "run `.venv/bin/uv lock`"


def test_the_lock_names_only_the_public_index() -> None:
    text = text_of(Path("uv.lock"))
    hosts = set(re.findall(r"https?://([^/\"]+)", text))
    assert hosts <= {"pypi.org", "files.pythonhosted.org"}


def test_the_makefile_and_ci_name_no_package_host() -> None:
    for name in ("Makefile", ".ci/run", "pyproject.toml"):
        assert re.findall(r"https?://\S+", text_of(Path(name))) == [], name
