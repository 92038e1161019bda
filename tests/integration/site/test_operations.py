"""The site as somebody runs it: first start, stop, what is refused, keys, the doctor, figures and logs."""

import re
import signal
import socket
import urllib.request
from pathlib import Path

import msgspec
import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.test import Client

from tests.integration.site.people_there import There
from tests.integration.site.sites import ONCE, Site
from waymark.site.accounts.models import User
from waymark.site.configuration import configuration, production_faults, read_configuration
from waymark.site.operations import welcome as welcomes
from waymark.site.operations.demo_password import DEMO_PASSWORD, DemoHasher
from waymark.site.operations.logs import WithoutPersons


@ONCE
def test_with_no_configuration_the_site_starts_and_ends_cleanly(tmp_path: Path) -> None:
    site = Site(tmp_path / "home")
    running = site.start("serve", "--port", "0", "--programme", "North House")
    assert running.stdout is not None
    try:
        first = running.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", first)
        assert address, first + running.stdout.read()
        said = "".join(running.stdout.readline() for _ in range(3))
        assert "become the manager of “North House”" in said
        assert f"{address[0]}/invitation/" in said
        with urllib.request.urlopen(f"{address[0]}/health", timeout=60) as answer:
            assert answer.read() == b'{"database": "answers"}'
        with urllib.request.urlopen(f"{address[0]}/sign-in", timeout=60) as answer:
            assert answer.status == 200
        # Nobody puts another database in its place meanwhile.
        site.run("backup", "--new-key", str(tmp_path / "key"))
        site.also["WAYMARK_BACKUP_KEY"] = str(tmp_path / "key")
        assert site.run("backup", str(tmp_path / "one")).returncode == 0
        refused = site.run("restore", str(tmp_path / "one"))
        assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
        assert "the site is running" in refused.stderr
    finally:
        running.send_signal(signal.SIGTERM)
        rest, _ = running.communicate(timeout=60)
    assert running.returncode == 0
    assert "Traceback" not in rest
    for path in (site.home, site.database, site.home / "keys", *(site.home / "keys").iterdir()):
        assert path.stat().st_mode & 0o077 == 0, path


@ONCE
def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        done = Site(tmp_path / "home").run("serve", "--port", str(port))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert f"port {port} is in use on 127.0.0.1" in done.stderr
    assert not (tmp_path / "home" / "keys").exists()


@ONCE
def test_new_keys_are_never_made_over_a_database_that_has_data(site: Site, tmp_path: Path) -> None:
    (site.home / "keys").rename(tmp_path / "keys")
    done = site.run("serve", "--port", "0")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "all keys are lost (master, index, audit, web)" in done.stderr
    assert not (site.home / "keys").exists()


@ONCE
@pytest.mark.parametrize("name", ["index.key", "audit.key", "web.key", "master"])
def test_a_lost_key_is_named(site: Site, tmp_path: Path, name: str) -> None:
    folder = site.home / "keys"
    (lost,) = folder.glob(f"{name}*.key" if name == "master" else name)
    lost.rename(tmp_path / lost.name)
    done = site.run("serve", "--port", "0")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert lost.stem in done.stderr
    assert "put" in done.stderr
    doctor = site.run("doctor")
    assert doctor.returncode == 1
    assert lost.stem in doctor.stdout


@ONCE
def test_another_key_in_its_place_is_known(site: Site) -> None:
    (site.home / "keys" / "index.key").write_text("ab" * 31 + "cd\n")
    done = site.run("serve", "--port", "0")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "index.key is not the key this database was made with" in done.stderr


@ONCE
def test_a_database_that_is_gone_is_not_made_anew_unseen(site: Site, tmp_path: Path) -> None:
    site.database.rename(tmp_path / "gone")
    done = site.run("serve", "--port", "0")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "the database is empty" in done.stderr
    assert not site.database.exists()


@ONCE
def test_keys_are_renewed_while_the_site_works(site: Site) -> None:
    before = site.run("keys", "status")
    assert before.returncode == 0
    # A worker that read the ring before goes on reading and writing after the rotation.
    told = site.python("""
import subprocess, sys
from waymark.site.accounts.models import User
from waymark.site.keys.vault import open_for, seal_for
user = User.objects.first()
first = user.called
done = subprocess.run([sys.executable, "-m", "waymark.cli", "keys", "rotate"], capture_output=True, text=True)
assert done.returncode == 0, done.stderr
assert User.objects.get(pk=user.pk).called == first
sealed = seal_for(user.owner, b"after", "x")
assert open_for(user.owner, sealed, "x") == b"after"
print("went on")
""")
    assert "went on" in told
    after = site.run("keys", "status")
    assert after.returncode == 0
    old, new = re.findall(r"master ([0-9a-f]{8})  wraps 0 ", after.stdout), re.findall(r"here  current", after.stdout)
    assert (len(old), len(new)) == (1, 1)
    assert old[0] in before.stdout
    assert site.run("audit", "verify").returncode == 0


