"""One database under kill -9: a child writes, tells what was acknowledged, and is killed at a random moment.

python -m prove._kill_site SEED KILLS   with WAYMARK_HOME (an empty folder) and DATABASE_URL in the environment.

Prints one line of figures; exits 1 with the first thing that was acknowledged and is not there.
"""

import os
import signal
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import msgspec


def main() -> int:
    seed, kills = int(sys.argv[1]), int(sys.argv[2])
    os.environ["DJANGO_SETTINGS_MODULE"] = "waymark.site.settings"
    from waymark.site.keys.ring import make_ring

    make_ring(Path(os.environ["WAYMARK_HOME"]) / "keys")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    people = _people()
    rng = Random(seed)
    start, acknowledged, done = time.perf_counter(), 0, 0
    for round_ in range(kills):
        connections.close_all()
        told = _one_life(people, seed * 100_003 + round_, rng.uniform(0.0, 0.25))
        acknowledged += len(told)
        for one in told:
            fault = _missing(one)
            if fault:
                print(f"kill {round_} of seed {seed}: {fault}")
                return 1
        done += 1
    faults = _whole()
    if faults:
        print(f"after {done} kills: {faults[0]}")
        return 1
    print(
        f"{done} kills, {acknowledged:,} writes acknowledged and every one there, every chain and record whole, in "
        f"{time.perf_counter() - start:.0f} s"
    )
    return 0


def _people() -> list[str]:
    """Two programmes with three people each; what writes need."""
    from tests.integration.site.people_there import make_there

    there = make_there()
    return [there.here.somebody.public_id, there.elsewhere.somebody.public_id]


def _one_life(people: list[str], seed: int, lasts: float) -> list[dict[str, str]]:
    """Fork a writer, let it live for `lasts` seconds after its first acknowledgement, kill it. What it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _write(people, Random(seed), writing)
        os._exit(0)
    os.close(writing)
    heard = os.read(reading, 65536)
    time.sleep(lasts)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reading, 65536):
        heard += more
    os.close(reading)
    # Half a line was never told.
    return [msgspec.json.decode(line) for line in heard.split(b"\n")[:-1]]


def _write(people: list[str], rng: Random, writing: int) -> None:
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
        if rng.random() < 0.15:
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


def _missing(told: dict[str, str]) -> str:
    """What was acknowledged and is not there; empty when it is."""
    from waymark.site.people.models import Person
    from waymark.site.plans.models import PlanVersion
    from waymark.site.plans.selectors import plan_of
    from waymark.site.records.models import RecordRow
    from waymark.site.records.selectors import parts_of

    person = Person.objects.get(public_id=told["person"])
    if told["what"] == "row":
        # The newest rows are enough to look through: each kill is checked before the next begins.
        since = RecordRow.objects.filter(person=person).count() - 400
        wanted = f"prove {told['mark']}".encode()
        there = any(wanted in part.row for part in parts_of(person, after=max(0, since)))
        return "" if there else f"the row {told['mark']} was acknowledged and is not there"
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
