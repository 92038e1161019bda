"""The site under load beside a bare Django prototype: saving an answer, and a person's page.

python -m bench.web_load [seconds] [people]

The peer is `webapp.py` of the fixed workloads (its `/a/...` addresses: the same check-in and page with one audit row
committed each). Both run on SQLite with synchronous FULL under granian with two workers, in turns, loaded by wrk;
with a PostgreSQL server at hand, both on that too. What the site does more: a session, an account, a role, the access
decision, sealing, a chained audit with its anchor, checking the answer against the library, a whole page.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_GRANIAN = ["--interface", "wsgi", "--workers", "2", "--blocking-threads", "1", "--no-access-log", "--no-ws"]
_TURNS = 3


def main() -> None:
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    people = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    folder = os.environ.get("WAYMARK_BENCH")
    missing = [name for name in ("wrk",) if shutil.which(name) is None]
    if folder is None or missing:
        print(f"left out: {'the fixed workloads (WAYMARK_BENCH)' if folder is None else missing[0]} is not at hand")
        return
    from prove._databases import postgres_at_hand

    _compare("SQLite", seconds, people, Path(folder), "")
    server = postgres_at_hand()
    if server is None:
        print("PostgreSQL: left out, no server answers on loopback")
        return
    with _database(server, "ours") as ours, _database(server, "peer") as peer:
        _compare("PostgreSQL", seconds, people, Path(folder), ours, peer)


def _compare(name: str, seconds: int, people: int, folder: Path, ours: str, peer: str = "") -> None:
    with (
        tempfile.TemporaryDirectory(prefix="waymark-bench-") as home,
        _peer(folder, Path(home), peer) as (bare_port, bare),
        _site(Path(home), ours, people) as (scripts, port, site),
    ):
        for what, bar in (("save", 0.5), ("page", 0.4)):
            path, script = ("/a/c", _CHECK_IN) if what == "save" else ("/a/p/1", _PAGES)
            loads = [_Load(bare_port, path, script, bare), _Load(port, "/", scripts[what], site)]
            # In turns: what else the machine does meets both alike.
            for _ in range(_TURNS):
                for load in loads:
                    load.run(seconds)
            told = "; ".join(f"{whose} {load.told()}" for whose, load in zip(("peer", "site"), loads, strict=True))
            says = "saving an answer" if what == "save" else "a person’s page"
            print(f"{name}: {says}: {told}; {_ratio(loads)} (bar {bar} ×)", flush=True)


def _ratio(loads: Sequence["_Load"]) -> str:
    return f"{loads[1].rate / loads[0].rate:.2f} ×" if loads[0].answers else "no ratio"


class _Load:
    """One server under wrk, several times: answers, seconds, the worst p99, what went wrong, and its CPU time."""

    def __init__(self, port: int, path: str, script: str, server: int) -> None:
        self.port, self.path, self.script, self.server = port, path, script, server
        self.answers, self.seconds, self.cpu, self.worst = 0.0, 0.0, 0.0, 0.0
        self.errors: list[str] = []
        self.run(1, counted=False)

    @property
    def rate(self) -> float:
        return self.answers / self.seconds

    def run(self, seconds: int, *, counted: bool = True) -> None:
        before = _cpu(self.server)
        rate, ninety_nine, errors = _wrk(self.port, self.path, self.script, seconds)
        if counted:
            self.answers += rate * seconds
            self.seconds += seconds
            self.cpu += _cpu(self.server) - before
            self.worst = max(self.worst, ninety_nine)
            self.errors += [errors] if errors else []

    def told(self) -> str:
        if not self.answers:
            return "answered nothing in time"
        each = self.cpu / self.answers * 1000
        wrong = "; ".join(self.errors) or "no errors"
        return f"{self.rate:.1f}/s, {each:.1f} ms CPU each, p99 {self.worst:.0f} ms, {wrong}"


def _cpu(server: int) -> float:
    """CPU seconds of a server and its workers so far."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, _, rest = stat.read_text().rpartition(") ")
        except OSError:
            continue
        parts = rest.split()
        if int(stat.parent.name) == server or int(parts[1]) == server:
            ticks += int(parts[11]) + int(parts[12])
    return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def _peer(folder: Path, home: Path, database: str) -> Iterator[tuple[int, int]]:
    environment = {**os.environ, "DBPATH": str(home / "peer.sqlite3"), "SYNC": "FULL", "PYTHONPATH": str(folder)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    environment |= _peer_database(database)
    subprocess.run([sys.executable, "webapp.py", "init"], cwd=folder, env=environment, check=True)
    port = _free_port()
    with _served("webapp:application", port, environment, folder, "/noop") as server:
        yield port, server


def _peer_database(database: str) -> dict[str, str]:
    """What tells the peer to take this database; nothing for SQLite."""
    if not database:
        return {}
    user, _, rest = database.removeprefix("postgresql://").partition("@")
    host, _, name = rest.partition("/")
    return {"DB": "pg", "PGUSER": user, "PGHOST": host.partition(":")[0], "PGDB": name}


@contextmanager
def _site(home: Path, database: str, people: int) -> Iterator[tuple[dict[str, str], int, int]]:
    # As in a demo, nobody is led to set up a second factor first.
    environment = {**os.environ, "WAYMARK_HOME": str(home), "DATABASE_URL": database, "WAYMARK_DEMO": "1"}
    told = subprocess.run(
        [sys.executable, "-m", "bench._web_house", str(people)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if told.returncode != 0:
        raise SystemExit(told.stderr[-2000:])
    session, *persons = told.stdout.split()
    port = _free_port()
    with _served("waymark.site.wsgi:application", port, environment, ROOT, "/health") as server:
        token = _form_token(port, persons[0], session)
        yield (
            {
                "page": _script(persons, session, "GET", "/people/%s", ""),
                "save": _script(persons, session, "POST", "/people/%s/record/note?what=fact:craving.peak_week", token),
            },
            port,
            server,
        )


def _form_token(port: int, person: str, session: str) -> str:
    """The mark of a form, as a browser gets it with the page; the session has to open it."""
    address = f"http://127.0.0.1:{port}/people/{person}/record/note?what=age"
    request = urllib.request.Request(address, headers={"Cookie": f"waymark={session}"})
    with urllib.request.urlopen(request) as answer:
        cookie = re.search(r"waymark-form=([^;]+)", str(answer.headers))
        if answer.url != address or cookie is None:
            raise SystemExit(f"the site led to {answer.url} instead of {address}")
        return cookie[1]


def _free_port() -> int:
    """A port that nobody listens on; a server would share one with another."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@contextmanager
def _served(application: str, port: int, environment: dict[str, str], folder: Path, ready: str) -> Iterator[int]:
    command = [sys.executable, "-m", "granian", *_GRANIAN, "--host", "127.0.0.1", "--port", str(port), application]
    server = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(port, ready)
        yield server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def _wait(port: int, ready: str) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{ready}", timeout=2).read()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise SystemExit(f"nothing answers on port {port}")


def _wrk(port: int, path: str, script: str, seconds: int) -> tuple[float, float, str]:
    """Requests a second, the 99th percentile in milliseconds, and what went wrong."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as written:
        written.write(script)
        written.flush()
        command = ["wrk", "-t2", "-c32", f"-d{seconds}s", "--latency", "-s", written.name]
        told = subprocess.run([*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    ninety_nine = re.search(r"99%\s+([\d.]+)(us|ms|s)", told)
    errors = "; ".join(line.strip() for line in told.splitlines() if "Non-2xx" in line or "Socket errors" in line)
    if rate is None or ninety_nine is None:
        raise SystemExit(told)
    return float(rate[1]), float(ninety_nine[1]) * {"us": 0.001, "ms": 1, "s": 1000}[ninety_nine[2]], errors


_PAGES = """
local i = 0
request = function() i = (i * 7 + 13) % 2000; return wrk.format("GET", "/a/p/" .. (i + 1)) end
"""
_CHECK_IN = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local i = 0
request = function()
  i = (i * 7 + 13) % 2000
  local body = '{"person":' .. (i + 1) .. ',"craving":4,"mood":3,"used":false,"note":"ok today"}'
  return wrk.format(nil, "/a/c", nil, body)
end
"""


def _script(persons: list[str], session: str, method: str, path: str, token: str) -> str:
    listed = ", ".join(f'"{person}"' for person in persons)
    cookie = f"waymark={session}" + (f"; waymark-form={token}" if token else "")
    body = f'"value=4&at=2026-11-20&source=self-report&csrfmiddlewaretoken={token}&mark=" .. mark' if token else "nil"
    return f"""
local persons = {{ {listed} }}
local i, own = 0, tostring({{}}):gsub("table: ", "")
wrk.headers["Cookie"] = "{cookie}"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
request = function()
  i = i + 1
  local mark = own .. i
  local person = persons[(i * 7 + 13) % #persons + 1]
  return wrk.format("{method}", string.format("{path.replace("%s", "%%s").replace("%%s", "%s")}", person), nil, {body})
end
"""


@contextmanager
def _database(server: str, what: str) -> Iterator[str]:
    import uuid

    from prove._databases import _statement

    name = f"waymark_bench_{what}_{uuid.uuid4().hex[:8]}"
    _statement(server, f"CREATE DATABASE {name}")
    try:
        yield f"{server.rpartition('/')[0]}/{name}"
    finally:
        _statement(server, f"DROP DATABASE {name} WITH (FORCE)")


if __name__ == "__main__":
    main()
