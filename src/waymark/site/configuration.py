"""How this installation is set up: read once from the environment, and refused with one sentence where it is unsafe."""

import hashlib
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from waymark.record.home import home

__all__ = [
    "Configuration",
    "NotSafe",
    "configuration",
    "private_paths",
    "production_faults",
    "read_configuration",
    "zone_of_this_machine",
]

_SHORTEST_TOKEN = 24


class NotSafe(Exception):
    """The installation may not start like this: one sentence on what is wrong and what to do."""


class Configuration(msgspec.Struct, frozen=True, kw_only=True):
    """`database`: as Django wants it. `hosts`: names the site answers to. `demo`: invented people, loopback only.
    `second_factor`: whether staff have to prove it is them twice. `metrics_token`: with it figures are read from
    another machine. `idle_minutes`: after how many without a click staff are signed off.
    `zone`: by whose clock on the wall days begin and appointments are made."""

    home: Path
    keys: Path
    anchor: Path
    production: bool
    demo: bool
    debug: bool
    hosts: tuple[str, ...]
    database: dict[str, object]
    backup_key: Path | None
    second_factor: bool = True
    metrics_token: str = ""
    idle_minutes: int = 15
    zone: str = "UTC"

    @property
    def on_postgres(self) -> bool:
        return self.database["ENGINE"] == "django.db.backends.postgresql"


@cache
def configuration() -> Configuration:
    """Of this process. Raises NotSafe."""
    return read_configuration(os.environ)


def read_configuration(environment: Mapping[str, str]) -> Configuration:
    """From `WAYMARK_HOME`, `WAYMARK_KEYS`, `WAYMARK_ANCHOR`, `WAYMARK_MODE`, `WAYMARK_DEBUG`, `WAYMARK_DEMO`,
    `WAYMARK_HOSTS`, `WAYMARK_ZONE`, `WAYMARK_BACKUP_KEY`, `WAYMARK_SECOND_FACTOR`, `WAYMARK_IDLE_MINUTES`,
    `WAYMARK_METRICS_TOKEN` and `DATABASE_URL`; all may be missing. Raises NotSafe for what cannot be read."""
    base = home() if environment is os.environ else Path(environment.get("WAYMARK_HOME") or home())
    mode = environment.get("WAYMARK_MODE", "development")
    if mode not in ("development", "production"):
        raise NotSafe(f"WAYMARK_MODE is “{mode}”; write development or production")
    demo = environment.get("WAYMARK_DEMO", "") == "1"
    if demo:
        # Invented people never share a folder with real ones, and each database has keys of its own.
        named = environment.get("DATABASE_URL", "")
        base = base / (f"demo-{hashlib.sha256(named.encode()).hexdigest()[:8]}" if named else "demo")
    backup_key = environment.get("WAYMARK_BACKUP_KEY")
    return Configuration(
        home=base,
        keys=Path(environment.get("WAYMARK_KEYS") or base / "keys"),
        anchor=Path(environment.get("WAYMARK_ANCHOR") or base / "anchor"),
        production=mode == "production",
        demo=demo,
        debug=environment.get("WAYMARK_DEBUG", "") == "1",
        hosts=tuple(filter(None, environment.get("WAYMARK_HOSTS", "").split(","))),
        database=_database(environment.get("DATABASE_URL", ""), base),
        backup_key=Path(backup_key) if backup_key else None,
        # Whoever tries the site out with invented people has no telephone that could prove who they are.
        second_factor=_second_factor(environment.get("WAYMARK_SECOND_FACTOR", "off" if demo else "on"), demo),
        metrics_token=environment.get("WAYMARK_METRICS_TOKEN", ""),
        zone=_zone(environment.get("WAYMARK_ZONE") or zone_of_this_machine(environment.get("TZ", ""))),
        idle_minutes=_minutes(environment.get("WAYMARK_IDLE_MINUTES", "15")),
    )


def _second_factor(written: str, demo: bool) -> bool:
    if written not in ("on", "off"):
        raise NotSafe(f"WAYMARK_SECOND_FACTOR is “{written}”; write on, or off in a demo")
    if written == "off" and not demo:
        raise NotSafe("WAYMARK_SECOND_FACTOR is off; only a demo (WAYMARK_DEMO=1) may go without it: take it away")
    return written == "on"


