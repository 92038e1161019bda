"""Every text of the site: in both languages, plain, kind, there when a page asks; every part in the gallery."""

import re
import string
from importlib.resources import files
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from waymark.knowledge.avoided import AvoidedWords
from waymark.knowledge.check.reading import ease, grade
from waymark.knowledge.release import load_release
from waymark.site.pages.gallery import TOKENS
from waymark.site.pages.wording import LANGUAGES, wording

HERE = Path(str(files("waymark.site.pages")))
TEMPLATES = sorted((HERE / "templates").rglob("*.html"))
SAID = re.compile(r'{%\s*say\s+"([\w.-]+)"|(?:says|does|title)="([\w.-]+\.[\w.-]+)"')
HOLES = string.Formatter()


def test_every_text_has_its_twin_with_the_same_holes() -> None:
    for name, texts in wording().items():
        assert set(texts) == set(LANGUAGES), name
        assert all(text.strip() for text in texts.values()), name
        holes = [{hole for _, hole, _, _ in HOLES.parse(text) if hole} for text in texts.values()]
        assert holes[0] == holes[1], name


def test_every_text_a_template_asks_for_is_there() -> None:
    for path in TEMPLATES:
        for found in SAID.findall(path.read_text(encoding="utf-8")):
            name = found[0] or found[1]
            assert name in wording(), f"{path.name}: {name}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_uses_a_word_the_house_avoids(language: str) -> None:
    avoided = AvoidedWords(load_release(locale="").avoided.values())
    found = {
        name: hits
        for name, texts in wording().items()
        if (hits := avoided.found(texts[language], language, person=True))
    }
    assert found == {}


def test_texts_are_plain() -> None:
    hard = {}
    for name, texts in wording().items():
        english, spanish = grade(texts["en"]), ease(texts["es"])
        if english is not None and english > 9:
            hard[name] = english
        if spanish is not None and spanish < 50:
            hard[f"{name} es"] = spanish
    assert hard == {}
    grades = sorted(found for texts in wording().values() if (found := grade(texts["en"])) is not None)
    assert grades[len(grades) // 2] <= 6


def test_templates_stay_short_and_bring_nothing_from_elsewhere() -> None:
    for path in TEMPLATES:
        source = path.read_text(encoding="utf-8")
        assert source.count("\n") <= 90, path.name
        assert "http:" not in source, path.name
        assert "https:" not in source, path.name


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gallery_shows_every_part_with_what_it_takes(language: str) -> None:
    page = Client().get("/gallery", headers={"accept-language": language}).content.decode()
    for path in (HERE / "templates" / "parts").glob("*.html"):
        if path.stem not in _DRAWN_ELSEWHERE:
            assert f"parts/{path.name}</code>" in page, path.name
        assert path.read_text(encoding="utf-8").startswith("{#"), f"{path.name} does not say what it takes"
    for token in TOKENS:
        assert f"--{token}" in page


# Parts that need addresses of somebody, or stand on every page anyway.
_DRAWN_ELSEWHERE = {"head", "team", "versions", "work", "work_does", "session", "time"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_write_numbers_as_the_library_does(language: str) -> None:
    """Texts of rules stand beside numbers of pages: 22.4 in the one and 22,4 in the other would read as two things."""
    with translation.override(language):
        assert Template("{{ hours }} {{ hours|floatformat }}").render(Context({"hours": 22.4})) == "22.4 22.4"
