"""A plan becomes a PDF: the data of a sheet and its template, compiled by Typst with its own fonts, and nothing else.

The same plan gives the same bytes on every machine: no clock, no fonts of the machine, no network. Every PDF passes
PDF/UA-1 as Typst checks it. Typst is loaded here, when a PDF is made.
"""

from collections.abc import Callable
from functools import cache, partial
from importlib.resources import files
from typing import Any, Literal

import msgspec

from waymark.planning.plan import Plan
from waymark.rendering.pdf.coverage import FAMILIES
from waymark.rendering.pdf.letters import printable
from waymark.rendering.pdf.telling import Telling

__all__ = [
    "PAPERS",
    "SHEETS",
    "Order",
    "PaperName",
    "PdfError",
    "SheetName",
    "compiled",
    "make_pdf",
    "pictures",
    "usual_paper",
]

SheetName = Literal["person", "full", "card"]
PaperName = Literal["a4", "letter"]
Form = Literal["pdf", "png"]
SHEETS: tuple[SheetName, ...] = ("person", "full", "card")
PAPERS: tuple[PaperName, ...] = ("letter", "a4")
TYPST_NAMES = {"a4": "a4", "letter": "us-letter"}
# Spanish as the library writes it.
REGIONS = {"en": "US", "es": "US"}
QUOTES = {"en": ("“", "”"), "es": ("«", "»")}


class PdfError(Exception):
    """A PDF cannot be made; says why in one sentence."""


class _Programme(msgspec.Struct, frozen=True):
    jurisdiction: str | None = None


def usual_paper(plan: Plan) -> PaperName:
    """Letter in the United States, which is also where the crisis numbers ring; A4 elsewhere."""
    if plan.carries is None or not bytes(plan.carries.programme):
        return "letter"
    where = msgspec.json.decode(plan.carries.programme, type=_Programme).jurisdiction
    return "letter" if where is None or where.upper().startswith("US") else "a4"


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """Which sheet, on which paper; `discreet`: no word that tells of treatment; `card_size`: pages like cards.
    `going`: how it goes, for the page of the person; a discreet page is without it."""

    sheet: SheetName = "person"
    paper: PaperName | None = None
    discreet: bool = False
    card_size: bool = False
    going: tuple[str, ...] = ()


PERSON = Order()


def make_pdf(plan: Plan, order: Order = PERSON, telling: Telling | None = None) -> bytes:
    """The sheet as PDF; raises PdfError. A discreet sheet needs `telling`."""
    return _made(plan, order, telling, "pdf")[0]


def pictures(plan: Plan, order: Order = PERSON, telling: Telling | None = None, ppi: int = 80) -> list[bytes]:
    """The pages of the sheet as PNG, to look at."""
    return _made(plan, order, telling, "png", ppi)


def _made(plan: Plan, order: Order, telling: Telling | None, form: Form, ppi: int = 80) -> list[bytes]:
    paper = order.paper or usual_paper(plan)
    return compiled(order.sheet, _sheet(plan, order, telling), plan.header.language, paper, form, ppi)


def compiled(
    template: str, sheet: dict[str, Any], language: str, paper: PaperName, form: Form = "pdf", ppi: int = 80
) -> list[bytes]:
    """A template of this room with its data: one PDF, or a PNG per page. Raises PdfError."""
    try:
        return _compiled(template, _data(sheet, language, paper, printable), form, ppi)
    except PdfError:
        # Each letter is in a font, and yet one with its signs may be in none. Nobody goes without a plan for that.
        return _compiled(template, _data(sheet, language, paper, partial(printable, bare=True)), form, ppi)


def _data(sheet: dict[str, Any], language: str, paper: PaperName, clean: Callable[[str], str]) -> dict[str, Any]:
    made: dict[str, Any] = _clean(sheet, clean)
    made |= {
        "lang": language,
        "region": REGIONS[language],
        "quotes": QUOTES[language],
        "paper": TYPST_NAMES[paper],
        "families": FAMILIES,
        "shortened": "…" in msgspec.json.encode(made).decode(),
    }
    return made


def _sheet(plan: Plan, order: Order, telling: Telling | None) -> dict[str, Any]:
    """What the sheet says."""
    if order.discreet and (telling is None or order.sheet == "full"):
        raise PdfError("this sheet cannot be made discreet; choose the page for the person or the card")
    if order.sheet == "card":
        from waymark.rendering.pdf.card import card_sheet

        return card_sheet(plan, telling if order.discreet else None, card_size=order.card_size)
    if order.sheet == "full":
        from waymark.rendering.pdf.record import record_sheet

        return record_sheet(plan)
    if order.discreet and telling is not None:
        from waymark.rendering.pdf.discreet import discreet_sheet

        return discreet_sheet(plan, telling)
    from waymark.rendering.pdf.person import person_sheet

    return person_sheet(plan, order.going)


def _clean(part: Any, clean: Callable[[str], str]) -> Any:
    """The same data, every text printable: nothing reaches a template that was not looked at."""
    if isinstance(part, str):
        return clean(part)
    if isinstance(part, dict):
        return {key: _clean(inner, clean) for key, inner in part.items()}
    if isinstance(part, list | tuple):
        return [_clean(inner, clean) for inner in part]
    return part


def _compiled(sheet: str, data: dict[str, Any], form: Form, ppi: int = 80) -> list[bytes]:
    import typst

    try:
        made = _compiler().compile(
            _template(sheet),
            format=form,
            ppi=ppi,
            pdf_standards="ua-1" if form == "pdf" else [],
            sys_inputs={"data": msgspec.json.encode(data).decode()},
            # The plan carries its moment; the moment of printing is nobody's business and would change the bytes.
            timestamp=0,
        )
    except typst.TypstError as error:
        raise PdfError(f"the PDF cannot be made ({error.message})") from None
    if made is None:
        raise PdfError("the PDF cannot be made (Typst gave nothing back)")
    return made if isinstance(made, list) else [made]


@cache
def _template(sheet: str) -> bytes:
    here = files("waymark.rendering.pdf")
    return b"".join(here.joinpath(f"{name}.typ").read_bytes() for name in ("look", sheet))


@cache
def _compiler() -> Any:
    import typst

    return typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False))
