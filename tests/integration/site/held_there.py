"""Interviews held in a browser by what its pages show, and records of which most was asked already."""

import re
from collections.abc import Callable
from functools import cache
from html import unescape
from typing import Any

import msgspec
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.integration.site.people_there import There, acting
from waymark.planning.asking.interview import begin
from waymark.planning.asking.steps import Done, Tell
from waymark.planning.situation import Documents
from waymark.record.documents.person import Person as Record
from waymark.site.access.gate import person_gate
from waymark.site.people.actions import register_person
from waymark.site.people.identity import ContactSafety, Identity
from waymark.site.plans.library import library, prepared
from waymark.site.records.actions import receive_document

__all__ = ["Browser", "almost_asked", "somebody_asked", "somebody_new"]

# Left for the browser: a form with an item about safety, and the lists.
LEFT = "phq9"
LEFT_EVERY = 12


@cache
def almost_asked() -> bytes:
    """A record of somebody calm of whom most was asked this morning: not one form, some facts and the lists."""
    ready = prepared("en", "")
    forms = [name for name in library().instruments if name != LEFT]
    record = Record(format="waymark.person/1", id="sam-almost")
    at = timezone.now().strftime("%Y-%m-%d") + "T00:00"
    going = begin(ready, Documents(person=record, record=b""), at, go_on=True, lists=(), forms=forms)
    step, turn = going.next(), 0
    while not isinstance(step, Done):
        turn += 1
        if isinstance(step, Tell):
            going = going.told(step)
        elif step.kind == "fact" and not step.safety and turn % LEFT_EVERY == 0:
            going = going.skip(step)
        else:
            lowest = step.options[0].value if step.kind == "item" and step.options else "unknown"
            value = () if step.kind == "check" else False if step.type == "boolean" else lowest
            going = going.answer(step, value)
        step = going.next()
    # Read once, as a document on a disk is.
    return msgspec.json.encode(msgspec.json.decode(msgspec.json.encode(going.person), type=Record))


def somebody_asked(there: There) -> str:
    """The address of somebody with that record."""
    by = acting(there.here, "counsellor")
    person = register_person(by=by, identity=Identity(called="Sam"), contact=ContactSafety(), anyway=True)
    with transaction.atomic():
        gate = person_gate(acting(there.here, "counsellor"), person.public_id, "record", "write", "test")
        receive_document(gate=gate, document=almost_asked())
    return f"/people/{person.public_id}"


def somebody_new(client: Client, called: str = "Lou") -> str:
    """The address of somebody just registered."""
    answer = client.post("/people/new", {"called": called, "language": "en", "when": "arranged only", "anyway": "on"})
    return str(answer["Location"]).partition("?")[0]


class Browser:
    """Somebody with the questions of one person open: staff, or with `address` the person alone."""

    def __init__(self, client: Client, person: str = "", address: str = "") -> None:
        self.client, self.person = client, person
        self.address = address or f"{person}/interview/ask"
        self.page, self.status = "", 0

    def begin(self) -> "Browser":
        self.client.post(f"{self.person}/interview/begin")
        return self.look()

    def look(self) -> "Browser":
        return self._shows(self.client.get(self.address, follow=True))

    def send(self, **fields: Any) -> "Browser":
        """Send the form of the page, with what is filled in; then look at what comes."""
        return self.send_from(self.page, **fields)

    def send_from(self, page: str, **fields: Any) -> "Browser":
        """The same from a page that was open before."""
        hidden: dict[str, Any] = {name: self.hidden(name, page) for name in ("mark", "turn", "question")}
        hidden["asked"] = re.findall(r'name="asked" value="([^"]*)"', page)
        return self._shows(self.client.post(self.address, {**hidden, **fields}, follow=True))

    def press(self, label: str, **fields: Any) -> "Browser":
        """Press the button of another form on the page, found by what stands on it."""
        for form in re.findall(r"<form.*?</form>", self.page, re.DOTALL):
            if label in form:
                address = re.search(r'action="([^"]*)"', form)
                assert address, form
                return self._shows(self.client.post(address[1], fields, follow=True))
        raise AssertionError(f"no button {label}: {self.text[:400]}")

    def _shows(self, answer: Any) -> "Browser":
        self.page, self.status = answer.content.decode(), answer.status_code
        return self

    def hidden(self, name: str, page: str | None = None) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.page if page is None else page)
        return unescape(found[1]) if found else ""

    @property
    def question(self) -> str:
        return self.hidden("question")

    @property
    def choices(self) -> list[str]:
        return re.findall(r'class="answer[^>]*value="([^"]*)"', self.page)

    @property
    def text(self) -> str:
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", self.page)).split())

    def until(self, wanted: Callable[["Browser"], bool], most: int = 60) -> "Browser":
        """Answer that nothing is known until a page shows what is wanted."""
        for _ in range(most):
            if wanted(self):
                return self
            self.send(do="told" if 'value="told"' in self.page else "unknown")
        raise AssertionError(f"never came: {self.text[:400]}")
