"""Chromium, driven through Node: where it is, and what a script in it found."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

__all__ = ["drive", "tools"]

HERE = Path(__file__).parent
PACKAGES = HERE / ".node" / "node_modules"
LONGEST = 600


def drive(script: str, job: dict[str, Any]) -> Any:
    """Run a script of this folder with a job as JSON; what it printed as JSON. Skips where no browser is at hand."""
    node, chromium = tools()
    done = subprocess.run(
        [node, str(HERE / script)],
        input=json.dumps({**job, "chromium": chromium, "packages": str(PACKAGES)}),
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    assert done.returncode == 0, f"{script} broke off: {done.stderr[-2000:]}"
    return json.loads(done.stdout)


def tools() -> tuple[str, str]:
    """Node and Chromium; skips with what is missing, fails where WAYMARK_REQUIRE_BROWSER=1 asks for them."""
    node = shutil.which("node")
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    chromium = os.environ.get("WAYMARK_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if node is None:
        missing = "Node is not at hand"
    elif chromium is None:
        missing = "Chromium is not at hand (install it, or name it in WAYMARK_CHROMIUM)"
    elif not all((PACKAGES / name / "package.json").exists() for name in ("playwright-core", "axe-core")):
        missing = "the npm packages are not installed; run tests/journeys/install.sh once"
    else:
        return node, chromium
    if os.environ.get("WAYMARK_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{missing}, and WAYMARK_REQUIRE_BROWSER=1 asks for it")
    pytest.skip(missing)
