"""What one answer costs a worker: processor time of saving and of a person's page, in process, beside the bare peer.

python -m bench.web_cost [answers] [people] [profile]

The same two requests as `bench.web_load`, put into the WSGI application of one process without a server and without a
crowd: user and system seconds of that process. Peer and site take turns of 20 answers each, so that what else the
machine does meets both alike; told are the median of each, and the median of the ratios of neighbouring turns. With
`profile` as third word the functions of the site that cost most are told, by `cProfile`. On SQLite, and on PostgreSQL
where one is at hand.
"""

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

_TURN = 20
_BARS = {"save": 0.5, "page": 0.4}
_Ask = Callable[[int], tuple[str, str, bytes]]


def main() -> None:
    answers = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    people = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    told = sys.argv[3] if len(sys.argv) > 3 else ""
    if told.startswith("only-"):
        _answers_when_asked(told.removeprefix("only-"), people)
        return
    if "WAYMARK_BENCH" not in os.environ:
        print("left out: the fixed workloads (WAYMARK_BENCH) are not at hand")
        return
    _compare("SQLite", answers, people, told == "profile", "", "")
    from bench.web_load import _database
    from prove._databases import postgres_at_hand

    server = postgres_at_hand()
    if server is None:
        print("PostgreSQL: left out, no server answers on loopback")
        return
    with _database(server, "ours") as ours, _database(server, "peer") as peer:
        _compare("PostgreSQL", answers, people, told == "profile", ours, peer)


def _compare(name: str, answers: int, people: int, profile: bool, ours: str, peers: str) -> None:
    with _child("peer", people, peers) as peer, _child("site", people, ours) as site:
        for what, bar in _BARS.items():
            peer(f"{what} {2 * people}"), site(f"{what} {2 * people}")
            if profile:
                print(site(f"profile-{what} 300"))
            pairs = [(float(peer(f"{what} {_TURN}")), float(site(f"{what} {_TURN}"))) for _ in range(answers // _TURN)]
            bare, ours_ = (statistics.median(turn) / _TURN * 1000 for turn in zip(*pairs, strict=True))
            ratio = statistics.median(one / other for one, other in pairs)
            print(f"{name}: {what}: peer {bare:.2f} ms, site {ours_:.2f} ms; {ratio:.2f} × (bar {bar} ×)", flush=True)


@contextmanager
def _child(whose: str, people: int, database: str) -> Iterator[Callable[[str], str]]:
    """A process that answers; what it is told is what and how often, what it says are seconds."""
    from bench.web_load import _peer_database

    with tempfile.TemporaryDirectory(prefix="waymark-bench-") as home:
        environment = {**os.environ, "WAYMARK_HOME": home, "WAYMARK_DEMO": "1", "DATABASE_URL": database}
        environment |= {"DBPATH": f"{home}/peer.sqlite3", "SYNC": "FULL", **_peer_database(database)}
        child = subprocess.Popen(
            [sys.executable, "-m", "bench.web_cost", "0", str(people), f"only-{whose}"],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert child.stdin is not None
        assert child.stdout is not None
        to, back = child.stdin, child.stdout

        def ask(words: str) -> str:
            to.write(words + "\n")
            to.flush()
            said = ""
            while (line := back.readline()) != "\n":
                if not line:
                    raise SystemExit("a process of the benchmark has ended")
                said += line
            return said.strip()

        try:
            yield ask
        finally:
            to.close()
            child.wait(20)


def _answers_when_asked(whose: str, people: int) -> None:
    application, asked = _site(people) if whose == "site" else _peer()
    number = 0
    for line in sys.stdin:
        what, times = line.split()
        if what.startswith("profile-"):
            _profiled(what.removeprefix("profile-"), application, asked[what.removeprefix("profile-")], int(times))
        else:
            began = time.process_time()
            for _ in range(int(times)):
                number += 1
                _answer(application, *asked[what](number))
            print(time.process_time() - began)
        print(flush=True)


def _profiled(what: str, application: Any, ask: _Ask, answers: int) -> None:
    import cProfile
    import pstats

    profile = cProfile.Profile(time.process_time)
    profile.enable()
    for number in range(1_000_000, 1_000_000 + answers):
        _answer(application, *ask(number))
    profile.disable()
    if kept := os.environ.get("WAYMARK_BENCH_KEEP"):
        profile.dump_stats(f"{kept}-{what}")
    for order in ("cumulative", "tottime"):
        heard = io.StringIO()
        pstats.Stats(profile, stream=heard).strip_dirs().sort_stats(order).print_stats(75)
        told = "\n".join(line for line in heard.getvalue().splitlines() if line.strip())
        print(f"{what}, by {order}, {answers} answers\n{told}")


_COOKIE = ""


def _answer(application: Any, method: str, path: str, body: bytes) -> tuple[int, bytes, list[str]]:
    where, _, query = path.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method, "PATH_INFO": where, "QUERY_STRING": query, "HTTP_COOKIE": _COOKIE,
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1", "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body), "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    }  # fmt: skip
    heard: list[tuple[str, list[tuple[str, str]]]] = []
    answer = application(environ, lambda status, headers, _=None: heard.append((status, headers)))
    content = b"".join(answer)
    answer.close()
    ((status, headers),) = heard
    if status[:3] not in ("200", "201", "302"):
        raise SystemExit(f"{method} {path} was answered with {status}: {content[:2000]!r}")
    return int(status[:3]), content, [value for name, value in headers if name == "Set-Cookie"]


def _peer() -> tuple[Any, dict[str, _Ask]]:
    folder = os.environ["WAYMARK_BENCH"]
    subprocess.run([sys.executable, "webapp.py", "init"], cwd=folder, check=True)
    sys.path.insert(0, folder)
    application = import_module("webapp").application

    def save(number: int) -> tuple[str, str, bytes]:
        person = (number * 7 + 13) % 2000 + 1
        return "POST", "/a/c", b'{"person":%d,"craving":4,"mood":3,"used":false,"note":"ok today"}' % person

    return application, {
        "save": save,
        "page": lambda number: ("GET", f"/a/p/{(number * 7 + 13) % 2000 + 1}", b""),
    }


def _site(people: int) -> tuple[Any, dict[str, _Ask]]:
    import re

    global _COOKIE
    made = subprocess.run(
        [sys.executable, "-m", "bench._web_house", str(people)], capture_output=True, text=True, check=False
    )
    if made.returncode != 0:
        raise SystemExit(made.stderr[-2000:])
    session, *persons = made.stdout.split()
    os.environ["DJANGO_SETTINGS_MODULE"] = "waymark.site.settings"
    from waymark.site.wsgi import application

    _COOKIE = f"waymark={session}"
    cookies = _answer(application, "GET", f"/people/{persons[0]}/record/note?what=age", b"")[2]
    token = next(found[1] for one in cookies if (found := re.search("waymark-form=([^;]+)", one)))
    _COOKIE += f"; waymark-form={token}"

    def save(number: int) -> tuple[str, str, bytes]:
        person = persons[(number * 7 + 13) % len(persons)]
        body = f"value=4&at=2026-11-20&source=self-report&csrfmiddlewaretoken={token}&mark=bench{number}"
        return "POST", f"/people/{person}/record/note?what=fact:craving.peak_week", body.encode()

    def page(number: int) -> tuple[str, str, bytes]:
        return "GET", f"/people/{persons[(number * 7 + 13) % len(persons)]}", b""

    return application, {"save": save, "page": page}


if __name__ == "__main__":
    main()
