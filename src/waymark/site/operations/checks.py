"""What `waymark doctor` looks at: each finding is one sentence, with its cure where something is wrong."""

import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from waymark.site.configuration import Configuration, NotSafe, configuration, private_paths, production_faults
from waymark.site.keys.ring import KeyLost, read_ring

__all__ = ["Finding", "findings"]

# A backup a day; two hours for the one of today to run in.
_BACKUP_HOURS = 26
# Room for the log, a backup and its proof.
_LEAST_FREE = 1 << 30
_CLOCK_SECONDS = 120
# After midnight the list of the new day may take so long.
_NIGHT_HOURS = 2
# No row was written before this software was.
_WRITTEN = date(2026, 11, 21)


class Finding(msgspec.Struct, frozen=True):
    """`kind`: ok; hint, for what may stay so on a machine where people only try things; fault."""

    kind: Literal["ok", "hint", "fault"]
    about: str
    says: str


def findings() -> Iterator[Finding]:
    """One after the other; what cannot be looked at because of an earlier fault is not guessed."""
    try:
        found = configuration()
    except NotSafe as refusal:
        yield Finding("fault", "configuration", str(refusal))
        return
    yield from _said("configuration", production_faults(found), _mode(found))
    if not found.keys.is_dir() and not found.anchor.is_dir():
        yield Finding("fault", "site", f"there is none in {found.home} yet; make one with waymark serve")
        return
    yield from _rights(found)
    yield from _disk(found)
    yield from _backup(found)
    try:
        read_ring(found.keys)
    except KeyLost as lost:
        yield Finding("fault", "keys", str(lost))
        return
    yield Finding("ok", "keys", f"all are in {found.keys}")
    yield from _database(found)


def _mode(found: Configuration) -> str:
    if found.production:
        return "fit to serve real people"
    return (
        "the demo: invented people alone"
        if found.demo
        else "set up to try things; real people need WAYMARK_MODE=production"
    )


def _rights(found: Configuration) -> Iterator[Finding]:
    for folder in (found.home, found.anchor):
        fault = _unwritable(folder)
        if fault:
            yield Finding("fault", "rights", fault)
    open_ = [path for path in private_paths(found) if path.stat().st_mode & 0o077]
    faults = [f"{path} can be read by others on this machine; chmod go-rwx {path}" for path in open_]
    yield from _said("rights", faults, "what is private is its owner's alone")


def _unwritable(folder: "object") -> str:
    import tempfile

    try:
        with tempfile.TemporaryFile(dir=str(folder)) as file:
            file.write(b"waymark")
    except OSError as error:
        return f"{folder} cannot be written ({error.strerror}); give it to the user that runs the site"
    return ""


def _disk(found: Configuration) -> Iterator[Finding]:
    try:
        free = shutil.disk_usage(found.home).free
    except OSError:
        return
    size = sum(path.stat().st_size for path in private_paths(found) if path.is_file())
    least = max(_LEAST_FREE, 2 * size)
    told = f"{free / 1e9:,.1f} GB are free"
    faults = (
        [f"only {told}, and a backup with its proof may take {least / 1e9:,.1f}; make room"] if free < least else []
    )
    yield from _said("disk", faults, told)


def _backup(found: Configuration) -> Iterator[Finding]:
    from waymark.site.operations.gauges import last_backup

    made = last_backup()
    kind: Literal["hint", "fault"] = "fault" if found.production else "hint"
    if made is None:
        yield Finding(kind, "backup", "none was made here yet; waymark backup FILE makes one, daily is good")
        return
    hours = (time.time() - made.at) / 3600
    if hours > _BACKUP_HOURS:
        yield Finding(kind, "backup", f"the last is {hours:,.0f} hours old; look why no newer one was made")
    else:
        yield Finding("ok", "backup", f"the last is {hours:,.1f} hours old and was proved by restoring it")


