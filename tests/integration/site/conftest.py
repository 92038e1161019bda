"""The site under test: a home of its own for each process, on SQLite, or on PostgreSQL where DATABASE_URL names one."""

import os
import tempfile
from pathlib import Path

import pytest

_HOME = tempfile.TemporaryDirectory(prefix="waymark-site-")
os.environ["WAYMARK_HOME"] = _HOME.name
os.environ.pop("WAYMARK_MODE", None)
os.environ["DJANGO_SETTINGS_MODULE"] = "waymark.site.settings"

from waymark.site.keys.ring import make_ring  # noqa: E402 - the home has to be named first

make_ring(Path(_HOME.name) / "keys")

import django  # noqa: E402
from django.conf import settings  # noqa: E402

# A real hash takes a quarter of a second, on purpose; tests sign in by the hundred.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
django.setup()

from tests.integration.site.people_there import There, make_there  # noqa: E402
from tests.integration.site.sites import Site  # noqa: E402
from tests.integration.site.walked_there import Days  # noqa: E402


@pytest.fixture
def anchor_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An anchor of its own, for a test that looks at the whole audit."""
    import msgspec

    from waymark.site import configuration as room

    changed = msgspec.structs.replace(room.configuration(), anchor=tmp_path / "anchor")
    for module in ("waymark.site.configuration", "waymark.site.audit.anchor", "waymark.site.audit.verify"):
        import importlib

        found = importlib.import_module(module)
        if hasattr(found, "configuration"):
            monkeypatch.setattr(found, "configuration", lambda: changed)
    return tmp_path / "anchor"


@pytest.fixture
def there(db: None) -> There:
    """Two programmes with staff in every role, a person in each."""
    return make_there()


@pytest.fixture(scope="session")
def filled_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site on the disk with two small programmes, to be copied and not to be changed."""
    folder = tmp_path_factory.mktemp("filled")
    site = Site(folder / "home", {"WAYMARK_BACKUP_KEY": str(folder / "backup.key")}).fill()
    assert site.run("backup", "--new-key", str(folder / "backup.key")).returncode == 0
    return site


@pytest.fixture
def site(filled_site: Site, tmp_path: Path) -> Site:
    """A copy of that site, to be damaged."""
    return filled_site.copy(tmp_path / "home")


@pytest.fixture
def days(there: There, monkeypatch: pytest.MonkeyPatch) -> Days:
    """Days that pass in the house."""
    return Days(there, monkeypatch)
