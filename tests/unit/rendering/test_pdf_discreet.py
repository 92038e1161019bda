"""What tells of treatment, and what is left of a line that may not."""

from functools import cache

import pytest

from prove.paper import text_of, words_in
from tests.people.cast import MARIA, NOW, Document, fact, person
from tests.people.plans import plan_of, release
from waymark.planning.plan import Plan
from waymark.rendering.pdf.discreet import first_name, neutral_week
from waymark.rendering.pdf.make import Order, make_pdf
from waymark.rendering.pdf.telling import Telling
from waymark.rendering.timetable import Day, Entry, Week

PROGRAMME: Document = {
    "format": "waymark.programme/1",
    "id": "north",
    "name": "Riverbend Northgate House",
    "offers_everything": True,
}


@cache
def plain_plan() -> Plan:
    rows = [{"at": NOW, "medicine": "Lamictal", "state": "current"}]
    conditions = [{"at": NOW, "condition": "narcolepsy", "state": "active"}]
    listed = {"medicines": {"rows": rows}, "conditions": {"rows": conditions}}
    return plan_of(person("p", [fact("age", 40)], lists=listed), programme=PROGRAMME)


@cache
def telling() -> Telling:
    return Telling(release(""), plain_plan())


@pytest.mark.parametrize(
    "text",
    [
        "Heroin", "heroína", "suboxone film", "Take BUPRENORPHINE", "opioids", "opioides", "Vapeadores", "crack",
        "PHQ-9 today", "C-SSRS", "AUDIT-C", "use disorder", "trastorno", "bipolar", "PTSD", "hepatitis", "hepatitis C",
        "I want to stop using", "quiero dejarlo", "dejar de beber", "30 days sober", "mi padrino", "the clinic",
        "Group with Dana", "therapy", "Terapia", "Early help", "Programa de día", "Coping skills", "step meeting, AA",
        "lamictal at night", "Narcolepsy", "Northgate on Monday", "court", "juzgado", "safety plan", "naloxona",
        "Narcan", "my METH days", "relapse prevention", "recaída", "overdosed", "sobredosis", "sick",
        "prescriber", "receta", "Crisis line 988 saved in your phone",
    ],
)  # fmt: skip
def test_what_tells_of_treatment(text: str) -> None:
    assert telling().tells(text)


@pytest.mark.parametrize(
    "text",
    [
        "I want my daughter back on weekends.", "Walking the dog", "Get food for this week.", "sleep 7 hours", "rides",
        "Call 911", "Call or text 988", "Llame al 911", "My early notes", "work", "children: home from school",
        "Quiero ver a mi hija los fines de semana.", "Cocinar con mi hermana", "Ir a un lugar seguro, con alguien.",
        "Go to a safe place, with someone. Call one person.", "Una caminata", "appointment", "cita", "trabajo",
    ],
)  # fmt: skip
def test_what_tells_nothing(text: str) -> None:
    assert not telling().tells(text)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Nia Brown (sponsor): rides", "Nia"),
        ("Nia", "Nia"),
        ("my sister Ana (sister)", "Ana"),
        ("my sister", "sister"),
        ("Dr. Alvarez (prescriber)", "A."),
        ("Molly (friend)", "M."),
        ("Suboxone clinic", "S."),
        ("Dra. Inés", "I."),
        ("mi", "mi"),
        ("José-Luis Ortiz (padrino)", "José-Luis"),
    ],
)
def test_people_are_found_by_first_name(line: str, name: str) -> None:
    assert first_name(line, telling()) == name


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("sheet", ["person", "card"])
def test_own_words_people_and_places_that_tell_do_not_stand_on_a_discreet_sheet(sheet: str, language: str) -> None:
    words = [
        {"at": NOW, "about": "want", "text": "I want my daughter back."},
        {"at": NOW, "about": "helps", "text": "calling my sponsor instead of drinking"},
        {"at": NOW, "about": "helps", "text": "baking bread"},
        {"at": NOW, "about": "warning sign", "text": "I walk past the dealer"},
    ]
    supporter = {
        "at": NOW,
        "name": "Nia Brownstone",
        "relation": "sponsor",
        "helps_with": ["cravings"],
        "may_call": True,
    }
    duty = {"at": NOW, "kind": "court", "text": "drug court", "weekdays": ["monday"], "start": "08:00", "end": "09:00"}
    document = {
        **MARIA, "words": words, "supporters": [supporter], "duties": [duty], "about": {"called": "Maria Methuen"}
    }  # fmt: skip
    plan = plan_of(document, programme=PROGRAMME, language=language)
    order = Order(sheet=sheet, discreet=True)  # type: ignore[arg-type]
    said = text_of(make_pdf(plan, order, Telling(release(""), plan)))
    told = (
        "sponsor",
        "brownstone",
        "dealer",
        "drinking",
        "cravings",
        "court",
        "juzgado",
        "riverbend",
        "northgate",
    )
    assert words_in(said, {*told, "maria", "methuen", "opioids", "opioides"}) == []
    assert "Nia" in said
    assert "baking bread" in said
    if sheet == "person":
        assert "my daughter back" in said
        assert ("more lines are kept elsewhere" if language == "en" else "líneas más se guardan") in said


def test_appointments_without_a_gap_are_one() -> None:
    times = [("08:30", "09:00"), ("09:00", "09:20"), ("09:20", "10:05"), ("11:00", "11:30")]
    entries = [Entry(start, end, "Some title", fixed=False, remote=False) for start, end in times]
    duty = Entry("11:30", "12:00", "work", fixed=True, remote=False)
    week = Week(days=(Day("monday", ((*entries, duty), (), ())),), quiet=(), told=())
    (day,) = neutral_week(week, telling(), "en").days
    assert [(e.start, e.end) for e in day.parts[0]] == [("08:30", "10:05"), ("11:00", "11:30"), ("11:30", "12:00")]
    assert day.parts[0][-1].title == "work"