@ONCE
def test_the_doctor_finds_nothing_or_says_the_cure(site: Site) -> None:
    done = site.run("doctor")
    assert done.returncode == 0, done.stdout
    assert "Nothing is wrong." in done.stdout
    site.database.chmod(0o644)
    site.python("""
from datetime import timedelta
from django.db import transaction
from django.utils import timezone
from waymark.site.audit.record import note
with transaction.atomic():
    note("operations.test", chain=0, at=timezone.now() + timedelta(days=2))
""")
    done = site.run("doctor", "--format", "json")
    assert done.returncode == 1
    faults = [found for line in done.stdout.splitlines() if (found := msgspec.json.decode(line))["kind"] == "fault"]
    assert [found["about"] for found in faults] == ["rights", "clock"], faults
    assert "chmod go-rwx" in faults[0]["says"]
    assert "which is still to come" in faults[1]["says"]


@ONCE
def test_the_audit_answers_on_the_command_line(site: Site) -> None:
    ids = site.python("""
from waymark.site.people.models import Person
print(Person.objects.order_by("pk").first().public_id)
""").strip()
    done = site.run("audit", "who-saw", ids)
    assert done.returncode == 0, done.stderr
    assert "Counsellor of North House" in done.stdout
    done = site.run("audit", "what-saw", "counsellor@North House", "--format", "json")
    rows = [msgspec.json.decode(line) for line in done.stdout.splitlines()]
    assert {"people.register_person", "plans.make_plan"} <= {row["action"] for row in rows}
    # Asking is written down as well.
    again = site.run("audit", "who-saw", ids, "--format", "json")
    assert msgspec.json.decode(again.stdout.splitlines()[0])["action"] == "audit.who_saw"
    for words in (("who-saw", "nobody"), ("what-saw", "nobody")):
        refused = site.run("audit", *words)
        assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)


@ONCE
def test_an_upgrade_runs_while_people_work_and_every_step_goes_back(site: Site) -> None:
    told = site.python("""
import subprocess, sys, time
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
call_command("migrate", "keys", "0001", verbosity=0)
writing = '''
import time
from waymark.site.operations.start import begin
begin()
from django.db import transaction
from waymark.site.audit.record import note
print("writing", flush=True)
ends, rows = time.monotonic() + 3, 0
while time.monotonic() < ends:
    with transaction.atomic():
        note("records.note_rows", chain=1, actor="somebody")
    rows += 1
print(rows)
'''
writer = subprocess.Popen([sys.executable, "-c", writing], stdout=subprocess.PIPE, text=True)
writer.stdout.readline()
ran = make_ready()
rest, _ = writer.communicate()
assert writer.returncode == 0 and int(rest) > 0, rest
assert ran == ["keys.0002_witness"], ran
print("wrote", rest)
for app in sorted(MigrationLoader(connection).migrated_apps):
    call_command("migrate", app, "zero", verbosity=0)
call_command("migrate", verbosity=0)
print("back and forth")
""")
    assert "back and forth" in told


def test_in_production_the_first_link_stands_in_no_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    here = msgspec.structs.replace(configuration(), home=tmp_path, demo=False)
    for found in (here, msgspec.structs.replace(here, production=True, hosts=("plans.example",))):
        monkeypatch.setattr(welcomes, "configuration", lambda found=found: found)
        said = "\n".join(welcomes.welcome("http://127.0.0.1:8000", "North House"))
        assert ("/invitation/" in said) is not found.production
    kept = tmp_path / "first-invitation"
    assert str(kept) in said
    assert kept.read_text().startswith("https://plans.example/invitation/")
    assert kept.stat().st_mode & 0o077 == 0
    User.objects.create_account("mara", None, called="Mara")
    welcomes.welcome("http://127.0.0.1:8000", "North House")
    assert not kept.exists()


