"""People on pages: registering, changing, the care team, times in the programme, emergencies; and what is refused."""

import re

import pytest
from django.test import Client

from tests.integration.site.people_there import There, acting
from waymark.site.access.gate import person_gate
from waymark.site.audit.models import AuditRow
from waymark.site.people.models import EmergencyAccess, Person
from waymark.site.people.selectors import contact_of, identity_of

NEW = {"called": "Sam", "language": "en", "when": "arranged only"}


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def title(answer: object) -> str:
    found = re.search(r"<title>(.*?)</title>", text(answer))
    return found[1] if found else ""


def hidden(answer: object, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', text(answer))
    assert found, name
    return found[1]


def person_page(there: There) -> str:
    return f"/people/{there.here.somebody.public_id}"


def kept(there: There) -> Person:
    return Person.objects.get(pk=there.here.somebody.pk)


def test_one_person_stands_on_one_page_with_one_primary_action(there: There) -> None:
    page = text(there.client("counsellor").get(person_page(there)))
    for part in ("Ana", "How to reach them", "Who walks along", "Plan, version 1", "nobody has signed yet"):
        assert part in page, part
    assert page.count('class="primary"') == 1


@pytest.mark.parametrize("role", ["counsellor", "person", "supervisor"])
def test_titles_carry_no_names(there: There, role: str) -> None:
    client, person = there.client(role), there.here.somebody
    version = person.plans.get().public_id
    for more in ("", "/record", "/documents", "/team", f"/plan/{version}", "/workspace"):
        answer = client.get(person_page(there) + more)
        assert answer.status_code == 200, more
        assert "Ana" not in title(answer), more
        assert title(answer), more


def test_what_a_role_may_not_do_has_no_way_on_the_page(there: There) -> None:
    page = text(there.client("supervisor").get(person_page(there)))
    for way in ("/identity", "/contact", "/ending", "/record/note", "/seen"):
        assert person_page(there) + way not in page, way
    own = text(there.client("person").get(person_page(there)))
    assert "/contact" in own
    assert "/seen" in own
    for way in ("/identity", "/team/add", "/ending", "/invite", "/emergency"):
        assert person_page(there) + way not in own, way


def test_everybody_is_led_to_what_is_theirs(there: There) -> None:
    assert there.client("person").get("/")["Location"] == person_page(there)
    assert there.client("counsellor").get("/")["Location"] == "/work"
    assert there.client("auditor").get("/")["Location"] == "/lately"
    assert "Nothing is shared with you yet" in text(there.client("supporter").get("/"))
    assert Client().get("/")["Location"].startswith("/sign-in")


def test_somebody_alike_is_shown_first_and_can_be_registered_anyway(there: There) -> None:
    client = there.client("counsellor")
    alike = NEW | {"called": "Anna", "legal_name": "Ana Quell", "birth": "1988-04-02", "phone": "555 0100"}
    answer = client.post("/people/new", alike)
    assert answer.status_code == 422
    assert "Somebody like this is registered already" in text(answer)
    assert person_page(there) in text(answer)
    assert "555 0100" in text(answer), "what was typed is lost"
    before = Person.objects.count()
    assert client.post("/people/new", alike | {"anyway": "on"}).status_code == 302
    assert Person.objects.count() == before + 1


def test_somebody_alike_in_another_house_is_not_shown(there: There) -> None:
    answer = there.client("counsellor").post(
        "/people/new", NEW | {"called": "Bo", "legal_name": "Bo Larkspur", "birth": "1991-11-30"}
    )
    assert answer.status_code == 302


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "Robert'); DROP TABLE people;--", "مريم العلي", "שרה", "🌱 Wren 🦊", "é" * 120],
)
def test_any_name_is_a_name(there: There, name: str) -> None:
    client = there.client("counsellor")
    answer = client.post("/people/new", NEW | {"called": name})
    assert answer.status_code == 302
    page = text(client.get(answer["Location"]))
    assert "<script>alert" not in page
    assert (name in page) or ("&lt;script&gt;" in page) or ("&#x27;" in page)
    found = text(client.post("/people", {"search": name.split()[0]}))
    assert "<script>alert" not in found


