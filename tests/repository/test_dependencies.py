"""Every dependency says what it is for, is locked, and comes from the public index."""

import ast
import re
import sys
import tomllib
from pathlib import Path

from tests.repository.tracked import python_files, text_of


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


def imported(source: str) -> set[str]:
    """Top names of the modules that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.partition(".")[0])
    return names


def test_what_the_program_imports_is_required() -> None:
    """What is at hand only because a tool of ours needs it would be missing from an installed Waymark."""
    parsed = tomllib.loads(text_of(Path("pyproject.toml")))
    required = {re.split(r"[\[<>=!~ ;]", line)[0] for line in parsed["project"]["dependencies"]}
    modules = {{"PyYAML": "yaml"}.get(name, name.lower().replace("-", "_")) for name in required}
    for path in python_files():
        if path.parts[0] == "src":
            others = imported(text_of(path)) - set(sys.stdlib_module_names) - {"waymark"}
            assert others <= modules, path


def test_every_requirement_is_locked() -> None:
    assert declared() - set(lock()) == set(), "run `.venv/bin/uv lock`"


def test_the_lock_names_only_the_public_index() -> None:
    text = text_of(Path("uv.lock"))
    hosts = set(re.findall(r"https?://([^/\"]+)", text))
    assert hosts <= {"pypi.org", "files.pythonhosted.org"}


def test_the_makefile_and_ci_name_no_package_host() -> None:
    for name in ("Makefile", ".ci/run", "pyproject.toml"):
        assert re.findall(r"https?://\S+", text_of(Path(name))) == [], name
