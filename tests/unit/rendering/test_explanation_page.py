"""Explanations as text and as pages: each rule drawn once, every link leads somewhere, signs beside colour."""

import re
from collections import Counter
from functools import cache
from html import unescape

import msgspec
import pytest

from tests.people.grounds import PEOPLE, grounded
from waymark.planning.explaining.explain import explain_all, items_of
from waymark.planning.explaining.explanation import Change, Explanation, Footing, Move, Tree, WouldChange
from waymark.planning.explaining.person_voice import for_person, why_not_for_person
from waymark.planning.explaining.suppose import suppose
from waymark.planning.explaining.why_not import in_words, why_not
from waymark.planning.phrases_explaining import TOLD, tell
from waymark.planning.phrases_why_not import WHY_NOT
from waymark.rendering.explanation_page import render_lines, render_supposition, render_why_not
from waymark.rendering.explanation_text import (
    write_explanation,
    write_footing,
    write_for_person,
    write_supposition,
    write_why_not,
    write_why_not_for_person,
)
from waymark.rendering.explanation_view import branch, table
from waymark.rendering.explanation_words import PART_HEADINGS, SIGNS, WORDS, word
from waymark.rendering.lines import Sheet

LANGUAGES = ("en", "es")
STANDS = Footing(rebuilt=True, says="Made again.")
ALONE = Footing(rebuilt=False, says="Only the document.", differing=("level", "goal:GO-01"))
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@cache
def lines(name: str, language: str = "en") -> tuple[Explanation, ...]:
    plan, ground = grounded(name, language)
    return tuple(explain_all(plan, ground))


@cache
def page(name: str, language: str = "en", *, person: bool = False) -> str:
    plan, _ = grounded(name, language)
    said = [for_person(line) for line in lines(name, language)] if person else list(lines(name, language))
    return render_lines(plan, said, STANDS, language, one=False)


def text(write: object, *given: object) -> str:
    sheet = Sheet(100)
    write(sheet, *given)  # type: ignore[operator]
    return sheet.plain


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table_", [TOLD, WHY_NOT, WORDS], ids=["told", "why not", "words"])
def test_every_sentence_is_there_in_both_languages_with_the_same_parts(table_: dict[str, tuple[str, str]]) -> None:
    for key, (english, spanish) in table_.items():
        assert english.strip(), key
        assert spanish.strip(), key
        assert set(PLACEHOLDER.findall(english)) == set(PLACEHOLDER.findall(spanish)), key


def test_a_sentence_is_filled() -> None:
    assert tell("stands goal", "es", place=1, count=3) == "meta 1 de 3 por ahora"


# --- trees -----------------------------------------------------------------------------------------------------------


def test_a_tree_shows_what_decides_and_folds_the_rest() -> None:
    def test(truth: str, says: str) -> Tree:
        return Tree(truth=truth, kind="test", says=says, text=says)  # type: ignore[arg-type]

    parts = (test("yes", "a"), *(test("not known", letter) for letter in "bcd"))
    drawn = branch(Tree(truth="yes", kind="any", says="a or b", text="", parts=parts), "en")
    assert [part.says for part in drawn.parts] == ["a"]
    assert [part.says for part in drawn.rest] == ["b", "c", "d"]
    few = branch(Tree(truth="yes", kind="any", says="", text="", parts=parts[:3]), "en")
    assert len(few.parts) == 3
    assert few.rest == ()


@pytest.mark.parametrize("name", PEOPLE)
def test_the_table_has_every_test_of_the_tree(name: str) -> None:
    for line in lines(name):
        for tree in line.trees.values():
            rows = table(tree, "en")
            assert rows
            assert {row.sign for row in rows} <= set(SIGNS.values())
            assert len({row.says for row in rows}) == len(rows)


# --- pages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PEOPLE)
def test_links_lead_somewhere_and_ids_are_single(name: str, language: str) -> None:
    for made in (page(name, language), page(name, language, person=True)):
        ids = Counter(re.findall(r'\sid="([^"]+)"', made))
        assert [i for i, count in ids.items() if count > 1] == []
        assert set(re.findall(r'href="#([^"]+)"', made)) <= ids.keys()
        assert f'<html lang="{language}">' in made
        assert "<script" not in made
        assert not re.search(r"\b(?:src|href)=\"(?!#|tel:)", made)
        assert "{" not in re.sub(r"<style>.*?</style>", "", made, flags=re.DOTALL)


