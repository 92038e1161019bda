"""The pages of an explanation in a real browser: accessible, whole on any screen, help first, nothing fetched."""

from pathlib import Path

import pytest

from tests.integration.command import write
from tests.journeys.browser import drive, tools
from tests.journeys.test_page_axe import TAGS, WAYS
from tests.people.cast import MARIA
from waymark.cli.main import main

# The page of all lines has nearly twenty thousand elements, of the same kinds as the others: axe goes through it once.
ONCE = [WAYS[0], *({**way, "axe": False} for way in WAYS[1:])]


@pytest.mark.slow
@pytest.mark.parametrize("voice", ["clinician", "person"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_of_an_explanation_holds_in_a_browser(
    language: str, voice: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tools()
    person = str(write(tmp_path / "person.json", MARIA))
    assert main(["plan", person, "--format", "json", "--lang", language]) == 0
    plan = str(write(tmp_path / "plan.json", capsys.readouterr().out))
    questions = {
        "all": ["--quick"],
        "one": ["level"],
        "why-not": ["--why-not", "L1b", "--quick"],
        "if": ["--if", "phq9.total=4"],
    }
    pages = {name: str(tmp_path / f"{name}.html") for name in questions}
    for name, words in questions.items():
        assert main(["explain", plan, *words, "--voice", voice, "--format", "html", "--out", pages[name]]) == 0
    everything = pages.pop("all")
    job = {"tags": TAGS, "sheets": "any"}
    assert drive("pages.mjs", {**job, "pages": list(pages.values()), "ways": WAYS}) == []
    assert drive("pages.mjs", {**job, "pages": [everything], "ways": ONCE}) == []
