"""`waymark doctor`: what is wrong with this installation, each with its cure."""

import sys

from waymark.cli.errors import DONE, REFUSED
from waymark.cli.parser import Parser

__all__ = ["run"]

_MARKS = {"ok": "ok   ", "hint": "hint ", "fault": "FAULT"}


def run(words: list[str]) -> int:
    """Look at everything; exit 1 where something is wrong."""
    parser = Parser(
        prog="waymark doctor",
        description="Configuration, keys, rights, database, audit, backup, disk, clock, work list.",
    )
    parser.add_argument("--demo", action="store_true", help="of the house of invented people")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    options = parser.parse_args(words)
    from waymark.cli.sited import choose_demo, sited

    choose_demo(options.demo)
    wrong = 0
    with sited():
        from waymark.site.operations.checks import findings

        for found in findings():
            wrong += found.kind == "fault"
            if options.format == "json":
                import msgspec

                sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
            else:
                print(f"{_MARKS[found.kind]}  {found.about}: {found.says}")
    if options.format == "text":
        print("Nothing is wrong." if not wrong else f"{wrong} to mend.")
    return REFUSED if wrong else DONE
