"""What commands about one person share: the words they take, and the documents that these name."""

import argparse
from pathlib import Path

from waymark.cli.inputs import read_bytes, refuse_empty
from waymark.cli.make import Maker
from waymark.cli.parser import Parser
from waymark.planning.phrases import LANGUAGES
from waymark.planning.situation import Documents

__all__ = ["add_words", "open_documents"]


def add_words(parser: Parser) -> None:
    """Whom it is about, what is offered and decided, as of when, in which language and form, and where it goes."""
    add = parser.add_argument
    add("person", help="a person document")
    add("--programme", metavar="FILE", help="what is offered here (waymark.programme/1); default: everything")
    add("--decisions", metavar="FILE", help="what was decided so far (waymark.decisions/1)")
    add("--format", choices=("text", "html", "json"), default="text")
    add("--out", metavar="FILE", help="write it there; default: standard output")
    add("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    add("--at", metavar="MOMENT", help="a date, or day:N for days from the record's anchor; default: latest noted time")
    add("--overlay", metavar="PATH", action="append", default=[], help="a site's changes to the library; repeatable")


def open_documents(options: argparse.Namespace, *, decisions_may_begin: bool = False) -> tuple[Maker, Documents]:
    """What makes plans as these words ask, and the person's documents; Refused, with one sentence, where one is wrong.

    `decisions_may_begin`: the decisions are written by this command, so their file need not be there yet.
    """
    refuse_empty("person", options.person)
    for name in ("programme", "decisions", "out"):
        refuse_empty(f"--{name}", getattr(options, name))
    refuse_empty("--overlay", *options.overlay)
    from waymark.cli.plan import check_moment

    check_moment(options.at)
    maker = Maker(options.programme, options.overlay, options.lang, options.at)
    raw, decided = read_bytes(Path(options.person)), None
    if options.decisions is not None and not (decisions_may_begin and not Path(options.decisions).exists()):
        decided = read_bytes(Path(options.decisions))
    return maker, maker.read(raw, options.person, decided, str(options.decisions))
