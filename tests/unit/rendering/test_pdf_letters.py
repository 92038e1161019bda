"""Which letters a sheet prints, and what stands for the others."""

import unicodedata

import pytest
import typst

from waymark.rendering.pdf.coverage import FAMILIES, RANGES
from waymark.rendering.pdf.letters import MARK, clip, printable

STYLES = ("", 'weight: "semibold"', 'weight: "bold"', 'style: "italic"', 'weight: "semibold", style: "italic"')


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("José\n Pérez ", "José Pérez"),
        ("e\u0301", "é"),
        ("a\u202eb", f"a{MARK}b"),
        ("😀😀 hi 👩‍🦰", f"{MARK} hi {MARK}"),
        ("a\u00adb\u200bc", "abc"),
        ("\x00\x07", MARK),
        ("#x *y* $z$", "#x *y* $z$"),
        ("tab\tand\u2028line", "tab and line"),
        ("", ""),
    ],
)
def test_what_cannot_be_printed_becomes_a_mark(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_long_words_may_break_and_hashes_stay_whole() -> None:
    assert printable("x" * 40) == "\u200b".join("x" * 40)
    assert printable("0123456789abcdef" * 4) == "0123456789abcdef" * 4
    assert printable("word " * 40).count("\u200b") == 0


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("short", 9, "short"),
        ("one two three", 9, "one two…"),
        ("x" * 20, 5, "xxxx…"),
        ("abc", 0, ""),
        ("a, b", 3, "a…"),
    ],
)
def test_a_text_is_cut_between_words_and_says_so(text: str, most: int, cut: str) -> None:
    assert clip(text, most) == cut


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_every_letter_of_the_table_is_in_the_fonts_of_typst(style: str) -> None:
    letters = []
    for part in RANGES.split():
        first, _, last = part.partition("-")
        letters += [chr(n) for n in range(int(first, 16), int(last or first, 16) + 1)]
    assert len(letters) > 7000
    # What stands above or below a letter needs one.
    shown = " ".join(f"x{c}" if unicodedata.category(c).startswith("M") else c for c in letters)
    families = ", ".join(f'"{f}"' for f in FAMILIES)
    source = f'#set document(title: "x")\n#set text(font: ({families}){"," if style else ""} {style})\n#sys.inputs.text'
    compiler = typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False))
    made = compiler.compile(source.encode(), format="pdf", pdf_standards="ua-1", sys_inputs={"text": shown})
    assert made
