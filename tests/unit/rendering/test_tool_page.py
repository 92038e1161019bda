"""The page of a tool: one sheet whatever the tool, all that is said of it, and lines or answers."""

import io
import re

import pypdf
import pytest

from prove.paper import letter_sizes, text_of
from waymark.knowledge.model.tool import Tool
from waymark.knowledge.release import load_release
from waymark.rendering.pdf.make import PaperName, compiled
from waymark.rendering.pdf.tool import Answers, tool_sheet
from waymark.rendering.tool_text import tool_lines

TOOLS = {language: load_release(locale=language).tools for language in ("en", "es")}


def made(tool: Tool, language: str = "en", answers: Answers | None = None, paper: PaperName = "letter") -> bytes:
    return compiled("tool", tool_sheet(tool, language, answers), language, paper)[0]


def joined(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", text)


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_tool_is_one_page_in_letters_one_can_read(language: str, paper: PaperName) -> None:
    for name, tool in TOOLS[language].items():
        pdf = made(tool, language, paper=paper)
        assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 1, name
        assert min(letter_sizes(pdf)) >= 11, name


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_says_all_that_the_tool_says(language: str) -> None:
    for name in ("hard-moments-plan", "find-my-group", "three-meals", "breathing"):
        tool = TOOLS[language][name]
        page = joined(text_of(made(tool, language)))
        assert tool.says is not None
        assert tool.not_when is not None
        for text in (tool.label, tool.says, tool.not_when, *tool.steps, tool.recheck, tool.example):
            assert joined(text[language]) in page
        for field in tool.fields:
            assert joined(field.label[language]) in page


def test_the_page_in_spanish_says_that_nobody_reviewed_it() -> None:
    assert "Nadie ha revisado aún el español" in tool_sheet(TOOLS["es"]["walk"], "es")["foot"]
    assert "No clinician has signed" in tool_sheet(TOOLS["en"]["walk"], "en")["foot"]


def test_answers_take_the_place_of_the_example() -> None:
    tool = TOOLS["en"]["support-map"]
    page = text_of(made(tool, answers={"map": [["Jo", "rides", "555-0111", "no"]], "gap": "Sunday nights"}))
    assert "Sunday nights" in page
    assert "555-0111" in page
    assert "Aunt Rosa" not in page
    assert "Example" not in page


def test_what_is_typed_is_shown_and_never_read_as_markup() -> None:
    typed = '#eval("1+1") *bold* $x$ [a] @b'
    page = text_of(made(TOOLS["en"]["walk"], answers={"way": typed, "before": 3}))
    assert joined(typed) in joined(page)


def test_a_marked_number_and_a_yes_are_marked() -> None:
    sheet = tool_sheet(TOOLS["en"]["first-meeting-plan"], "en", {"again": True})
    fields = {field["label"]: field for field in sheet["fields"]}
    assert fields["Will I go again?"]["answer"] == "yes"
    assert fields["Will I go again?"]["marks"] == ["yes", "no"]
    walked = tool_sheet(TOOLS["en"]["walk"], "en", {"before": 3})["fields"][1]
    assert walked["answer"] == "3"
    assert "3" in walked["marks"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_terminal_shows_the_same_page(language: str) -> None:
    for tool in TOOLS[language].values():
        said = "\n".join(tool_lines(tool, language))
        assert tool.says is not None
        assert tool.says[language] in said
        for step in tool.steps:
            assert step[language] in said
        for field in tool.fields:
            assert f"[{field.id}] {field.label[language]}" in said
            assert field.filled is None or field.filled[language] in said
