"""What happens before the first page: folders, keys, database, migrations; each made when it is missing, or refused
with one sentence. Nothing here needs Django before the keys are there."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from waymark.site.configuration import Configuration, NotSafe, configuration, production_faults
from waymark.site.keys.ring import make_ring, read_ring

__all__ = [
    "begin",
    "begin_restored",
    "has_data",
    "make_ready",
    "migrations",
    "not_serving",
    "only_one",
    "open_site",
    "refuse_unsafe",
    "serving",
]

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
# A lock of PostgreSQL that whoever migrates holds: any number that nobody else uses.
_MIGRATING = 7_294_001
_NEWER = (
    "the database was brought to a newer version of Waymark ({unknown} is unknown here); start that version, or "
    "restore the backup that was made before the upgrade"
)


def refuse_unsafe(found: Configuration, host: str) -> None:
    """Raises NotSafe with every fault at once, one a line."""
    faults = production_faults(found)
    if host not in _LOOPBACK and not found.production:
        what = "the demo is" if found.demo else "without WAYMARK_MODE=production the site is"
        faults.append(f"{what} for this machine alone; leave --host {host} away, or set the site up for real people")
    if faults:
        raise NotSafe("\n".join(faults))


def begin() -> bool:
    """Folders and keys, then Django. True when the keys were made just now. Raises NotSafe, KeyLost.

    Keys are made only beside a database that holds nothing: new keys over old data would lose it for good.
    """
    found = configuration()
    os.umask(0o077)
    for folder in (found.home, found.anchor):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = not found.keys.is_dir() or not any(found.keys.iterdir())
    if new:
        if has_data(found):
            raise NotSafe(
                f"{found.keys}: all keys are lost (master, index, audit, web), and the database holds data that only "
                "they open; put the folder of keys back from where keys are kept, name it in WAYMARK_KEYS, or name an "
                "empty database in DATABASE_URL"
            )
        make_ring(found.keys)
    else:
        read_ring(found.keys)
        _refuse_lost_data(found)
    _start_django()
    return new


def make_ready() -> list[str]:
    """Bring the database to this version and look whether the keys are its own. Returns the migrations that ran.

    Raises NotSafe.
    """
    from django.core.management import call_command

    from waymark.site.keys.witness import key_faults, witness_keys

    with only_one("migrating"), _alone_on_postgres():
        waiting, unknown = migrations()
        if unknown:
            raise NotSafe(_NEWER.format(unknown=", ".join(unknown[:3])))
        if waiting:
            call_command("migrate", verbosity=0, interactive=False)
        faults = key_faults()
        if faults:
            raise NotSafe("\n".join(faults))
        witness_keys()
    return waiting


def _refuse_lost_data(found: Configuration) -> None:
    """Keys are there and the database is empty: somebody's data is gone, or the address names another database."""
    chains = list(found.anchor.glob("chain-*"))
    if not chains or has_data(found):
        return
    if found.demo:
        # Nobody is looked for; the house is made anew.
        for chain in chains:
            chain.unlink()
        return
    raise NotSafe(
        f"the database is empty, and {found.anchor} remembers what was written: it was lost, or DATABASE_URL names "
        f"another; put a backup back with waymark restore, or take the folder {found.anchor} away to begin anew"
    )


def open_site() -> None:
    """For a job beside the site: nothing is made, nothing is migrated. Raises NotSafe, KeyLost."""
    found = configuration()
    os.umask(0o077)
    if not found.keys.is_dir() and not has_data(found):
        raise NotSafe(
            f"there is no site in {found.home} yet; make one with waymark serve, or name its folder in WAYMARK_HOME"
        )
    read_ring(found.keys)
    _start_django()
    waiting, unknown = migrations()
    if unknown:
        raise NotSafe(_NEWER.format(unknown=", ".join(unknown[:3])))
    if waiting:
        raise NotSafe(
            f"the database is at an earlier version ({len(waiting)} migrations wait); waymark serve brings it to "
            "this one"
        )


def begin_restored() -> None:
    """Before a restore: folders and Django, whatever stands in the database. Raises KeyLost."""
    found = configuration()
    os.umask(0o077)
    found.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    read_ring(found.keys)
    _start_django()


def migrations() -> tuple[list[str], list[str]]:
    """(those that have not run yet, those that ran and are unknown here)."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["default"])
    loader = executor.loader
    unknown = sorted(set(loader.applied_migrations) - set(loader.disk_migrations))
    waiting = executor.migration_plan(loader.graph.leaf_nodes())
    return [str(step) for step, _ in waiting], [f"{app}.{name}" for app, name in unknown]


def has_data(found: Configuration) -> bool:
    """Whether somebody's data is in the database; asked without keys, so without Django. Raises NotSafe."""
    return _postgres_has_data(found) if found.on_postgres else _sqlite_has_data(Path(str(found.database["NAME"])))


@contextmanager
def serving() -> Iterator[None]:
    """While the site runs: nobody puts another database in its place. Its workers hold this as well."""
    with _serving_lock().open("w") as lock:
        os.set_inheritable(lock.fileno(), True)
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


@contextmanager
def not_serving() -> Iterator[None]:
    """While a database is put in place: no site starts. Raises NotSafe where one runs."""
    with _serving_lock().open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotSafe("the site is running, or another restore; stop it first, then restore") from None
        yield


@contextmanager
def only_one(what: str) -> Iterator[None]:
    """Wait until no other process of this home does the same."""
    with (configuration().home / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _start_django() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "waymark.site.settings"
    import django

    django.setup()


def _serving_lock() -> Path:
    home = configuration().home
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return home / "serving.lock"


@contextmanager
def _alone_on_postgres() -> Iterator[None]:
    """Sites on several machines share one database: one of them migrates, the others wait."""
    from django.db import connection

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATING])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATING])


def _sqlite_has_data(path: Path) -> bool:
    import sqlite3

    if not path.is_file() or not path.stat().st_size:
        return False
    try:
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    except sqlite3.Error as error:
        raise NotSafe(f"{path}: the database cannot be opened ({error}); check the file and its folder") from None
    try:
        return bool(database.execute("SELECT count(*) FROM keys_datakey").fetchone()[0])
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError as error:
        raise NotSafe(f"{path}: this is no database of Waymark ({error}); move it away, or restore a backup") from None
    finally:
        database.close()


def _postgres_has_data(found: Configuration) -> bool:
    import psycopg

    named = found.database
    try:
        with psycopg.connect(
            dbname=str(named["NAME"]),
            user=str(named["USER"]) or None,
            password=str(named["PASSWORD"]) or None,
            host=str(named["HOST"]) or None,
            port=str(named["PORT"]) or None,
            connect_timeout=10,
        ) as database:
            there = database.execute("SELECT to_regclass('keys_datakey')").fetchone()
            if there is None or there[0] is None:
                return False
            counted = database.execute("SELECT count(*) FROM keys_datakey").fetchone()
            return bool(counted and counted[0])
    except psycopg.Error as error:
        why = str(error).strip().splitlines()[0]
        raise NotSafe(
            f"the database of DATABASE_URL does not answer ({why}); start it, or correct the address"
        ) from None
