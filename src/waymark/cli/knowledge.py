"""`waymark knowledge check|list|show|diff`: look at what is known, and prove it sound."""

import argparse

from waymark.cli.errors import Refused
from waymark.knowledge.errors import LibraryError

__all__ = ["run"]


def run(words: list[str]) -> int:
    """One of the four jobs on the library."""
    parser = argparse.ArgumentParser(prog="waymark knowledge", description="What is known: check it, look at it.")
    jobs = parser.add_subparsers(dest="job", required=True)
    check = jobs.add_parser("check", help="every check on the library, with the proof of the level table")
    check.add_argument("--library", metavar="DIR", help="a library folder; default: the built-in one")
    check.add_argument("--overlay", metavar="PATH", action="append", default=[])
    listing = jobs.add_parser("list", help="entries of a kind (facts, rules, instruments, ...)")
    listing.add_argument("kind", nargs="?")
    show = jobs.add_parser("show", help="one entry whole")
    show.add_argument("id")
    diff = jobs.add_parser("diff", help="what differs between two libraries")
    diff.add_argument("old")
    diff.add_argument("new")
    for job in (check, listing, show, diff):
        job.add_argument("--format", choices=("text", "json"), default="text")
    options = parser.parse_args(words)
    try:
        return {"check": _check, "list": _list, "show": _show, "diff": _diff}[options.job](options)
    except LibraryError as error:
        raise Refused(str(error)) from None
