"""`waymark handover PERSON.json`: what goes along with somebody who moves on, ends or leaves, and what stays open."""

import argparse
import sys
from typing import TYPE_CHECKING

import msgspec

from waymark.cli.errors import DONE, Refused
from waymark.cli.of_one import add_words, open_documents
from waymark.cli.parser import Parser
from waymark.cli.saving import answer
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

    maker, documents = open_documents(options)
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
    add_words(parser)
    parser.add_argument("--kind", choices=KINDS, help="which move; default: the one that was noted")
    return parser
