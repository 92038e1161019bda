"""Where Waymark keeps what belongs to a user or a site: the folder WAYMARK_HOME."""

import os
from pathlib import Path

__all__ = ["home"]


def home() -> Path:
    """WAYMARK_HOME, else the user's data folder."""
    named = os.environ.get("WAYMARK_HOME")
    if named:
        return Path(named)
    base = os.environ.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
    return Path(base) / "waymark"
