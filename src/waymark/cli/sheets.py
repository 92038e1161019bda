"""The options of printed sheets, for every job that makes PDF, and writing what they make."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from waymark.cli.errors import Refused, complain
from waymark.cli.saving import ANSWER, save
from waymark.planning.plan import Plan

if TYPE_CHECKING:
    from waymark.rendering.pdf.telling import Telling

__all__ = ["add_sheet_options", "check_sheet_options", "need_typst", "sheet_of", "sheet_suffix", "write_sheet"]

# As in `rendering.pdf.make`, which a plan of another format does not load.
SHEETS, PAPERS = ("person", "full", "card"), ("letter", "a4")


def add_sheet_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--sheet", choices=SHEETS, help="pdf: one page for the person (default), the full plan, or the crisis card")
    add("--paper", choices=PAPERS, help="pdf: default letter in the United States, a4 elsewhere")
    add("--discreet", action="store_true", help="pdf: nothing that tells of treatment; sheets person and card")
    add("--going", action="store_true", help="pdf: with how it goes, in the person's own terms; sheet person")
    add("--card-size", action="store_true", help="pdf: the two sides of the card as pages of their own size")


def check_sheet_options(parser: argparse.ArgumentParser, options: argparse.Namespace, *, pdf: bool) -> None:
    """Refuse, as a matter of usage, options that do not go together."""
    given = [n for n in ("sheet", "paper", "discreet", "card_size", "going") if getattr(options, n)]
    if given and not pdf:
        parser.error(f"--{given[0].replace('_', '-')} goes with --format pdf")
    if options.discreet and options.sheet == "full":
        parser.error("--discreet goes with --sheet person and card; the full plan tells everything")
    if options.going and (options.discreet or options.sheet not in (None, "person")):
        parser.error("--going goes with --sheet person, and not with --discreet")
    if options.card_size and options.sheet != "card":
        parser.error("--card-size goes with --sheet card")


def sheet_suffix(options: argparse.Namespace, language: str) -> str:
    """How the name of a sheet's file ends; of a discreet one, neutrally, in the language of the sheet."""
    if options.discreet:
        from waymark.rendering.pdf.wording import word

        return f".{word('neutral file', language)}.pdf"
    return {"full": ".full.pdf", "card": ".card.pdf"}.get(options.sheet, ".plan.pdf")


def need_typst() -> None:
    """Raises Refused where the package that makes PDFs is not installed."""
    try:
        import typst  # noqa: F401
    except ImportError:
        raise Refused("a PDF needs the package typst, which is not installed; run `make setup` again") from None


def sheet_of(plan: Plan, options: argparse.Namespace) -> bytes:
    """The sheet that was asked for, as PDF."""
    need_typst()
    from waymark.rendering.pdf.make import Order, PdfError, make_pdf

    order = Order(
        sheet=options.sheet or "person", paper=options.paper, discreet=options.discreet, card_size=options.card_size,
        going=_going(plan, options) if options.going else (),
    )  # fmt: skip
    telling = _telling(plan, options) if order.discreet else None
    name = Path(options.out or "").name
    if telling is not None and telling.tells(name):
        neutral = sheet_suffix(options, plan.header.language).lstrip(".")
        complain(f"the name {name} tells more than the sheet in it; {neutral} would not")
    try:
        return make_pdf(plan, order, telling)
    except PdfError as error:
        raise Refused(str(error)) from None


def _going(plan: Plan, options: argparse.Namespace) -> tuple[str, ...]:
    """How it goes as of the plan's moment, for the person."""
    from waymark.cli.rebuild import rebuild
    from waymark.progress.walking import look
    from waymark.rendering.progress_note import person_lines

    made = rebuild(plan, Path(getattr(options, "plan", None) or plan.header.person))
    lines = person_lines(look(made.maker.prepared, made.documents, made.maker.at))
    if not lines:
        complain(
            "--going: the page says nothing of how it goes: nothing that was counted or reached is in the record yet, "
            "or the person chose no count"
        )
    return lines


def _telling(plan: Plan, options: argparse.Namespace) -> "Telling":
    """The words that tell, from the library in all its languages."""
    from waymark.cli.inputs import open_release
    from waymark.rendering.pdf.telling import Telling

    return Telling(open_release(getattr(options, "overlay", ()), ""), plan)


def write_sheet(content: bytes, out: str | None) -> None:
    """Into a file, or to standard output unless a person looks at it."""
    if out is None:
        if sys.stdout.isatty():
            raise Refused("a PDF is not for the terminal; add --out FILE.pdf")
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    save(Path(out), content, ANSWER)
