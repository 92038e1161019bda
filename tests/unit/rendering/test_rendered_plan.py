"""The plan as text and as a page: all of it in order, the person's words safe, nothing to fetch, both languages."""

import itertools
import re
from functools import cache
from html import unescape
from html.parser import HTMLParser

import pytest

from tests.people.cast import CAST, NOW, Document, facts, person
from tests.people.drawn import draw_person
from tests.people.plans import plan_of, release
from waymark.planning.plan import Plan
from waymark.rendering.headings import HEADINGS, WHO
from waymark.rendering.page import render_page
from waymark.rendering.terminal import render_text

# Family work would help, and nobody has asked about violence yet.
HELD = person(
    "held",
    facts(age=16, alcohol__diagnosed=True, alcohol__days_of_30=20, partner=True, partner_willing=True),
    preferences=[{"at": NOW, "about": "intervention:bct", "wish": "wants"}],
)
PEOPLE = {**CAST, **{f"drawn-{seed}": draw_person(release(), seed) for seed in range(4)}, "held": HELD}
LANGUAGES = ("en", "es")
# Sections of the text in the order of the plan; a part that is empty has no heading.
ORDER = (
    "emergency", "alerts", "words", "understanding", "strengths", "72", "needs", "level", "goals", "later",
    "interventions", "medicines", "integrated", "support", "skills", "hard", "not well", "family", "week",
    "monitoring", "reviews", "moving on", "aftercare", "expectations", "informs", "diagnoses", "left out", "open",
    "contradictions", "noted", "crisis",
)  # fmt: skip

everyone = pytest.mark.parametrize("name", PEOPLE)
languages = pytest.mark.parametrize("language", LANGUAGES)


@cache
def plan(name: str, language: str = "en") -> Plan:
    return plan_of(PEOPLE[name], language=language)


@cache
def text(name: str, language: str = "en") -> str:
    return render_text(plan(name, language))


class Page(HTMLParser):
    """What a browser would make of a page: headings, ids, links, tags, and whether every tag is closed."""

    VOID = ("meta", "br", "hr", "img", "link", "input")

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[tuple[int, str]] = []
        self.text: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1] == tag, f"</{tag}> while {self.open[-3:]} are open"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text.append(data)
        if self.headings and self.open and any(re.fullmatch("h[1-6]", tag) for tag in self.open):
            level, said = self.headings[-1]
            self.headings[-1] = (level, said + data)

    def attributes(self, name: str) -> list[str]:
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]


@cache
def page(name: str, language: str = "en") -> Page:
    return Page(render_page(plan(name, language)))


def heading(key: str, language: str) -> str:
    return HEADINGS[key][LANGUAGES.index(language)]


@everyone
@languages
def test_the_text_has_its_sections_in_the_order_of_the_plan(name: str, language: str) -> None:
    lines = [line.strip() for line in text(name, language).splitlines()]
    places = [lines.index(said) for key in ORDER if (said := heading(key, language).upper()) in lines]
    assert places == sorted(places)
    always = ("72", "needs", "level", "goals", "support", "hard", "family", "week", "moving on", "open", "crisis")
    assert [key for key in always if heading(key, language).upper() not in lines] == []


def test_the_text_has_every_part_that_the_plan_has() -> None:
    lines = [line.strip() for line in text("maria").splitlines()]
    made = plan("maria")
    parts = {"words": made.words, "strengths": made.strengths, "medicines": made.medicines, "left out": made.left_out,
             "later": made.later, "noted": made.noted, "expectations": made.expectations}  # fmt: skip
    for key, part in parts.items():
        assert (HEADINGS[key][0].upper() in lines) is bool(part), key


@everyone
@languages
def test_no_placeholder_is_left_in_text_or_page(name: str, language: str) -> None:
    own = " ".join(row["text"] for row in PEOPLE[name].get("words", []))
    for shown in (text(name, language), " ".join(page(name, language).text)):
        left = {p for p in re.findall(r"\{[a-z0-9_.% |]*\}+", shown) if p not in own}
        assert not left
        assert "None" not in re.findall(r"\bNone\b", shown)


