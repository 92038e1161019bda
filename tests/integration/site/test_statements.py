"""Statements that go to the driver at once behave as Django's cursor does; fields and parts made once stay as made."""

import hmac
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from tests.integration.site.people_there import There
from waymark.site.audit.models import AuditRow, ChainHead
from waymark.site.keys.keyed import keyed
from waymark.site.keys.models import DataKey
from waymark.site.keys.ring import KeyLost
from waymark.site.keys.vault import at_hand, keys_held, keys_of, shred
from waymark.site.prepared import Prepared, insert_rows
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
def test_a_server_that_went_between_two_requests_is_asked_again() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("a file does not go away between two requests")
    asked = Statement("SELECT pg_backend_pid(), %s::text")
    ((before, _),) = asked.rows(connection, ["x"])
    other = connection.copy()
    try:
        _end(other, before)
        connection.health_check_enabled, connection.health_check_done = True, False
        ((after, said),) = asked.rows(connection, ["y"])
        assert (after != before, said, connection.health_check_done) == (True, "y", True)
        # In the middle of a transaction nothing is asked again: what came before is lost, and so is this.
        with pytest.raises(OperationalError), transaction.atomic():
            _asked_around(lambda: _end(other, after), asked)
    finally:
        other.close()
        connection.health_check_enabled = False
        connection.close()


def _end(other: BaseDatabaseWrapper, server_process: int) -> None:
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [server_process])


def _asked_around(something: Callable[[], None], asked: Statement) -> None:
    asked.rows(connection, ["before"])
    something()
    asked.rows(connection, ["after"])


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_is_taken_back_leaves_nothing() -> None:
    with transaction.atomic():
        insert_rows([ChainHead(chain=1, number=1, hash=bytes(32))])
        transaction.set_rollback(True)
    assert [tuple(row) for row in Statement("SELECT number FROM audit_chainhead").rows(connection, [])] == []


@pytest.mark.django_db
def test_a_text_that_the_server_does_not_keep_is_answered_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from waymark.site import postgres

    monkeypatch.setattr(postgres, "_MOST_KEPT", 0)
    insert_rows([ChainHead(chain=2**40, number=3, hash=b"\x00\xff" * 16)])
    asked = Statement("SELECT number, hash, %s, chain FROM audit_chainhead WHERE chain IN (%s, %s) -- once")
    ((number, kept, none, chain),) = asked.rows(connection, [None, 1, 2**40])
    assert (number, bytes(kept), none, chain) == (3, b"\x00\xff" * 16, None, 2**40)


@pytest.mark.django_db
def test_what_never_changes_stands_in_the_text_as_it_is() -> None:
    odd = 'it\'s 5 % of "them" ? $1 %s'
    insert_rows([AuditRow(chain=5, number=1, at=datetime.now(UTC), action=odd, outcome="done", hash=b"")])
    asked = Prepared(lambda at: AuditRow.objects.filter(action=odd, chain=at.number("chain")).values_list("action"))
    assert asked.all(chain=5) == [(odd,)]
    with CaptureQueriesContext(connection):
        assert asked.all(chain=5) == [(odd,)]
    assert asked.all(chain=6) == []


def test_a_key_that_was_set_up_hashes_as_any_other() -> None:
    for key in (b"k", bytes(range(32)), b"x" * 100):
        for text in (b"", b"a row", b"long" * 1000):
            assert keyed(key, text) == keyed(key, text) == hmac.digest(key, text, "sha256")


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
