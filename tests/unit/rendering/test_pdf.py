"""Sheets of paper: one page for anybody, texts as they are, and the same bytes for the same plan."""

import io
import re

import msgspec
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prove.paper import SMALLEST, letter_sizes, main, telling_words, text_of, words_in
from tests.people.cast import CAST, KIM, MARIA, NOW, Document, fact, person
from tests.people.plans import plan_of, release
from waymark.planning.plan import Plan, Step, Text
from waymark.rendering.pdf.make import Order, PdfError, make_pdf, usual_paper

SHEETS = [Order(), Order(sheet="full"), Order(sheet="card"), Order(sheet="card", card_size=True)]

HOSTILE = (
    '#eval("1+1") #panic("x")',
    "*bold* _soft_ `raw` = head - list + 1. / term: x",
    "@ref <label> $math$ \\ // comment /* more */ ~ -- ---",
    "close\"quote 'single' [bracket] {brace} #{ 1 } #[x]",
    "{list} {count} {page} {}",
    "שלום",
    "مرحبا",
    "Ñandú Über Łukasz Đặng Дмитрий Ωμέγα",
)


def hostile_person(text: str) -> Document:
    """A person all of whose own texts are this."""
    rows = [{"at": NOW, "name": text, "relation": text, "helps_with": [text], "may_call": True, "safe": True}] * 3
    about = ("want", "reason", "worry", "trigger", "helps", "harms", "origin", "warning sign")
    words = [{"at": NOW, "about": kind, "text": text} for kind in about for _ in range(4)]
    duty = {"at": NOW, "kind": "work", "text": text, "weekdays": ["monday", "sunday"], "start": "08:00", "end": "09:00"}
    return person(
        "p",
        [fact("age", 40)],
        about={"called": text, "pronouns": text[:20]},
        words=words,
        supporters=rows,
        strengths=[{"at": NOW, "text": text}],
        duties=[duty] * 9,
    )


def pages(pdf: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def to_person(step: Step) -> str:
    """A review is worded for who does it: the page says its reason in words to the person."""
    return step.why.person if step.id.startswith("review:") and step.why is not None else step.title


def joined(text: str) -> str:
    """Without spaces and places to break, which paper adds."""
    return re.sub(r"[\s\u200b]+", "", text)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("order", SHEETS, ids=lambda o: f"{o.sheet}{'-small' if o.card_size else ''}")
def test_every_sheet_says_its_language_and_title_and_embeds_its_letters(order: Order, language: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(make_pdf(plan_of(MARIA, language=language), order)))
    root = reader.root_object
    assert str(root["/Lang"]).startswith(language)
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert reader.metadata is not None
    assert reader.metadata.title
    assert reader.metadata.creation_date is None
    assert b"pdfuaid:part" in root["/Metadata"].get_data()  # type: ignore[attr-defined]
    fonts = [f.get_object() for page in reader.pages for f in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert fonts
    for font in fonts:
        assert re.match(r"/[A-Z]{6}\+(LibertinusSerif|DejaVuSansMono)\b", font["/BaseFont"])
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(CAST))
def test_the_page_for_the_person_is_one_page_in_large_letters(name: str) -> None:
    plan = plan_of(CAST[name])
    for paper in ("letter", "a4"):
        made = make_pdf(plan, Order(paper=paper))
        assert pages(made) == 1
        assert min(letter_sizes(made)) >= SMALLEST
        said = text_of(made)
        assert "911" in said
        if plan.next_72_hours:
            assert joined(to_person(plan.next_72_hours[0]))[:60] in joined(said)


@pytest.mark.slow
def test_what_found_no_place_is_counted() -> None:
    plan = plan_of(KIM)
    said = " ".join(text_of(make_pdf(plan)).split())
    left_out = re.search(r"The full plan has more: (.*?)\.", said)
    goals = sum(joined(g.title) != "" and joined(g.says)[:30] in joined(said) for g in plan.goals)
    missing = len(plan.goals) - goals
    told = re.search(r"(\d+) goals?", left_out[1] if left_out else "")
    assert (int(told[1]) if told else 0) == missing


@pytest.mark.slow
def test_a_slice_of_the_proof_holds() -> None:
    figures = main(5, "slice")
    assert figures[0].startswith("8 sheets of each kind")


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE)
def test_texts_are_printed_as_they_are(text: str) -> None:
    plan = plan_of(hostile_person(text))
    made = make_pdf(plan)
    assert pages(made) == 1
    if text not in ("שלום", "مرحبا"):  # paper holds it in the order of its letters on the page
        assert joined(text) in joined(text_of(made))
        assert joined(text) in joined(text_of(make_pdf(plan, Order(sheet="full"))))
    assert pages(make_pdf(plan, Order(sheet="card"))) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "x" * 300,
        "one two " * 300,
        "a\u202eb\u2066c\u200fd\u0007\u0001",
        "😀👩‍🦰🏳️‍🌈",
        "李雷和韩梅梅",
        "e\u0301\u0301\u0301" * 50,
        "\u0301\u0302",
        "\u2028\u2029\t\n",
        "ﷺ" * 40,
    ],
    ids=["long word", "long", "bidi", "emoji", "chinese", "marks", "marks alone", "spaces", "wide"],
)
def test_texts_that_fonts_or_paper_cannot_hold_show_a_mark_and_keep_the_page(text: str) -> None:
    plan = plan_of(hostile_person(text))
    for order in SHEETS:
        made = make_pdf(plan, order)
        said = text_of(made)
        assert not re.search(r"[\u202a-\u202e\u2066-\u2069\x00-\x08]", said)
        if order.sheet != "full":
            assert pages(made) == (2 if order.card_size else 1)
    assert ("□" in text_of(make_pdf(plan))) == text.startswith(("😀", "李", "a\u202e", "\u0301", "ﷺ"))


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(st.text(max_size=80))
def test_no_text_keeps_anybody_from_their_page(text: str) -> None:
    plan = plan_of(person("p", [fact("age", 40)]))
    said = (Text(id="words:want", title=text, lines=(text,)),)
    plan = msgspec.structs.replace(plan, words=said, strengths=(text,), hard_moments=said, support=said, family=said)
    assert pages(make_pdf(plan)) == 1
    assert make_pdf(plan, Order(sheet="full"))