@everyone
@languages
def test_the_page_is_whole_and_needs_nothing_else(name: str, language: str) -> None:
    source = render_page(plan(name, language))
    made = page(name, language)
    assert source.lstrip().lower().startswith("<!doctype html>")
    assert made.open == []
    assert made.tags[0] == ("html", {"lang": language})
    tags = {tag for tag, _ in made.tags}
    assert {"title", "main", "style"} <= tags
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "form"})
    assert not [a for _, attrs in made.tags for a in attrs if a.startswith("on") or a == "src"]
    assert not re.search(r"https?://|@import|url\(", source.split("</style>")[0])
    assert all(link.startswith(("#", "tel:")) for link in made.attributes("href"))


@everyone
@languages
def test_headings_go_down_one_step_at_a_time(name: str, language: str) -> None:
    levels = [level for level, _ in page(name, language).headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert all(said.strip() for _, said in page(name, language).headings)


@everyone
def test_links_lead_somewhere_and_ids_stand_once(name: str) -> None:
    ids = page(name).attributes("id")
    assert len(set(ids)) == len(ids)
    assert {link[1:] for link in page(name).attributes("href") if link.startswith("#")} <= set(ids)


@languages
def test_the_page_is_in_the_language_of_the_plan(language: str) -> None:
    said = [words.strip() for _, words in page("maria", language).headings]
    for key in ("72", "level", "goals", "interventions", "medicines", "week", "open", "crisis"):
        assert heading(key, language) in said
    if language == "es":
        english = {HEADINGS[key][0] for key in HEADINGS if HEADINGS[key][0] != HEADINGS[key][1]}
        assert english.isdisjoint(said)


def test_the_persons_words_are_shown_as_said_and_never_run() -> None:
    said = '<b>take</b> my kids & "never"'
    source = render_page(plan("maria"))
    assert said not in source
    assert said in unescape(source)
    assert said in " ".join(text("maria").split())


@pytest.mark.parametrize("field", ["word", "name", "strength", "duty", "called"])
def test_markup_in_any_free_text_stays_text(field: str) -> None:
    evil = "<script>alert(1)</script>[bold]x[/bold]"
    row = {"at": "2026-11-03"}
    nina = CAST["nina"]
    more: dict[str, Document] = {
        "word": {"words": [{**row, "about": "want", "text": evil}]},
        "name": {"supporters": [{**row, "name": evil, "safe": True, "may_call": True}]},
        "strength": {"strengths": [{**row, "text": evil}]},
        "duty": {
            "duties": [{**row, "kind": "work", "text": evil, "weekdays": ["monday"], "start": "08:00", "end": "09:00"}]
        },
        "called": {"about": {"called": evil}},
    }
    made = plan_of({**nina, **more[field]})
    source = render_page(made)
    assert "<script" not in source
    assert "&lt;script&gt;" in source
    assert "[bold]x[/bold]" in " ".join(render_text(made).split()), "brackets are not read as style"


@everyone
def test_the_text_keeps_to_its_width(name: str) -> None:
    for width in (60, 80, 104):
        assert max(map(len, render_text(plan(name), width).splitlines())) <= width


@everyone
def test_what_is_held_says_so_wherever_it_is_offered(name: str) -> None:
    """Who reads the text or the page sees that an option waits, and what to find out first."""
    made = plan(name)
    for shown in (" ".join(text(name).split()), " ".join(" ".join(page(name).text).split())):
        for medicine in made.medicines:
            if medicine.status == "held":
                assert medicine.title in shown
                assert all(made.labels.get(f, f) in shown for f in medicine.find_out_first)
        for offer in made.interventions:
            if offer.held_by:
                assert f"{offer.title} held" in shown
                assert all(made.labels.get(f, f) in shown for f in offer.held_by)


def test_somebody_waits_for_family_sessions() -> None:
    assert any(offer.held_by for name in PEOPLE for offer in plan(name).interventions)


@everyone
def test_nothing_is_shown_by_its_id_alone(name: str) -> None:
    """Facts stand by their names, not their ids."""
    words = set(re.findall(r"[\w.]*\w", text(name)))
    assert {f for f in release().facts if "_" in f or "." in f} & words == set()


def test_every_role_has_a_name_in_both_languages() -> None:
    used = {
        step.who for name in PEOPLE for step in (*plan(name).next_72_hours, *plan(name).reviews, *plan(name).monitoring)
    } | {goal.owner for goal in release().goals.values()}
    assert used <= set(WHO)
