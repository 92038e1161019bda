"""Take the pictures of the docs anew from the demo; `make screenshots` calls this.

Serves the demo's house in a home of its own, takes every picture in Chromium, and stops it again. Needs what the
journeys need: Node, Chromium, and `tests/journeys/install.sh` once.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
PACKAGES = ROOT / "tests" / "journeys" / ".node" / "node_modules"
STARTS_WITHIN = 300
# Until several questions stand on a page, everything is left open and every danger is looked after.
_ON = ", ".join(
    ("button[value=told]", "button[value=go-on]", "button[value=none]", ".other-ways button[value=unknown]",
     ".several button[value=skip]")
)  # fmt: skip
# One of the cast that was written by hand.
_ONE = "main .list a:has-text('Jules')"
PICTURES: dict[str, dict[str, Any]] = {
    "work": {"by": "counsellor@cedar", "path": "/work", "height": 860},
    "person": {"by": "counsellor@cedar", "path": "/people", "way": [_ONE], "height": 1000},
    "workspace": {
        "by": "counsellor@cedar", "path": "/people", "way": [_ONE, "a[href$='/workspace']"], "height": 860,
    },
    "interview": {
        "by": "counsellor@cedar", "path": "/people/new",
        "way": [
            {"fill": "input[name=called]", "with": "Robin"}, "main form .primary", "a[href$='/interview']",
            "form[action$='/begin'] button", {"press": _ON, "until": ".ask + .ask + .ask + .ask"},
        ],
        "height": 900,
    },
    "days": {"by": "counsellor@cedar", "path": "/calendar", "width": 390, "height": 760},
    "program": {"by": "supervisor@cedar", "path": "/oversight", "height": 760},
}  # fmt: skip


def main() -> int:
    """0 where every picture was taken."""
    chromium = os.environ.get("WAYMARK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if shutil.which("node") is None or chromium is None or not PACKAGES.is_dir():
        print("screenshots: Node, Chromium and tests/journeys/install.sh are needed first", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="waymark-pictures-") as home, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        command = [sys.executable, "-m", "waymark.cli", "serve", "--demo", "--port", str(port)]
        environment = {**os.environ, "WAYMARK_HOME": home}
        site = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _answers(f"http://127.0.0.1:{port}/health")
            _take(f"http://127.0.0.1:{port}", chromium)
        finally:
            site.terminate()
            site.wait(30)
    whole = sum(path.stat().st_size for path in FOLDER.glob("*.png"))
    print(f"screenshots: {len(PICTURES)} pictures, {whole / 1024:.0f} kB in docs/pictures")
    return 0


def _answers(address: str) -> None:
    for _ in range(STARTS_WITHIN * 2):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.5)
    raise SystemExit(f"screenshots: {address} does not answer")


def _take(base: str, chromium: str) -> None:
    from waymark.site.operations.demo_password import DEMO_PASSWORD

    FOLDER.mkdir(exist_ok=True)
    shots = [{"name": name, **shot} for name, shot in PICTURES.items()]
    job = {
        "base": base, "chromium": chromium, "packages": str(PACKAGES), "password": DEMO_PASSWORD,
        "folder": str(FOLDER), "shots": shots,
    }  # fmt: skip
    subprocess.run(["node", str(ROOT / "scripts" / "shots.mjs")], input=json.dumps(job), text=True, check=True)


if __name__ == "__main__":
    sys.exit(main())
