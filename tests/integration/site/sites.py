"""Whole sites as somebody at the machine has them: a home, a database, commands. Made by the commands themselves."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import pytest

__all__ = ["ONCE", "POSTGRES", "Site", "another_database", "drop_database"]

# Where the run is on PostgreSQL: a server on which databases can be made.
POSTGRES = os.environ.get("DATABASE_URL", "") if "postgres" in os.environ.get("DATABASE_URL", "") else ""
# Commands on a site of their own: the same on either run, and done on the one with SQLite.
ONCE = pytest.mark.skipif(bool(POSTGRES), reason="the same on SQLite, where it was done")
_FILLED = """
from django.conf import settings
# A real hash takes a quarter of a second, on purpose.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
from tests.integration.site.people_there import make_there
make_there()
"""
_ROOT = Path(__file__).parents[3]


@dataclass
class Site:
    """One installation. `also`: what its environment says besides."""

    home: Path
    also: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("WAYMARK_", "DJANGO_"))}
        plain.pop("DATABASE_URL", None)
        sources = os.pathsep.join((str(_ROOT / "src"), str(_ROOT)))
        return plain | {"WAYMARK_HOME": str(self.home), "PYTHONPATH": sources} | self.also

    @property
    def database(self) -> Path:
        return self.home / "waymark.sqlite3"

    def run(self, *words: str, also: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
        """A command, to its end."""
        command = [sys.executable, "-m", "waymark.cli", *words]
        environment = self.environment | dict(also or {})
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """A command that goes on."""
        command = [sys.executable, "-m", "waymark.cli", *words]
        return subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def python(self, code: str) -> str:
        """Code inside of the site, after it was opened; what it prints."""
        begun = "from waymark.site.operations.start import begin, make_ready\nbegin()\nmake_ready()\n"
        done = subprocess.run(
            [sys.executable, "-c", begun + code], env=self.environment, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def fill(self) -> "Site":
        """Two small programmes with staff, people, records, a plan."""
        self.python(_FILLED)
        return self

    def copy(self, home: Path) -> "Site":
        """The same site once more, to be damaged."""
        shutil.copytree(self.home, home)
        return Site(home, dict(self.also))


def another_database() -> str:
    """The address of a new, empty database on the server of the run."""
    import psycopg

    name = f"waymark_test_{uuid4().hex[:12]}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    return f"{POSTGRES.rpartition('/')[0]}/{name}"


def drop_database(url: str) -> None:
    """Take it away again."""
    import psycopg

    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {url.rpartition('/')[2]} WITH (FORCE)")
