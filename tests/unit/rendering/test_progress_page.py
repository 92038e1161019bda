"""How it goes as a page: pictures with a table that holds the same numbers, no style and no script of their own."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from tests.people.cast import Document, fact
from tests.unit.progress.test_ahead import FULL, PEOPLE
from tests.unit.progress.test_changes import rows_of
from tests.unit.progress.walked import day, form, measured, somebody, told
from waymark.progress.report import Progress
from waymark.rendering.pictures.calendar import calendar
from waymark.rendering.pictures.drawing import Picture, ticks
from waymark.rendering.pictures.of_progress import pictures_of
from waymark.rendering.pictures.trajectory import trajectory
from waymark.rendering.progress import render_progress
from waymark.rendering.progress_page import render_progress_page

SVG = "{http://www.w3.org/2000/svg}"
TESTS = measured("drug_test.opioids", "positive", "negative", None, None, "positive", "negative", "negative")
CAME = measured("attendance", "attended", "missed", None, "attended", *(["attended"] * 6))


def walker(**more: object) -> Document:
    answers = [form("gad7", 14 * n, total=total) for n, total in enumerate((16, 16, 15, 15, 11))]
    rows = [
        fact("opioids.days_of_30", 12, day(30)),
        fact("opioids.days_of_30", 4, day(60)),
        fact("session.heard", 4, day(50)),
        fact("aftercare.days", 0, day(62)),
    ]
    return somebody(*rows, measures=[*CAME, *TESTS], answers=answers, words=FULL, supporters=PEOPLE, **more)


@pytest.fixture(scope="module", params=["en", "es"])
def found(request: pytest.FixtureRequest) -> Progress:
    (change,) = (one for one in told(walker(), 44).changes if one.main and one.state == "proposed")
    return told(walker(), 75, rows_of(change, 44), language=request.param)


def all_pictures(progress: Progress) -> list[Picture]:
    return [one for part in pictures_of(progress).values() for one in part]


def test_every_kind_of_picture_is_there(found: Progress) -> None:
    drawn = pictures_of(found)
    assert all(drawn[kind] for kind in ("trajectories", "weeks", "road", "changes"))
    names = [one.id for one in all_pictures(found)]
    assert len(names) == len(set(names))


def test_a_drawing_has_a_title_a_description_and_no_style_of_its_own(found: Progress) -> None:
    for picture in all_pictures(found):
        root = ElementTree.fromstring(picture.svg)
        assert root.get("role") == "img"
        named = (root.get("aria-labelledby") or "").split()
        texts = {part.get("id"): part.text for part in root if part.tag in (f"{SVG}title", f"{SVG}desc")}
        assert [bool(texts.get(name)) for name in named] == [True, True]
        assert not re.search(r"\b(style|on\w+|fill|stroke|href)=", picture.svg), "colours are the page's"
        assert not any(part.tag in (f"{SVG}script", f"{SVG}style") for part in root.iter())


def test_nothing_is_drawn_outside_of_the_picture(found: Progress) -> None:
    for picture in all_pictures(found):
        root = ElementTree.fromstring(picture.svg)
        _, _, width, height = (float(part) for part in (root.get("viewBox") or "").split())
        for part in root.iter():
            for name, most in (
                ("x", width),
                ("cx", width),
                ("x1", width),
                ("y", height),
                ("cy", height),
                ("y2", height),
            ):
                at = part.get(name)
                assert at is None or -1 <= float(at) <= most + 1, (picture.id, part.attrib)


def test_the_table_holds_the_same_numbers(found: Progress) -> None:
    series = next(one for one in found.series if one.id == "gad7.total")
    picture = trajectory(series, found.events, found.language)
    assert picture is not None
    assert [row[:2] for row in picture.rows if row[1]] == [(p.at, f"{p.value:g}") for p in series.points]
    assert len(re.findall('class="pic-point"', picture.svg)) == len(series.points)
    happened = [row[2] for row in picture.rows if row[2]]
    assert len(happened) == len(found.events)
    for one in all_pictures(found):
        assert all(len(row) == len(one.head) for row in one.rows)


def test_a_gap_breaks_the_line_and_is_never_a_zero(found: Progress) -> None:
    series = next(one for one in found.series if one.id == "tests:opioids")
    picture = trajectory(series, (), found.language)
    assert picture is not None
    assert len(re.findall('class="pic-line"', picture.svg)) == 2
    weeks = calendar(found.weeks_table, found.language)
    assert weeks is not None
    assert "·" in weeks.svg
    (third,) = (row for row in weeks.rows if row[0] == "3")
    assert not any(cell.startswith("0") for cell in third[2:-1])


class Words(HTMLParser):
    """Tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_fetches_nothing_and_every_figure_has_its_table(found: Progress) -> None:
    page = render_progress_page(found)
    reader = Words()
    reader.feed(page)
    names = [tag for tag, _ in reader.tags]
    assert "script" not in names
    assert names.count("figure") == names.count("table") == len(all_pictures(found))
    assert not [attrs for _, attrs in reader.tags if "style" in attrs or str(attrs.get("src", "")).startswith("http")]
    ids = [attrs["id"] for _, attrs in reader.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    assert all(attrs.get("aria-label") for tag, attrs in reader.tags if attrs.get("role") == "region")
    assert "988" in page
    assert "{" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)


def test_the_terminal_tells_the_same(found: Progress) -> None:
    text = render_progress(found)
    assert "{" not in text
    assert "1/1" in text
    assert "payday" in text
    assert all(one.says in " ".join(text.split()) for one in found.versions)


def test_what_somebody_wrote_is_shown_and_never_obeyed() -> None:
    hostile = "<script>alert(1)</script>\x1b[2J"
    who = walker()
    who = {**who, "words": [{"at": day(0), "about": "trigger", "text": hostile}]}
    page = render_progress_page(told(who, 75))
    assert "<script" not in page
    assert "\x1b" not in page + render_progress(told(who, 75))


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 30), (3, 3), (-2, 27), (0, 0.4), (10, 60)])
def test_ticks_are_few_and_inside(low: float, high: float) -> None:
    found = list(ticks(low, high))
    assert 1 <= len(found) <= 6
    assert all(low <= value <= high for value in found)
