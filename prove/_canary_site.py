"""Planted names, numbers and words, looked for wherever they must not be.

python -m prove._canary_site SEED ROUNDS   with WAYMARK_HOME (an empty folder) and DATABASE_URL in the environment.

Everything is written through pages and actions, read again through pages, sent wrongly too; then every byte of the
home (database, log of SQLite, anchor, keys), of the folder for temporary files, of the log and of a dump of the
database is searched, in every usual coding. Addresses and titles of pages are searched as they come by.
"""

import base64
import io
import logging
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import quote

# Of what a form asks, only the search among our own questions and the day looked back to may stand in an address.
_NAMED = re.compile(rb'<(?:input|textarea)[^>]*name="(?!find"|as-of")([^"]+)"')
_LETTERS = "bcdfghjklmnpqrstvwxz"


def main() -> int:
    seed, rounds = int(sys.argv[1]), int(sys.argv[2])
    home = Path(os.environ["WAYMARK_HOME"])
    temporary = home / "temporary"
    temporary.mkdir()
    os.environ["TMPDIR"] = str(temporary)
    from prove._fuzz_site import _set_up

    _set_up()
    log = _listen()
    canaries: list[str] = []
    seen: list[str] = []
    rng = Random(seed)
    for _ in range(rounds):
        canaries += _one_person(rng, seen)
    leaks = sorted({one for one in seen if one.endswith("is sent in the address")})
    if leaks:
        print(leaks[0])
        return 1
    places = {"an address or a title": "\n".join(seen).encode(), "the log": log.getvalue().encode()}
    places |= {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}
    places |= dict(_dump())
    for canary in canaries:
        for coded in _codings(canary):
            for place, content in places.items():
                if coded in content:
                    print(f"“{canary}” stands in {place}")
                    return 1
    size = sum(len(content) for content in places.values()) / 1e6
    print(f"{len(canaries)} planted texts, none in {len(places)} places of {size:.1f} MB (files, tables, log, titles)")
    return 0


def _one_person(rng: Random, seen: list[str]) -> list[str]:
    """Somebody whose every text is planted; what was planted."""

    def plant(kind: str) -> str:
        return kind + "".join(rng.choice(_LETTERS) for _ in range(9))

    from django.db import transaction

    from tests.integration.site.people_there import acting, make_there
    from waymark.site.access.gate import person_gate
    from waymark.site.people.actions import Emergency, break_glass, register_person
    from waymark.site.people.identity import ContactSafety, Identity, NeverContact
    from waymark.site.plans.actions import make_plan
    from waymark.site.records.actions import note_rows
    from waymark.site.records.parts import Part

    there = make_there(mark=f" {rng.getrandbits(40):x}")
    called, last, phone = plant("Q"), plant("Z"), "".join(rng.choice("23456789") for _ in range(10))
    note, never, words, nature = plant("n"), plant("N"), plant("w"), plant("e")
    by = acting(there.here, "counsellor")
    identity = Identity(called=called, legal_name=f"{called} {last}", birth="1971-07-19", phone=phone)
    contact = ContactSafety(never=(NeverContact(never),), words=words)
    person = register_person(by=by, identity=identity, contact=contact)
    with transaction.atomic():
        gate = person_gate(acting(there.here, "counsellor"), person.public_id, "plan", "write", "prove")
        row = f'{{"at":"2026-11-20","about":"want","text":"{note}"}}'.encode()
        note_rows(gate=gate, parts=[Part("words", row)], sent_as="once")
        make_plan(gate=gate, language="en")
    break_glass(by=acting(there.here, "nurse"), person=person, emergency=Emergency(nature, called, last))
    _walk(there, person.public_id, [called, last, phone, note], seen)
    return [called, last, phone, note, never, words, nature]


def _walk(there: object, public_id: str, planted: list[str], seen: list[str]) -> None:
    """Every page in two roles, with the planted texts searched for and sent where they do not belong."""
    from tests.integration.site.addresses import addresses

    for role in ("counsellor", "supervisor"):
        client = there.client(role)  # type: ignore[attr-defined]
        client.raise_request_exception = False
        client.get("/people", {"search": planted[0]})
        for one in addresses():
            if one.name == "sign-off" or one.route.startswith("static"):
                continue
            path = one.of(there.here, person=public_id)  # type: ignore[attr-defined]
            for answer in (client.get(path), client.post(path, dict.fromkeys(("called", "text", "x"), planted[1]))):
                content = b"".join(answer.streaming_content) if answer.streaming else answer.content
                seen.append(str(answer.headers.get("Location", "")))
                seen.extend(found.decode("utf-8", "replace") for found in re.findall(rb"<title>.*?</title>", content))
                seen.append(str(answer.headers))
                seen.extend(_sent_in_the_address(content))


def _sent_in_the_address(page: bytes) -> list[str]:
    """What somebody types into a form of this page that would stand in an address."""
    forms = re.findall(rb"<form(?![^>]*method=.post)[^>]*>(.*?)</form>", page, re.DOTALL)
    return [f"a form with {name.decode()} is sent in the address" for one in forms for name in _NAMED.findall(one)]


def _listen() -> io.StringIO:
    """Everything that is logged, as it would be written."""
    from waymark.site.operations.logs import WithoutPersons

    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    handler.setFormatter(WithoutPersons())
    for name in ("", "django"):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(logging.DEBUG)
    # What a database is asked is logged only with debugging on, which production refuses.
    logging.getLogger("django.db.backends").setLevel(logging.WARNING)
    return heard


def _dump() -> Iterator[tuple[str, bytes]]:
    """Every table, each value as bytes, whatever the database keeps it in."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            values = (value for row in cursor.fetchall() for value in row)
            yield f"table {table}", b"\n".join(_bytes(value) for value in values)


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode("utf-8", "replace")


def _codings(canary: str) -> set[bytes]:
    plain = canary.encode()
    return {
        plain,
        canary.lower().encode(),
        canary.upper().encode(),
        plain.hex().encode(),
        base64.b64encode(plain).rstrip(b"=")[:-1],
        canary.encode("utf-16-le"),
        quote(canary).encode(),
    }


if __name__ == "__main__":
    sys.exit(main())
