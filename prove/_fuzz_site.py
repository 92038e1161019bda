"""Every role at every address with whatever can be sent, against one database.

python -m prove._fuzz_site SEED FIRST REQUESTS   with WAYMARK_HOME (an empty folder) and DATABASE_URL set.

FIRST: the number of the first request, so that a later sitting goes on with others. Prints one line of figures as
JSON; exits 1 with the first answer that is an error of ours, or that shows what it may not.
"""

import os
import sys
import time
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any

import msgspec

# What people type, paste and send: other scripts, signs that end strings elsewhere, far too much, nothing.
_TEXTS = (
    "",
    " ",
    "Ana",
    "عبد الله",
    "שָׁלוֹם",
    "👩🏽‍🦱🏳️‍🌈",
    "a\u202eb",
    "Robert'); DROP TABLE people_person;--",
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% load x %}",
    "%s%n%d",
    "\x00",
    "\ud7ff\ufffd",
    "e\u0301" * 300,
    "../../etc/passwd",
    "NaN",
    "1e999",
    "-1",
    "0",
    "99999999999999999999",
    "2026-13-45",
    "2026-02-29",
    "0001-01-01",
    "9999-12-31",
    "1e300",
    "true",
    "null",
    '{"format":"waymark.person/1","id":"x"}',
    '{"format":"waymark.person/1"',
    "[" * 5000,
    "x" * 100_000,
)
# What stands where a field asks for a day or a number.
_OF_A_KIND = {
    "date": ("9999-12-31", "0001-01-01", "2026-02-29", "1899-12-31", "2199-12-31", "2026-11-21"),
    "number": ("NaN", "1e300", "-1", "0", "99999999999999999999", "1e-320", "0.1"),
}
# How often somebody asks who may: else most of what is sent is refused at the door.
_WHO_MAY = 0.6
_DEEP = b"[" * 100_000 + b"]" * 100_000
_FILES = (
    ("plan.pdf", b"%PDF-1.7\n%%EOF", "application/pdf"),
    ("plan.pdf", b"MZ\x90\x00 not a pdf", "application/pdf"),
    ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "image/png"),
    ("../../x.txt", b"plain text", "text/plain"),
    ("x.json", b'{"format":"waymark.person/1","id":"x","facts":[{"at":"2026-11-01","fact":"age","value":40}]}', "x/y"),
    ("x.json", b"\xff\xfe\x00", "application/json"),
    ("", b"", ""),
    ("deep.json", b'{"format":"waymark.person/1","id":"x","about":{"called":' + _DEEP + b"}}", "application/json"),
    ("x.html", b"<script>alert(1)</script>", "image/png"),
)

Forms = dict[str, tuple[str, list[str]]]


def main() -> int:
    seed, first, number = map(int, sys.argv[1:4])
    _set_up()
    from tests.integration.site.addresses import addresses
    from tests.integration.site.people_there import make_there
    from waymark.site.access.table import ROLES
    from waymark.site.audit.verify import verify

    there = make_there()
    for house in (there.here, there.elsewhere):
        # As they are now: what is sent may end them, and their addresses are asked for all the same.
        house.objects = cache(house.objects)  # type: ignore[method-assign]
    every = [one for one in addresses() if not one.route.startswith(("static", "^static"))]
    rng, start = Random(seed * 1_000_003 + first), time.perf_counter()
    clients = {role: there.client(role) for role in ROLES}
    for client in clients.values():
        client.raise_request_exception = False
    forms: dict[str, Forms] = {}
    who_may = {one.name: [role for role in ROLES if _may(one, role)] or list(ROLES) for one in every}
    statuses: Counter[int] = Counter()
    for turn in range(first, first + number):
        one = rng.choice(every)
        role = rng.choice(who_may[one.name] if rng.random() < _WHO_MAY else ROLES)
        path = one.of(there.here, **_swapped(rng, one.parts, there))
        told = f"request {turn} of seed {seed}: {role} {one.name}"
        fields = forms.get(one.name, {})
        if rng.random() < 0.4:
            answer = clients[role].get(path, _filled(rng, fields or {"search": ("", [])}, files=False))
            forms.setdefault(one.name, {}).update(_fields(answer))
        else:
            answer = clients[role].post(path, _filled(rng, fields or {"x": ("", [])}, files=True))
        statuses[answer.status_code] += 1
        fault = _fault(answer, role, there)
        if fault:
            print(f"{told}: {fault}")
            return 1
        if one.name == "sign-off" or answer.status_code == 302:
            clients[role] = there.client(role)
            clients[role].raise_request_exception = False
    faults = verify().faults
    if faults:
        print(faults[0])
        return 1
    figures = {f"status {status}": count for status, count in statuses.items()}
    print(msgspec.json.encode(figures | {"seconds": round(time.perf_counter() - start)}).decode())
    return 0