def zone_of_this_machine(said: str, link: Path = Path("/etc/localtime")) -> str:
    """The zone of the operating system: what `TZ` says, else where its clock file leads; UTC where neither tells."""
    written = [said.removeprefix(":")]
    with suppress(OSError):
        written.append(os.readlink(link).partition("zoneinfo/")[2])
    for name in filter(None, written):
        with suppress(ZoneInfoNotFoundError, ValueError, OSError):
            return ZoneInfo(name).key
    return "UTC"


def _zone(written: str) -> str:
    try:
        return ZoneInfo(written).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise NotSafe(f"WAYMARK_ZONE is “{written}”; write the name of a time zone, such as America/New_York") from None


def _minutes(written: str) -> int:
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= 480):
        raise NotSafe(f"WAYMARK_IDLE_MINUTES is “{written}”; write a whole number of minutes from 1 to 480")
    return int(written)


def _database(url: str, base: Path) -> dict[str, object]:
    if not url or url.startswith("sqlite:"):
        path = Path(unquote(url.removeprefix("sqlite:").removeprefix("//"))) if url else base / "waymark.sqlite3"
        return _sqlite(path)
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise NotSafe(f"DATABASE_URL begins with “{parts.scheme}”; write postgresql://… or sqlite:///path/to/file")
    try:
        port = parts.port
    except ValueError:
        raise NotSafe("DATABASE_URL has no whole number as its port; write postgresql://user@host:5432/name") from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # Whoever waits longer for a lock, or for a server, is told so: a worker that waits helps nobody.
        "OPTIONS": {"connect_timeout": 10, "options": "-c lock_timeout=20s"},
    }


def _sqlite(path: Path) -> dict[str, object]:
    """One file, in the mode that loses nothing that was acknowledged: a write-ahead log, each commit on the disk."""
    return {
        "ENGINE": "waymark.site.sqlite",
        # Tests have theirs in memory, each process its own.
        "TEST": {"NAME": ":memory:"},
        "NAME": str(path),
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA secure_delete=ON;",
        },
    }


def production_faults(found: Configuration) -> list[str]:
    """Why this may not serve real people; each a sentence with its cure. Empty when it may, or when it need not."""
    if not found.production:
        return []
    faults = []
    if found.debug:
        faults.append("WAYMARK_DEBUG is on; take it away: its pages show what belongs to nobody")
    if found.demo:
        faults.append("WAYMARK_DEMO is on; invented people and their passwords do not belong into production")
    if not found.second_factor:
        faults.append("WAYMARK_SECOND_FACTOR is off; take it away: a stolen password alone would open every record")
    if not found.hosts or "*" in found.hosts:
        faults.append("WAYMARK_HOSTS is empty; write the names this site is reached by, such as plans.example.org")
    if found.backup_key is None or not found.backup_key.is_file():
        faults.append(
            "there is no backup key; make one with `waymark backup --new-key FILE`, keep it elsewhere too, and name it "
            "in WAYMARK_BACKUP_KEY"
        )
    elif _within(found.backup_key, found.home):
        faults.append(
            f"{found.backup_key}: the backup key lies beside what it protects, and whoever loses "
            f"{found.home} loses both; keep it in another folder"
        )
    if found.metrics_token and len(found.metrics_token) < _SHORTEST_TOKEN:
        faults.append(
            f"WAYMARK_METRICS_TOKEN is shorter than {_SHORTEST_TOKEN} signs; it can be guessed, make a longer one"
        )
    faults += [
        f"{path} can be read by others on this machine; make it its owner's alone: chmod go-rwx {path}"
        for path in private_paths(found)
        if _open_to_others(path)
    ]
    return faults + _default_keys(found.keys)


def private_paths(found: Configuration) -> list[Path]:
    """What nobody else on this machine may read, as far as it is there."""
    paths = [found.keys, *sorted(found.keys.glob("*.key")), found.anchor]
    if found.backup_key is not None:
        paths.append(found.backup_key)
    if not found.on_postgres:
        database = str(found.database["NAME"])
        paths += [Path(database + ending) for ending in ("", "-wal", "-shm")]
    return [path for path in paths if path.exists()]


def _default_keys(folder: Path) -> list[str]:
    """A key of one repeated sign, or a copy of another, is an example and no key."""
    faults, seen = [], dict[str, Path]()
    for path in sorted(folder.glob("*.key")):
        try:
            written = path.read_text("ascii").strip().lower()
        except (OSError, ValueError):
            continue
        if len({written[at : at + 2] for at in range(0, len(written), 2)}) < 4 or written in seen:
            faults.append(f"{path}: this key is an example or a copy; put the site's own key back")
        seen.setdefault(written, path)
    return faults


def _within(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _open_to_others(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
