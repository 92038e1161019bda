"""`waymark knowledge check|list|show|status|vignettes|diff`: look at what is known, and prove it sound."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from waymark.cli.errors import DONE, REFUSED, Refused
from waymark.cli.parser import Parser
from waymark.knowledge.errors import LibraryError

if TYPE_CHECKING:
    from waymark.knowledge.browse import Shown

__all__ = ["run"]


def run(words: list[str]) -> int:
    """One of the jobs on the library."""
    parser = Parser(prog="waymark knowledge", description="What is known: check it, look at it.")
    jobs = parser.add_subparsers(dest="job", required=True)
    check = jobs.add_parser("check", help="every check on the library, with the proof of the level table")
    check.add_argument("--library", metavar="DIR", help="a library folder; default: the built-in one")
    check.add_argument("--overlay", metavar="PATH", action="append", default=[])
    listing = jobs.add_parser("list", help="the entries of a kind (facts, rules, instruments, ...)")
    listing.add_argument("kind", nargs="?")
    show = jobs.add_parser("show", help="one entry whole, with its file, sources and cases")
    show.add_argument("id")
    show.add_argument("--lang", choices=("en", "es"), default="en", help="of a tool's page; default en")
    status = jobs.add_parser("status", help="how far each topic was checked, and what is signed here")
    status.add_argument("--overlay", metavar="PATH", action="append", default=[])
    vignettes = jobs.add_parser(
        "vignettes", help="the cases as plain JSON for any planner, and how its answers compare"
    )
    either = vignettes.add_mutually_exclusive_group()
    either.add_argument("--run", action="store_true", help="this planner's own answers")
    either.add_argument("--judge", metavar="ANSWERS", help="compare the answers in this file with the cases")
    diff = jobs.add_parser("diff", help="what differs between two library folders")
    diff.add_argument("old")
    diff.add_argument("new")
    for job in (check, listing, show, status, vignettes, diff):
        job.add_argument("--format", choices=("text", "json"), default="text")
    options = parser.parse_args(words)
    chosen: dict[str, Callable[[argparse.Namespace], int]] = {
        "check": _check,
        "list": _list,
        "show": _show,
        "status": _status,
        "vignettes": _vignettes,
        "diff": _diff,
    }
    try:
        return chosen[options.job](options)
    except LibraryError as error:
        raise Refused(str(error)) from None


def _check(options: argparse.Namespace) -> int:
    """Findings of all checks, the cases, and the proof; exit 1 when anything is an error."""
    from waymark.cli.knowledge_check import check_all

    report = check_all(Path(options.library) if options.library else None, [Path(o) for o in options.overlay])
    if options.format == "json":
        _json(report)
    else:
        for line in report.lines():
            print(line)
    return REFUSED if report.errors else DONE


def _list(options: argparse.Namespace) -> int:
    from waymark.knowledge.look import list_entries, list_kinds

    found = list_kinds() if options.kind is None else list_entries(options.kind)
    if options.format == "json":
        _json(found)
        return DONE
    width = max((len(name) for name in found), default=0)
    for name, says in found.items():
        print(f"{name:<{width}}  {says}")
    return DONE


def _show(options: argparse.Namespace) -> int:
    from waymark.knowledge.look import show_entry

    if not options.id.strip():
        raise Refused("knowledge show: no id was given; give one, such as phq9 (`waymark knowledge list` has them all)")
    found = show_entry(options.id)
    if options.format == "json":
        _json(found)
    else:
        print("\n\n".join(_text(entry, options.lang) for entry in found))
    return DONE


def _text(entry: "Shown", language: str) -> str:
    """A tool as its page, anything else as it is written."""
    if entry.kind != "tools":
        return entry.text()
    from waymark.knowledge.model.tool import Tool
    from waymark.rendering.tool_text import tool_lines

    page = tool_lines(msgspec.convert(entry.entry, Tool), language)
    return "\n".join((*page, "", *entry.about()))


def _status(options: argparse.Namespace) -> int:
    """Per topic how many statements are our default, to verify, sourced, signed."""
    import datetime

    from waymark.knowledge.look import read
    from waymark.knowledge.status import STATUSES, status_rows, total

    library = read(overlays=[Path(path) for path in options.overlay])
    once = {(one.kind, one.template): one for kind in library.entries.values() for one in kind.values()}
    rows = status_rows(once.values(), datetime.date.today())
    if options.format == "json":
        _json(rows)
        return DONE
    print(f"{'':<44}" + "".join(f"{name:>17}" for name in (*STATUSES, "review was due")))
    for row in (*rows, total(rows)):
        counts = (*(row.counts[name] for name in STATUSES), row.review_due)
        print(f"{f'{row.kind} {row.topic}':<44}" + "".join(f"{count or '–':>17}" for count in counts))
    return DONE


def _vignettes(options: argparse.Namespace) -> int:
    from waymark.cli.vignettes import run_vignettes

    return run_vignettes(options)


def _diff(options: argparse.Namespace) -> int:
    from waymark.knowledge.look import compare

    found = compare(Path(options.old), Path(options.new))
    if options.format == "json":
        _json(found)
    else:
        print(found.text())
    return DONE


def _json(found: Any) -> None:
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")
