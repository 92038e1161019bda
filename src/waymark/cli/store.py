"""The content-addressed store: releases kept so that old plans can be rebuilt years later."""

import os

from waymark.knowledge.release import Release
from waymark.record.home import home

__all__ = ["keep_release", "kept_release"]


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
