"""Every command that touches the site says what it opens, and loads the site only when it is called."""

import importlib
import subprocess
import sys
from pathlib import Path

from waymark.cli.main import JOBS
from waymark.cli.sited import POLICIES


def test_every_command_of_the_site_declares_what_it_opens() -> None:
    touching = set()
    for name, (module, _) in JOBS.items():
        source = Path(str(importlib.import_module(f"waymark.cli.{module}").__file__)).read_text()
        if "waymark.site" in source:
            touching.add(name)
    assert touching == set(POLICIES)


def test_no_command_loads_the_site_before_it_is_called() -> None:
    modules = ", ".join(f"waymark.cli.{module}" for module, _ in JOBS.values())
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys, {modules}\nprint([m for m in sys.modules if 'django' in m or '.site' in m])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "[]\n"
