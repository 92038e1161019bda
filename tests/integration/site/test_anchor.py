"""The anchor: bounded in size, whole under many writers, and honest when its disk is full."""

import multiprocessing
from pathlib import Path

import pytest
from django.db import transaction

from waymark.site.audit import anchor as room
from waymark.site.audit.models import AuditRow
from waymark.site.audit.record import note
from waymark.site.audit.verify import verify

pytestmark = pytest.mark.django_db(transaction=True)


def _write(first: int, most: int) -> None:
    room._LARGE = 2000
    for number in range(first, most, 4):
        room.anchor(5, number, number.to_bytes(32, "big"))


def test_a_file_that_is_written_anew_loses_no_line_of_others(anchor_folder: Path) -> None:
    """Four processes append while each of them writes the file anew whenever it has grown."""
    room.anchor_restored(5, 1, bytes(32))
    fork = multiprocessing.get_context("fork")
    writers = [fork.Process(target=_write, args=(2 + one, 2002)) for one in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0] * 4
    assert room.last_anchor(5) == room.Anchored(2001, (2001).to_bytes(32, "big"))
    path = anchor_folder / "chain-5"
    assert path.stat().st_size < 2300
    assert path.read_bytes().startswith(b"restored")


def test_a_full_disk_after_the_commit_is_caught_up_before_the_next(
    anchor_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_row() -> None:
        with transaction.atomic():
            note("people.person", chain=6)

    def full(*_: object) -> int:
        raise OSError("no space left on device")

    one_row()
    with monkeypatch.context() as patched:
        patched.setattr(room.os, "write", full)
        # The first one is stored before anybody knows; from then on nothing is stored.
        one_row()
        with pytest.raises(OSError, match="no space"):
            one_row()
    assert AuditRow.objects.filter(chain=6).count() == 2
    one_row()
    last = room.last_anchor(6)
    assert last is not None
    assert last.number == 3
    assert b"%019d" % 2 in (anchor_folder / "chain-6").read_bytes()
    assert verify().faults == ()


def test_no_folder_to_write_into_stores_nothing(anchor_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room.os, "access", lambda *_: False)
    with pytest.raises(PermissionError, match="cannot be written"), transaction.atomic():
        note("people.person", chain=6)
    assert AuditRow.objects.filter(chain=6).count() == 0
