"""Every dependency says what it is for, is locked, and comes from the public index."""

import re
import tomllib
from pathlib import Path

from tests.repository.tracked import text_of


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


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
    lines = text_of(Path("pyproject.toml")).splitlines()
    silent = []
    for name in sorted(declared() | {"hatchling"}):
        described = re.compile(rf'^\s+"{name}[^"]*",\s*# \S.{{4,}}$', re.IGNORECASE)
        if not any(described.match(line) for line in lines):
            silent.append(name)
    assert silent == []


def test_every_requirement_is_locked() -> None:
    assert declared() - set(lock()) == set(), "run `.venv/bin/uv lock`"


def test_the_lock_names_only_the_public_index() -> None:
    text = text_of(Path("uv.lock"))
    hosts = set(re.findall(r"https?://([^/\"]+)", text))
    assert hosts <= {"pypi.org", "files.pythonhosted.org"}


def test_the_makefile_and_ci_name_no_package_host() -> None:
    for name in ("Makefile", ".ci/run", "pyproject.toml"):
        assert re.findall(r"https?://\S+", text_of(Path(name))) == [], name
