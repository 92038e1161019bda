"""What stands beside the counted answers: how old the last backup is, how much room is left."""

import shutil
import time

import msgspec

from waymark.site.configuration import configuration

__all__ = ["LastBackup", "gauges", "last_backup", "note_backup"]

_FILE = "last-backup.json"


class LastBackup(msgspec.Struct, frozen=True):
    """The last backup that was made here and proved by restoring it. `at`: seconds since 1970."""

    at: float
    rows: int
    size: int
    hash: str


def note_backup(made: LastBackup) -> None:
    """Remember it beside the database: `waymark doctor` and whoever watches ask how old it is."""
    path = configuration().home / _FILE
    part = path.with_name(f".{_FILE}.part")
    part.write_bytes(msgspec.json.encode(made))
    part.replace(path)


def last_backup() -> LastBackup | None:
    """None where none was made, or none is known of."""
    try:
        return msgspec.json.decode((configuration().home / _FILE).read_bytes(), type=LastBackup)
    except (OSError, msgspec.MsgspecError):
        return None


def gauges() -> dict[str, float]:
    """By name, without personal data."""
    found = {"disk_free_bytes": float(shutil.disk_usage(configuration().home).free)}
    made = last_backup()
    if made is not None:
        found["backup_age_seconds"] = time.time() - made.at
    return found