def test_a_name_of_spaces_and_a_day_that_is_none_are_told_beside_their_fields(there: There) -> None:
    answer = there.client("counsellor").post(
        "/people/new", NEW | {"called": "   ", "birth": "31/31/1990", "phone": "5"}
    )
    page = text(answer)
    assert answer.status_code == 422
    assert title(answer).startswith("Please check:")
    assert "Please write how to call this person." in page
    assert "year-month-day" in page
    assert 'aria-invalid="true"' in page
    assert page.count("autofocus") == 1
    assert 'value="5"' in page


def test_a_double_click_registers_once(there: There) -> None:
    client = there.client("counsellor")
    mark = hidden(client.get("/people/new"), "mark")
    before = Person.objects.count()
    sent = NEW | {"called": "Twice", "anyway": "on", "mark": mark}
    first, second = client.post("/people/new", sent), client.post("/people/new", sent)
    assert first["Location"] == second["Location"]
    assert Person.objects.count() == before + 1


def test_a_form_that_was_refused_can_be_sent_again_with_its_mark(there: There) -> None:
    client = there.client("counsellor")
    mark = hidden(client.get("/people/new"), "mark")
    assert client.post("/people/new", NEW | {"called": "", "mark": mark}).status_code == 422
    assert client.post("/people/new", NEW | {"called": "Now", "mark": mark}).status_code == 302


def test_identity_and_contact_are_changed_and_kept(there: There) -> None:
    client = there.client("counsellor")
    gate = None
    answer = client.post(person_page(there) + "/identity", {"called": "Annie", "pronouns": "she/her", "language": "es"})
    assert answer.status_code == 302
    sent = {
        "when": "evening",
        "ways": ["text", "call"],
        "never": "Robin – lives there\nthe boss",
        "words": "knock twice",
    }
    assert client.post(person_page(there) + "/contact", sent).status_code == 302
    gate = _gate(there)
    assert identity_of(gate).called == "Annie"
    contact = contact_of(gate)
    assert [(one.who, one.why) for one in contact.never] == [("Robin", "lives there"), ("the boss", "")]
    page = text(client.get(person_page(there)))
    assert page.index("Never tell anything to") < page.index("Next step")


@pytest.mark.parametrize("where", ["identity", "contact"])
def test_a_form_that_grew_stale_shows_both_and_loses_nothing(there: There, where: str) -> None:
    client, address = there.client("counsellor"), f"{person_page(there)}/{where}"
    seen = hidden(client.get(address), "seen")
    base = {"called": "Ana", "language": "en"} if where == "identity" else {"when": "daytime"}
    field = "pronouns" if where == "identity" else "words"
    assert client.post(address, base | {field: "from the colleague"}).status_code == 302
    answer = client.post(address, base | {field: "typed by me", "seen": seen})
    assert answer.status_code == 422
    assert "from the colleague" in text(answer)
    assert "typed by me" in text(answer)
    again = hidden(answer, "seen")
    assert client.post(address, base | {field: "both", "seen": again}).status_code == 302


def test_the_care_team_grows_and_never_ends_empty(there: There) -> None:
    client, address = there.client("counsellor"), person_page(there) + "/team"
    place = kept(there).care_team.get()
    answer = client.post(f"{address}/{place.pk}/end")
    assert answer.status_code == 422
    assert "Nobody would be left" in text(answer)
    nurse = there.here.staff["nurse"]
    assert client.post(f"{address}/add", {"member": f"{nurse.public_id} nurse"}).status_code == 302
    assert there.client("nurse").get(person_page(there)).status_code == 200
    assert client.post(f"{address}/{place.pk}/end").status_code == 302
    assert client.get(person_page(there)).status_code == 404
    stranger = there.elsewhere.staff["nurse"]
    assert (
        there.client("supervisor").post(f"{address}/add", {"member": f"{stranger.public_id} nurse"}).status_code == 422
    )


