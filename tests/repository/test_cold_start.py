"""On the way of a plan only what it needs is loaded: reading content, checking and pictures stay away."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository.tracked import text_of

# Each of these costs a good part of the time a plan may take from a cold start.
NEVER = {"yaml", "dataclasses", "importlib.metadata", "asyncio", "pydantic", "typer", "jinja2", "unittest"}
# What reads or checks the library, or serves other jobs.
ELSEWHERE = ("waymark.knowledge.reader", "waymark.knowledge.check", "waymark.exchange", "waymark.demo")

RUN = """
import json, os, sys
from waymark.cli.main import main
code = main(["plan", "person.json", "--format", FORMAT])
sys.stderr.write(json.dumps([code, sorted(sys.modules)]))
"""


def modules_of_a_plan(folder: Path, form: str) -> set[str]:
    """Names of all modules loaded by `waymark plan` in a process of its own."""
    (person,) = re.findall(
        r"^```json\n(.*?)^```", text_of(Path("docs/tutorials/first-plan.md")), re.MULTILINE | re.DOTALL
    )
    (folder / "person.json").write_text(person, encoding="utf-8")
    program = RUN.replace("FORMAT", repr(form))
    ran = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True)
    code, modules = json.loads(ran.stderr)
    assert code == 0
    return set(modules)


@pytest.mark.slow
def test_a_plan_as_json_loads_no_more_than_it_needs(tmp_path: Path) -> None:
    modules = modules_of_a_plan(tmp_path, "json")
    assert modules & (NEVER | {"rich"}) == set()
    assert [name for name in modules if name.startswith(ELSEWHERE)] == []


@pytest.mark.slow
def test_a_plan_as_text_reads_no_content_files(tmp_path: Path) -> None:
    modules = modules_of_a_plan(tmp_path, "text")
    assert modules & {"yaml", "importlib.metadata", "pydantic", "typer"} == set()
    assert [name for name in modules if name.startswith(ELSEWHERE)] == []
