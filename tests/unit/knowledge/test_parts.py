"""Items, branches and scores of a form that are written once for each of its parts."""

from pathlib import Path

import pytest

from tests.unit.knowledge.small import SMALL, write
from waymark.knowledge.build import library_of
from waymark.knowledge.errors import LibraryError
from waymark.knowledge.model.instrument import Instrument

PARTS = """
    parts:
      - {id: beer, name: {en: beer, es: cerveza}}
      - {id: wine, name: {en: wine}}
      - {id: gin, name: {en: gin, es: ginebra}}"""
EVER = (
    '{id: "{part}_ever", for_each: {}, label: {en: "ever, {part.name}", es: "alguna vez, {part.name}"}, '
    "options: [0, 1]}"
)
OFTEN = '{id: "{part}_often", for_each: {without: [gin]}, label: {en: often, es: mucho}, options: [0, 2]}'
MORE = (
    '{id: "{part}", for_each: {only: [wine]}, label: {en: "{part.name}", es: x}, add: ["{part}_ever", "{part}_often"]}'
)
JUMP = '\n    branches: [{for_each: {without: [gin]}, when: "{part}_ever == 0", skip: ["{part}_often"]}]'


def form(folder: Path, parts: str = PARTS, items: str = f"{EVER}, {OFTEN}", scores: str = MORE) -> Instrument:
    text = SMALL["instruments/form.yaml"].replace("    items: [", f"    items: [{items}, ")
    text = text.replace("    scores: [", f"    scores: [{scores}, ").replace(
        "subject: {}", f"subject: {{}}{parts}{JUMP}"
    )
    library = library_of(write(folder, {**SMALL, "instruments/form.yaml": text}))
    found: Instrument = library.entries["instruments"]["form"].entry
    return found


def test_everything_stands_once_per_part_in_the_order_of_the_form(tmp_path: Path) -> None:
    found = form(tmp_path)
    assert [item.id for item in found.items] == [
        "beer_ever", "wine_ever", "gin_ever", "beer_often", "wine_often", "item_1",
    ]  # fmt: skip
    assert [(branch.when, branch.skip) for branch in found.branches] == [
        ("beer_ever == 0", ("beer_often",)), ("wine_ever == 0", ("wine_often",)),
    ]  # fmt: skip
    assert [(score.id, score.add) for score in found.scores] == [
        ("wine", ("wine_ever", "wine_often")), ("total", ("item_1",)),
    ]  # fmt: skip
    written = [*(one.for_each for one in found.items), *(one.for_each for one in found.scores)]
    assert set(written) == {None}


def test_names_of_parts_stand_in_their_language_and_in_english_where_they_lack_it(tmp_path: Path) -> None:
    beer, wine = form(tmp_path).items[:2]
    assert beer.label == {"en": "ever, beer", "es": "alguna vez, cerveza"}
    assert wine.label["es"] == "alguna vez, wine"


@pytest.mark.parametrize(
    ("parts", "items", "says"),
    [
        (PARTS, EVER.replace("for_each: {}", "for_each: {only: [bier]}"), "`bier` is no part of this form"),
        ("", EVER, "the form has no `parts`"),
    ],
)  # fmt: skip
def test_what_a_part_is_not_is_refused(tmp_path: Path, parts: str, items: str, says: str) -> None:
    with pytest.raises(LibraryError, match=r"form\.yaml") as caught:
        form(tmp_path, parts, f"{items}, {OFTEN}")
    assert says in str(caught.value)


def test_parts_that_nothing_is_written_for_are_refused(tmp_path: Path) -> None:
    text = SMALL["instruments/form.yaml"].replace("subject: {}", f"subject: {{}}{PARTS}")
    with pytest.raises(LibraryError, match="has parts and nothing `for_each` of them"):
        library_of(write(tmp_path, {**SMALL, "instruments/form.yaml": text}))
