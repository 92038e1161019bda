"""An interview in the browser: the record and the plan of the command line, kept at once, never asked twice."""

import json
import re
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.integration.site.held_there import Browser, almost_asked, somebody_asked, somebody_new
from tests.integration.site.people_there import There
from waymark.cli.ask import run as run_ask
from waymark.cli.make import Maker
from waymark.record.canonical import canonical
from waymark.site.audit.models import AuditRow
from waymark.site.interviews.models import Interview, SafetyReview
from waymark.site.people.models import Person
from waymark.site.records.models import RecordRow

ITEM_9 = "form:phq9:item_9"


def record(browser: Browser) -> dict[str, list[dict[str, object]]]:
    return browser.client.get(f"{browser.person}/record/file").json()  # type: ignore[no-any-return]


def person_of(browser: Browser) -> Person:
    return Person.objects.get(public_id=browser.person.rpartition("/")[2])


def test_the_interview_of_the_browser_is_that_of_the_command_line(there: There, tmp_path: Path) -> None:
    client = there.client("counsellor")
    browser, now = Browser(client, somebody_asked(there)), timezone.now()
    at = now.strftime("%Y-%m-%dT%H:%M")
    with patch("django.utils.timezone.now", lambda: now):
        given = _answered(browser.begin(), at)
        document = client.get(f"{browser.person}/record/file").content
        plan = client.get(client.post(f"{browser.person}/plan")["Location"] + "?as=json").content
    assert {name.partition(":")[0] for name in given} >= {"form", "fact"}, given
    path = tmp_path / "person.json"
    path.write_bytes(almost_asked())
    told = [word for one in given for word in ("--answer", one)]
    assert run_ask([str(path), "--by", there.here.staff["counsellor"].called, "--at", at, *told]) == 0
    assert canonical(document) == canonical(path.read_bytes())
    maker = Maker(None, (), "en", None)
    assert plan == maker.encode(maker.make(path))


def _answered(browser: Browser, at: str) -> list[str]:
    """To its end; what was answered as the command line takes it."""
    given = []
    while browser.question or "Look at this now" in browser.text:
        name, by = browser.question, "Counsellor of North House"
        if not name:
            browser.press("Somebody takes care of it", then="go-on")
        elif name == "list:substances":
            rows = [{"at": at, "by": by, "substance": "alcohol", "days_of_30": 12}]
            browser.send(name_0="alcohol", days_0="12", do="answer")
            given.append(f"{name}={json.dumps(rows)}")
        elif name.startswith("list:"):
            browser.send(value="none")
            given.append(f"{name}=[]")
        elif browser.choices:
            value = browser.choices[len(given) % 2]
            browser.send(value=value)
            given.append(f"{name}={value}")
        else:
            browser.send(do="unknown")
            given.append(f"{name}=unknown")
        assert browser.status == 200, browser.text[:400]
    assert "That is all" in browser.page, browser.text[:400]
    return given


def test_a_new_person_is_asked_dangers_first_and_told_the_limits(there: There) -> None:
    client = there.client("counsellor")
    browser = Browser(client, somebody_new(client)).begin()
    assert browser.question == "check:now"
    assert re.search(r"safety \d+ of \d+ min", browser.text)
    assert "Why we ask:" in browser.text
    browser.send(value="none").until(lambda now: 'value="told"' in now.page)
    assert "Before personal questions" in browser.text
    assert all(row["fact"] != "interview.limits_told" for row in record(browser)["facts"])
    browser.send(do="told")
    assert {"interview.limits_told"} <= {row["fact"] for row in record(browser)["facts"]}
    assert re.search(r"Personal\s*\. They can skip it\.", browser.text)


def test_every_answer_is_a_row_at_once_with_its_audit(there: There) -> None:
    browser = Browser(there.client("counsellor"), somebody_asked(there)).begin()
    before, rows = record(browser), RecordRow.objects.count()
    while not browser.question.startswith("form:phq9"):
        browser.send(do="unknown")
    browser.send(value="1").send(value="2")
    assert RecordRow.objects.count() >= rows + 2
    form = record(browser)["answers"][-1]
    assert form["items"] == {"item_1": 1, "item_2": 2}
    assert form["closed"] is False
    assert len(record(browser)["answers"]) == len(before["answers"]) + 1
    noted = AuditRow.objects.filter(action="records.note_rows").last()
    assert noted is not None
    assert noted.role == "counsellor"


def test_what_is_dangerous_stops_a_form_until_somebody_looks(there: There) -> None:
    browser = Browser(there.client("counsellor"), somebody_asked(there)).begin()
    while browser.question != ITEM_9:
        browser.send(**({"value": "0"} if browser.question.startswith("form:") else {"do": "unknown"}))
    browser.send(value="3")
    assert "Look at this now" in browser.text
    assert "988" in browser.text
    review = SafetyReview.objects.get(person=person_of(browser), looked_at=None)
    assert not review.alone
    assert "Look at this now" in browser.client.get(browser.person).content.decode()
    browser.press("Somebody takes care of it", then="go-on")
    review.refresh_from_db()
    assert review.looked_by == there.here.staff["counsellor"]
    assert "Look at this now" not in browser.text


