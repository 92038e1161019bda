"""What the browser tells of a plan is what the command line writes for the same documents: reasons, letters, sheets."""

import re
from pathlib import Path

import msgspec
import pytest
from django.db import transaction
from django.utils import timezone

from tests.integration.command import run
from tests.integration.site.people_there import There, acting
from tests.people.cast import MARIA
from waymark.demo.shifted import latest_day, shifted
from waymark.site.access.gate import person_gate
from waymark.site.plans.actions import make_plan
from waymark.site.plans.keys import key_of
from waymark.site.records.actions import note_rows, receive_document
from waymark.site.records.parts import Part

_OURS = re.compile(
    r'<title>.*?</title>(<link rel="icon"[^>]*>)?|<div class="site-bar">.*?</div>\n?|<form.*?</form>\n?', re.DOTALL
)


def plain(page: bytes) -> str:
    """A page without its title, and without the bar that leads back."""
    return _OURS.sub("", page.decode())


def test_reasons_letters_and_sheets_are_the_same(
    there: There, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person, client = there.here.somebody, there.client("counsellor")
    base, files = f"/people/{person.public_id}", []
    today = timezone.now().date()
    life = shifted(MARIA, today - latest_day(MARIA))
    later = msgspec.json.encode({"at": today.isoformat(), "fact": "homeless", "value": True})
    for number in (2, 3):
        with transaction.atomic():
            gate = person_gate(acting(there.here, "counsellor"), person.public_id, "plan", "write", "test")
            if number == 2:
                receive_document(gate=gate, document=msgspec.json.encode(life))
            else:
                note_rows(gate=gate, parts=[Part("facts", later)], sent_as="later")
            version = make_plan(gate=gate, language="en").public_id
        files.append(tmp_path / f"{number}.json")
        files[-1].write_bytes(client.get(f"{base}/plan/{version}?as=json").content)
    old, new = files
    plan, out = f"{base}/plan/{version}", tmp_path / "out"

    def command(*words: str | Path) -> bytes:
        assert run(capsys, *words, "--out", out).code == 0
        return out.read_bytes()

    asked = command("explain", new, "level", "--format", "html")
    assert plain(client.get(f"{plan}/why/{key_of(person, 'level')}").content) == plain(asked)
    absent = command("explain", new, "--why-not", "acamprosate", "--format", "html")
    assert plain(client.post(f"{plan}/why", {"why_not": "acamprosate"}).content) == plain(absent)
    supposed = command("explain", new, "--if", "pregnant=yes", "--format", "html")
    assert plain(client.post(f"{plan}/why", {"fact": "pregnant", "value": "yes"}).content) == plain(supposed)
    told = run(capsys, "compare", old, new, "--voice", "person", "--lang", "es", "--format", "html").out
    letter = client.get(f"{plan}/changes?voice=person&lang=es").content
    assert plain(letter) == plain(told.encode())
    for words in (("--sheet", "person"), ("--sheet", "full"), ("--sheet", "card", "--discreet")):
        sent = {"sheet": words[1], "lang": "en"} | ({"discreet": "on"} if len(words) > 2 else {})
        assert client.get(f"{plan}/print", sent).content == command("print", new, "--lang", "en", *words)
