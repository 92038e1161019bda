"""Backups: made while people work, proved, restored whole or not at all, the same in either database."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.integration.site.sites import ONCE, POSTGRES, Site, another_database, drop_database

WRITING = """
import time
from django.db import transaction
from waymark.site.audit.record import note
print("writing", flush=True)
ends = time.monotonic() + 60
while time.monotonic() < ends:
    with transaction.atomic():
        note("records.note_rows", chain=1, actor="somebody")
"""


@pytest.fixture(scope="module")
def kept(filled_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the filled site, not to be changed."""
    path = tmp_path_factory.mktemp("kept") / "one"
    backed_up(filled_site, path)
    return path


def content(said: str) -> str:
    found = re.search(r"content ([0-9a-f]{64})", said)
    assert found, said
    return found[1]


def backed_up(site: Site, path: Path) -> str:
    done = site.run("backup", str(path))
    assert done.returncode == 0, done.stderr
    return content(done.stdout)


@ONCE
def test_a_backup_comes_back_equal_and_the_audit_tells_of_it(site: Site, tmp_path: Path) -> None:
    first = backed_up(site, tmp_path / "one")
    assert (tmp_path / "one").stat().st_mode & 0o077 == 0
    site.python("from waymark.site.people.actions import open_programme\nopen_programme(name='Later')")
    done = site.run("restore", str(tmp_path / "one"))
    assert done.returncode == 0, done.stderr
    assert content(done.stdout) == first
    assert list(site.home.glob("waymark.sqlite3.before-restore-*"))
    # Truthfully: rows were written that are not here any more.
    done = site.run("audit", "verify")
    assert done.returncode == 1
    assert "rows were written" in done.stderr
    assert "an older copy of the table was put back" in done.stderr
    done = site.run("audit", "accept-restore", "--reason", "the disk of the machine broke")
    assert done.returncode == 0, done.stderr
    assert "were remembered" in done.stdout
    assert site.run("audit", "verify").returncode == 0
    again = site.run("audit", "accept-restore", "--reason", "once more")
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)
    assert "there is nothing to accept" in again.stderr
    assert site.run("doctor").returncode == 0


@pytest.mark.skipif(not POSTGRES, reason="PostgreSQL is not at hand: DATABASE_URL names none")
def test_from_sqlite_to_postgres_and_back_the_content_is_equal(site: Site, tmp_path: Path) -> None:
    first = backed_up(site, tmp_path / "one")
    url = another_database()
    try:
        done = site.run("restore", str(tmp_path / "one"), "--into", url)
        assert done.returncode == 0, done.stderr
        assert content(done.stdout) == first
        # What is there is not written over.
        refused = site.run("restore", str(tmp_path / "one"), "--into", url)
        assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
        there = Site(site.home, site.also | {"DATABASE_URL": url})
        # New rows get numbers after the restored ones.
        there.python("from waymark.site.people.actions import open_programme\nopen_programme(name='Later')")
        second = backed_up(there, tmp_path / "two")
    finally:
        drop_database(url)
    assert second != first
    done = site.run("restore", str(tmp_path / "two"), "--into", f"sqlite:///{tmp_path}/back.sqlite3")
    assert done.returncode == 0, done.stderr
    assert content(done.stdout) == second


