"""On the way of a plan only what it needs is loaded: reading content, checking and pictures stay away."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository.tracked import text_of
from waymark.knowledge.release import load_release

# Each of these costs a good part of the time a plan may take from a cold start.
NEVER = {
    "yaml", "dataclasses", "importlib.metadata", "asyncio", "pydantic", "typer", "jinja2", "unittest",
    "typing_extensions", "inspect", "hashlib", "shutil", "difflib", "random", "multiprocessing",
}  # fmt: skip
# What reads or checks the library, or serves other jobs.
ELSEWHERE = (
    "waymark.knowledge.reader", "waymark.knowledge.check", "waymark.knowledge.build", "waymark.logic.parser",
    "waymark.logic.checker", "waymark.logic.emit", "waymark.exchange", "waymark.demo",
)  # fmt: skip

# As the command does it: `main` takes the words of the command line.
RUN = """
import sys
from waymark.cli.main import main
sys.argv[1:] = ["plan", "person.json", "--format", FORMAT]
code = main()
loaded = sorted(sys.modules)
import json
sys.stderr.write(json.dumps([code, loaded]))
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
@pytest.mark.parametrize("form", ["json", "text"])
def test_a_plan_loads_no_more_than_it_needs(tmp_path: Path, form: str) -> None:
    # The first start after a change of the library compiles it; any later one is meant here.
    load_release()
    modules = modules_of_a_plan(tmp_path, form)
    assert modules & NEVER == set()
    assert [name for name in modules if name.startswith(ELSEWHERE)] == []
    # Only a terminal that shows colour needs it, not a pipe.
    assert [name for name in modules if name.startswith("rich")] == []
