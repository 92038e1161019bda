"""`waymark progress PERSON.json`: how it goes, what is due, what stands out, what could be changed next."""

import sys
from pathlib import Path

import msgspec

from waymark.cli.errors import DONE, Refused
from waymark.cli.inputs import read_bytes, refuse_empty
from waymark.cli.make import Maker
from waymark.cli.parser import Parser
from waymark.planning.phrases import LANGUAGES
from waymark.record.errors import RecordError

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Say how it goes; exit 1 with one sentence when the record cannot be read."""
    options = _parser().parse_args(words)
    refuse_empty("person", options.person)
    for name in ("programme", "decisions"):
        refuse_empty(f"--{name}", getattr(options, name))
    refuse_empty("--overlay", *options.overlay)
    from waymark.cli.plan import check_moment
    from waymark.progress.walking import look

    check_moment(options.at)
    maker = Maker(options.programme, options.overlay, options.lang, options.at)
    raw = read_bytes(Path(options.person))
    decided = read_bytes(Path(options.decisions)) if options.decisions else None
    documents = maker.read(raw, options.person, decided, str(options.decisions))
    try:
        found = look(maker.prepared, documents, maker.at)
    except RecordError as error:
        raise Refused(f"{options.person}: {error}") from None
    if options.format == "json":
        sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
        sys.stdout.buffer.flush()
    else:
        from waymark.rendering.progress import print_progress

        print_progress(found, sys.stdout)
    return DONE


def _parser() -> Parser:
    parser = Parser(
        prog="waymark progress",
        description="How it goes: what was followed over time, what is due, what stands out, what could be changed.",
    )
    add = parser.add_argument
    add("person", help="a person document")
    add("--programme", metavar="FILE", help="what is offered here (waymark.programme/1); default: everything")
    add("--decisions", metavar="FILE", help="what was decided so far (waymark.decisions/1)")
    add("--format", choices=("text", "json"), default="text")
    add("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    add("--at", metavar="MOMENT", help="a date, or day:N for days from the record's anchor; default: latest noted time")
    add("--overlay", metavar="PATH", action="append", default=[], help="a site's changes to the library; repeatable")
    return parser
