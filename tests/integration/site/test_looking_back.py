"""Looking back: over a life on the site, every page as of every past day tells what it told on that day."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from django.db import transaction
from django.test import Client

from tests.integration.site.people_there import There
from tests.integration.site.shown_there import told
from tests.integration.site.walked_there import Days, change_address, gate_of, noted, text_of, typed, walks
from waymark.knowledge.release import Release, load_release
from waymark.site.audit.models import AuditRow
from waymark.site.notes.actions import write_session
from waymark.site.notes.marks import mark_of
from waymark.site.notes.sealed import Line, Session
from waymark.site.people.actions import close_episode, join_care_team, reopen_episode
from waymark.site.people.identity import Ending
from waymark.site.plans import library as libraries
from waymark.site.plans.library import take_into_use
from waymark.site.plans.models import ReleaseInUse
from waymark.site.walking.going import going_of
from waymark.site.worklist import selectors
from waymark.site.worklist.actions import rebuild
from waymark.site.worklist.refresh import differs

# What a page of today has and a page of a past day leaves out, as it says: ways to do something, and papers.
LEFT_OUT = {"next", "papers", "back"}
Told = dict[str, dict[str, str]]


def shown(there: There, days: Days, day: date | None = None) -> Told:
    """What the pages of the person and the work list tell, today or looked back on."""
    base, client = f"/people/{there.here.somebody.public_id}", days.client()
    own = days.client("person")
    then = "" if day is None else f"?as-of={day}"
    pages = {"person": base, "progress": f"{base}/progress", "move": f"{base}/move", "work": "/work"}
    found = {name: read(client, address + then) for name, address in pages.items()}
    found |= {f"own {name}": read(own, pages[name] + then) for name in ("progress", "move")}
    return {name: {n: t for n, t in page.items() if n not in LEFT_OUT} for name, page in found.items()}


def read(client: Client, address: str) -> dict[str, str]:
    answer = client.get(address)
    assert answer.status_code == 200, text_of(answer.content.decode())
    return told(answer.content.decode())


def agrees(there: There, days: Days) -> None:
    """Both agree to the change that is proposed, and the next version is made."""
    base, client = f"/people/{there.here.somebody.public_id}", days.client()
    address = change_address(client.get(f"{base}/progress").content.decode())
    given = {"answer": "agreed", "whose": "both", **typed(client.get(address).content.decode())}
    assert client.post(address, given).status_code == 302
    assert client.post(f"{base}/plan").status_code == 302


def on(days: Days, back: int = 0) -> str:
    return (days.today - timedelta(days=back)).isoformat()


def late_result(there: There, days: Days) -> None:
    row = {"at": on(days, 4), "measure": "drug_test.opioids", "value": "positive"}
    noted(there, "measures", {**row, "id": f"late-{on(days)}"})


def corrected(there: There, days: Days) -> None:
    """The result that came on an earlier day was somebody else's."""
    wrong = {"at": on(days), "corrects": f"late-{on(days, 2)}", "kind": "entered in error", "reason": "other person"}
    noted(there, "corrections", wrong)


def checked_in(there: There, days: Days) -> None:
    noted(there, "answers", {"at": on(days), "instrument": "gad7", "scores": {"total": 9}})
    noted(there, "measures", {"at": on(days), "measure": "attendance", "value": "missed"})


def talked(there: There, days: Days) -> None:
    """A session about something that stands out."""
    gate = gate_of(there, "sessions")
    going = going_of(gate_of(there), "en")
    assert going is not None
    signal = next(one for one in going.progress.signals if not one.safety)
    line = Line(mark_of(there.here.somebody, signal.id).hex(), signal.title)
    with transaction.atomic():
        # Written down some days after the talk.
        write_session(gate=gate, day=days.today - timedelta(days=2), session=Session(did="Talked.", lines=(line,)))


def leaves(there: There, days: Days) -> None:
    noted(there, "facts", {"at": on(days), "fact": "handover.kind", "value": "transfer", "text": "moves away"})
    noted(there, "facts", {"at": on(days), "fact": "handover.first_visit_days", "value": 5, "text": "Dr. Oh"})


def gone(there: There, days: Days) -> None:
    with transaction.atomic():
        close_episode(gate=gate_of(there, "record"), ending=Ending(kind="transferred"))


def back(there: There, days: Days) -> None:
    with transaction.atomic():
        reopen_episode(gate=gate_of(there, "record"))
        join_care_team(gate=gate_of(there, "care_team"), member=there.here.staff["nurse"], role="nurse")


def words(there: There, days: Days) -> None:
    noted(there, "words", {"at": on(days, 2), "about": "trigger", "text": "paydays with cash"})
    noted(there, "expectations", {"at": on(days), "text": "sleep comes back", "about": "gad7"})


# What happened on which day of this life; days between pass in silence, and that as well changes what is due.
LIFE: tuple[tuple[int, Callable[[There, Days], None] | None], ...] = (
    (0, None), (2, late_result), (1, checked_in), (1, corrected), (3, agrees), (1, talked), (8, words),
    (9, checked_in), (20, None), (2, leaves), (3, gone), (4, None), (3, back), (1, late_result),
)  # fmt: skip


