"""`waymark progress PERSON.json`: how it goes, what is due, what stands out, what could be changed next."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from waymark.cli.errors import DONE, Refused
from waymark.cli.make import Maker
from waymark.cli.of_one import add_words, open_documents
from waymark.cli.parser import Parser
from waymark.cli.saving import answer
from waymark.planning.situation import Documents
from waymark.record.errors import RecordError

if TYPE_CHECKING:
    from waymark.progress.report import Change, Progress, Signal
    from waymark.record.documents.decisions import Decision

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Say how it goes, or note what was decided; exit 1 with one sentence when it cannot be done."""
    options = _parser().parse_args(words)
    _refuse_wrong_words(options)
    maker, documents = open_documents(options, decisions_may_begin=_word(options) is not None)
    from waymark.progress.walking import look

    try:
        found = look(maker.prepared, documents, maker.at)
    except RecordError as error:
        raise Refused(f"{options.person}: {error}") from None
    if _word(options) is not None:
        return _note(options, maker, documents, found)
    if options.format == "text" and options.out is None:
        from waymark.rendering.progress import print_progress

        print_progress(found, sys.stdout)
        return DONE
    answer(_encoded(found, options.format), options.out, options.person, options.decisions, options.programme)
    return DONE


def _encoded(found: "Progress", form: str) -> bytes:
    """The same words and numbers for a terminal, a page or a machine."""
    if form == "json":
        return msgspec.json.encode(found) + b"\n"
    if form == "html":
        from waymark.rendering.progress_page import render_progress_page

        return render_progress_page(found).encode()
    from waymark.rendering.progress import render_progress

    return render_progress(found).encode()


def _word(options: argparse.Namespace) -> tuple[str, str] | None:
    """What is to be noted, and of which line."""
    said = [(word, str(getattr(options, word))) for word in ("accept", "decline", "aside") if getattr(options, word)]
    return said[0] if said else None


def _refuse_wrong_words(options: argparse.Namespace) -> None:
    if (said := _word(options)) is None:
        return
    if options.decisions is None:
        raise Refused(f"--{said[0]}: where is it noted? Name the decisions document with --decisions FILE")
    if said[0] == "aside" and not (options.text and options.until):
        raise Refused("--aside: say why with --text, and until when with --until; without both it stays in sight")
    if said[0] != "aside" and options.author is None:
        raise Refused(f"--{said[0]}: whose word is it? Write --author person or --author clinician")
    if (options.author == "clinician" or said[0] == "aside") and options.role is None:
        raise Refused("--role: a clinician decides in a role; write one, such as --role counsellor")


def _note(options: argparse.Namespace, maker: Maker, documents: Documents, found: "Progress") -> int:
    """Append the rows to the decisions document, all or none."""
    from waymark.cli.decisions_file import append_rows
    from waymark.progress.accepting import also

    said = _word(options)
    assert said is not None
    plan = maker.compose(documents, options.person)
    at = plan.header.at
    moment: str | int = at if plan.header.anchor is None else int(at.removeprefix("day "))
    standing = () if documents.decisions is None else documents.decisions.rows
    second = also(standing, said[1], options.author, moment, role=options.role, by=options.by) if options.accept else ()
    decided = second or _rows(options, _line(found, *said), moment, maker.release.id)
    rows = [msgspec.to_builtins(row) for row in decided]
    count = append_rows(Path(options.decisions), plan, rows, options.person)
    if count:
        print(f"{options.decisions}: {count} decisions noted. Plan again with --decisions {options.decisions}.")
    else:
        print(f"{options.decisions}: this stands there already; nothing was added.")
    return DONE


def _line(found: "Progress", word: str, name: str) -> "Change | Signal":
    lines: dict[str, Change | Signal] = {}
    if word == "aside":
        lines = {signal.id: signal for signal in found.signals if not signal.safety}
    else:
        lines = {change.id: change for change in found.changes if word == "decline" or change.state == "proposed"}
    if name in lines:
        return lines[name]
    known = f"; there are {', '.join(lines)}" if lines else ""
    what = "nothing of this name can be put aside" if word == "aside" else "no such change is proposed now"
    raise Refused(f"--{word} {name[:80]}: {what}{known}")


def _rows(options: argparse.Namespace, line: "Change | Signal", at: str | int, release: str) -> "tuple[Decision, ...]":
    from waymark.cli.make import moment_of
    from waymark.progress.accepting import decisions_of, put_aside
    from waymark.progress.report import Signal

    until = moment_of(options.until)
    if isinstance(line, Signal):
        return (put_aside(line, at, until or at, options.text, role=options.role, by=options.by),)
    return decisions_of(
        line,
        options.author,
        at,
        "agreed" if options.accept else "declined",
        release=release,
        role=options.role,
        by=options.by,
        text=options.text,
        re_offer=None if options.accept else until,
    )


def _parser() -> Parser:
    parser = Parser(
        prog="waymark progress",
        description="How it goes: what was followed over time, what is due, what stands out, what could be changed.",
    )
    add_words(parser)
    add = parser.add_argument
    add("--accept", metavar="CHANGE", help="note that a proposed change was accepted, with the lines it edits")
    add("--decline", metavar="CHANGE", help="note that a change was declined; --until: when it may be offered again")
    add("--aside", metavar="SIGNAL", help="put what stands out aside, with --text why and --until when")
    add("--author", choices=("person", "clinician"), help="whose word it is")
    add("--role", help="in which role a clinician decides, such as counsellor or prescriber")
    add("--by", metavar="NAME", help="who decides")
    add("--text", help="why, in words")
    add("--until", metavar="MOMENT", help="a date, or day:N")
    return parser
