"""The way in for the very first: a programme and its manager from the command line."""

import re

import pytest
from django.test import Client

from tests.integration.site.people_there import There
from waymark.cli.errors import Refused
from waymark.cli.programme import run
from waymark.site.accounts.models import User
from waymark.site.audit.models import AuditRow
from waymark.site.people.models import Programme

NEW = {"called": "Robin", "name": "robin.reyes", "new": "the kettle is on again", "again": "the kettle is on again"}


@pytest.fixture(autouse=True)
def _open(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site of these tests stands open already."""
    from waymark.site.operations import start

    monkeypatch.setattr(start, "open_site", lambda: None)


@pytest.mark.django_db
def test_a_programme_is_opened_and_its_manager_comes_in(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["open", "West House", "--manager", "Robin", "--address", "https://plans.example.org/"]) == 0
    link = re.search(r"https://plans\.example\.org(/invitation/\S+)", capsys.readouterr().out)
    assert link
    client = Client()
    assert client.post(link[1], NEW).status_code == 302
    membership = User.objects.get_by_natural_key("robin.reyes").memberships.get()
    assert (membership.role, membership.programme.name) == ("manager", "West House")
    rows = AuditRow.objects.filter(action="accounts.invite", chain=membership.programme.pk)
    assert [(row.actor, row.via) for row in rows] == [("", "command line")]
    assert run(["list"]) == 0
    assert "West House  (1 manages it)" in capsys.readouterr().out


def test_another_manager_is_invited(there: There, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["invite", "north house", "--manager", "Robin"]) == 0
    link = re.search(r"http://127\.0\.0\.1:8000(/invitation/\S+)", capsys.readouterr().out)
    assert link
    Client().post(link[1], NEW)
    assert User.objects.get_by_natural_key("robin.reyes").memberships.get().programme == there.here.programme


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["open", "North House", "--manager", "Robin"], "already"),
        (["invite", "Nowhere", "--manager", "Robin"], "there is no programme"),
        (["open", " ", "--manager", "Robin"], "each a name"),
        (["open", "x" * 121, "--manager", "Robin"], "each a name"),
    ],
)
def test_what_cannot_be_is_said(there: There, words: list[str], says: str) -> None:
    programmes = Programme.objects.count()
    with pytest.raises(Refused, match=says):
        run(words)
    assert Programme.objects.count() == programmes
