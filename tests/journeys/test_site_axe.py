"""The site in a real browser: a day's work without script, and every page accessible, whole, from our host alone."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.browser import drive, tools
from tests.journeys.test_page_axe import TAGS, WAYS
from waymark.site.pages.wording import say

ROOT = Path(__file__).parents[2]
STARTS_WITHIN = 60


@contextmanager
def site(home: Path, language: str) -> Iterator[dict[str, Any]]:
    """A house in a home of its own, served on a free port of this machine; what a browser needs to walk there."""
    env = {
        **os.environ,
        "WAYMARK_HOME": str(home),
        "WAYMARK_SECOND_FACTOR": "on",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    env.pop("WAYMARK_MODE", None)
    env.pop("DATABASE_URL", None)
    moved = subprocess.run(
        [sys.executable, "-m", "tests.journeys.move_in", language], cwd=ROOT, env=env, capture_output=True, check=False
    )
    assert moved.returncode == 0, moved.stderr.decode()[-2000:]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--port",
        port,
        "--no-access-log",
        "waymark.site.wsgi:application",
    ]
    server = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    base = f"http://127.0.0.1:{port}"
    try:
        _answers(f"{base}/health")
        yield {**json.loads(moved.stdout), "base": base, "tags": TAGS}
    finally:
        server.terminate()
        server.wait(20)


def _answers(address: str) -> None:
    for _ in range(STARTS_WITHIN * 10):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


def _pages(told: dict[str, Any]) -> dict[str, list[str]]:
    person = f"/people/{told['person']}"
    plan = f"{person}/plan/{told['version']}"
    both = [person, f"{person}/record", f"{person}/documents", f"{person}/team", f"{person}/contact", plan]
    work, line = f"{person}/workspace", told["line"]
    both += [f"{plan}/changes", f"{plan}/sign", f"{plan}/print", f"{plan}/why", f"{person}/plan/now/why/{line}"]
    both += [work, f"{work}/line/{line}", f"{work}/meets", f"{work}/goal"]
    note = f"{person}/record/note"
    return {
        "nobody": ["/gallery", "/sign-in"],
        "counsellor": [
            "/work", f"{person}/sessions", f"{person}/sessions/new", f"{person}/counselling",
            f"{person}/work/{told['entry']}/later",
            "/calendar", "/calendar/groups/new", f"/calendar/groups/{told['meeting']}", "/calendar/feed",
            f"{person}/appointments", f"{person}/appointments/new", f"{person}/appointments/{told['appointment']}",
            f"{person}/rewards", f"{person}/rewards/new",
            f"{person}/messages", f"{person}/meetings", f"{person}/meetings/new", f"{person}/meetings/ask",
            f"{person}/steps/{told['step']}", f"{person}/sessions/{told['note']}/amend",
            "/people", "/people/new", *both, f"{person}/identity", f"{person}/ending",
            f"{person}/record/add", note, f"{note}?find=home", f"{note}?what=fact:homeless", f"{note}?what=fact:age",
            f"{person}/documents/add", f"{plan}/sign/here",
        ],
        "person": [*both, f"{person}/seen", f"{person}/sessions", f"{person}/appointments", f"{person}/meetings"],
        "privacy_officer": ["/emergencies", f"/emergencies/{told['access']}", f"{person}/seen", "/lately"],
        "nurse": [f"{person}/emergency"],
        "supervisor": ["/oversight", "/oversight/rewards", "/work"],
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_of_the_site_holds_in_a_browser(language: str, tmp_path: Path) -> None:
    tools()
    with site(tmp_path, language) as told:
        assert drive("site.mjs", {**told, "pages": _pages(told), "ways": WAYS[1:]}) == []


@pytest.mark.slow
def test_a_days_work_is_done_without_script(tmp_path: Path) -> None:
    tools()
    with site(tmp_path, "en") as told:
        assert drive("site.mjs", {**told, "work": True}) == []


@pytest.mark.slow
@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("es", "dark")])
def test_somebody_comes_in_with_a_passkey_of_a_real_browser(language: str, scheme: str, tmp_path: Path) -> None:
    tools()
    asked = ("join", "add_passkey", "codes_kept", "sign_off", "sign_in", "use_passkey")
    words = {name: say(language, f"accounts.{name}") for name in asked}
    with site(tmp_path, language) as told:
        # A passkey belongs to a name, never to a number.
        base = told["base"].replace("127.0.0.1", "localhost")
        job = {**told, "base": base, "words": words, "language": language, "scheme": scheme}
        assert drive("account.mjs", {**job, "password": "a kettle on the hob"}) == []