@pytest.mark.slow
def test_every_past_day_tells_what_was_told_on_it(there: There, days: Days) -> None:
    days.late()
    walks(there)
    kept: dict[date, Told] = {}
    for passed, happens in LIFE:
        days.pass_by(passed)
        if happens is not None:
            happens(there, days)
        kept[days.today] = shown(there, days)
    # Afterwards all kinds of things become known, also of days long past.
    days.pass_by(1)
    positive = {"measure": "drug_test.opioids", "value": "positive"}
    noted(there, "measures", {"at": on(days, 40), "id": f"late-{on(days)}", **positive})
    noted(there, "answers", {"at": on(days, 30), "instrument": "gad7", "scores": {"total": 21}})
    noted(there, "facts", {"at": on(days, 35), "fact": "course.wants_to_leave_early", "value": True})
    days.client().post(f"/people/{there.here.somebody.public_id}/plan")
    days.pass_by(2)
    corrected(there, days)
    for day, pages in kept.items():
        again = shown(there, days, day)
        for name, page in pages.items():
            assert again[name] == page, f"{name} of {day}"
    # The test can fail: these days were no copies of one another.
    for name in ("person", "progress", "move", "work"):
        assert len({msgspec.json.encode(pages[name]) for pages in kept.values()}) > 3, name


OVERLAY = """\
overlay:
  id: our-clinic
  layer: organisation
  name: {en: Our clinic}
  values:
    - {id: progress.goal_share, value: 0.9, was: 0.25, valid_from: 2026-12-01, reason: {en: Ours.}}
"""


@pytest.fixture
def other_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """The site is started with another library."""
    (tmp_path / "overlay.yaml").write_text(OVERLAY)

    def load(locale: str = "en") -> Release:
        return load_release([tmp_path], locale)

    def start() -> None:
        monkeypatch.setattr(libraries, "load_release", load)
        _forget()
        take_into_use()

    yield start
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    libraries.library.cache_clear()
    libraries.prepared.cache_clear()


@pytest.mark.slow
def test_a_page_told_by_other_rules_says_so_and_the_plan_of_that_day_stands(
    there: There, days: Days, other_library: Callable[[], None]
) -> None:
    take_into_use()
    base, then = walks(there), days.today
    first = told(days.client().get(base).content.decode())
    version = there.here.somebody.plans.order_by("-number")[0]
    days.pass_by(3)
    for address in (base, f"{base}/progress", f"{base}/move"):
        assert 'id="rules"' not in days.client().get(f"{address}?as-of={then}").content.decode()
    other_library()
    assert ReleaseInUse.objects.count() == 2
    take_into_use()
    assert ReleaseInUse.objects.count() == 2, "noted once"
    days.pass_by(1)
    for address in (base, f"{base}/progress", f"{base}/move"):
        page = days.client().get(f"{address}?as-of={then}").content.decode()
        said = text_of(page)
        assert "The rules have changed since that day." in said
        assert f"Rules of that day: {version.release_id[:12]}. Rules of today: {libraries.library().id[:12]}." in said
        assert (
            'id="rules"' not in days.client().get(f"{address}?as-of={days.today - timedelta(days=1)}").content.decode()
        )
    page = days.client().get(f"{base}?as-of={then}").content.decode()
    assert f"The plan on this page is version {version.number} as it was made" in text_of(page)
    for name in ("needs", "plan", "week", "wanted"):
        assert told(page).get(name) == first.get(name), name
    # Where it is asked why, it is asked of the plan of that day.
    assert f"/plan/{version.public_id}/why/" in page
    assert "/plan/now/why/" not in page


def test_before_anything_was_made_nothing_tells_by_which_rules(there: There, days: Days) -> None:
    there.here.somebody.plans.all().delete()
    page = days.client().get(f"/people/{there.here.somebody.public_id}?as-of=2020-01-01").content.decode()
    assert "Nothing tells which rules spoke on that day." in text_of(page)


def test_the_work_list_of_a_past_day_is_of_people_one_cared_for_then_and_now(there: There, days: Days) -> None:
    walks(there)
    then, base = days.today, f"/people/{there.here.somebody.public_id}"
    first = days.client().get("/work").content.decode()
    assert base in first
    days.pass_by(2)
    with transaction.atomic():
        join_care_team(gate=gate_of(there, "care_team"), member=there.here.staff["peer"], role="peer")
    assert base not in days.client("peer").get(f"/work?as-of={then}").content.decode()
    assert base in days.client("supervisor").get(f"/work?as-of={then}").content.decode()
    page = days.client().get(f"/work?as-of={then}").content.decode()
    assert "/session" not in page[page.index("<main") : page.index("</main")]
    # Of a day before the list was kept, nothing is claimed.
    for address in ("/work", base):
        long_ago = days.client().get(f"{address}?as-of=2020-01-01").content.decode()
        assert "What was due on that day was not kept." in text_of(long_ago)
    wrong = days.client().get("/work?as-of=2999-01-01")
    assert wrong.status_code == 422
    assert "still to come" in text_of(wrong.content.decode())
    looked = AuditRow.objects.filter(action="walking.looked_back", content="work")
    assert f"as of {then}" in set(looked.values_list("target", flat=True))


def test_a_list_that_nobody_made_for_today_hides_nothing(
    there: There, days: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Silence begins to stand out though nothing is noted; where the night did not make the list, it says so."""
    walks(there)
    days.client().get("/work")
    days.pass_by(30)
    # Whoever opens the page of a person reads what is due today.
    about = told(days.client().get(f"/people/{there.here.somebody.public_id}").content.decode())["due"]
    assert about
    assert not differs(there.here.somebody)
    days.pass_by(1)
    assert "Not worked out for today yet" not in text_of(days.client().get("/work").content.decode())
    days.pass_by(1)
    monkeypatch.setattr(selectors, "make_of_today", lambda people, today: None)
    page = days.client().get("/work").content.decode()
    assert told(page)["old"].startswith("Not worked out for today yet: 1")
    rebuild()
    assert "old" not in told(days.client().get("/work").content.decode())