@pytest.mark.parametrize("name", PEOPLE)
def test_each_rule_is_drawn_once_and_never_missing(name: str) -> None:
    made = page(name)
    decided = {rule for line in lines(name) if line.part != "open_questions" for rule in line.trees}
    assert made.count('<figure class="drawn">') == len(decided)


@pytest.mark.parametrize("name", PEOPLE)
def test_every_line_but_the_numbers_to_call_is_on_the_page(name: str) -> None:
    plan, _ = grounded(name)
    folded = len(items_of(plan)) - len(plan.crisis)
    assert page(name).count('<details class="line-fold"') == folded
    if plan.crisis:
        assert page(name).index('href="#help"') < page(name).index("<main>")


def test_every_part_has_a_heading() -> None:
    assert {line.part for name in PEOPLE for line in lines(name)} <= {*PART_HEADINGS, "holds"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_for_the_person_has_no_rules(language: str) -> None:
    made = page("maria", language, person=True)
    for rule in grounded("maria")[0].rules:
        assert rule not in made
    assert 'class="drawn"' not in made
    assert word("ask", language) in made


def test_a_document_taken_at_its_word_says_so_at_the_top() -> None:
    plan, _ = grounded("maria")
    made = render_lines(plan, list(explain_all(plan)), ALONE, "en", one=False)
    assert made.index("Only the document.") < made.index("<main>")
    assert "level, goal:GO-01" in made
    assert 'class="drawn"' not in made


def test_one_line_is_open_and_shows_its_changes() -> None:
    plan, _ = grounded("maria")
    (level,) = [line for line in lines("maria") if line.id == "level"]
    move = Move(fact="phq9.total", label="PHQ-9 total", before="17", after="9", value=9)
    change = Change(moves=(move,), kind="different", becomes="not proposed", by="care", person="")
    said = msgspec.structs.replace(level, would_change=WouldChange(singles=(change,)))
    made = render_lines(plan, [said], STANDS, "en", one=True)
    assert "line-fold" not in re.sub(r"<style>.*?</style>", "", made, flags=re.DOTALL)
    assert "PHQ-9 total: 9 (now 17)" in made
    assert "not proposed" in made
    assert "PHQ-9 total: 9 (now 17)  ⇒ not proposed" in text(write_explanation, said, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_not_and_what_if_as_pages_and_text(language: str) -> None:
    plan, ground = grounded("maria", language)
    for option in ("medicine:naltrexone-xr", "level:L1b", "goal:GO-15"):
        said = why_not(ground, plan, option, changes=False)
        where = in_words(plan, said, language)
        plain = why_not_for_person(said)
        assert said.because[0].says[:30] in unescape(render_why_not(plan, said, where, STANDS, language))
        made = render_why_not(plan, plain, where, STANDS, language)
        assert said.title in made
        assert not any(rule in made for rule in said.rules)
        assert said.because[0].says[:30] in text(write_why_not, said, where, language)
        assert where[:30] in text(write_why_not_for_person, plain, where, language)
    found = suppose(ground.situation, plan, {"phq9.total": (4.0, 4.0)})
    assert found.passages
    made = render_supposition(plan, found, STANDS, language)
    assert tell("absent", language) in made
    assert "PHQ-9" in text(write_supposition, found, language)


# --- text ------------------------------------------------------------------------------------------------------------


def test_the_text_of_all_lines_names_every_source() -> None:
    plan, _ = grounded("maria")
    shown = "".join(text(write_explanation, line, "en") for line in lines("maria"))
    assert all(source in shown for source in plan.sources)
    assert not re.search(r"\bNone\b", shown)
    assert max(len(line) for line in shown.splitlines()) <= 100


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PEOPLE)
def test_the_text_for_the_person_names_no_rule(name: str, language: str) -> None:
    plan, _ = grounded(name, language)
    shown = "".join(text(write_for_person, for_person(line), language) for line in lines(name, language))
    assert not any(rule in shown for rule in plan.rules)


def test_the_reason_of_a_rule_is_said_once() -> None:
    (level,) = [line for line in lines("maria") if line.id == "level"]
    assert level.why is not None
    assert text(write_explanation, level, "en").count(level.why.clinician[:40]) == 1


def test_the_footing_is_loud_where_nothing_was_checked() -> None:
    assert "Lines that differ: level, goal:GO-01" in text(write_footing, ALONE, "en")
