"""The checks of language: what is measured, what is an error, what is only counted, and what is never touched."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.people.cast import MARIA, NOW, Document, person
from tests.people.plans import plan_of
from tests.unit.knowledge.small import SMALL, changed, write
from waymark.knowledge.assemble import Library
from waymark.knowledge.avoided import AvoidedWords
from waymark.knowledge.check import check_folder
from waymark.knowledge.check.plain import figures
from waymark.knowledge.check.reading import ease, grade
from waymark.knowledge.look import read
from waymark.rendering import headings, tool_words
from waymark.rendering.page import render_page
from waymark.rendering.pdf import wording

# Twenty words in one sentence.
HARD = (
    "Many people who come here want somebody to listen carefully to them before another person decides about their "
    "medicine again."
)
HARD_ES = (
    "Muchas personas necesitan conversaciones detalladas con profesionales especializados antes de tomar decisiones "
    "importantes sobre medicamentos complicados durante tratamientos residenciales prolongados."
)


@pytest.fixture(scope="module")
def library() -> Library:
    return read()


def said(folder: Path, files: dict[str, str], check: str) -> list[str]:
    return [finding.what for finding in check_folder(write(folder, files)) if finding.check == check]


def test_one_hard_text_among_easy_ones_is_found(tmp_path: Path) -> None:
    (found,) = said(tmp_path, changed("problems.yaml", "You use more than you want.", f'"{HARD}"'), "reading")
    assert re.search(r"reads at grade 1\d\.\d; at most 8", found)


def test_a_hard_text_in_spanish_is_told_with_its_band(tmp_path: Path) -> None:
    (found,) = said(tmp_path, changed("problems.yaml", "Consume más de lo que quiere.", f'"{HARD_ES}"'), "reading")
    assert "at least 55" in found


def test_texts_too_short_alone_are_measured_together(tmp_path: Path) -> None:
    """Nineteen words are under the least number of words; with the label they are not."""
    short = " ".join(HARD.split()[:19]).replace("Many", "Innumerable") + " intermittently."
    few = changed("problems.yaml", "You use more than you want.", f'"{" ".join(short.split()[1:])}"')
    (found,) = said(tmp_path, few, "reading")
    assert "taken together" in found


def test_a_library_without_a_scale_is_told_so(tmp_path: Path) -> None:
    files = {name: text for name, text in SMALL.items() if name != "wording/reading.yaml"}
    assert [what[-21:] for what in said(tmp_path, files, "reading")] == ["; add a reading scale"] * 2


def test_listed_names_count_as_one_short_word(tmp_path: Path) -> None:
    easy = HARD.replace("carefully", "naloxone").replace("medicine", "naloxone")
    files = changed("problems.yaml", "You use more than you want.", f'"{easy}"')
    assert said(tmp_path, files, "reading")
    listed = "naloxone, people, somebody, another, decides, before"
    names = f"reading_names:\n  - {{id: names, because: it is called so, words: [{listed}]}}\n"
    assert not said(tmp_path, {**files, "wording/names.yaml": names}, "reading")


def test_words_that_are_no_cue_are_told_of(tmp_path: Path) -> None:
    broken = changed("wording/plain.yaml", "words: [addict|addicts]", "words: ['.. addict']")
    (found,) = said(tmp_path, broken, "words")
    assert "begins or ends with a gap" in found


def test_an_allowed_context_lets_words_stand(tmp_path: Path) -> None:
    for words, count in (("You can get clean needles.", 0), ("You can get clean.", 1)):
        assert len(said(tmp_path, changed("problems.yaml", "You use more than you want.", words), "words")) == count


def test_the_formulas_are_those_of_their_authors() -> None:
    """Worked by hand: 20 words, 2 sentences, 24 syllables; and 20 words, 2 sentences, 40 syllables."""
    english = "The cat sat on the red mat and saw the open window. He went to the water and had a nap."
    assert grade(english) == pytest.approx(0.39 * len(english.split()) / 2 + 11.8 * 24 / 21 - 15.59, abs=0.7)
    spanish = "La casa roja tiene mesa. " * 4
    assert ease(spanish) == pytest.approx(206.835 - 62.3 * (9 / 5) - 5)


def test_the_library_is_as_plain_as_it_aims_to_be(library: Library) -> None:
    english, spanish = figures(library)
    assert (english.language, spanish.language) == ("en", "es")
    assert english.beyond_limit == spanish.beyond_limit == 0
    assert english.median_text <= english.aim
    assert spanish.median_text >= spanish.aim
    assert english.texts > 150
    assert "above 6" in str(english)


def test_what_a_person_says_of_themselves_is_never_changed() -> None:
    own = "I am an addict, a junkie, and I must stay clean this time."
    spoken: Document = person("p", [], words=[{"at": NOW, "about": "want", "text": own}])
    plan = plan_of(spoken)
    assert own in [line for text in plan.words for line in text.lines]
    assert own in render_page(plan)


TABLES: dict[str, Mapping[str, tuple[str, str]]] = {
    "headings": headings.HEADINGS,
    "tool_words": tool_words.WORDS,
    "pdf": wording.WORDS,
}


@pytest.mark.parametrize("name", TABLES)
def test_words_in_the_code_respect_people_too(name: str, library: Library) -> None:
    avoided = AvoidedWords(w.entry for w in library.entries["avoided"].values())
    for key, texts in TABLES[name].items():
        for language, text in zip(("en", "es"), texts, strict=True):
            assert avoided.found(text, language, person=False) == [], key


def test_a_plan_of_a_person_wounds_nobody(library: Library) -> None:
    """No word that names a person by an illness, blames or belittles in what we wrote for a plan."""
    avoided = AvoidedWords(w.entry for w in library.entries["avoided"].values())
    for language in ("en", "es"):
        # Behind the plan stand the titles of sources, which are not ours to change.
        plan = render_page(plan_of(MARIA, language=language)).partition('id="rest"')[0]
        page = re.sub(r"<style>.*?</style>", "", plan, flags=re.DOTALL)
        assert len(page) > 50_000
        assert avoided.found(re.sub(r"<[^>]+>", ". ", page), language, person=False) == []