def test_a_time_in_the_programme_ends_and_begins_again(there: There) -> None:
    client = there.client("counsellor")
    assert client.post(person_page(there) + "/ending", {"ending_words": "moved"}).status_code == 422
    sent = {"ending": "transferred", "ending_words": "moved to be near her sister"}
    assert client.post(person_page(there) + "/ending", sent).status_code == 302
    page = text(client.get(person_page(there)))
    assert "not in the program at the moment" in page
    assert "near her sister" in page
    assert client.post(person_page(there) + "/again").status_code == 302
    assert kept(there).episodes.filter(closed_at__isnull=True).count() == 1


def test_an_emergency_is_written_down_opened_and_reviewed(there: There) -> None:
    client, address = there.client("nurse"), person_page(there)
    assert client.get(address).status_code == 404
    listed = text(client.post("/people", {"search": "Ana"}))
    assert f"{address}/emergency" in listed
    answer = client.post(f"{address}/emergency", {"nature": "seizure", "recipient": "", "affiliation": ""})
    assert answer.status_code == 422
    assert "seizure" in text(answer)
    sent = {"nature": "seizure on the bus", "recipient": "Dr. Lee", "affiliation": "City ER"}
    assert client.post(f"{address}/emergency", sent).status_code == 302
    page = text(client.get(address))
    assert "Emergency access" in page
    assert f"{address}/identity" not in page
    assert client.post(f"{address}/identity", {"called": "X"}).status_code == 404
    officer = there.client("privacy_officer")
    waiting = text(officer.get("/emergencies"))
    assert "seizure on the bus" in waiting
    access = EmergencyAccess.objects.latest("pk")
    assert officer.post(f"/emergencies/{access.pk}", {"review": "needed", "review_words": ""}).status_code == 422
    assert (
        officer.post(f"/emergencies/{access.pk}", {"review": "needed", "review_words": "asked Dr. Lee"}).status_code
        == 302
    )
    assert "asked Dr. Lee" in text(officer.get("/emergencies"))
    assert client.get(f"/emergencies/{access.pk}").status_code == 404


def test_the_person_reads_who_looked_in_plain_words(there: There) -> None:
    there.client("counsellor").get(person_page(there))
    there.client("peer").get(person_page(there))
    page = text(there.client("person").get(person_page(there) + "/seen"))
    assert "opened the page of the person" in page
    assert "Counsellor of North House" in page
    assert "Peer of North House" not in page, "a colleague outside the team is told by role alone"
    assert "(was turned away)" in page
    assert there.client("counsellor").get(person_page(there) + "/seen").status_code == 404


def test_every_word_for_the_audit_is_there(there: There) -> None:
    from tests.integration.site.addresses import guarded
    from waymark.site.pages.wording import wording

    client = there.client("counsellor")
    for one in guarded():
        client.get(one.of(there.here))
    told = {
        row.action.partition("+")[0].partition(" ")[0] for row in AuditRow.objects.filter(chain=there.here.programme.pk)
    }
    ours = {name for name in told if name.split(".")[0] in ("people", "plans", "records", "documents", "audit")}
    assert {name for name in ours if f"audit.did_{name.replace('.', '_')}" not in wording()} == set()


def _gate(there: There):  # type: ignore[no-untyped-def]
    from django.db import transaction

    with transaction.atomic():
        return person_gate(acting(there.here, "counsellor"), there.here.somebody.public_id, "contact", "read", "test")


def test_whoever_registers_goes_straight_on_to_the_interview(there: There) -> None:
    client = there.client("counsellor")
    answer = client.post("/people/new", NEW | {"called": "Lark", "then": "interview"}, follow=True)
    assert answer.request["PATH_INFO"].endswith("/interview/ask")
    assert "Registered." in text(answer)
    assert 'name="question" value="check:now"' in text(answer)


def test_who_may_not_ask_registers_and_sees_no_such_button(there: There) -> None:
    client = there.client("supervisor")
    assert 'value="interview"' not in text(client.get("/people/new"))
    answer = client.post("/people/new", NEW | {"called": "Lark", "then": "interview"})
    assert "/interview" not in answer["Location"]
