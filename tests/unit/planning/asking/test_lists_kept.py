"""What was drawn from the lists is kept from answer to answer, and drawn anew as soon as a row of a list is another."""

from waymark.knowledge.release import load_release
from waymark.planning.asking.working import Working
from waymark.planning.prepare import prepare
from waymark.planning.situation import Documents
from waymark.record.documents.person import FactRow, SubstanceUse
from waymark.record.gather_lists import ListReadings
from waymark.record.known import facts_as_of
from waymark.record.reading import read_person
from waymark.record.time import Calendar

PREPARED = prepare(load_release())
DAY = "2026-03-01"
PERSON = read_person(
    b"""{"format": "waymark.person/1", "id": "p", "lists": {"substances": {
        "state": [{"at": "2026-03-01", "complete": true}],
        "rows": [{"at": "2026-03-01", "substance": "alcohol", "days_of_30": 20}]}}}""",
    "p",
)


def begun() -> Working:
    return Working(PREPARED, Documents(person=PERSON, record=b""), PERSON, Calendar(DAY, None))


def alone(working: Working) -> dict[str, object]:
    """What is known of the same record by who kept nothing."""
    return dict(facts_as_of(working.person, PREPARED.release, working.calendar, working.stand.settled).values)


def test_a_fact_noted_leaves_what_the_list_says() -> None:
    working = begun().noting(facts=(FactRow(at=DAY, fact="person.age", value=40.0),))
    assert working.known.values["alcohol.days_of_30"] == (20.0, 20.0)
    assert dict(working.known.values) == alone(working)


def test_another_row_is_heard_though_the_lists_were_kept() -> None:
    kept = ListReadings()
    calendar = Calendar(DAY, None)
    before = facts_as_of(PERSON, PREPARED.release, calendar, {}, lists=kept)
    assert before.values["cocaine.days_of_30"] == (0.0, 0.0)
    more = begun().listing("substances", (SubstanceUse(at=DAY, substance="cocaine", days_of_30=3),), True).person
    after = facts_as_of(more, PREPARED.release, calendar, {}, lists=kept)
    assert after.values["cocaine.days_of_30"] == (3.0, 3.0)
    assert after == facts_as_of(more, PREPARED.release, calendar, {})
