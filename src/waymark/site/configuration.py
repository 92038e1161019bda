"""How this installation is set up: read once from the environment, and refused with one sentence where it is unsafe."""

import os
import stat
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

from waymark.record.home import home

__all__ = ["Configuration", "NotSafe", "configuration", "production_faults", "read_configuration"]


class NotSafe(Exception):
    """The installation may not start like this: one sentence on what is wrong and what to do."""


class Configuration(msgspec.Struct, frozen=True, kw_only=True):
    """`database`: as Django wants it. `hosts`: names the site answers to. `demo`: invented people, loopback only."""

    home: Path
    keys: Path
    anchor: Path
    production: bool
    demo: bool
    debug: bool
    hosts: tuple[str, ...]
    database: dict[str, object]
    backup_key: Path | None

    @property
    def on_postgres(self) -> bool:
        return self.database["ENGINE"] == "django.db.backends.postgresql"


@cache
def configuration() -> Configuration:
    """Of this process. Raises NotSafe."""
    return read_configuration(os.environ)


def read_configuration(environment: Mapping[str, str]) -> Configuration:
    """From `WAYMARK_HOME`, `WAYMARK_KEYS`, `WAYMARK_ANCHOR`, `WAYMARK_MODE`, `WAYMARK_DEBUG`, `WAYMARK_DEMO`,
    `WAYMARK_HOSTS`, `WAYMARK_BACKUP_KEY` and `DATABASE_URL`; all may be missing. Raises NotSafe for what cannot be
    read."""
    base = home() if environment is os.environ else Path(environment.get("WAYMARK_HOME") or home())
    mode = environment.get("WAYMARK_MODE", "development")
    if mode not in ("development", "production"):
        raise NotSafe(f"WAYMARK_MODE is “{mode}”; write development or production")
    demo = environment.get("WAYMARK_DEMO", "") == "1"
    if demo:
        # Invented people never share a folder with real ones.
        base = base / "demo"
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
    )


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
    }


def _sqlite(path: Path) -> dict[str, object]:
    """One file, in the mode that loses nothing that was acknowledged: a write-ahead log, each commit on the disk."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
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
    if not found.hosts:
        faults.append("WAYMARK_HOSTS is empty; write the names this site is reached by, such as plans.example.org")
    if found.backup_key is None or not found.backup_key.is_file():
        faults.append(
            "there is no backup key; make one with `waymark backup --new-key FILE`, keep it elsewhere too, and name it "
            "in WAYMARK_BACKUP_KEY"
        )
    for path in (found.keys, Path(str(found.database["NAME"])) if not found.on_postgres else None):
        if path is not None and path.exists() and _open_to_others(path):
            faults.append(f"{path} can be read by others on this machine; chmod it so that only its owner can")
    return faults


def _open_to_others(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
