"""A difference as lines of text."""

from waymark.rendering.difference import Letter
from waymark.rendering.lines import Line, Sheet

__all__ = ["write_letter"]


def write_letter(sheet: Sheet, letter: Letter) -> None:
    """Opening, what matters first, the reason before each group of lines, closing."""
    sheet.put(Line(letter.opening, style="bold"))
    for caution in letter.cautions:
        sheet.put(Line(caution, style="yellow"))
    for section in letter.sections:
        sheet.blank()
        sheet.put(Line(section.title.upper(), style="bold cyan"))
        for paragraph in section.paragraphs:
            if paragraph.because:
                sheet.put(Line(paragraph.because, style="dim"), 2)
            for line in paragraph.lines:
                sheet.put(Line(line), 4 if paragraph.because else 2, lead=Line("· ", style="dim"))
    if letter.closing:
        sheet.blank()
        sheet.put(Line(letter.closing))
