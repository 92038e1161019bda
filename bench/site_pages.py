"""What growth costs on the pages of the clinic: five years of weekly data, and a counsellor with 300 people.

python -m bench.site_pages [people]

Seconds of CPU, the median of some turns, on SQLite. `first`: no plan is at hand in the process; `again`: it is;
`moved`: something was noted since the last version, so that the plan is composed from the whole record.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TURNS = 7
WEEKS = 5 * 52
_WORDS = b'{"at":"2026-11-21","about":"other","text":"still here"}'


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory(prefix="waymark-bench-") as home:
        os.environ |= {"WAYMARK_HOME": home, "DJANGO_SETTINGS_MODULE": "waymark.site.settings"}
        os.environ.pop("DATABASE_URL", None)
        from waymark.site.keys.ring import make_ring

        make_ring(Path(home) / "keys")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        _years()
        _caseload(people)


def _years() -> None:
    import msgspec
    from django.db import transaction

    from tests.integration.site.people_there import acting, make_there
    from tests.integration.site.test_plans_growth import weekly
    from waymark.site.access.gate import person_gate
    from waymark.site.plans.actions import make_plan
    from waymark.site.plans.keys import key_of
    from waymark.site.plans.standing import _known
    from waymark.site.records.actions import note_rows, receive_document
    from waymark.site.records.parts import Part

    there = make_there()
    pages: dict[str, list[str]] = {}
    clients = [there.client("counsellor"), there.client("counsellor", elsewhere=True)]
    for house, weeks in ((there.here, 2), (there.elsewhere, WEEKS)):
        person = house.somebody
        with transaction.atomic():
            gate = person_gate(acting(house, "counsellor"), person.public_id, "plan", "write", "bench")
            receive_document(gate=gate, document=msgspec.json.encode(weekly(weeks)))
            version = make_plan(gate=gate, language="en").public_id
        base, line = f"/people/{person.public_id}", key_of(person, "level")
        for name, path in (
            ("person", base), ("workspace", f"{base}/workspace"), ("one line", f"{base}/workspace/line/{line}"),
            ("why", f"{base}/plan/now/why/{line}"), ("version", f"{base}/plan/{version}"),
        ):  # fmt: skip
            pages.setdefault(name, []).append(path)
    between = f"2 weeks and {WEEKS} weeks"
    for name, paths in pages.items():
        for kind in ("first", "again"):
            before = _known._plans.clear if kind == "first" else None
            _told(f"{name}, {kind}", [_median(*pair, before) for pair in zip(clients, paths, strict=True)], between)
    for house in (there.here, there.elsewhere):
        with transaction.atomic():
            gate = person_gate(acting(house, "counsellor"), house.somebody.public_id, "plan", "write", "bench")
            note_rows(gate=gate, parts=[Part("words", _WORDS)], sent_as="bench")
    for name in ("person", "workspace"):
        pairs = zip(clients, pages[name], strict=True)
        _told(f"{name}, moved", [_median(*pair, _known._plans.clear) for pair in pairs], between)


def _caseload(people: int) -> None:
    from bench._web_house import _people
    from tests.integration.site.people_there import make_there

    taken: dict[str, list[float]] = {}
    for number in (10, people):
        there = make_there(f" {number}")
        persons = _people(there.here, number)
        for path in ("/people", "/work", f"/people/{persons[0]}"):
            name = path if path.count("/") == 1 else "one person"
            taken.setdefault(name, []).append(_median(there.client("counsellor"), path, None))
    for name, pair in taken.items():
        _told(f"{name}, again", pair, f"caseload of 10 and of {people}")


def _median(client: Any, path: str, before: Callable[[], None] | None) -> float:
    # Outside of a suite only the names of this machine are answered.
    client.defaults["SERVER_NAME"] = "localhost"
    assert client.get(path).status_code == 200, path
    turns = []
    for _ in range(TURNS):
        if before is not None:
            before()
        began = time.process_time()
        client.get(path)
        turns.append(time.process_time() - began)
    return statistics.median(turns)


def _told(name: str, taken: list[float], between: str) -> None:
    small, large = taken
    print(f"{name:<20} {small * 1000:7.1f} ms  {large * 1000:7.1f} ms  × {large / small:.2f}  ({between})")


if __name__ == "__main__":
    main()
