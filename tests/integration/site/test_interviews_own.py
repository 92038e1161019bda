"""The person's own part: opened once, answered without an account, read back by nobody."""

import html
import re
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.integration.site.held_there import Browser, somebody_asked
from tests.integration.site.people_there import There
from waymark.planning.asking.room import PackWords, WordedItem
from waymark.site.audit.models import AuditRow
from waymark.site.interviews import holding, own_actions
from waymark.site.interviews.models import OwnPart, SafetyReview
from waymark.site.interviews.reviews import waiting_reviews
from waymark.site.people.models import Person
from waymark.site.plans.library import library
from waymark.site.records.models import RecordRow


@pytest.fixture(autouse=True)
def phq9_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The person reads a form only in its own words: a pack of them, made up here."""
    items = {item.id: WordedItem(f"Words of {item.id}?") for item in library().instruments["phq9"].items}
    monkeypatch.setattr(holding, "packs", lambda language: {"phq9": PackWords("phq9@test", items)})


def given(there: There, person: str, way: str) -> tuple[Client, str]:
    """(the browser of the staff, the path of a link; empty where the device was handed over)."""
    client = there.client("counsellor")
    answer = client.post(f"{person}/interview/own", {"way": way, "language": "en"})
    found = re.search(r'value="http://testserver(/answer/[^"]+)"', answer.content.decode())
    return client, found[1] if found else ""


def opened(there: There, person: str, way: str = "near") -> Browser:
    """The person's browser, with the first question before it."""
    client, link = given(there, person, way)
    if way == "link":
        client = Client()
        client.post(link)
    browser = Browser(client, person, "/answering").look()
    return browser.send(do="hello")


def to_form(browser: Browser) -> Browser:
    return browser.until(lambda now: now.question.startswith("form:phq9"))


def review_title(there: There, person: str) -> str:
    """What the work list says of the review that waits."""
    found = Person.objects.get(public_id=person.rpartition("/")[2])
    return html.escape(waiting_reviews(found)[0].lines[0].says)


def part_of(person: str) -> OwnPart:
    return OwnPart.objects.filter(person__public_id=person.rpartition("/")[2]).latest("pk")


def test_a_device_is_handed_over_and_comes_back_locked(there: There) -> None:
    person = somebody_asked(there)
    browser = opened(there, person)
    client = browser.client
    # Whoever holds the device now is nobody of the staff.
    assert client.get(person)["Location"].startswith("/sign-in")
    to_form(browser)
    assert "Words of item_1?" in browser.text
    browser.send(value="1")
    row = RecordRow.objects.filter(person__public_id=person.rpartition("/")[2]).latest("pk")
    assert row.on_behalf == "person"
    assert row.by == there.here.staff["counsellor"]
    answer = client.get("/answering")
    assert answer["Cache-Control"] == "no-store"
    browser.send(do="finish")
    assert "This page is locked" in browser.text
    assert "sign in" in browser.text
    for address in ("/answering", person, f"{person}/interview"):
        shown = client.get(address, follow=True).content.decode()
        assert "Words of item" not in shown
        assert "Sam" not in shown
    assert part_of(person).ended_at is not None
    document = there.client("counsellor").get(f"{person}/record/file").json()["answers"][-1]
    assert document["author"] == "person"
    assert document["by"] == "person"
    assert document["source"] == "self-report"
    assert document["wording"] == "pack"


def test_a_link_opens_once_and_only_for_a_while(there: There) -> None:
    person = somebody_asked(there)
    _, link = given(there, person, "link")
    assert not OwnPart.objects.filter(token_hash=link.rpartition("/")[2]).exists()
    for look in range(2):
        assert Client().get(link).status_code == 200, look
    mine, other = Client(), Client()
    assert mine.post(link)["Location"] == "/answering"
    assert other.post(link).status_code == 404
    assert Client().get(link).status_code == 404
    assert "There is nothing to answer here" in other.get("/answering").content.decode()
    _, late = given(there, person, "link")
    later = timezone.now() + timedelta(hours=own_actions.LINK_HOURS, minutes=1)
    with patch("django.utils.timezone.now", lambda: later):
        assert Client().post(late).status_code == 404


