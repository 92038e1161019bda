"""A house in a home of its own, served on a free port of this machine."""

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

from tests.journeys.test_page_axe import TAGS

__all__ = ["site"]

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
