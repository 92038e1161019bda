"""Whoever can write to the database and changes the audit is found out, each way with its place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, transaction

from waymark.site.audit.models import AuditRow, ChainHead
from waymark.site.audit.record import note
from waymark.site.audit.verify import verify

ROWS = 40
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def chained(anchor_folder: Path) -> Path:
    """Two chains of forty rows, each anchored."""
    for number in range(ROWS):
        for chain in (7, 8):
            with transaction.atomic():
                note("records.note_rows", chain=chain, actor=f"who {number}", person="p", content="record")
    assert verify().faults == ()
    return anchor_folder


def _sql(statement: str, *given: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


def _edit() -> None:
    _sql("UPDATE audit_auditrow SET actor = 'nobody' WHERE chain = 7 AND number = 12")


def _edit_moment() -> None:
    AuditRow.objects.filter(chain=7, number=12).update(at=AuditRow.objects.get(chain=7, number=11).at)


def _delete() -> None:
    _sql("DELETE FROM audit_auditrow WHERE chain = 7 AND number = 12")


def _delete_and_close_the_gap() -> None:
    _sql("DELETE FROM audit_auditrow WHERE chain = 7 AND number = 12")
    for number in range(13, ROWS + 1):
        _sql("UPDATE audit_auditrow SET number = %s WHERE chain = 7 AND number = %s", number - 1, number)
    _sql("UPDATE audit_chainhead SET number = %s WHERE chain = 7", ROWS - 1)


def _swap() -> None:
    for was, now in ((12, 1000), (13, 12), (1000, 13)):
        _sql("UPDATE audit_auditrow SET number = %s WHERE chain = 7 AND number = %s", now, was)


def _cut_tail() -> None:
    _sql("DELETE FROM audit_auditrow WHERE chain = 7 AND number > 12")


def _cut_tail_and_mend_head() -> None:
    _cut_tail()
    last = AuditRow.objects.get(chain=7, number=12)
    ChainHead.objects.filter(chain=7).update(number=12, hash=last.hash)


def _move_to_the_other_chain() -> None:
    _sql("UPDATE audit_auditrow SET chain = 8, number = %s WHERE chain = 7 AND number = %s", ROWS + 1, ROWS)


def _empty_the_table() -> None:
    _sql("DELETE FROM audit_auditrow WHERE chain = 7")
    _sql("DELETE FROM audit_chainhead WHERE chain = 7")


@pytest.mark.parametrize(
    ("tamper", "place"),
    [
        (_edit, "row 12"),
        (_edit_moment, "row 12"),
        (_delete, "row 12 is missing"),
        (_delete_and_close_the_gap, "row 12"),
        (_swap, "row 12"),
        (_cut_tail, "its rows end at 12"),
        (_cut_tail_and_mend_head, "the tail was cut after row 12"),
        (_move_to_the_other_chain, "chain 8"),
        (_empty_the_table, f"{ROWS} rows were written, 0 are here"),
    ],
)
def test_every_way_of_tampering_is_named_with_its_place(chained: Path, tamper: Callable[[], None], place: str) -> None:
    tamper()
    faults = verify().faults
    assert any(place in fault and fault.startswith("chain ") for fault in faults), faults


def test_a_whole_table_put_back_from_an_old_backup_is_found(chained: Path) -> None:
    """Every row and head of the past is genuine; only the anchor outside the database knows that more was written."""
    rows = list(AuditRow.objects.filter(chain=7).order_by("number"))
    heads = list(ChainHead.objects.filter(chain=7))
    for _ in range(5):
        with transaction.atomic():
            note("plans.sign_version", chain=7)
    AuditRow.objects.filter(chain=7).delete()
    AuditRow.objects.bulk_create(rows)
    ChainHead.objects.filter(chain=7).update(number=heads[0].number, hash=heads[0].hash)
    (fault,) = verify().faults
    assert f"{ROWS + 5} rows were written, {ROWS} are here" in fault


def test_rows_written_anew_with_another_key_are_found(chained: Path) -> None:
    """Somebody who knows how rows are chained, and has no key, cannot write a chain of their own."""
    from waymark.site.audit.chain import START, link

    before = START
    for row in AuditRow.objects.filter(chain=7).order_by("number"):
        row.actor = "somebody else"
        row.hash = before = link(b"guessed", before, row)
        row.save()
    ChainHead.objects.filter(chain=7).update(hash=before)
    assert any("row 1 is not as it was written" in fault for fault in verify().faults)


def test_a_missing_anchor_is_said(chained: Path) -> None:
    (chained / "chain-7").unlink()
    assert any("the anchor was taken away" in fault for fault in verify().faults)


def test_half_a_line_after_a_power_cut_is_no_fault(chained: Path) -> None:
    path = chained / "chain-7"
    path.write_bytes(path.read_bytes() + b"row      00000000000000")
    assert verify().faults == ()


def test_no_row_outside_of_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="open one first"):
        note("people.person", chain=7)