def _database(found: Configuration) -> Iterator[Finding]:
    from waymark.site.operations.start import begin_restored, has_data, migrations

    try:
        there = has_data(found)
    except NotSafe as refusal:
        yield Finding("fault", "database", str(refusal))
        return
    begin_restored()
    from django.db import DatabaseError

    try:
        waiting, unknown = migrations()
        if unknown:
            yield Finding("fault", "database", f"{unknown[0]} is of a newer version; start that version, or restore")
        if waiting:
            yield Finding(
                "fault", "database", f"{len(waiting)} migrations wait; start waymark serve once, it runs them"
            )
        if waiting or unknown:
            return
        yield Finding("ok", "database", "answers, and is at this version" + ("" if there else "; nobody is in it yet"))
        for look in _LOOKS:
            yield from look()
    except DatabaseError as error:
        why = (str(error).strip() or type(error).__name__).splitlines()[0]
        yield Finding("fault", "database", f"it does not answer ({why}); start it, or correct DATABASE_URL")


def _keys_fit() -> Iterator[Finding]:
    from waymark.site.keys.witness import key_faults

    yield from _said("keys", key_faults(), "they are the ones this database was made with")


def _anchored() -> Iterator[Finding]:
    """The end of each chain alone; `waymark audit verify` walks every row."""
    from waymark.site.audit.anchor import last_anchor
    from waymark.site.audit.models import ChainHead

    faults = []
    heads = list(ChainHead.objects.all())
    for head in heads:
        anchored = last_anchor(head.chain)
        if anchored is None or anchored.number > head.number:
            faults.append(
                f"chain {head.chain} ends at row {head.number}, its anchor remembers "
                f"{anchored.number if anchored else 'nothing'}; waymark audit verify says more, and after a restore "
                "waymark audit accept-restore says why"
            )
    yield from _said("audit", faults, f"{len(heads)} chains end where their anchor says")


def _clock() -> Iterator[Finding]:
    from django.db import connection

    from waymark.site.audit.models import AuditRow

    now, faults = datetime.now(UTC), []
    if now.date() < _WRITTEN:
        faults.append(f"the clock says {now:%Y-%m-%d}, which is before this version was made; set it right")
    last = AuditRow.objects.order_by("-pk").values_list("at", flat=True).first()
    if last is not None and last > now + timedelta(seconds=_CLOCK_SECONDS):
        faults.append(f"the last audit row is of {last:%Y-%m-%d %H:%M}, which is still to come; the clock goes back")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT now()")
            apart = abs((cursor.fetchone()[0] - datetime.now(UTC)).total_seconds())
        if apart > _CLOCK_SECONDS:
            faults.append(f"this machine and the database are {apart:,.0f} seconds apart; let both ask a time server")
    zone = configuration().zone
    wall = now.astimezone(ZoneInfo(zone))
    yield from _said("clock", faults, f"{now:%Y-%m-%d %H:%M} UTC; on the wall {wall:%Y-%m-%d %H:%M} ({zone})")


def _work_list() -> Iterator[Finding]:
    """Whether what is due was worked out today; for two hours after midnight yesterday's will do."""
    from waymark.site.days import day_of
    from waymark.site.worklist.models import LookedAt

    today = day_of(datetime.now(UTC) - timedelta(hours=_NIGHT_HOURS))
    old = LookedAt.objects.filter(day__lt=today)
    first = old.order_by("day").values_list("day", flat=True).first()
    if first is None:
        yield Finding("ok", "work list", "what is due was worked out for everybody today")
        return
    yield Finding(
        "fault" if configuration().production else "hint",
        "work list",
        f"for {old.count():,} people what is due was not worked out today (last on {first}); waymark worklist "
        "rebuild makes it, each night is good (deploy/waymark-worklist.timer)",
    )


_LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (_keys_fit, _anchored, _clock, _work_list)


def _said(about: str, faults: list[str], well: str) -> Iterator[Finding]:
    if not faults:
        yield Finding("ok", about, well)
    for fault in faults:
        yield Finding("fault", about, fault)
