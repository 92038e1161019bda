"""How it goes, in the browser: a stall to a change to its look date, five calm minutes, and looking back."""

import re
from datetime import timedelta
from importlib.resources import files

import msgspec
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.integration.site.people_there import There
from tests.integration.site.walked_there import Days, change_address, gate_of, noted, section, text_of, typed, walks
from waymark.record.documents.decisions import Decisions
from waymark.site.audit.models import AuditRow
from waymark.site.plans.selectors import decisions_of
from waymark.site.walking.going import going_of
from waymark.site.worklist.behind import make_true
from waymark.site.worklist.selectors import items_about


def said_of(there: There, item: str) -> list[tuple[str, str, str | None]]:
    """Who said what of a line, and on whose behalf."""
    written = decisions_of(there.here.somebody)
    rows = () if written is None else msgspec.json.decode(written, type=Decisions).rows
    return [(row.author, row.decision, row.on_behalf_of) for row in rows if row.item.startswith(item)]


def test_a_stall_becomes_a_talk_a_new_version_and_a_look_date(there: There, days: Days) -> None:
    base, client = walks(there), days.client()
    page = client.get(f"{base}/progress").content.decode()
    assert page.count('class="primary"') == 1, "one main change at a time"
    address = change_address(section(page, "changes"))
    # The person's own page names the same change.
    assert address in client.get(base).content.decode()
    one = client.get(address).content.decode()
    assert "What it asks of the person" in one
    given = {"answer": "agreed", "whose": "both", "text": "", "again": "", **typed(one)}
    answer = client.post(address, given)
    assert answer.status_code == 302, text_of(answer.content.decode())[:600]
    (first,) = {item for item in said_of(there, "change:") if item[0] == "clinician"}
    assert first[1] == "agreed"
    assert ("person", "agreed", "person") in said_of(there, "change:")
    # The next version tells the difference in prose.
    made = client.post(f"{base}/plan")
    assert made.status_code == 302
    letter = client.get(f"{made['Location']}/changes").content.decode()
    assert "<li" in letter
    page = client.get(f"{base}/progress").content.decode()
    tried = text_of(section(page, "tried"))
    look = re.search(r"looked at on (\d{4}-\d\d-\d\d)", tried)
    assert look, tried
    assert not section(page, "changes").count('class="primary"'), "nothing else within two weeks"
    # At the look date the page says what came of it.
    days.pass_by((days.today.fromisoformat(look[1]) - days.today).days - 1)
    noted(there, "answers", {"at": days.today.isoformat(), "instrument": "gad7", "scores": {"total": 14}})
    days.pass_by(1)
    page = days.client().get(f"{base}/progress").content.decode()
    assert "it moved, by less than what was hoped" in text_of(section(page, "tried"))


def test_who_comes_later_sees_that_it_moved_and_loses_nothing(there: There, days: Days) -> None:
    base, client = walks(there), days.client()
    address = change_address(client.get(f"{base}/progress").content.decode())
    one = client.get(address).content.decode()
    # Meanwhile somebody else answers.
    other = days.client()
    client_answer = {"answer": "agreed", "whose": "mine", **typed(other.get(address).content.decode())}
    assert other.post(address, client_answer).status_code == 302
    before = said_of(there, "")
    late = client.post(address, {"answer": "declined", "whose": "mine", "text": "not this week", **typed(one)})
    assert late.status_code == 422
    page = late.content.decode()
    assert "Something moved" in page
    assert "not this week" in page
    assert said_of(there, "") == before
    # Said again on what stands there now, it ends the change.
    assert client.post(address, {"answer": "declined", "whose": "theirs", **typed(page)}).status_code == 302
    assert said_of(there, "change:")[-1] == ("person", "declined", "person")


def test_a_double_click_answers_once(there: There, days: Days) -> None:
    base, client = walks(there), days.client()
    address = change_address(client.get(f"{base}/progress").content.decode())
    given = {"answer": "declined", "whose": "mine", **typed(client.get(address).content.decode())}
    assert [client.post(address, given).status_code for _ in range(2)] == [302, 302]
    assert len(said_of(there, "change:")) == 1


def test_what_stands_out_is_put_aside_with_a_reason_and_counted(there: There, days: Days) -> None:
    base, client = walks(there), days.client()
    page = client.get(f"{base}/progress").content.decode()
    (address,) = re.findall(r'href="([^"]*/progress/signal/[^"]*)"', page)[:1]
    form = typed(client.get(address).content.decode())
    until = (days.today + timedelta(days=7)).isoformat()
    assert "Without a reason" in client.post(address, {"word": "declined", "until": until, **form}).content.decode()
    assert (
        client.post(address, {"word": "declined", "until": until, "text": "seen on Monday", **form}).status_code == 302
    )
    page = client.get(f"{base}/progress").content.decode()
    assert "seen on Monday" in section(page, "noticed")
    assert "put aside 1 times" in client.get(address).content.decode()
    # Over all people the supervisor sees which signs help.
    assert "put aside 1" in days.client("supervisor").get("/oversight").content.decode()
    days.pass_by(8)
    assert "seen on Monday" not in section(days.client().get(f"{base}/progress").content.decode(), "noticed")


SHOWN = ("own", "changes", "noticed", "tried", "again", "followed", "counted")
OF_PERSON = ("needs", "plan", "progress", "week", "versions")


