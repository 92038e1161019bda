"""Lines on a sheet: within the width whatever the signs, hanging under the first word, controls never passed on."""

import io
import os

import pytest

from waymark.rendering.lines import Line, Sheet, cells

SAID = "I drank again on Friday, and I rang nobody. ¿Por qué? 私は疲れました。 " * 3


@pytest.mark.parametrize("width", [28, 40, 80, 104])
@pytest.mark.parametrize("text", [SAID, "x" * 300, "short", "私" * 150, "a " + "y" * 200 + " b", "no" + "\u0301" * 9])
def test_no_line_is_wider_than_the_sheet_and_no_sign_is_lost(text: str, width: int) -> None:
    sheet = Sheet(width)
    sheet.put(Line.assemble(("Said: ", "bold"), text), 2, lead=Line("· "))
    lines = sheet.plain.splitlines()
    assert max(map(cells, lines)) <= width
    assert "".join("".join(lines).split()) == "·Said:" + "".join(text.split())


def test_further_lines_stand_under_the_first_word() -> None:
    sheet = Sheet(30)
    sheet.put(Line("one two three four five six seven eight"), 2, lead=Line("◆ "))
    assert sheet.plain == "  ◆ one two three four five\n    six seven eight\n"


def test_wide_and_joined_signs_are_counted_as_a_terminal_shows_them() -> None:
    assert [cells(said) for said in ("naïve", "“–”", "私", "e\u0301", "●○")] == [5, 3, 2, 1, 2]


def test_a_style_goes_on_over_the_break() -> None:
    lines = Line.assemble(("one two ", "bold"), ("three four", "dim")).wrap(9)
    assert [line.parts for line in lines] == [
        [("one two", "bold")],
        [("three", "dim")],
        [("four", "dim")],
    ]


def test_a_record_cannot_steer_the_terminal() -> None:
    assert Line("a\x1b[31mb\x07\x9bc\td\ne").plain == "a[31mbc d\ne"


def test_a_record_cannot_turn_the_words_around_it() -> None:
    assert Line("no \u202e001\u202c mg \u2067x\u2069 مرحبا").plain == "no 001 mg x مرحبا"


def test_a_word_of_a_million_signs_is_wrapped_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0

    def counted(text: str) -> int:
        nonlocal looked_at
        looked_at += len(text)
        return cells(text)

    monkeypatch.setattr("waymark.rendering.lines.cells", counted)
    word = "x" * 1_000_000
    lines = Line(word).wrap(100)
    assert "".join(line.plain for line in lines) == word
    assert looked_at < 10 * len(word)


def test_a_terminal_gets_colour_and_a_pipe_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    from waymark.rendering.terminal import show

    sheet = Sheet(40)
    sheet.put(Line("Goals [bold]", style="bold cyan"))
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    pipe = io.StringIO()
    show(sheet, pipe)
    assert pipe.getvalue() == "Goals [bold]\n"
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delitem(os.environ, "NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    terminal = io.StringIO()
    show(sheet, terminal)
    assert "\x1b[1;36mGoals [bold]" in terminal.getvalue()
