"""One database that fails: locked, read-only, full, gone, its audit unwritable, the clock astray. While it fails every
page and every form is answered with 503 in one sentence and nothing is stored; afterwards the same form is stored once.

python -m prove._fault_site SEED ROUNDS   with WAYMARK_HOME (an empty folder) and DATABASE_URL in the environment.
"""

import io
import logging
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from prove._database_faults import Fault, OfPostgres, OfSqlite, run_sql


def main() -> int:
    seed, rounds = int(sys.argv[1]), int(sys.argv[2])
    os.environ["DJANGO_SETTINGS_MODULE"] = "waymark.site.settings"
    from waymark.site.keys.ring import make_ring

    make_ring(Path(os.environ["WAYMARK_HOME"]) / "keys")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    # What is told on purpose need not be read here.
    logging.disable(logging.CRITICAL)
    site, rng = _Site(), Random(seed)
    faults, told = _faults(), 0
    for _ in range(rounds):
        for name in rng.sample(sorted(faults), len(faults)):
            wrong = site.under(faults[name])
            if wrong:
                print(f"{name}: {wrong}")
                return 1
            told += 1
    wrong = site.with_a_clock_astray() or site.whole()
    if wrong:
        print(wrong)
        return 1
    print(
        f"{told} faults ({', '.join(sorted(faults))}): page and form each answered in one sentence, nothing stored, "
        f"afterwards stored once; {site.stored} forms; clock two days back and a day ahead; audit whole"
    )
    return 0


class _Site:
    """A counsellor's browser at the application as a server calls it."""

    def __init__(self) -> None:
        from tests.integration.site.people_there import make_there
        from waymark.site.wsgi import application

        self.there = make_there()
        self.application, self.person, self.stored = application, self.there.here.somebody.public_id, 0
        self.token = ""
        self._come_in()
        _, _, cookies = self._ask("GET", f"/people/{self.person}/record/note?what=age")
        self.token = next(found[1] for one in cookies if (found := re.search("waymark-form=([^;]+)", one)))

    def _come_in(self) -> None:
        self.session = self.there.client("counsellor").cookies["waymark"].value

    def under(self, fault: Fault) -> str:
        """What is wrong about the answers while the fault lasts and afterwards; empty when nothing is."""
        before, mark = _held(), f"form-{self.stored}"
        with fault():
            for method, answer in (("GET", self._page()), ("POST", self._note(mark))):
                status, text = answer
                if status != 503 or "Nothing was stored" not in text or len(text) > 4000 or "Traceback" in text:
                    return f"{method} was answered with {status}: {text[:300]}"
        if _held() != before:
            return f"something was stored: {before} became {_held()}"
        for _ in range(2):
            # The same form, sent again and again.
            status, text = self._note(mark)
            if status != 302:
                return f"well again, the form was answered with {status}: {text[:300]}"
        self.stored += 1
        if _held()[0] != before[0] + 1:
            return f"well again, {_held()[0] - before[0]} rows were stored for one form"
        return "" if self._page()[0] == 200 else "well again, the page is not shown"

    def with_a_clock_astray(self) -> str:
        """A clock that was put back, and one that ran ahead: people are led to the door at most, and nothing breaks."""
        from datetime import timedelta
        from unittest.mock import patch

        from django.utils import timezone

        right = timezone.now
        for hours in (-48, 24):
            with patch("django.utils.timezone.now", lambda hours=hours: right() + timedelta(hours=hours)):
                for status, text in (self._page(), self._note(f"astray{hours}")):
                    if status not in (200, 302, 403):
                        return f"{hours} hours astray a request was answered with {status}: {text[:300]}"
            self._come_in()
            if self._page()[0] != 200:
                return f"after {hours} hours astray the page is not shown to somebody who came in again"
        return ""

    def whole(self) -> str:
        from waymark.site.audit.verify import verify

        found = verify()
        return "" if not found.faults else f"the audit is not whole: {found.faults[0]}"

    def _page(self) -> tuple[int, str]:
        status, text, _ = self._ask("GET", f"/people/{self.person}")
        return status, text

    def _note(self, mark: str) -> tuple[int, str]:
        form = (
            f"value=41&at=2026-11-02&source=self-report&csrfmiddlewaretoken={self.token}&mark={mark.replace(' ', '+')}"
        )
        status, text, _ = self._ask("POST", f"/people/{self.person}/record/note?what=fact:age", form.encode())
        return status, text

    def _ask(self, method: str, path: str, body: bytes = b"") -> tuple[int, str, list[str]]:
        where, _, query = path.partition("?")
        cookie = f"waymark={self.session}" + (f"; waymark-form={self.token}" if self.token else "")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method, "PATH_INFO": where, "QUERY_STRING": query, "HTTP_COOKIE": cookie,
            "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http",
        }  # fmt: skip
        heard: list[tuple[str, list[tuple[str, str]]]] = []
        answer = self.application(environ, lambda status, headers, _=None: heard.append((status, headers)))
        text = b"".join(answer).decode()
        answer.close()
        (status, headers) = heard[0]
        return int(status[:3]), text, [value for name, value in headers if name == "Set-Cookie"]


def _held() -> tuple[int, int]:
    """How many rows the records hold, and the audit."""
    from waymark.site.audit.models import AuditRow
    from waymark.site.records.models import RecordRow

    return RecordRow.objects.count(), AuditRow.objects.count()


def _faults() -> dict[str, Fault]:
    from waymark.site.configuration import configuration

    own = OfPostgres().faults if configuration().on_postgres else OfSqlite().faults
    return own | {"audit unwritable": _audit_unwritable, "anchor unwritable": _anchor_unwritable}


@contextmanager
def _audit_unwritable() -> Iterator[None]:
    from waymark.site.configuration import configuration

    if configuration().on_postgres:
        run_sql(
            "CREATE FUNCTION no_row() RETURNS trigger AS 'BEGIN RAISE EXCEPTION ''no row''; END' LANGUAGE plpgsql",
            "CREATE TRIGGER no_row BEFORE INSERT ON audit_auditrow EXECUTE FUNCTION no_row()",
        )
        undo = ["DROP TRIGGER no_row ON audit_auditrow", "DROP FUNCTION no_row"]
    else:
        run_sql("CREATE TRIGGER no_row BEFORE INSERT ON audit_auditrow BEGIN SELECT RAISE(ABORT, 'no row'); END")
        undo = ["DROP TRIGGER no_row"]
    try:
        yield
    finally:
        run_sql(*undo)


@contextmanager
def _anchor_unwritable() -> Iterator[None]:
    """Its folder is taken for something else."""
    from waymark.site.configuration import configuration

    folder = configuration().anchor
    aside = folder.with_name("anchor-aside")
    folder.rename(aside)
    folder.write_text("no folder")
    try:
        yield
    finally:
        folder.unlink()
        aside.rename(folder)


if __name__ == "__main__":
    sys.exit(main())