def test_a_past_day_shows_what_was_shown_then(there: There, days: Days) -> None:
    """Also after late results, corrections, answers and a new version."""
    base, then = walks(there), days.today
    client = days.client("supervisor")
    first = client.get(f"{base}/progress").content.decode(), client.get(base).content.decode()
    less = section(client.get(f"{base}/move").content.decode(), "less")
    days.pass_by(3)
    client = days.client()
    late = {"at": (then - timedelta(days=2)).isoformat(), "measure": "drug_test.opioids", "value": "positive"}
    noted(there, "measures", {**late, "id": "late"})
    noted(there, "answers", {"at": then.isoformat(), "instrument": "gad7", "scores": {"total": 3}})
    wrong = {"at": days.today.isoformat(), "corrects": "late", "kind": "entered in error", "reason": "other person"}
    noted(there, "corrections", wrong)
    address = change_address(client.get(f"{base}/progress").content.decode())
    client.post(address, {"answer": "agreed", "whose": "both", **typed(client.get(address).content.decode())})
    client.post(f"{base}/plan")
    client = days.client("supervisor")
    now = client.get(f"{base}/progress").content.decode()
    assert any(section(now, name) != section(first[0], name) for name in SHOWN)
    before = AuditRow.objects.count()
    again = client.get(f"{base}/progress?as-of={then}").content.decode()
    assert {name: section(again, name) for name in SHOWN} == {name: section(first[0], name) for name in SHOWN}
    rows = list(AuditRow.objects.order_by("pk")[before:])
    assert [row.target for row in rows if row.action == "walking.looked_back"] == [f"as of {then}"]
    page = client.get(f"{base}?as-of={then}").content.decode()
    assert {name: section(page, name) for name in OF_PERSON} == {name: section(first[1], name) for name in OF_PERSON}
    assert "<form" not in page[page.index("<main") : page.index("</main")]
    noted(there, "facts", {"at": days.today.isoformat(), "fact": "handover.kind", "value": "discharge"})
    assert section(client.get(f"{base}/move?as-of={then}").content.decode(), "less") == less
    assert not section(client.get(f"{base}/move").content.decode(), "less")


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "2999-01-01"])
def test_a_day_that_cannot_be_is_one_sentence(there: There, day: str) -> None:
    base = f"/people/{there.here.somebody.public_id}"
    answer = there.client("counsellor").get(f"{base}/progress?as-of={day}")
    assert answer.status_code == 422
    assert "day" in text_of(answer.content.decode())
    assert there.client("counsellor").get(f"{base}?as-of={day}").status_code == 200


def test_the_person_reads_how_it_goes_in_their_own_voice(there: There, days: Days) -> None:
    base, client = walks(there), days.client("person")
    page = client.get(f"{base}/progress").content.decode()
    assert "How it goes for me" in page
    assert "/progress/signal/" not in page
    signal = re.findall(r'href="([^"]*/progress/signal/[^"]*)"', days.client().get(f"{base}/progress").content.decode())
    assert client.get(signal[0]).status_code == 404
    address = change_address(page)
    answer = client.post(address, {"answer": "agreed", **typed(client.get(address).content.decode())})
    assert answer.status_code == 302
    assert set(said_of(there, "change:")) == {("person", "agreed", None)}
    # The counsellor's yes joins it.
    staff = days.client()
    staff.post(address, {"answer": "agreed", "whose": "mine", **typed(staff.get(address).content.decode())})
    assert [one[0] for one in said_of(there, "change:")] == ["person", "clinician"]


def test_how_it_goes_asks_as_often_with_years_behind(there: There, days: Days) -> None:
    base, client = walks(there), days.client()
    client.get(f"{base}/progress")
    with CaptureQueriesContext(connection) as questions:
        client.get(f"{base}/progress")
    assert len(questions) <= 25


def test_the_work_list_and_the_page_judge_alike_what_is_due(there: There, days: Days) -> None:
    base = walks(there)
    for passed in (0, 20, 20):
        days.pass_by(passed)
        with transaction.atomic():
            make_true(there.here.somebody)
            going = going_of(gate_of(there), "en")
        assert going is not None
        states = {one.item: one.state for one in going.progress.due if not one.item.startswith("watch:goal:")}
        client = days.client()
        rows = {line.said.item: line for line in items_about(gate_of(there, "work"), 60)}
        listed = {item: "overdue" if line.late else "due" for item, line in rows.items() if item.startswith("watch:")}
        assert listed == {item: state for item, state in states.items() if state in ("due", "overdue")}
        assert client.get(base).status_code == 200
    assert listed


def test_what_stands_out_comes_on_the_list_with_the_way_to_it(there: There, days: Days) -> None:
    base = walks(there)
    with transaction.atomic():
        make_true(there.here.somebody)
    page = days.client().get("/work").content.decode()
    assert f'href="{base}/progress"' in page


def test_pictures_on_the_site_are_those_on_paper(there: There, days: Days) -> None:
    answer = days.client().get("/static/pictures.css")
    assert b"".join(answer) == files("waymark.rendering").joinpath("pictures.css").read_bytes()
    page = days.client().get(f"{walks(there)}/progress").content.decode()
    assert page.count('class="picture"') >= 2
    assert "style=" not in page


def test_a_goal_whose_day_has_passed_is_something_to_talk_about_and_no_failing(there: There, days: Days) -> None:
    base = walks(there)
    page = days.client().get(base).content.decode()
    assert not section(page, "passed")
    days.pass_by(120)
    page, own = (days.client(role).get(base).content.decode() for role in ("counsellor", "person"))
    assert "A day that passed is no failing." in text_of(section(page, "passed"))
    assert "you choose" in text_of(section(own, "passed"))
    (address,) = re.findall(r'href="([^"]*/workspace/line/[^"]*)"', section(page, "passed"))[:1]
    assert days.client().get(address).status_code == 200
    # On the day itself nothing was late yet.
    then = days.today - timedelta(days=120)
    assert not section(days.client().get(f"{base}?as-of={then}").content.decode(), "passed")
