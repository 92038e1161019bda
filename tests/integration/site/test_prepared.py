"""A prepared question finds what the queryset finds, now and after the table changed; and asks nothing else."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.integration.site.people_there import There
from waymark.site.accounts.models import Membership
from waymark.site.audit.models import AuditRow, ChainHead
from waymark.site.audit.record import note, noted_together
from waymark.site.keys.ring import KeyLost
from waymark.site.keys.vault import keys_held, open_for, seal_for, shred
from waymark.site.people.models import CareTeamMember
from waymark.site.prepared import Places, Prepared, change_row, insert_rows
from waymark.site.records.models import HEAD
from waymark.site.records.selectors import _rows


def _team(at: Places) -> Any:
    held = CareTeamMember.objects.filter(role=at.text("role"), since__lte=at.moment("now"), person=at.number("person"))
    return held.select_related("user").order_by("pk")


def test_it_finds_what_the_queryset_finds(there: There) -> None:
    asked, now, person = Prepared(_team), timezone.now(), there.here.somebody
    for moment in (now, now - timedelta(days=3)):
        expected = CareTeamMember.objects.filter(role="counsellor", since__lte=moment, person=person)
        given = {"role": "counsellor", "now": moment, "person": person.pk}
        assert asked.all(**given) == list(expected)
    given["now"] = now
    one = asked.first(**given)
    assert one is not None
    with CaptureQueriesContext(connection) as questions:
        assert (one.user.pk, one.since.tzinfo is not None) == (there.here.staff["counsellor"].pk, True)
    assert len(questions) == 0
    CareTeamMember.objects.filter(pk=one.pk).update(until=now, ended_by=one.user)
    again = asked.first(**given)
    assert again is not None
    assert again.until == now


def test_a_place_left_empty_or_unknown_is_refused(there: There) -> None:
    with pytest.raises(TypeError, match="this question takes"):
        Prepared(_team).all(role="nurse", now=timezone.now())
    with pytest.raises(TypeError, match="not in its SQL"):
        Prepared(lambda at: (at.text("lost"), Membership.objects.all())[1]).all(lost="x")


def test_rows_written_in_one_statement_are_as_saved_ones(there: There) -> None:
    rows = [AuditRow(chain=99, number=n, at=timezone.now(), action="x", outcome="done", hash=bytes(32)) for n in (1, 2)]
    insert_rows(rows)
    kept = list(AuditRow.objects.filter(chain=99).order_by("number"))
    assert [(row.number, row.at, bytes(row.hash)) for row in kept] == [(row.number, row.at, row.hash) for row in rows]
    kept[0].role, kept[0].basis = "nurse", "not stored"
    change_row(kept[0], "role")
    again = AuditRow.objects.get(pk=kept[0].pk)
    assert (again.role, again.basis) == ("nurse", "")


def test_one_request_locks_a_chain_once_and_keeps_the_order(there: There) -> None:
    with transaction.atomic(), CaptureQueriesContext(connection) as questions, noted_together():
        note("first", chain=97)
        with suppress(KeyError), transaction.atomic():
            note("taken back", chain=97)
            raise KeyError
        note("elsewhere", chain=98)
        note("second", chain=97)
    rows = AuditRow.objects.filter(chain__in=(97, 98)).order_by("chain", "number")
    assert [(row.chain, row.number, row.action) for row in rows] == [
        (97, 1, "first"),
        (97, 2, "second"),
        (98, 1, "elsewhere"),
    ]
    assert ChainHead.objects.get(chain=97).number == 2
    assert sum("INSERT INTO audit_auditrow" in one["sql"] for one in questions) == 2


def test_a_row_that_cannot_be_written_at_the_end_takes_everything_back(
    there: There, monkeypatch: pytest.MonkeyPatch
) -> None:
    from waymark.site.audit import record

    def full(rows: object, **more: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(record, "insert_rows", full)
    member = there.here.staff["nurse"].memberships.get()

    @transaction.atomic
    def leave() -> None:
        with noted_together():
            Membership.objects.filter(pk=member.pk).update(until=timezone.now())
            note("accounts.end_membership", chain=1)

    with pytest.raises(OSError, match="disk full"):
        leave()
    member.refresh_from_db()
    assert member.until is None


def test_a_key_that_is_held_is_gone_when_it_is_shredded(there: There) -> None:
    owner = there.here.somebody.owner
    with keys_held():
        sealed = seal_for(owner, b"words", "x")
        with CaptureQueriesContext(connection) as questions:
            assert open_for(owner, sealed, "x") == b"words"
        assert len(questions) == 0
        shred(owner)
        with pytest.raises(KeyLost):
            open_for(owner, sealed, "x")


def test_the_head_of_a_record_is_found_without_reading_its_rows(there: There) -> None:
    asked = _rows(HEAD)
    assert asked.all(person=there.here.somebody.pk, after=0, until=timezone.now()) == []
    if connection.vendor == "postgresql":
        pytest.skip("which index PostgreSQL takes depends on how many rows there are")
    with CaptureQueriesContext(connection) as heard:
        asked.all(person=there.here.somebody.pk, after=0, until=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {heard[0]['sql']}")
        assert "record_row_of_the_head" in str(cursor.fetchall())
