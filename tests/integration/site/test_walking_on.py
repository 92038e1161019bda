"""Hard moments, moves and the person alone, in the browser: nothing starts over, nothing open is lost."""

import re
from datetime import timedelta

import msgspec
import pytest
from django.db import DatabaseError, transaction

from tests.integration.site.held_there import Browser
from tests.integration.site.people_there import There
from tests.integration.site.walked_there import Days, change_address, gate_of, noted, section, text_of, typed, walks
from tests.unit.progress.walked import measured, somebody
from waymark.record.documents.person import Person as Record
from waymark.site.interviews.models import SafetyReview
from waymark.site.records.selectors import document_of
from waymark.site.walking.going import going_of
from waymark.site.worklist.behind import make_true
from waymark.site.worklist.selectors import items_about


def test_five_calm_minutes_go_into_the_plan_and_nothing_starts_over(there: There, days: Days) -> None:
    base, client = walks(there), days.client()
    own = {"counts": "own_date", "since": (days.today - timedelta(days=40)).isoformat()}
    client.post(f"{base}/progress/counts", own)
    assert "40 days since your own date" in client.get(f"{base}/progress").content.decode()
    page = client.get(f"{base}/after-use").content.decode()
    written = {
        "situation": "payday, alone",
        "sure": "0",
        "feelings": "angry",
        "helped": "called Kay",
        "naloxone": "no",
        **typed(page),
    }
    kept = client.post(f"{base}/after-use", written, follow=True).content.decode()
    assert "Nothing starts over" in kept
    assert "naloxone today" in kept
    assert 'role="alert"' not in kept
    record = msgspec.json.decode(document_of(there.here.somebody), type=Record)
    told = [(row.about, row.text) for row in record.words]
    assert told == [("trigger", "payday, alone"), ("trigger", "angry"), ("helps", "called Kay")]
    assert [row.confidence for row in record.words] == [0, None, None]
    # The count stands, the next plan shows the words, and somebody talks within three days.
    assert "40 days since your own date" in client.get(f"{base}/progress").content.decode()
    version = client.post(f"{base}/plan")["Location"]
    plan = text_of(client.get(version).content.decode())
    assert "payday, alone" in plan
    assert "called Kay" in plan


def test_words_that_may_mean_danger_show_whom_to_call_and_wait_for_the_team(there: There, days: Days) -> None:
    base, client = walks(there), days.client()
    page = client.get(f"{base}/after-use").content.decode()
    written = {"feelings": "I want to die", **typed(page)}
    kept = client.post(f"{base}/after-use", written, follow=True).content.decode()
    assert "tel:988" in kept[: kept.index("Nothing starts over")]
    assert SafetyReview.objects.filter(person=there.here.somebody, looked_at__isnull=True).count() == 1
    assert "I want to die" in client.get(base).content.decode()


def alone(days: Days, base: str, about: str, way: str = "near") -> Browser:
    """The person at the device they were handed."""
    client = days.client()
    given = {"about": about, "way": way, "language": "en"}
    assert client.post(f"{base}/interview/own", given).status_code == 302
    return Browser(client, address="/answering").look().press("Begin", do="hello")


def test_the_person_writes_after_use_alone_and_nothing_is_read_back(there: There, days: Days) -> None:
    base = walks(there)
    client = days.client()
    page = client.get(f"{base}/progress/counts").content.decode()
    since = str(days.today - timedelta(days=40))
    client.post(f"{base}/progress/counts", {"counts": "own_date", "since": since, **typed(page)})
    assert "40 days since your own date" in client.get(f"{base}/progress").content.decode()
    browser = alone(days, base, "after_use")
    assert "Five calm minutes after use" in browser.text
    browser.send(do="keep", situation="payday, alone", helped="called Kay")
    assert "Nothing starts over" in browser.text
    assert "payday" not in browser.look().page
    assert "40 days" not in browser.text
    record = msgspec.json.decode(document_of(there.here.somebody), type=Record)
    assert ("trigger", "payday, alone") in [(row.about, row.text) for row in record.words]
    assert there.here.somebody.record_rows.latest("number").on_behalf == "person"
    browser.press("Finish", do="finish")
    assert "locked" in browser.look().text


def test_a_check_in_asks_what_is_due_and_nothing_else(there: There, days: Days) -> None:
    base = walks(there)
    days.pass_by(40)
    browser = alone(days, base, "check_in")
    # What stays with the team and what cannot, before personal questions.
    browser.send(do="told")
    asked = []
    while browser.question:
        asked.append(browser.question)
        assert len(asked) < 20, asked
        browser.send(**({"value": browser.choices[0]} if browser.choices else {"text": "4"}))
    assert asked, browser.text
    assert len(set(asked)) == len(asked)
    with transaction.atomic():
        going = going_of(gate_of(there), "en")
    assert going is not None
    measured = {one.id: one.latest for one in going.progress.series}
    told = [measured[name.removeprefix("fact:")] for name in asked if name.removeprefix("fact:") in measured]
    assert told
    assert all(point is not None and point.at == days.today.isoformat() for point in told)
    assert "That is all for now" in browser.text


