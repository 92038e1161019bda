"""Every page of the demo in a real browser: accessible, whole on any screen, one sheet in print, nothing fetched."""

import json
from pathlib import Path

import pytest

from tests.journeys.browser import drive, tools
from tests.unit.progress.walked import day
from tests.unit.rendering.test_progress_page import walker
from waymark.cli.main import main

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# 320 px is what 400 % zoom leaves of 1280. What is closed hides some of what is open and shows nothing else, so axe
# looks at open pages, once in either scheme: it takes most of the time.
WAYS = [
    {"width": 1280, "scheme": "light", "open": True, "axe": True},
    {"width": 1280, "scheme": "dark", "open": False, "axe": False},
    {"width": 360, "scheme": "dark", "open": True, "axe": True},
    {"width": 360, "scheme": "light", "open": False, "axe": False},
    {"width": 320, "scheme": "light", "open": True, "axe": False},
]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_of_the_demo_holds_in_a_browser(language: str, tmp_path: Path) -> None:
    tools()  # skips before any plan is made
    assert main(["demo", "--lang", language, "--out", str(tmp_path)]) == 0
    pages = sorted(map(str, tmp_path.glob("plans/*.html")))
    assert len(pages) >= 6
    assert drive("pages.mjs", {"pages": pages, "ways": WAYS, "tags": TAGS}) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
def test_pages_of_how_it_goes_and_of_a_hand_over_hold_in_a_browser(language: str, tmp_path: Path) -> None:
    tools()
    record = tmp_path / "somebody.json"
    record.write_text(json.dumps(walker()), encoding="utf-8")
    words = [str(record), "--at", day(75), "--format", "html", "--lang", language]
    assert main(["progress", *words, "--out", str(tmp_path / "progress.html")]) == 0
    assert main(["handover", *words, "--kind", "leaving-early", "--out", str(tmp_path / "handover.html")]) == 0
    pages = sorted(map(str, tmp_path.glob("*.html")))
    found = drive("pages.mjs", {"pages": pages, "ways": WAYS, "tags": TAGS})
    # They are as long as what happened: more than one sheet is no fault here.
    assert [fault for fault in found if "prints on" not in fault] == []


@pytest.mark.slow
def test_the_browser_finds_what_is_wrong(tmp_path: Path) -> None:
    """A page with known faults, so that a checker that looks at nothing cannot pass."""
    bad = tmp_path / "bad.html"
    lines = "<p>line</p>" * 200
    bad.write_text(
        f'<!doctype html><html><title>x</title><p style="color:#ccc;width:2000px">pale</p><img src="no.png">{lines}',
        encoding="utf-8",
    )
    found = "\n".join(drive("pages.mjs", {"pages": [str(bad)], "ways": WAYS[:1], "tags": TAGS}))
    for fault in ("fetches", "wider than", "first tab stop", "color-contrast", "html-has-lang", "image-alt", "sheets"):
        assert fault in found, fault
