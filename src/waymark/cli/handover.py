"""`waymark handover PERSON.json`: what goes along with somebody who moves on, ends or leaves, and what stays open."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from waymark.cli.errors import DONE, Refused
from waymark.cli.inputs import read_bytes, refuse_empty
from waymark.cli.make import Maker
from waymark.cli.parser import Parser
from waymark.cli.saving import answer
from waymark.planning.phrases import LANGUAGES
from waymark.record.errors import RecordError

if TYPE_CHECKING:
    from waymark.progress.handover import Handover
    from waymark.progress.walk import Walk

__all__ = ["run"]

# As people write them: `step-down` and `step_down` are one.
KINDS = ("step-down", "transfer", "discharge", "leaving-early")


def run(words: list[str]) -> int:
    """Write the packet; exit 1 with one sentence when it cannot be done."""
    options = _parser().parse_args(words)
    refuse_empty("person", options.person)
    for name in ("programme", "decisions", "out"):
        refuse_empty(f"--{name}", getattr(options, name))
    refuse_empty("--overlay", *options.overlay)
    from waymark.cli.plan import check_moment

    check_moment(options.at)
    found = _packet(options)
    if options.format == "text" and options.out is None:
        from waymark.rendering.handover import print_handover

        print_handover(found, sys.stdout)
        return DONE
    answer(_encoded(found, options.format), options.out, options.person, options.decisions, options.programme)
    return DONE


def _packet(options: argparse.Namespace) -> "Handover":
    from waymark.planning.situation import read_situation
    from waymark.progress.handover import handover_of
    from waymark.progress.walk import Walk

    maker = Maker(options.programme, options.overlay, options.lang, options.at)
    decided = None if options.decisions is None else read_bytes(Path(options.decisions))
    documents = maker.read(read_bytes(Path(options.person)), options.person, decided, str(options.decisions))
    try:
        walk = Walk(read_situation(maker.prepared, documents, maker.at))
    except RecordError as error:
        raise Refused(f"{options.person}: {error}") from None
    return handover_of(walk, _kind(options, walk))  # type: ignore[arg-type]


def _kind(options: argparse.Namespace, walk: "Walk") -> str:
    """The move that was asked for, else the one that was noted."""
    from waymark.progress.handover import kind_of

    if options.kind is not None:
        return str(options.kind).replace("-", "_")
    noted = kind_of(walk)
    if noted is None:
        kinds = ", ".join(KINDS)
        raise Refused(f"{options.person}: no move is noted; write --kind with one of {kinds}, or note handover.kind")
    return noted


def _encoded(found: "Handover", form: str) -> bytes:
    if form == "json":
        return msgspec.json.encode(found) + b"\n"
    if form == "html":
        from waymark.rendering.handover import render_handover_page

        return render_handover_page(found).encode()
    from waymark.rendering.handover import render_handover

    return render_handover(found).encode()


def _parser() -> Parser:
    parser = Parser(
        prog="waymark handover",
        description="What goes along with somebody who moves on, ends or leaves; what is open, and who follows it.",
    )
    add = parser.add_argument
    add("person", help="a person document")
    add("--kind", choices=KINDS, help="which move; default: the one that was noted")
    add("--programme", metavar="FILE", help="what is offered here (waymark.programme/1); default: everything")
    add("--decisions", metavar="FILE", help="what was decided so far (waymark.decisions/1)")
    add("--format", choices=("text", "html", "json"), default="text")
    add("--out", metavar="FILE", help="write it there; default: standard output")
    add("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    add("--at", metavar="MOMENT", help="a date, or day:N for days from the record's anchor; default: latest noted time")
    add("--overlay", metavar="PATH", action="append", default=[], help="a site's changes to the library; repeatable")
    return parser