def test_leaving_early_is_met_with_a_bridge_and_the_way_back_is_open(there: There, days: Days) -> None:
    base, client = walks(there), days.client()
    page = client.get(f"{base}/move").content.decode()
    assert "Is it time for less care?" in page
    form = typed(client.get(f"{base}/move/prepare").content.decode())
    client.post(f"{base}/move/prepare", {"kind": "leaving_early", "text": "It is too far", **form})
    page = client.get(f"{base}/move").content.decode()
    assert section(page, "bridge")
    assert "It is too far" in page
    still_open = section(page, "open").count("<li>")
    assert still_open
    with transaction.atomic():
        make_true(there.here.somebody)
    assert f'href="{base}/move"' in client.get("/work").content.decode()
    # What is arranged closes what was open; medicine has a name beside it.
    form = typed(client.get(f"{base}/move/arrange").content.decode())
    in_a_week = (days.today + timedelta(days=5)).isoformat()
    arranged = {
        "visit": in_a_week, "visit_text": "10:00, Dr. Lee, Hill Clinic", "medicine_who": "Dr. Lee, Hill Clinic",
        "medicine_until": in_a_week, "naloxone": "yes", "card": "yes", "consent": "all of it to Dr. Lee", **form,
    }  # fmt: skip
    assert client.post(f"{base}/move/arrange", arranged).status_code == 302
    page = client.get(f"{base}/move").content.decode()
    assert "Dr. Lee" in section(page, "over")
    assert text_of(section(page, "open")).count(" done") > 0
    # Sent once more, nothing is noted twice.
    rows = there.here.somebody.record_rows.count()
    again = {**arranged, **typed(client.get(f"{base}/move/arrange").content.decode())}
    client.post(f"{base}/move/arrange", again)
    assert there.here.somebody.record_rows.count() == rows
    # The end: check-ups begin, on the page and on the list, though no time in the programme is open.
    form = typed(client.get(f"{base}/ending").content.decode())
    assert (
        client.post(f"{base}/ending", {"ending": "left", "ending_words": "It was too far.", **form}).status_code == 302
    )
    after = text_of(section(client.get(f"{base}/move").content.decode(), "after"))
    assert after.count("ahead") >= 2, after
    days.pass_by(7)
    with transaction.atomic():
        make_true(there.here.somebody)
        kinds = {line.kind for line in items_about(gate_of(there, "work"), 60)}
    assert "check_up" in kinds
    client = days.client()
    client.post(f"{base}/move/check-up", {"took": "yes", "mark": "c"})
    assert "took place" in text_of(section(client.get(f"{base}/move").content.decode(), "after"))
    # The way back: one button, and the plan goes on.
    client.post(f"{base}/move/back", {"mark": "b"})
    assert client.post(f"{base}/again").status_code == 302
    page = client.get(f"{base}/move").content.decode()
    assert not section(page, "after")
    assert client.get(base).status_code == 200


def test_the_talk_is_rated_and_a_low_number_brings_steps(there: There, days: Days) -> None:
    base, client = walks(there), days.client()
    page = client.get(f"{base}/progress/talk").content.decode()
    assert client.post(f"{base}/progress/talk", typed(page)).status_code == 422
    assert client.post(f"{base}/progress/talk", {"session_heard": "2", **typed(page)}).status_code == 302
    told = section(client.get(f"{base}/progress").content.decode(), "together")
    assert "2" in text_of(told)
    assert told.count("<li>") > 1, text_of(told)


@pytest.mark.parametrize("path", ["change", "after-use", "move/prepare"])
def test_what_cannot_be_noted_in_the_audit_is_not_kept(
    there: There, days: Days, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    base, client = walks(there), days.client()
    address = f"{base}/{path}"
    if path == "change":
        address = change_address(client.get(f"{base}/progress").content.decode())
    given = {"answer": "agreed", "whose": "both", "situation": "payday", "kind": "transfer"}
    form = typed(client.get(address).content.decode())
    rows, decided = there.here.somebody.record_rows.count(), there.here.somebody.decision_rows.count()

    def fails(*args: object, **kwargs: object) -> None:
        raise DatabaseError("no room")

    with monkeypatch.context() as broken:
        for room in ("actions", "moves"):
            broken.setattr(f"waymark.site.walking.{room}.note", fails)
        answer = client.post(address, given | form)
    assert answer.status_code == 503
    assert (there.here.somebody.record_rows.count(), there.here.somebody.decision_rows.count()) == (rows, decided)
    # The same form, sent again, is kept.
    assert client.post(address, given | form).status_code == 302


def test_nothing_is_asked_any_more_of_somebody_who_died(there: There, days: Days) -> None:
    base, client = walks(there), days.client()
    noted(there, "facts", {"at": days.today.isoformat(), "fact": "handover.kind", "value": "transfer"})
    form = typed(client.get(f"{base}/ending").content.decode())
    client.post(f"{base}/ending", {"ending": "died", "ending_words": "", **form})
    with transaction.atomic():
        make_true(there.here.somebody)
    assert not there.here.somebody.work_items.exists()
    page = client.get(f"{base}/move").content.decode()
    assert "/move/back" not in page
    assert "Coming back" not in page


def test_what_was_done_is_said_where_it_stands_out_and_asked_for_no_more(there: There, days: Days) -> None:
    tests = ["negative", "negative", "negative", "positive"]
    rows = [*measured("attendance", *(["attended"] * 4)), *measured("drug_test.opioids", *tests)]
    base, client = walks(there, somebody(measures=rows)), days.client()
    noted(there, "words", {"at": days.today.isoformat(), "about": "trigger", "text": "paydays"})
    page = client.get(f"{base}/progress").content.decode()
    (address,) = re.findall(r'href="([^"]*/progress/signal/[^"]*)"[^>]*>[^<]*<span class="unseen">: Did use come', page)
    form = client.get(address).content.decode()
    assert "Did you talk over what happened, without blame?" in text_of(form)
    assert client.post(address, {"word": "done", **typed(form)}).status_code == 302
    page = client.get(f"{base}/progress").content.decode()
    assert "Did use come back" not in text_of(section(page, "noticed"))
    # Where nothing can be noted as done, it is not offered.
    for other in re.findall(r'href="([^"]*/progress/signal/[^"]*)"', page):
        assert 'value="done"' not in client.get(other).content.decode()