def _set_up() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "waymark.site.settings"
    from waymark.site.keys.ring import make_ring

    make_ring(Path(os.environ["WAYMARK_HOME"]) / "keys")
    import django
    from django.conf import settings

    # The hash is slow on purpose; what is tried here is what is sent.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _swapped(rng: Random, parts: tuple[str, ...], there: Any) -> dict[str, str]:
    """Some ids put in place by another programme's, or by nothing that is one."""
    theirs = there.elsewhere.objects()
    found = {}
    for part in parts:
        kind = rng.random()
        if kind < 0.2 and part in theirs:
            found[part] = theirs[part]
        elif kind < 0.35:
            found[part] = rng.choice(("x", "%00", "..%2f..", "0", "A" * 300, "👩", "null"))
    return found


def _may(one: Any, role: Any) -> bool:
    """Whether the table opens this address for a role as it stands in the house: the counsellor cares, the person is
    theirs."""
    from django.utils import timezone

    from waymark.site.access.decision import Request, decide

    policy = one.policy
    if policy is None or policy.about is None:
        return True
    relations: Any = {"counsellor": ("programme", "care"), "person": ("self",), "supporter": ()}.get(role)
    if relations is None or policy.about == "programme":
        relations = ("programme",)
    asked = Request(
        role=role, relations=relations, content=policy.content, action=policy.action, at=timezone.now()
    )  # fmt: skip
    return decide(asked).permitted


def _filled(rng: Random, fields: Forms, files: bool) -> dict[str, Any]:
    """Values for the fields of a form: mostly what it offers, now and then what nobody should send."""
    found: dict[str, Any] = {}
    for name, (kind, offered) in fields.items():
        if name == "csrfmiddlewaretoken" or rng.random() < 0.1:
            continue
        if files and rng.random() < 0.08:
            found[name] = _file(rng)
        elif offered and rng.random() < 0.6:
            found[name] = rng.choice(offered)
        elif kind in _OF_A_KIND and rng.random() < 0.7:
            found[name] = rng.choice(_OF_A_KIND[kind])
        else:
            found[name] = rng.choice(_TEXTS)
            if not files and isinstance(found[name], str):
                found[name] = found[name][:2000]
    if files and rng.random() < 0.05:
        found["file"] = _file(rng)
    return found


def _file(rng: Random) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    name, content, media = rng.choice(_FILES)
    return SimpleUploadedFile(name or "x", content, media)


class _Fields(HTMLParser):
    """Names of what a page's forms ask for, with the kind of field and the values they offer."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Forms = {}
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("input", "textarea", "select", "button") and given.get("name"):
            name = str(given["name"])
            _, offered = self.found.setdefault(name, (str(given.get("type", "")), []))
            if given.get("value"):
                offered.append(str(given["value"]))
            self.select = name if tag == "select" else ""
        elif tag == "option" and self.select and given.get("value"):
            self.found[self.select][1].append(str(given["value"]))


def _fields(answer: Any) -> Forms:
    if not str(answer.headers.get("Content-Type", "")).startswith("text/html"):
        return {}
    reader = _Fields()
    reader.feed(answer.content.decode("utf-8", "replace"))
    return reader.found


def _fault(answer: Any, role: str, there: Any) -> str:
    """Why this answer may not be given; empty when it may."""
    if answer.status_code >= 500:
        return f"answered {answer.status_code}"
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if b"Traceback" in content or b"Exception" in content:
        return "shows an error of ours"
    if b"Larkspur" in content or there.elsewhere.somebody.public_id.encode() in content:
        return "shows something of another programme"
    return ""


if __name__ == "__main__":
    sys.exit(main())
