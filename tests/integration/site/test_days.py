"""Today is the day on the wall of the programme: late in the evening, and where the clocks change."""

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.integration.site.people_there import There
from waymark.site import days
from waymark.site.configuration import zone_of_this_machine
from waymark.site.days import begin_of, day_of, end_of, minute
from waymark.site.records.selectors import document_of

SITE = Path(days.__file__).parent
# Two hours, half an hour, at midnight, across the date line, and none.
ZONES = ("America/New_York", "Australia/Lord_Howe", "America/Havana", "Pacific/Apia", "Asia/Kolkata", "UTC")


def _on(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setattr(days, "zone", lambda: ZoneInfo(zone))


def test_an_evening_is_still_today(monkeypatch: pytest.MonkeyPatch) -> None:
    _on(monkeypatch, "America/New_York")
    assert day_of(datetime(2026, 11, 22, 3, 0, tzinfo=UTC)) == date(2026, 11, 21)
    assert day_of(datetime(2026, 11, 22, 5, 0, tzinfo=UTC)) == date(2026, 11, 22)
    assert minute(datetime(2026, 11, 22, 3, 0, tzinfo=UTC)) == "2026-11-21T22:00"


@pytest.mark.parametrize(("day", "hours"), [("2026-03-08", 23), ("2026-11-01", 25), ("2026-07-04", 24)])
def test_a_day_has_as_many_hours_as_the_wall_shows(monkeypatch: pytest.MonkeyPatch, day: str, hours: int) -> None:
    _on(monkeypatch, "America/New_York")
    one = date.fromisoformat(day)
    assert end_of(one) - begin_of(one) == timedelta(hours=hours) - timedelta(microseconds=1)


@pytest.mark.parametrize("zone", ZONES)
def test_every_moment_falls_on_one_day(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    _on(monkeypatch, zone)
    for number in range(366 * 2):
        day = date(2026, 1, 1) + timedelta(days=number)
        assert day_of(begin_of(day)) == day == day_of(end_of(day))
        assert end_of(day) + timedelta(microseconds=1) == begin_of(day + timedelta(days=1))


@pytest.mark.parametrize("zone", ZONES)
def test_what_is_noted_later_never_stands_before(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    _on(monkeypatch, zone)
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    told = [minute(begin + timedelta(minutes=13 * step)) for step in range(365 * 24 * 60 // 13)]
    assert told == sorted(told)


def test_a_form_asks_for_today_on_the_wall(there: There, monkeypatch: pytest.MonkeyPatch) -> None:
    _on(monkeypatch, "America/New_York")
    today = timezone.now().date() + timedelta(days=2)
    late = datetime.combine(today + timedelta(days=1), time(3), UTC)
    with patch("django.utils.timezone.now", lambda: late):
        client = there.client("counsellor")
        address = f"/people/{there.here.somebody.public_id}/record/note?what=fact:age"
        page = client.get(address).content.decode()
        assert re.search(rf'name="at" value="{today}"', page)
        sent = {"value": "41", "source": "self-report"}
        assert client.post(address, sent | {"at": str(today + timedelta(days=1)), "mark": "a"}).status_code == 422
        assert client.post(address, sent | {"at": str(today), "mark": "b"}).status_code == 302
        assert str(today) in client.get(f"/people/{there.here.somebody.public_id}/record").content.decode()


def test_what_is_arranged_in_the_evening_is_of_this_evening(there: There, monkeypatch: pytest.MonkeyPatch) -> None:
    """A first visit “in three days” is counted from the day of its row: both by the clock on the wall."""
    _on(monkeypatch, "America/New_York")
    today = timezone.now().date() + timedelta(days=2)
    late = datetime.combine(today + timedelta(days=1), time(3), UTC)
    with patch("django.utils.timezone.now", lambda: late):
        client, person = there.client("counsellor"), f"/people/{there.here.somebody.public_id}"
        assert client.post(f"{person}/move/prepare", {"kind": "transfer", "mark": "a"}).status_code == 302
        visit = str(today + timedelta(days=3))
        assert client.post(f"{person}/move/arrange", {"visit": visit, "mark": "b"}).status_code == 302
        assert f'value="{visit}"' in client.get(f"{person}/move/arrange").content.decode()
        assert client.post(f"{person}/progress/talk", {"talk_heard": "8", "mark": "c"}).status_code in (302, 422)
    record = document_of(there.here.somebody).decode()
    assert f"{today}T22:00" in record
    assert str(today + timedelta(days=1)) not in record


def test_the_zone_comes_from_the_machine_where_nobody_says(tmp_path: Path) -> None:
    link = tmp_path / "localtime"
    assert zone_of_this_machine("", link) == "UTC"
    link.symlink_to("/usr/share/zoneinfo/America/Chicago")
    assert zone_of_this_machine("", link) == "America/Chicago"
    assert zone_of_this_machine(":Europe/Madrid", link) == "Europe/Madrid"
    assert zone_of_this_machine("No/Where", link) == "America/Chicago"


def test_one_place_says_what_day_it_is() -> None:
    asked = re.compile(r"date\.today\(\)|now\(\)\.date\(\)|\bat\.date\(\)|datetime\.today\(\)|\bat\.strftime\(")
    found = [
        path.name for path in SITE.rglob("*.py") if path.name != "days.py" and asked.search(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("day", ["9999-12-31", "9999-12-30", "0001-01-01"])
def test_a_day_no_clock_counts_to_is_one_sentence_on_every_form(there: There, day: str) -> None:
    client, somebody = there.client("counsellor"), there.here.objects()
    client.raise_request_exception = False
    person, slot = f"/people/{somebody['person']}", {"day": day, "at": "23:59", "minutes": "180", "weeks": "26"}
    forms = {
        f"{person}/appointments/new": {"staff": there.here.staff["counsellor"].public_id, "kind": "visit", **slot},
        "/calendar/groups/new": {"title": "Mornings", **slot},
        f"{person}/sessions/new": {"day": "2026-11-20", "did": "Talked.", "next": "Call", "due": day},
        f"{person}/work/{somebody['entry']}/later": {"until": day, "reason": "away"},
        f"{person}/identity": {"called": "Ana", "language": "en", "birth": day},
        f"{person}/rewards/{somebody['reward']}/test": {"result": "as hoped", "day": day},
        f"{person}/meetings/new": {"kind": "case", "question": "What next?", "day": day},
        f"{person}/move/arrange": {"visit": day, "medicine_until": day},
    }
    for address, given in forms.items():
        answer = client.post(address, given)
        assert answer.status_code == 422, f"{address}: {answer.status_code}"
        assert "between 1900 and 2199" in answer.content.decode(), address
