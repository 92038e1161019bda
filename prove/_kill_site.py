"""One database under kill -9: children write, sign and back up, tell what was acknowledged, and are killed at a random
moment.

python -m prove._kill_site SEED FIRST KILLS   with WAYMARK_HOME (an empty folder) and DATABASE_URL in the environment.

FIRST: the number of the first round, so that a later sitting goes on with other moments. Prints one line of figures
as JSON; exits 1 with the first thing that was acknowledged and is not there.
"""

import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import msgspec

_KEY = bytes(range(32))
# What the children of a round do: each round one of these.
_ROUNDS = ("writes", "writes", "signatures", "backups")
# Seconds until the kill, at most, after the first acknowledgement: a plan takes a while, a backup a few seconds. A life
# under backups is killed after the first whole one, so that what was told of it is looked for.
_LASTS = {"writes": 0.25, "signatures": 1.0, "backups": 5.0}
_LONGEST_BACKUP = 120.0


def main() -> int:
    seed, first, kills = map(int, sys.argv[1:4])
    os.environ["DJANGO_SETTINGS_MODULE"] = "waymark.site.settings"
    from waymark.site.keys.ring import make_ring

    make_ring(Path(os.environ["WAYMARK_HOME"]) / "keys")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    people, kept = _people(), Path(os.environ["WAYMARK_HOME"]) / "kept.backup"
    start, figures = time.perf_counter(), Counter[str]()
    for round_ in range(first, first + kills):
        connections.close_all()
        kind, rng = _ROUNDS[round_ % len(_ROUNDS)], Random(seed * 100_003 + round_)
        before = _rows_of(people)
        told = _one_life(people, rng, kind, kept)
        # Each kill is checked before the next begins; a slow machine can note a thousand rows during one backup.
        there = {person: _noted_since(person, rows) for person, rows in before.items()}
        figures[kind] += 1
        for one in told:
            figures[f"told {one['what']}"] += 1
            fault = _missing(one, kept, there)
            if fault:
                print(f"kill {round_} of seed {seed}, under {kind}: {fault}")
                return 1
    faults = [*_whole(), *_backs_up_again(kept)]
    if faults:
        print(f"after {kills} kills from {first} on: {faults[0]}")
        return 1
    figures["seconds"] = round(time.perf_counter() - start)
    print(msgspec.json.encode(figures).decode())
    return 0


def _people() -> list[str]:
    """Two programmes with three people each; what writes need."""
    from tests.integration.site.people_there import make_there

    there = make_there()
    return [there.here.somebody.public_id, there.elsewhere.somebody.public_id]


def _rows_of(people: list[str]) -> dict[str, int]:
    """How many rows each has: what a life tells of comes after them."""
    from waymark.site.people.models import Person

    return dict(Person.objects.filter(public_id__in=people).values_list("public_id", "rows"))


def _one_life(people: list[str], rng: Random, kind: str, kept: Path) -> list[dict[str, str]]:
    """Fork writers, let them live a while after the first acknowledgement, kill them. What they acknowledged."""
    reading, writing = os.pipe()
    seeds = rng.getrandbits(32), rng.getrandbits(32)
    jobs = [lambda: _write(people, Random(seeds[0]), writing, 0.8 if kind == "signatures" else 0.15)]
    if kind == "backups":
        jobs.append(lambda: _back_up(kept, writing))
    children = [_forked(job, reading) for job in jobs]
    os.close(writing)
    heard = _first_told(reading, b'"backup"' if kind == "backups" else b"\n")
    time.sleep(rng.uniform(0.0, _LASTS[kind]))
    for child in children:
        os.kill(child, signal.SIGKILL)
    for child in children:
        os.waitpid(child, 0)
    while more := os.read(reading, 65536):
        heard += more
    os.close(reading)
    # Half a line was never told; a line is written in one go, so two children never mix theirs.
    return [msgspec.json.decode(line) for line in heard.split(b"\n")[:-1]]


def _first_told(reading: int, what: bytes) -> bytes:
    """Everything that is told until this is. Raises TimeoutError."""
    heard, end = b"", time.monotonic() + _LONGEST_BACKUP
    while what not in heard:
        more = os.read(reading, 65536)
        if not more or time.monotonic() > end:
            raise TimeoutError(f"the children of a round told nothing with {what!r}")
        heard += more
    return heard


def _forked(job: Callable[[], None], reading: int) -> int:
    child = os.fork()
    if child == 0:
        os.close(reading)
        job()
        os._exit(0)
    return child


def _back_up(kept: Path, writing: int) -> None:
    """One backup after the other, each over the one before, each told once it has its name."""
    from waymark.site.operations.backup import back_up

    while True:
        made = back_up(kept, _KEY)
        os.write(writing, msgspec.json.encode({"what": "backup", "rows": str(made.rows)}) + b"\n")