def test_back_takes_the_last_answer_back_and_says_so(there: There) -> None:
    browser = Browser(there.client("counsellor"), somebody_asked(there)).begin()
    while not browser.question.startswith("form:phq9"):
        browser.send(do="unknown")
    asked = browser.question
    browser.send(value="2").send(do="back")
    assert browser.question == asked
    browser.send(value="1")
    standing = [row for row in record(browser)["answers"] if row["instrument"] == "phq9" and "id" not in row]
    assert [row["items"] for row in standing] == [{asked.rpartition(":")[2]: 1}]
    assert record(browser)["corrections"][-1]["kind"] == "entered in error"


def test_back_over_several_answers_leaves_the_record_as_it_was(there: There) -> None:
    client = there.client("counsellor")
    browser = Browser(client, somebody_new(client)).begin()
    first = browser.question
    browser.send(value="none")
    browser.send(do="unknown").send(do="unknown").send(do="back").send(do="back").send(do="back")
    assert browser.question == first
    kept = record(browser)
    wrong = {row["corrects"] for row in kept["corrections"]}
    assert {row["id"] for row in kept["facts"]} == wrong
    browser.send(do="back")
    assert "nothing left to take back" in browser.text


def test_a_double_click_and_a_page_left_behind_lose_nothing(there: There) -> None:
    browser = Browser(there.client("counsellor"), somebody_asked(there)).begin()
    while not browser.question.startswith("form:phq9"):
        browser.send(do="unknown")
    old, question, rows = browser.page, browser.question, RecordRow.objects.count()
    browser.send(value="1")
    new = browser.question
    browser.send_from(old, value="1")
    assert RecordRow.objects.count() == rows + 1
    assert browser.question == new
    other = old.replace('name="mark" value="', 'name="mark" value="2')
    browser.send_from(other, value="1")
    assert RecordRow.objects.count() == rows + 1
    browser.send_from(other.replace('value="2', 'value="3', 1), value="3")
    assert browser.status == 422
    assert browser.question == question
    assert "answered while the page was open" in browser.text
    browser.send(value="3", keep="mine")
    assert record(browser)["answers"][-1]["items"] == {question.rpartition(":")[2]: 3}


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"value": "perhaps"}, "choose one of the answers"),
        ({"question": "fact:no-such", "value": "yes"}, "not asked any more"),
        ({"do": "not-today"}, "why it is enough for today"),
        ({"do": "back"}, "nothing left to take back"),
    ],
)
def test_what_cannot_be_is_one_sentence(there: There, sent: dict[str, str], says: str) -> None:
    browser = Browser(there.client("counsellor"), somebody_asked(there)).begin()
    while sent != {"do": "back"} and not browser.question.startswith("form:"):
        browser.send(do="unknown")
    rows = RecordRow.objects.count()
    browser.send(**sent)
    assert browser.status == 422
    assert says in browser.text
    assert RecordRow.objects.count() == rows


def test_not_today_is_noted_and_rests_until_somebody_goes_on(there: There) -> None:
    browser = Browser(there.client("counsellor"), somebody_asked(there)).begin()
    browser.press("Not today", do="not-today", why="exhausted")
    assert record(browser)["facts"][-1]["value"] == "exhausted"
    assert "That is enough for today" in browser.text
    assert not Interview.objects.filter(ended_at=None).exists()
    browser.begin()
    assert "Enough for today" in browser.text
    browser.press("Go on after all", do="after-all")
    assert browser.question


def test_a_colleague_goes_on_where_it_was_left(there: There) -> None:
    first = Browser(there.client("counsellor"), somebody_asked(there)).begin()
    first.client.post(
        f"{first.person}/team/add", {"member": f"{there.here.staff['nurse'].public_id} nurse", "mark": "m"}
    )
    asked = first.question
    first.send(do="unknown")
    second = Browser(there.client("nurse"), first.person).begin()
    assert second.question not in ("", asked)
    assert Interview.objects.get(person=person_of(first)).last_by == there.here.staff["nurse"]
    second.press("Pause")
    assert "Paused" in second.text
    assert "Nurse of North House" in second.text
    # Somebody stopped it meanwhile: what is sent is noted all the same.
    rows = RecordRow.objects.count()
    first.look()
    first.send_from(f'name="question" value="{second.question or "list:medicines"}"', value="none", turn="9")
    assert RecordRow.objects.count() >= rows


def test_asking_costs_the_same_number_of_queries_however_long_it_went(there: There) -> None:
    client = there.client("counsellor")
    counts = []
    for person in (somebody_new(client), somebody_asked(there)):
        browser = Browser(client, person).begin().send(do="unknown")
        with CaptureQueriesContext(connection) as found:
            client.get(browser.address)
        counts.append(len(found))
        with CaptureQueriesContext(connection) as found:
            client.get(f"{person}/interview")
        counts.append(len(found))
    assert counts[0] == counts[2]
    assert max(counts) <= 25, counts


def test_the_questions_speak_the_language_that_is_chosen(there: There) -> None:
    browser = Browser(there.client("counsellor"), somebody_asked(there)).begin()
    browser.press("Preguntar en español", do="language", to="es")
    assert "Por qué preguntamos:" in browser.text
    assert "Ask in English" in browser.text