@ONCE
@pytest.mark.parametrize("damage", ["half", "changed", "foreign", "other key", "newer"])
def test_what_is_no_whole_backup_is_refused_and_changes_nothing(
    site: Site, kept: Path, tmp_path: Path, damage: str
) -> None:
    path, words = tmp_path / "one", list[str]()
    whole = kept.read_bytes()
    path.write_bytes(whole)
    if damage == "half":
        path.write_bytes(whole[: len(whole) // 2])
    elif damage == "changed":
        path.write_bytes(whole[:-200] + bytes([whole[-200] ^ 1]) + whole[-199:])
    elif damage == "foreign":
        path.write_bytes(b"PK\3\4" + whole)
    elif damage == "newer":
        path.write_bytes(whole.replace(b"WAYMARK BACKUP 1", b"WAYMARK BACKUP 9", 1))
    else:
        site.run("backup", "--new-key", str(tmp_path / "other.key"))
        words = ["--key", str(tmp_path / "other.key")]
    before = site.database.read_bytes()
    done = site.run("restore", str(path), *words)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    expected = {
        "half": "ends in the middle",
        "changed": "was changed after it was made",
        "foreign": "is no backup of Waymark",
        "other key": "was sealed with another key",
        "newer": "has a form that this version does not know",
    }[damage]
    assert expected in done.stderr
    assert site.database.read_bytes() == before
    assert not list(site.home.glob("*restor*"))


@ONCE
def test_a_backup_of_an_earlier_version_is_brought_to_this_one(site: Site, kept: Path, tmp_path: Path) -> None:
    rewritten = site.python(f"""
from pathlib import Path
from waymark.site.operations.archive import ArchiveReader, ArchiveWriter, read_backup_key
key = read_backup_key(Path({site.also["WAYMARK_BACKUP_KEY"]!r}))
skip = False
with open({str(kept)!r}, "rb") as old, open({str(tmp_path / "old")!r}, "wb") as new, \\
        open({str(tmp_path / "new")!r}, "wb") as newer:
    writers = ArchiveWriter(new, key), ArchiveWriter(newer, key)
    for frame in ArchiveReader(old, key, "one"):
        if "format" in frame:
            steps = frame["migrations"]
            writers[0].add(frame | {{"migrations": [step for step in steps if step != ["keys", "0002_witness"]]}})
            writers[1].add(frame | {{"version": "9.9", "migrations": [*steps, ["people", "0999_later"]]}})
            continue
        skip = frame.get("table", "keys_keywitness" if skip and "rows" in frame else "") == "keys_keywitness"
        if "end" in frame:
            frame["end"].pop("keys_keywitness")
        if not skip:
            writers[0].add(frame)
    for writer in writers:
        writer.finish()
print("rewritten")
""")
    assert "rewritten" in rewritten
    done = site.run("restore", str(tmp_path / "old"))
    assert done.returncode == 0, done.stderr
    assert "waiting []" in site.python(
        "from waymark.site.operations.start import migrations\nprint('waiting', migrations()[0])"
    )
    done = site.run("restore", str(tmp_path / "new"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "was made by version 9.9, which is newer (people.0999_later is unknown here)" in done.stderr


@ONCE
def test_killed_in_the_middle_a_backup_leaves_the_earlier_one(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "one"
    backed_up(site, path)
    before = path.read_bytes()
    for moment in (0.0, 0.15, 0.4):
        running = site.start("backup", str(path))
        part = path.with_name(".one.part")
        ends = time.monotonic() + 60
        while not part.exists() and running.poll() is None and time.monotonic() < ends:
            time.sleep(0.005)
        time.sleep(moment)
        running.send_signal(signal.SIGKILL)
        running.wait()
        if running.stdout is not None:
            running.stdout.close()
        # The earlier one, or, where the new one was proved already, that one: never half of one.
        if path.read_bytes() != before:
            assert not part.exists()
            before = path.read_bytes()
    backed_up(site, path)
    assert not path.with_name(".one.part").exists()
    assert not list(site.home.glob("proving-*"))
    assert site.run("restore", str(path)).returncode == 0


@ONCE
def test_a_backup_holds_one_moment_while_people_work(site: Site, tmp_path: Path) -> None:
    begun = "from waymark.site.operations.start import open_site\nopen_site()\n" + WRITING
    writer = subprocess.Popen(
        [sys.executable, "-c", begun], env=site.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "writing\n"
        backed_up(site, tmp_path / "one")
        assert site.run("audit", "verify").returncode == 0
        assert writer.poll() is None
    finally:
        writer.kill()
        writer.communicate()
    done = site.run("restore", str(tmp_path / "one"))
    assert done.returncode == 0, done.stderr
    done = site.run("audit", "verify")
    # Nothing is wrong with the rows themselves, only with what came after them.
    assert all("rows were written" in line for line in done.stderr.splitlines()), done.stderr


@ONCE
def test_on_a_new_machine_the_keys_have_to_be_there(site: Site, tmp_path: Path) -> None:
    assert site.run("backup", str(tmp_path / "without")).returncode == 0
    assert site.run("backup", str(tmp_path / "with"), "--with-keys").returncode == 0
    new = Site(tmp_path / "new", dict(site.also))
    done = new.run("restore", str(tmp_path / "without"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "the site's own keys are not here" in done.stderr
    done = new.run("restore", str(tmp_path / "with"))
    assert done.returncode == 0, done.stderr
    assert new.run("keys", "status").returncode == 0
    assert (new.home / "keys").stat().st_mode & 0o077 == 0


@ONCE
def test_a_restore_with_other_keys_says_which_are_wrong(site: Site, kept: Path, tmp_path: Path) -> None:
    other = Site(tmp_path / "other", dict(site.also))
    other.python("")
    done = other.run("restore", str(kept))
    assert done.returncode == 1
    assert "is not the key this database was made with" in done.stderr
    assert re.search(r"the master key [0-9a-f]{8} is lost", done.stderr)


@ONCE
def test_a_disk_that_is_full_or_read_only_is_said(site: Site, tmp_path: Path) -> None:
    done = site.run("backup", str(tmp_path))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    # As a disk on which there is room for a hundred blocks.
    command = f"ulimit -f 100; exec {sys.executable} -m waymark.cli backup {tmp_path / 'one'}"
    full = subprocess.run(["sh", "-c", command], env=site.environment, capture_output=True, text=True, check=False)
    assert full.returncode == 1, full.stdout
    assert full.stderr.count("\n") == 1, full.stderr
    assert not list(tmp_path.glob("*one*"))
    done = site.run("backup", str(tmp_path / "nowhere" / "one"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert not os.path.exists(tmp_path / "nowhere")
