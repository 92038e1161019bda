"""Statements that go to the driver at once behave as Django's cursor does; fields and parts made once stay as made."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from tests.integration.site.people_there import There
from waymark.site.audit.models import AuditRow, ChainHead
from waymark.site.keys.models import DataKey
from waymark.site.keys.ring import KeyLost
from waymark.site.keys.vault import at_hand, keys_held, keys_of, shred
from waymark.site.prepared import insert_rows
from waymark.site.records.choices import choice_of
from waymark.site.records.forms import NoteForm
from waymark.site.statements import Statement, as_stored
from waymark.site.transactions import in_one_transaction


@pytest.mark.django_db
def test_errors_are_those_of_django_and_a_broken_transaction_stays_refused() -> None:
    insert_rows([ChainHead(chain=1, number=1, hash=bytes(32))])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows([ChainHead(chain=1, number=2, hash=bytes(32))])
    insert_rows([ChainHead(chain=1, number=2, hash=bytes(32))], unless_there=True)
    assert ChainHead.objects.get(chain=1).number == 1
    with pytest.raises((OperationalError, ProgrammingError)), transaction.atomic():
        Statement("SELECT x FROM nowhere").rows(connection, [])
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            Statement("SELECT number FROM audit_chainhead").rows(connection, [])


@pytest.mark.django_db
def test_whoever_listens_hears_every_statement() -> None:
    asked = Statement("SELECT number, '100%%' FROM audit_chainhead WHERE chain = %s")
    insert_rows([ChainHead(chain=7, number=3, hash=bytes(32))])
    assert [tuple(row) for row in asked.rows(connection, [7])] == [(3, "100%")]
    with CaptureQueriesContext(connection) as heard:
        assert [tuple(row) for row in asked.rows(connection, [7])] == [(3, "100%")]
    assert len(heard) == 1


@pytest.mark.django_db
def test_a_moment_is_stored_as_django_stores_it() -> None:
    plain = datetime(2026, 11, 1, 6, 30, 0, 120, tzinfo=UTC)
    for moment in (plain, plain.replace(microsecond=0), plain.astimezone(timezone(timedelta(hours=-5)))):
        assert as_stored(moment, connection) == connection.ops.adapt_datetimefield_value(moment)
        insert_rows([AuditRow(chain=5, number=1, at=moment, action="x", outcome="done", hash=b"")])
        assert AuditRow.objects.get(chain=5).at == moment
        AuditRow.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_an_action_has_a_transaction_with_or_without_one_around_it() -> None:
    @in_one_transaction
    def stores(fails: bool) -> None:
        insert_rows([ChainHead(chain=1, number=1, hash=bytes(32))])
        if fails:
            raise KeyError

    with pytest.raises(KeyError):
        stores(True)
    assert not ChainHead.objects.filter(chain=1).exists()
    with CaptureQueriesContext(connection) as heard, transaction.atomic():
        stores(False)
    assert not any("SAVEPOINT" in one["sql"] for one in heard)
    assert ChainHead.objects.filter(chain=1).exists()


def test_a_key_that_came_along_is_gone_when_it_is_shredded(there: There) -> None:
    owner = there.here.somebody.owner
    row = DataKey.objects.get(owner=owner)
    with keys_held():
        at_hand(owner, row.master, bytes(row.wrapped))
        with CaptureQueriesContext(connection) as heard:
            assert len(keys_of([owner])[owner]) == 32
        assert len(heard) == 0
        shred(owner)
        with pytest.raises(KeyLost):
            keys_of([owner])
    with keys_held():
        # Nothing is left for the next request.
        at_hand("person:else", row.master, bytes(row.wrapped))
        with pytest.raises(KeyLost):
            keys_of(["person:else"])


@pytest.mark.django_db
def test_one_form_that_is_mended_leaves_the_next_one_as_it_was() -> None:
    choice = choice_of("en", "fact:age")
    assert choice is not None
    today = datetime(2026, 11, 21, tzinfo=UTC).date()
    wrong = NoteForm({"value": "old", "at": "2026-11-20"}, language="en", choice=choice, today=today)
    assert not wrong.is_valid()
    assert "autofocus" in str(wrong["value"])
    fresh = NoteForm(None, language="en", choice=choice, today=today)
    assert "autofocus" not in str(fresh["value"])
    assert (fresh.initial["at"], wrong.fields["value"].label) == (today, fresh.fields["value"].label)
    spanish = choice_of("es", "fact:age")
    assert spanish is not None
    assert (
        NoteForm(None, language="es", choice=spanish, today=today).fields["value"].label != fresh.fields["value"].label
    )
