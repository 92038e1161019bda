"""A plan becomes a PDF: the data of a sheet and its template, compiled by Typst with its own fonts, and nothing else.

The same plan gives the same bytes on every machine: no clock, no fonts of the machine, no network. Every PDF passes
PDF/UA-1 as Typst checks it. Typst is loaded here, when a PDF is made.
"""

from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec

from waymark.planning.plan import Plan
from waymark.rendering.pdf.coverage import FAMILIES
from waymark.rendering.pdf.letters import printable

__all__ = ["PAPERS", "SHEETS", "PaperName", "PdfError", "SheetName", "make_pdf", "pictures", "usual_paper"]

SheetName = Literal["person", "full", "card"]
PaperName = Literal["a4", "letter"]
SHEETS: tuple[SheetName, ...] = ("person", "full", "card")
PAPERS: tuple[PaperName, ...] = ("letter", "a4")
TYPST_NAMES = {"a4": "a4", "letter": "us-letter"}
# Spanish as the library writes it.
REGIONS = {"en": "US", "es": "US"}


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


def make_pdf(plan: Plan, sheet: SheetName, paper: PaperName | None = None) -> bytes:
    """The sheet as PDF; raises PdfError."""
    return _compiled(sheet, _data(plan, sheet, paper or usual_paper(plan)), "pdf")[0]


def pictures(plan: Plan, sheet: SheetName, paper: PaperName | None = None, ppi: int = 80) -> list[bytes]:
    """The pages of the sheet as PNG, to look at."""
    return _compiled(sheet, _data(plan, sheet, paper or usual_paper(plan)), "png", ppi)


def _data(plan: Plan, sheet: SheetName, paper: PaperName) -> dict[str, Any]:
    from waymark.rendering.pdf.person import person_sheet

    language = plan.header.language
    made: dict[str, Any] = _clean(person_sheet(plan))
    made |= {
        "lang": language,
        "region": REGIONS[language],
        "paper": TYPST_NAMES[paper],
        "families": FAMILIES,
        "shortened": "…" in msgspec.json.encode(made).decode(),
    }
    return made


def _clean(part: Any) -> Any:
    """The same data, every text printable: nothing reaches a template that was not looked at."""
    if isinstance(part, str):
        return printable(part)
    if isinstance(part, dict):
        return {key: _clean(inner) for key, inner in part.items()}
    if isinstance(part, list | tuple):
        return [_clean(inner) for inner in part]
    return part


def _compiled(sheet: str, data: dict[str, Any], form: Literal["pdf", "png"], ppi: int = 80) -> list[bytes]:
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