@pytest.mark.slow
def test_letters_whose_signs_no_single_font_holds_are_printed_without() -> None:
    # A Hebrew letter with a sign of Devanagari and one of phonetics.
    assert pages(make_pdf(plan_of(hostile_person("\u05d0\u0947\u1dc4\u0323")))) == 1


@pytest.mark.slow
def test_the_same_plan_gives_the_same_bytes() -> None:
    first, again = plan_of(MARIA), plan_of(MARIA)
    for order in SHEETS:
        assert make_pdf(first, order) == make_pdf(again, order)


@pytest.mark.slow
def test_a_card_of_its_own_size_is_as_large_as_a_wallet_card() -> None:
    reader = pypdf.PdfReader(io.BytesIO(make_pdf(plan_of(MARIA), Order(sheet="card", card_size=True))))
    sizes = {
        (round(float(p.mediabox.width) / 72 * 25.4, 1), round(float(p.mediabox.height) / 72 * 25.4, 1))
        for p in reader.pages
    }
    assert sizes == {(85.6, 54.0)}


def test_nobody_known_yet_still_gets_every_sheet() -> None:
    plan = plan_of(person("p", [fact("age", 40)]))
    assert pages(make_pdf(plan)) == 1
    assert "911" in text_of(make_pdf(plan, Order(sheet="card")))
    assert pages(make_pdf(plan, Order(sheet="full"))) >= 1


def test_a_discreet_sheet_is_not_made_without_knowing_what_tells() -> None:
    plan = plan_of(person("p", [fact("age", 40)]))
    with pytest.raises(PdfError):
        make_pdf(plan, Order(discreet=True))
    with pytest.raises(PdfError):
        make_pdf(plan, Order(sheet="full", discreet=True))


@pytest.mark.slow
def test_the_words_that_tell_are_found_where_nothing_is_held_back() -> None:
    """The list that discreet sheets are tested with finds something on every other sheet."""
    words = telling_words(release(""))
    assert len(words) > 300
    for order in SHEETS[:3]:
        assert words_in(text_of(make_pdf(plan_of(MARIA), order)), words)


@pytest.mark.parametrize(
    ("jurisdiction", "paper"), [(None, "letter"), ("US", "letter"), ("us-ca", "letter"), ("MX", "a4"), ("ES", "a4")]
)
def test_paper_follows_the_jurisdiction(jurisdiction: str | None, paper: str) -> None:
    programme: Document = {"format": "waymark.programme/1", "id": "x", "name": "X", "offers_everything": True}
    if jurisdiction is not None:
        programme["jurisdiction"] = jurisdiction
    assert usual_paper(plan_of(person("p", [fact("age", 40)]), programme=programme)) == paper
    assert usual_paper(msgspec.structs.replace(_bare(), carries=None)) == "letter"


def _bare() -> Plan:
    return plan_of(person("p", [fact("age", 40)]))
