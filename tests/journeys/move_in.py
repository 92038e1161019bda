"""Makes a house in the home that WAYMARK_HOME names, and prints as JSON who is signed in by which cookie."""

import json
import os
import sys
import time
from datetime import date, timedelta
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "waymark.site.settings"

from waymark.site.keys.ring import make_ring

make_ring(Path(os.environ["WAYMARK_HOME"]) / "keys")

import django  # noqa: E402 - the home has to be made first
from django.conf import settings  # noqa: E402 - the home has to be made first

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
django.setup()

from django.core.management import call_command  # noqa: E402 - the home has to be made first
from django.db import transaction  # noqa: E402 - the home has to be made first
from django.test import RequestFactory  # noqa: E402 - the home has to be made first

from tests.integration.site.held_there import almost_asked  # noqa: E402 - the home has to be made first
from tests.integration.site.people_there import House, acting, make_there  # noqa: E402 - the home has to be made first
from tests.integration.site.walked_there import gate_of, walks  # noqa: E402 - the home has to be made first
from waymark.site.access.gate import person_gate, programme_gate  # noqa: E402 - the home has to be made first
from waymark.site.accounts.actions import make_reset_link  # noqa: E402 - the home has to be made first
from waymark.site.accounts.drafts import keep_draft  # noqa: E402 - the home has to be made first
from waymark.site.accounts.factors import add_app  # noqa: E402 - the home has to be made first
from waymark.site.accounts.totp import code_at, new_secret  # noqa: E402 - the home has to be made first
from waymark.site.meetings.actions import ask_opinion  # noqa: E402 - the home has to be made first
from waymark.site.people.actions import break_glass, join_care_team, note_contact  # noqa: E402 - the home has to be made first
from waymark.site.people.identity import ContactSafety, Emergency, NeverContact  # noqa: E402 - the home has to be made first
from waymark.site.plans.actions import make_plan  # noqa: E402 - the home has to be made first
from waymark.site.plans.keys import key_of  # noqa: E402 - the home has to be made first
from waymark.site.records.actions import note_rows  # noqa: E402 - the home has to be made first
from waymark.site.records.parts import Part  # noqa: E402 - the home has to be made first
from waymark.site.walking.going import going_of  # noqa: E402 - the home has to be made first

_ROLES = ("counsellor", "person", "privacy_officer", "nurse", "prescriber", "supervisor", "case_manager")
_JOURNEYS = 12
# Things that have pages of their own.
_OPENED = ("entry", "step", "note", "meeting", "appointment", "reward", "remark", "member")
ROWS = (
    b'{"at":"2026-11-03","fact":"homeless","value":true}',
    b'{"at":"2026-11-03","fact":"opioids.used_ever","value":true}',
)


def furnish(house: House) -> None:
    """A second version of the plan, somebody who is never told, an emergency that waits."""
    by = acting(house, "counsellor")
    with transaction.atomic():
        gate = person_gate(by, house.somebody.public_id, "plan", "write", "test")
        words = b'{"at":"2026-11-03","about":"want","text":"I want my daughter back on weekends."}'
        parts = [*(Part("facts", row) for row in ROWS), Part("words", words)]
        note_rows(gate=gate, parts=parts, sent_as="second visit")
        make_plan(gate=gate, language="en")
        contact = ContactSafety(("text",), "evening", never=(NeverContact("Robin", "lives in the same house"),))
        note_contact(gate=gate, contact=contact)
        emergency = Emergency("found asleep on the bus", "Dr. Lee", "City hospital")
        break_glass(by=acting(house, "case_manager"), person=house.somebody, emergency=emergency)


def waiting(house: House) -> dict[str, str]:
    """What waits for somebody: a question to a colleague, a kept form, a second factor, a link for a new password."""
    counsellor, colleague = house.staff["counsellor"], house.staff["case_manager"]
    with transaction.atomic():
        gate = person_gate(acting(house, "counsellor"), house.somebody.public_id, "care_team", "write", "test")
        join_care_team(gate=gate, member=colleague, role="case_manager")
        asks = person_gate(acting(house, "counsellor"), house.somebody.public_id, "meetings", "write", "test")
        question = ask_opinion(gate=asks, asked=colleague, question="Would a group suit her?")
        gate = programme_gate(acting(house, "manager"), "accounts", "write", "test")
        peer = house.staff["peer"].memberships.get(programme=house.programme, role="peer")
        token = make_reset_link(gate=gate, membership=peer, fresh=False)
        kept = keep_draft(RequestFactory().post("/people/new", {"called": "Wren"}), counsellor)
        secret = new_secret()
        add_app(user=counsellor, secret=secret, code=code_at(secret, int(time.time()) // 30))
    factor = counsellor.second_factors.exclude(kind="recovery").latest("pk")
    return {
        "opinion": question.public_id,
        "reset": f"/new-password/{token}",
        "draft": kept.public_id,
        "factor": factor.public_id,
        "document_id": house.somebody.documents.earliest("pk").public_id,
    }


def _today() -> bytes:
    return date.today().isoformat().encode()


def main() -> None:
    """Print the house: cookies by role, and the ids that addresses need."""
    call_command("migrate", verbosity=0)
    there = make_there()
    opened = {name: value for name, value in there.here.objects().items() if name in _OPENED}
    # Weeks of care in which something stands out, and a move that is prepared.
    walks(there)
    furnish(there.here)
    with transaction.atomic():
        moving = Part("facts", b'{"at":"%b","fact":"handover.kind","value":"leaving_early"}' % _today())
        note_rows(gate=gate_of(there), parts=[moving], sent_as="move")
        going = going_of(gate_of(there), "en")
    assert going is not None
    for role in _ROLES:
        user = there.here.staff[role]
        user.language = sys.argv[1]
        user.save()
    # One set of sessions for each journey: whoever hands a device over ends theirs.
    cookies = [
        {role: there.client(role).cookies[settings.SESSION_COOKIE_NAME].value for role in _ROLES}
        for _ in range(_JOURNEYS)
    ]
    opened |= waiting(there.here)
    version = there.here.somebody.plans.order_by("-number")[0]
    told = {
        "cookie": settings.SESSION_COOKIE_NAME,
        "cookies": cookies,
        "person": there.here.somebody.public_id,
        "version": version.public_id,
        "line": key_of(there.here.somebody, "level"),
        "yesterday": (date.today() - timedelta(days=1)).isoformat(),
        "change": key_of(there.here.somebody, going.progress.changes[0].id),
        "signal": key_of(there.here.somebody, going.progress.signals[0].id),
        # A record of which most was asked already, for an interview that goes on.
        "document": almost_asked().decode(),
        **opened,
        "invitation": f"/invitation/{there.here.token}",
        "access": str(there.here.somebody.emergencies.latest("pk").pk),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