@ONCE
def test_production_names_every_fault_at_once(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.mkdir(mode=0o755)
    (keys / "web.key").write_text("00" * 32)
    (keys / "index.key").write_text("00" * 32)
    for path in keys.iterdir():
        path.chmod(0o600)
    (tmp_path / "waymark.sqlite3").write_bytes(b"")
    (tmp_path / "waymark.sqlite3").chmod(0o644)
    told = {"WAYMARK_HOME": str(tmp_path), "WAYMARK_MODE": "production", "WAYMARK_DEBUG": "1"}
    told |= {"WAYMARK_METRICS_TOKEN": "short", "WAYMARK_KEYS": str(keys)}
    faults = "\n".join(production_faults(read_configuration(told)))
    for said in (
        "WAYMARK_DEBUG is on",
        "WAYMARK_HOSTS is empty",
        "there is no backup key",
        "WAYMARK_METRICS_TOKEN is shorter",
        f"{keys} can be read by others",
        "waymark.sqlite3 can be read by others",
        "index.key: this key is an example or a copy",
    ):
        assert said in faults
    # The demo keeps its own folder; there, too, production says no.
    assert "WAYMARK_DEMO is on" in "\n".join(production_faults(read_configuration(told | {"WAYMARK_DEMO": "1"})))
    done = Site(tmp_path, {name: value for name, value in told.items() if name != "WAYMARK_HOME"}).run("serve")
    assert done.returncode == 1
    assert "WAYMARK_DEBUG is on" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_password_of_the_demo_opens_nothing_else(there: There, settings: object) -> None:
    settings.PASSWORD_HASHERS = [  # type: ignore[attr-defined]
        "waymark.site.operations.demo_password.DemoHasher",
        "django.contrib.auth.hashers.Argon2PasswordHasher",
    ]
    kept = make_password(DEMO_PASSWORD)
    assert kept.startswith(f"{DemoHasher.algorithm}$")
    assert check_password(DEMO_PASSWORD, kept, setter=lambda raw: pytest.fail("it would work elsewhere then"))
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]  # type: ignore[attr-defined]
    assert not check_password(DEMO_PASSWORD, kept)


def test_figures_name_pages_and_nobody(there: There) -> None:
    person = there.here.somebody.public_id
    client = there.client("counsellor")
    client.get(f"/people/{person}")
    client.get("/people/somebody-else")
    told = Client().get("/metrics", REMOTE_ADDR="127.0.0.1").content.decode()
    assert re.search(r'waymark_answer_seconds_count\{view="person",status="200"\} [1-9]', told)
    assert re.search(r'waymark_answer_seconds_count\{view="person",status="404"\} [1-9]', told)
    assert "waymark_disk_free_bytes" in told
    assert person not in told
    assert "somebody-else" not in told
    for line in told.splitlines():
        assert re.fullmatch(r'#.*|[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [-+.e0-9]+', line), line


def test_figures_are_for_this_machine_or_the_token(there: There, monkeypatch: pytest.MonkeyPatch) -> None:
    from waymark.site.operations import views

    def asked(**named: str) -> int:
        return Client().get("/metrics", **named).status_code  # type: ignore[arg-type]

    assert asked(REMOTE_ADDR="127.0.0.1:4711") == asked(REMOTE_ADDR="::1") == 200
    assert asked(REMOTE_ADDR="192.0.2.7") == 404
    # A proxy stands on this machine; whoever asks through it does not.
    assert asked(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.7") == 404
    token = "a token that nobody guesses"
    changed = msgspec.structs.replace(views.configuration(), metrics_token=token)
    monkeypatch.setattr(views, "configuration", lambda: changed)
    assert asked(REMOTE_ADDR="192.0.2.7", HTTP_AUTHORIZATION=f"Bearer {token}") == 200
    assert asked(REMOTE_ADDR="192.0.2.7", HTTP_AUTHORIZATION="Bearer another") == 404


def test_logs_tell_pages_and_nobody(there: There) -> None:
    import logging

    lines: list[str] = []
    catching = logging.Handler()
    catching.emit = lambda record: lines.append(WithoutPersons().format(record))  # type: ignore[method-assign]
    logger = logging.getLogger("waymark.site.answers")
    before = logger.level
    logger.addHandler(catching)
    logger.setLevel(logging.INFO)
    try:
        there.client("counsellor").get(f"/people/{there.here.somebody.public_id}?search=Ana")
    finally:
        logger.removeHandler(catching)
        logger.setLevel(before)
    (told,) = [msgspec.json.decode(line) for line in lines]
    assert (told["view"], told["status"], told["method"]) == ("person", 200, "GET")
    assert told["took_ms"] > 0
    assert "Ana" not in lines[0]
    assert there.here.somebody.public_id not in lines[0]
