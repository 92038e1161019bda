"""`waymark audit`: is the audit whole, who saw a person, what did an account see."""

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from waymark.cli.errors import DONE, REFUSED, Refused, complain
from waymark.cli.parser import Parser

if TYPE_CHECKING:
    from waymark.site.audit.models import AuditRow

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Exit 1 where the audit is not whole."""
    options = _parser().parse_args(words)
    from waymark.cli.sited import choose_demo, opened

    choose_demo(options.demo)
    with opened():
        if options.job == "verify":
            return _verify()
        if options.job == "accept-restore":
            return _accept(options.reason)
        return _who_saw(options) if options.job == "who-saw" else _what_saw(options)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="waymark audit", description="What was read, written, denied and disclosed.")
    parser.add_argument("--demo", action="store_true", help="of the house of invented people")
    jobs = parser.add_subparsers(dest="job", required=True, metavar="JOB")
    jobs.add_parser("verify", help="every row against the one before it, and against the anchor")
    accept = jobs.add_parser("accept-restore", help="after a restore: say why, and count on from what came back")
    accept.add_argument("--reason", required=True, help="why a backup was restored; name nobody")
    for name, about, help_ in (
        ("who-saw", "PERSON", "every row about one person (the id in the address of their page)"),
        ("what-saw", "ACCOUNT", "every row of one account (its id, or how it signs in)"),
    ):
        job = jobs.add_parser(name, help=help_)
        job.add_argument("about", metavar=about)
        job.add_argument("--format", choices=("text", "json"), default="text")
    return parser


def _verify() -> int:
    import time

    from waymark.site.audit.verify import verify
    from waymark.site.operations.aliases import frozen

    began = time.monotonic()
    with frozen() as using:
        found = verify(using)
    for fault in found.faults:
        complain(fault)
    took = time.monotonic() - began
    whole = "are whole" if not found.faults else "were walked"
    print(f"{found.rows:,} rows in {found.chains} chains {whole} ({took:.1f} s)")
    return REFUSED if found.faults else DONE


def _accept(reason: str) -> int:
    from waymark.site.operations.accepting import accept_restore

    if not reason.strip():
        raise Refused("--reason: write why a backup was restored; whoever reads the audit later will ask")
    print("\n".join(accept_restore(reason=reason.strip())))
    return DONE


def _who_saw(options: argparse.Namespace) -> int:
    from waymark.site.operations.asking import rows_about

    rows = rows_about(options.about)
    if not rows:
        raise Refused("nobody with this id stands in the audit; the id is in the address of the person's page")
    _tell(rows, options.format)
    return DONE


def _what_saw(options: argparse.Namespace) -> int:
    from waymark.site.operations.asking import rows_by

    rows = rows_by(options.about)
    if rows is None:
        raise Refused("there is no such account; give its id, or the name it signs in with")
    _tell(rows, options.format)
    return DONE


def _tell(rows: "Iterable[AuditRow]", form: str) -> None:
    from waymark.site.operations.asking import lines

    if form == "json":
        import msgspec

        for row in lines(rows):
            sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")
        return
    for row in lines(rows):
        print("  ".join(str(value) for value in row.values() if value))
