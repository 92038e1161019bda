"""Plans on pages: making, reading with a way back, what changed, deciding line by line, signing or not."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.site.people_there import There
from waymark.rendering.page import render_page
from waymark.site.access.acting import ACTING_FOR
from waymark.site.accounts.models import Membership
from waymark.site.people.models import Person
from waymark.site.plans.models import DecisionRow, Signature
from waymark.site.plans.selectors import plan_of
from waymark.site.plans.standing import read_plan

DAY = "2026-11-03"


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def base(there: There) -> str:
    return f"/people/{there.here.somebody.public_id}"


def plan(there: There) -> str:
    version = Person.objects.get(pk=there.here.somebody.pk).plans.order_by("-number")[0]
    return f"{base(there)}/plan/{version.public_id}"


def first_line(page: str) -> str:
    """The address of the first line that can be decided on."""
    found = re.search(r'href="([^"]*/workspace/line/[^"]+)"', page)
    assert found
    return found[1]


def test_a_plan_is_read_with_a_way_back_and_taken_along_without(there: There) -> None:
    client = there.client("counsellor")
    page = text(client.get(plan(there)))
    assert f'href="{base(there)}"' in page
    assert "<title>Plan, version 1</title>" in page
    made = there.here.somebody.plans.get()
    alone = client.get(plan(there) + "?as=page")
    assert text(alone) == render_page(read_plan(plan_of(made)))
    assert alone["Content-Disposition"].startswith("attachment")


def test_what_is_noted_asks_for_the_next_version_and_what_changed_is_a_letter(there: There) -> None:
    client = there.client("counsellor")
    assert "first version" in text(client.get(plan(there) + "/changes"))
    again = client.post(f"{base(there)}/plan")
    assert again["Location"] == f"{base(there)}?said=nothing_new"
    note = f"{base(there)}/record/note?what=fact:homeless"
    assert client.post(note, {"value": "yes", "at": DAY, "source": "self-report"}).status_code == 302
    assert "Make the next version" in text(client.get(base(there)))
    assert client.post(f"{base(there)}/plan")["Location"] == plan(there)
    letter = text(client.get(plan(there) + "/changes"))
    assert "home" in letter
    assert "Ana" not in (re.search(r"<title>(.*?)</title>", letter) or ["", ""])[1]


@pytest.mark.parametrize("role", ["counsellor", "person"])
def test_a_line_is_decided_once_and_shows(there: There, role: str) -> None:
    client = there.client(role)
    line = first_line(text(client.get(base(there) + "/workspace")))
    sent = filled(client, line) | {"decision": "declined", "text": "not while I work nights"}
    for _ in range(2):
        assert client.post(line, sent).status_code == 302
    assert DecisionRow.objects.count() == 1
    assert "not now" in text(there.client("counsellor").get(base(there) + "/workspace"))


def filled(client: Client, address: str) -> dict[str, str]:
    """The hidden fields of a form as the page gave them."""
    return dict(
        re.findall(r'<input type="hidden" name="((?:mark|seen)[^"]*)" value="([^"]*)"', text(client.get(address)))
    )


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"decision": ""}, "Please fill this in"),
        ({"decision": "overruled"}, "one of the answers shown"),
        ({"decision": "declined", "again": "2020-01-01"}, "still to come"),
        ({"decision": "changed"}, "Say what changes"),
    ],
)
def test_a_decision_that_cannot_be_is_told_and_kept(there: There, sent: dict[str, str], says: str) -> None:
    client = there.client("counsellor")
    line = first_line(text(client.get(base(there) + "/workspace")))
    answer = client.post(line, {"text": "my words stay", **sent})
    assert answer.status_code == 422
    assert says in text(answer)
    assert "my words stay" in text(answer)
    assert DecisionRow.objects.count() == 0


def test_a_line_that_is_not_in_the_plan_is_no_line(there: There) -> None:
    sent = {"decision": "agreed"}
    address = f"{base(there)}/workspace/line/0123456789abcdef"
    assert there.client("counsellor").post(address, sent).status_code == 404


@pytest.mark.parametrize("first", ["counsellor", "supervisor"])
def test_nobody_is_the_second_name_under_their_own(there: There, first: str) -> None:
    """Who is counsellor and supervisor in one signs once; the second name is somebody else's."""
    user = there.here.staff["counsellor"]
    Membership.objects.create(user=user, programme=there.here.programme, role="supervisor", since=timezone.now())
    intents = {"counsellor": "agrees", "supervisor": "co-signs"}
    for role in sorted(intents, key=lambda one: one != first):
        client = there.client("counsellor")
        session = client.session
        session[ACTING_FOR] = user.memberships.get(role=role).pk
        session.save()
        answer = client.post(plan(there) + "/sign", {"intent": intents[role]})
        assert answer.status_code == (302 if role == first else 422)
    assert "somebody else" in text(answer)
    assert [one.role for one in Signature.objects.filter(version__person=there.here.somebody)] == [first]
    assert there.client("supervisor").post(plan(there) + "/sign", {"intent": "co-signs"}).status_code == 302


def test_what_is_said_after_signing_is_what_stands_there(there: There) -> None:
    """The person said no by their own account; a yes that is sent on a device afterwards is not told as one."""
    there.client("person").post(plan(there) + "/sign", {"intent": "declines"})
    sent = {"intent": "agrees", "signer": "Ana", "understood": "on"}
    answer = there.client("counsellor").post(plan(there) + "/sign/here", sent)
    assert "said=not_signed" in answer["Location"]
    assert Signature.objects.get().intent == "declines"


@pytest.mark.parametrize(
    ("role", "intent"), [("counsellor", "agrees"), ("person", "declines"), ("supervisor", "co-signs")]
)
def test_a_version_is_signed_once_by_each(there: There, role: str, intent: str) -> None:
    client = there.client(role)
    assert client.post(plan(there) + "/sign", {}).status_code == 422
    for _ in range(2):
        assert client.post(plan(there) + "/sign", {"intent": intent}).status_code == 302
    assert list(Signature.objects.values_list("role", "intent")) == [(role, intent)]
    assert "You have said" in text(client.get(plan(there) + "/sign"))
    assert there.client("nurse").get(plan(there) + "/sign").status_code == 404
