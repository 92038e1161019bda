"""The house of invented people: the same for a seed, in all stages, whole or not at all, and looked at by make demo."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.integration.site.sites import ONCE, POSTGRES, Site, another_database, drop_database
from waymark.demo.house import PEOPLE, STAFF, make_house
from waymark.demo.people import public_release
from waymark.site.access.table import ROLES

pytestmark = pytest.mark.slow
NOW = datetime(2026, 11, 21, 15, 30, tzinfo=UTC)


@ONCE
def test_a_seed_and_a_moment_give_one_house() -> None:
    release = public_release()
    first = make_house(1, NOW, release)
    assert make_house(1, NOW, release) == first
    assert make_house(2, NOW, release) != first
    assert len(first.people) == PEOPLE
    assert len({person.house for person in first.people}) == 2
    stages = Counter(person.stage for person in first.people)
    assert set(stages) == {"registered", "assessing", "planned", "walking", "signed", "discharged"}
    assert min(stages.values()) >= 4
    assert {member.role for member in STAFF} == set(ROLES) - {"person", "supporter"}
    times = [step.at for step in first.steps]
    assert times == sorted(times)
    assert max(times) <= NOW
    assert {step.does for step in first.steps} >= {"glass", "review", "sign", "end", "decide", "account", "interview"}
    # Told in the middle of the night, it is a house as well.
    assert make_house(1, NOW.replace(hour=0, minute=5), release).steps


def _looked_at(site: Site) -> None:
    done = site.run("serve", "--try")
    assert done.returncode == 0, done.stderr
    assert "signed in as counsellor@cedar" in done.stdout
    assert "a person's page: answered" in done.stdout
    assert "waymark serve --demo" in done.stdout
    # Once more: it is the house that is there.
    again = site.run("serve", "--try")
    assert again.returncode == 0, again.stderr
    assert "stands as it was left" in again.stdout
    for words in (("audit", "--demo", "verify"), ("doctor", "--demo")):
        told = site.run(*words)
        assert told.returncode == 0, told.stdout + told.stderr


@ONCE
def test_make_demo_looks_at_the_house_and_leaves_nothing_running(tmp_path: Path) -> None:
    _looked_at(Site(tmp_path / "home"))
    # Nobody outside of this machine gets at the demo, and it is never production.
    site = Site(tmp_path / "home")
    refused = site.run("serve", "--demo", "--host", "0.0.0.0")
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    refused = site.run("serve", "--demo", also={"WAYMARK_MODE": "production"})
    assert refused.returncode == 1
    assert "WAYMARK_DEMO is on" in refused.stderr
    assert {path.name for path in (tmp_path / "home").iterdir()} == {"demo"}


@pytest.mark.skipif(not POSTGRES, reason="PostgreSQL is not at hand: DATABASE_URL names none")
def test_the_same_house_stands_on_postgres(tmp_path: Path) -> None:
    url = another_database()
    try:
        _looked_at(Site(tmp_path / "home", {"DATABASE_URL": url}))
    finally:
        drop_database(url)
