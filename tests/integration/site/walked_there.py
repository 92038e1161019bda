"""Somebody of the house whose care goes on for weeks, and days that pass between two clicks."""

import re
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any

import msgspec
import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.integration.site.people_there import There, acting
from tests.people.cast import Document
from tests.unit.progress.test_changes import stalled
from waymark.demo.shifted import latest_day, shifted
from waymark.site.access.gate import Gate, person_gate
from waymark.site.plans.actions import make_plan
from waymark.site.records.actions import note_rows, receive_document
from waymark.site.records.parts import Part

__all__ = ["Days", "change_address", "gate_of", "noted", "section", "text_of", "typed", "walks"]


class Days:
    """Moves the clock of the site; sessions end over night, so that everybody comes in again."""

    def __init__(self, there: There, monkeypatch: pytest.MonkeyPatch) -> None:
        self.there, self.monkeypatch, self.passed = there, monkeypatch, timedelta(0)
        self.real = timezone.now

    def late(self) -> None:
        """It becomes late in the evening, when what a page tells is what it will have told on this day."""
        now = self.now()
        evening = now.replace(hour=23, minute=30)
        self.passed += evening - now + timedelta(days=1 if evening < now else 0)
        self.pass_by(0)

    def pass_by(self, days: int) -> None:
        self.passed += timedelta(days=days)
        self.monkeypatch.setattr(timezone, "now", self.now)

    def now(self) -> datetime:
        return self.real() + self.passed

    @property
    def today(self) -> date:
        return self.now().date()

    def client(self, role: str = "counsellor") -> Client:
        return self.there.client(role)


def gate_of(there: There, content: Any = "plan", action: Any = "write", role: str = "counsellor") -> Gate:
    """Somebody at the record of the person of this house."""
    return person_gate(acting(there.here, role), there.here.somebody.public_id, content, action, "test")


def walks(there: There, life: Document | None = None) -> str:
    """The address of the person of this house, with weeks of care up to yesterday and a plan."""
    told = life or stalled()
    told = shifted(told, timezone.now().date() - timedelta(days=1) - latest_day(told))
    with transaction.atomic():
        gate = gate_of(there)
        receive_document(gate=gate, document=msgspec.json.encode(told))
        make_plan(gate=gate, language="en")
    return f"/people/{there.here.somebody.public_id}"


def noted(there: There, table: str, *rows: Document) -> None:
    """Rows of one table, noted now."""
    parts = [Part(table, msgspec.json.encode(row)) for row in rows]
    with transaction.atomic():
        note_rows(gate=gate_of(there, "record"), parts=parts, sent_as=f"{table} {timezone.now().isoformat()}")


def typed(page: str) -> dict[str, str]:
    """The hidden fields of the form of a page."""
    names = ("mark", "seen")
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in names}
    return {name: unescape(one[1]) for name, one in found.items() if one}


def section(page: str, name: str) -> str:
    """One section of a page, by the id of its heading, without the marks of forms and of which plan it is asked why."""
    found = re.search(rf'<section aria-labelledby="{name}">.*?</section>', page, re.DOTALL)
    ways = r'\?as-of=[\d-]+|/plan/[^/"]+/why/|name="(mark|csrfmiddlewaretoken)" value="[^"]*"'
    return re.sub(ways, "", found[0]) if found else ""


def text_of(page: str) -> str:
    """What stands on a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def change_address(page: str) -> str:
    """Where the change of a page is answered."""
    found = re.search(r'href="([^"]*/progress/change/[^"]*)"', page)
    assert found, text_of(page)[:600]
    return found[1]
