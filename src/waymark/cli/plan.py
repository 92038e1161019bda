"""`waymark plan`: the main job. One person to the terminal, or a folder of persons into a folder of plans."""

import argparse
import sys
from pathlib import Path

from waymark.cli.errors import DONE, REFUSED, Refused
from waymark.cli.inputs import find_persons, refuse_empty
from waymark.cli.parser import Parser
from waymark.cli.sheets import add_sheet_options, check_sheet_options
from waymark.planning.phrases import LANGUAGES

__all__ = ["check_moment", "run"]


def run(words: list[str]) -> int:
    """Plan for every person named; exit 1 when any was refused."""
    parser = _parser()
    options = parser.parse_args(words)
    if options.jobs < 0:
        parser.error(f"--jobs {options.jobs}: write 1 or more, or 0 for one per processor")
    check_sheet_options(parser, options, pdf=options.format == "pdf")
    for name in ("out", "programme", "decisions"):
        refuse_empty(f"--{name}", getattr(options, name))
    refuse_empty("--overlay", *options.overlay)
    check_moment(options.at)
    # A PDF may go into a file of its own; every other format fills a folder, or goes to standard output.
    one_file = options.format == "pdf" and (options.out or "").lower().endswith(".pdf")
    out = Path(options.out) if options.out and not one_file else None
    persons, unreadable = find_persons(options.person, options.out)
    if one_file and len(persons) > 1:
        raise Refused(f"{len(persons)} persons do not go into the one file {options.out}; add --out FOLDER")
    if one_file:
        from waymark.cli.saving import refuse_same

        refuse_same("--out", options.out, *persons, options.programme, options.decisions)
    if out is None and len(persons) > 1:
        raise Refused(f"{len(persons)} persons need a folder to write to; add --out FOLDER")
    if options.decisions and len(persons) > 1:
        raise Refused("--decisions belongs to one person; plan that person alone")
    if out is None:
        if unreadable:
            raise Refused("\nwaymark: ".join(unreadable.values()))
        return _one(Path(persons[0]), options)
    from waymark.cli.batch import plan_all

    return plan_all(persons, out, options, unreadable)


def check_moment(at: str | None) -> None:
    """Refuse what is no moment for what it is, before any file is blamed for it; `day:N` is read by the maker."""
    from waymark.record.time import stamp

    if at is None or at.startswith("day:"):
        return
    try:
        stamp(at)
    except ValueError as error:
        raise Refused(f"--at {at}: {error}") from None


def _one(person: Path, options: argparse.Namespace) -> int:
    from waymark.cli.inputs import read_bytes
    from waymark.cli.language import language_for
    from waymark.cli.make import Maker

    raw = read_bytes(person)
    decided = read_bytes(Path(options.decisions)) if options.decisions else None
    maker = Maker(options.programme, options.overlay, language_for(options, raw), options.at)
    plan = maker.make_from(raw, str(person), decided, str(options.decisions))
    if options.format == "json":
        sys.stdout.buffer.write(maker.encode(plan) + b"\n")
        sys.stdout.buffer.flush()
    elif options.format == "html":
        # The page says that it is UTF-8, whatever the terminal speaks.
        sys.stdout.buffer.write(maker.html(plan).encode())
        sys.stdout.buffer.flush()
    elif options.format == "pdf":
        from waymark.cli.sheets import sheet_of, write_sheet

        write_sheet(sheet_of(plan, options), options.out)
    else:
        maker.print(plan)
    return DONE if plan is not None else REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="waymark plan", description="Make a plan from a person's record.")
    add = parser.add_argument
    add("person", nargs="+", help="a person document, or a folder of them")
    add("--programme", metavar="FILE", help="what is offered here (waymark.programme/1); default: everything")
    add("--decisions", metavar="FILE", help="what was decided so far (waymark.decisions/1)")
    add("--format", choices=("text", "json", "html", "pdf"), default="text")
    add("--lang", choices=LANGUAGES, help="language; default: of a sheet for the person theirs, else en")
    add("--at", metavar="MOMENT", help="a date, or day:N for days from the record's anchor; default: latest noted time")
    add("--overlay", metavar="PATH", action="append", default=[], help="a site's changes to the library; repeatable")
    add(
        "--out", metavar="DIR", help="write plans and summary.json here; a PDF of one person also into a file, FILE.pdf"
    )
    add("--jobs", metavar="N", type=int, default=0, help="processes for a folder; 0 (default): one per processor")
    add_sheet_options(parser)
    return parser
