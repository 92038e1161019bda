"""The content-addressed store: releases kept so that old plans can be rebuilt years later."""

import os
from pathlib import Path

from waymark.knowledge.release import Release

__all__ = ["home", "keep_release", "kept_release"]


def home() -> Path:
    """Where Waymark keeps a user's data: WAYMARK_HOME, else the user's data folder."""
    named = os.environ.get("WAYMARK_HOME")
    if named:
        return Path(named)
    base = os.environ.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
    return Path(base) / "waymark"


def keep_release(release: Release) -> bool:
    """Keep this release by its hash, once. A folder that cannot be written is no reason to refuse a plan."""
    target = home() / "releases" / f"{release.id}.release"
    try:
        if target.exists():
            return True
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = target.with_name(f".{target.name}.{os.getpid()}")
        part.write_bytes(release.bundle())
        part.replace(target)
    except OSError:
        return False
    return True


def kept_release(release_id: str) -> bytes | None:
    """A kept release by its hash; None when it is not here."""
    if not release_id.isalnum():
        return None
    try:
        return (home() / "releases" / f"{release_id}.release").read_bytes()
    except OSError:
        return None