def test_a_part_taken_back_is_locked_with_the_next_click(there: There) -> None:
    person = somebody_asked(there)
    browser = opened(there, person, "link")
    staff = there.client("counsellor")
    staff.post(f"{person}/interview/own/{part_of(person).public_id}/end")
    rows = RecordRow.objects.count()
    browser.send(do="unknown")
    assert "This page is locked" in browser.text
    assert RecordRow.objects.count() == rows


def test_who_leaves_the_team_leaves_no_door_open(there: There) -> None:
    person = somebody_asked(there)
    browser = opened(there, person, "link")
    Person.objects.get(public_id=person.rpartition("/")[2]).care_team.update(
        until=timezone.now(), ended_by=there.here.staff["supervisor"]
    )
    assert "There is nothing to answer here" in browser.look().text


def test_what_needs_somebody_at_once_is_asked_only_with_somebody_near(there: There) -> None:
    from tests.integration.site.held_there import somebody_new

    person = somebody_new(there.client("counsellor"), "Kay")
    asked = {}
    for way in ("near", "link"):
        browser, seen = opened(there, person, way), []
        for _ in range(6):
            if browser.question:
                seen.append(browser.question)
            browser.send(do="told" if 'value="told"' in browser.page else "unknown")
        asked[way] = seen
        browser.send(do="finish")
    facts = library().facts
    danger = {f"fact:{name}" for name, fact in facts.items() if fact.danger_screen}
    assert danger & {*asked["near"]}
    assert not danger & {*asked["link"]}
    assert "check:now" not in asked["near"] + asked["link"]


def test_a_dangerous_answer_alone_shows_the_card_at_once_and_waits_for_the_team(there: There) -> None:
    person = somebody_asked(there)
    # Where nobody is near the form itself is not put; here the colleague is.
    browser = to_form(opened(there, person, "near"))
    while browser.question != "form:phq9:item_9":
        browser.send(value="0")
    browser.send(value="3")
    assert "You matter" in browser.text
    assert "tel:988" in browser.page
    assert "Counsellor of North House" in browser.text
    review = SafetyReview.objects.get(person__public_id=person.rpartition("/")[2])
    assert review.alone
    browser.send(do="read")
    assert "You matter" not in browser.text
    shown = there.client("counsellor").get(f"{person}/interview").content.decode()
    assert "answered alone" in shown
    # Everybody on the team has it on the work list, until somebody looks.
    title = review_title(there, person)
    assert title in there.client("counsellor").get("/work").content.decode()
    there.client("counsellor").post(f"{person}/interview/reviews/{review.public_id}/looked", {"then": "pause"})
    assert title not in there.client("counsellor").get("/work").content.decode()
    assert AuditRow.objects.filter(action="interviews.raise_review", role="person").exists()


def test_nothing_of_before_is_read_back(there: There) -> None:
    person = somebody_asked(there)
    browser = to_form(opened(there, person))
    old = browser.page
    browser.send(value="2")
    browser.send_from(old.replace('name="mark" value="', 'name="mark" value="x'), value="3")
    assert "was answered already" in browser.text
    assert "Noted" not in browser.text
    rows = there.client("counsellor").get(f"{person}/record/file").json()["answers"][-1]
    assert list(rows["items"].values()) == [2]


def test_nobody_guesses_a_way_in(there: There) -> None:
    client = Client()
    for address in ("/answer/guess", "/answer/" + "A" * 43, "/answer/%00"):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    assert "There is nothing to answer here" in client.get("/answering").content.decode()
    assert client.post("/answering", {"do": "finish"}).status_code == 200
    session = client.session
    session["answering"], session["answering key"] = part_of(f"/{there.here.somebody.public_id}").public_id, "wrong"
    session.save()
    assert "There is nothing to answer here" in client.get("/answering").content.decode()


def test_a_fault_of_the_database_shows_and_stores_nothing(there: There, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    person = somebody_asked(there)
    browser = to_form(opened(there, person))

    def broken(**given: object) -> None:
        raise OperationalError("the disk is full")

    monkeypatch.setattr("waymark.site.interviews.actions.note_rows", broken)
    rows = RecordRow.objects.count()
    with transaction.atomic():
        browser.send(value="2")
    assert browser.status == 503
    assert RecordRow.objects.count() == rows
