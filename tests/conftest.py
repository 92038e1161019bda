"""What all tests share: where the trial data lie, and how hard generated tests try."""

import os
import shutil
import signal
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run and on every machine; the long, seeded search is `make prove`.
settings.register_profile(
    "waymark",
    derandomize=True,
    database=None,
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("waymark")

# Started in the background, a shell has Ctrl-C ignored, and every command a test starts would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Said at the end of a whole run: a test that was left out looks like one that passed."""
    if config.args_source is pytest.Config.ArgsSource.ARGS:
        return
    for name in left_out():
        terminalreporter.write_line(f"left out: {name}")


def left_out() -> list[str]:
    """What is not at hand on this machine, and which tests need it."""
    missing = []
    if "postgres" not in os.environ.get("DATABASE_URL", ""):
        missing.append(
            "PostgreSQL; the site was tested on SQLite alone (DATABASE_URL=postgresql://… make test runs it there)"
        )
    browsers = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    if not os.environ.get("WAYMARK_CHROMIUM") and not any(map(shutil.which, browsers)):
        missing.append("Chromium; nobody looked at the pages in a browser (install it, or name it in WAYMARK_CHROMIUM)")
    if shutil.which("node") is None:
        missing.append("Node; the journeys and the other engines did not run (install nodejs and npm)")
    if not os.environ.get("WAYMARK_DATA"):
        missing.append("the trial data; nothing was planned from real records (WAYMARK_DATA names their folder)")
    return missing


@pytest.fixture(scope="session")
def trial_data() -> Path:
    """Folder of the CTN-0094 trial data, which are not part of the repository; skips where they are not at hand."""
    required = os.environ.get("WAYMARK_REQUIRE_DATA") == "1"
    named = os.environ.get("WAYMARK_DATA")
    if not named:
        missing = "WAYMARK_DATA does not name a folder of trial data"
    else:
        folder = Path(named) / "ctn0094"
        if (folder / "tables").is_dir():
            return folder
        missing = f"WAYMARK_DATA has no ctn0094/tables (looked in {folder})"
    if required:
        pytest.fail(f"{missing}, and WAYMARK_REQUIRE_DATA=1 asks for it")
    pytest.skip(missing)