def _restorable(kept: Path) -> int:
    """How many rows come out of a backup. Raises NotSafe for one that is not whole."""
    from waymark.site.operations.aliases import another
    from waymark.site.operations.archive import ArchiveReader
    from waymark.site.operations.restore import put_back

    with (
        tempfile.TemporaryDirectory() as scratch,
        another(path=Path(scratch) / "s.sqlite3") as using,
        kept.open("rb") as file,
    ):
        return sum(rows for rows, _ in put_back(ArchiveReader(file, _KEY, str(kept)), using).values())


def _backs_up_again(kept: Path) -> list[str]:
    """After all those kills a backup is made and restored as ever; nothing half-made lies about."""
    from waymark.site.operations.backup import back_up

    made = back_up(kept, _KEY)
    if _restorable(kept) != made.rows:
        return [f"the last backup holds {made.rows} rows and gives back another number"]
    left = sorted(path.name for path in kept.parent.glob("proving-*"))
    return [f"{left[0]} of a killed backup still lies in the home"] if left else []


def _write(people: list[str], rng: Random, writing: int, signs: float) -> None:
    """Notes, plans and signatures, one after the other, each told once its transaction has ended."""
    from django.db import transaction

    from waymark.site.access.gate import person_gate
    from waymark.site.plans.actions import NothingNew, make_plan, sign_version
    from waymark.site.records.actions import note_rows
    from waymark.site.records.parts import Part

    while True:
        public_id = rng.choice(people)
        acting = _acting(public_id)
        mark = f"{rng.getrandbits(64):016x}"
        with transaction.atomic():
            gate = person_gate(acting, public_id, "plan", "write", "prove.kills")
            row = {"at": "2026-11-20", "about": "other", "text": f"prove {mark}"}
            note_rows(gate=gate, parts=[Part("words", msgspec.json.encode(row))], sent_as=mark)
        os.write(writing, msgspec.json.encode({"what": "row", "person": public_id, "mark": mark}) + b"\n")
        if rng.random() < signs:
            try:
                with transaction.atomic():
                    gate = person_gate(acting, public_id, "plan", "sign", "prove.kills")
                    version = make_plan(gate=gate, language="en")
                    sign_version(gate=gate, version=version, intent="agrees", method="same device")
            except NothingNew:
                continue
            told = {"what": "signature", "person": public_id, "mark": version.public_id}
            os.write(writing, msgspec.json.encode(told) + b"\n")


def _acting(public_id: str) -> Any:
    from django.utils import timezone

    from waymark.site.access.acting import Acting
    from waymark.site.accounts.models import Membership

    membership = Membership.objects.select_related("user", "programme").get(
        programme__people__public_id=public_id, role="counsellor"
    )
    return Acting(membership.user, membership, timezone.now())


def _noted_since(public_id: str, rows: int) -> str:
    """What was noted of somebody after so many rows."""
    from waymark.site.people.models import Person
    from waymark.site.records.selectors import parts_of

    person = Person.objects.get(public_id=public_id)
    return "\n".join(part.row.decode() for part in parts_of(person, after=rows))


def _missing(told: dict[str, str], kept: Path, there: dict[str, str]) -> str:
    """What was acknowledged and is not there; empty when it is."""
    from waymark.site.plans.models import PlanVersion
    from waymark.site.plans.selectors import plan_of

    if told["what"] == "backup":
        # A later one may have taken its place; whichever has the name is whole.
        return "" if _restorable(kept) >= int(told["rows"]) else "the backup that was told of holds fewer rows"
    if told["what"] == "row":
        noted = f'"prove {told["mark"]}"' in there[told["person"]]
        return "" if noted else f"the row {told['mark']} was acknowledged and is not there"
    version = PlanVersion.objects.filter(public_id=told["mark"]).first()
    if version is None or not plan_of(version):
        return f"the plan {told['mark']} was acknowledged and is not there"
    return "" if version.signatures.exists() else f"the signature of {told['mark']} was acknowledged and is not there"


def _whole() -> list[str]:
    """Faults of the audit, and of the numbering of records."""
    from django.db.models import Count, Max

    from waymark.site.audit.verify import verify
    from waymark.site.people.models import Person

    faults = list(verify().faults)
    rows = Person.objects.annotate(held=Count("record_rows"), last=Max("record_rows__number"))
    for person in rows:
        if not person.rows == person.held == (person.last or 0):
            faults.append(f"{person.held} rows are there, the last is {person.last}, {person.rows} were counted")
    return faults


if __name__ == "__main__":
    sys.exit(main())
