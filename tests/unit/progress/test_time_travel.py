"""What is said of a past day is what was known on that day: late results and corrections change nothing before them."""

from datetime import date, timedelta
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.people.cast import Document
from tests.people.plans import maker
from tests.unit.progress.walked import FIRST, documents, somebody
from waymark.planning.situation import read_situation
from waymark.progress.handover import Kind, handover_of
from waymark.progress.moving import said_yes
from waymark.progress.walk import Walk
from waymark.progress.walking import look_at

LAST = 120
days = st.integers(0, LAST)


def on(number: int) -> str:
    return (FIRST + timedelta(days=number)).isoformat()


@st.composite
def rows(draw: st.DrawFn, made: st.SearchStrategy[Document], most: int) -> list[Document]:
    """Rows of one kind, each noted on its day or later, with a name that a correction can point at."""
    found = []
    for row in draw(st.lists(made, max_size=most)):
        at, late = draw(days), draw(st.sampled_from((0, 0, 0, 1, 9, 40)))
        found.append({**row, "at": on(at), **({"noted": on(at + late)} if late else {})})
    return found


def fixed(**fields: Any) -> st.SearchStrategy[Document]:
    return st.fixed_dictionaries({n: v if isinstance(v, st.SearchStrategy) else st.just(v) for n, v in fields.items()})


TESTED = fixed(measure="drug_test.opioids", value=st.sampled_from(("positive", "negative", "not done", "invalid")))
CAME = fixed(measure="attendance", value=st.sampled_from(("attended", "attended", "missed")))
DOSED = fixed(measure="medication.dose_mg", value=st.sampled_from((8, 16)))
USED = fixed(measure="opioids.use_day", value=True)
CHECKED = fixed(measure="checkup", value=st.sampled_from(("done", "missed")))
MEASURES = st.one_of(TESTED, CAME, DOSED, USED, CHECKED)
FORMS = st.one_of(
    fixed(instrument="gad7", author="person", scores=fixed(total=st.integers(0, 21))),
    fixed(instrument="barc10", author="person", scores=fixed(total=st.integers(10, 60))),
)
FACTS = st.one_of(
    fixed(fact="opioids.days_of_30", value=st.integers(0, 30)),
    fixed(fact="session.heard", value=st.integers(0, 10)),
    fixed(fact="handover.kind", value=st.sampled_from(("step_down", "transfer", "leaving_early", "none"))),
    fixed(fact="handover.first_visit_days", value=st.integers(0, 20), text=st.sampled_from(("Ana", "Lee"))),
    fixed(fact="handover.medicine_days", value=st.integers(0, 20)),
    fixed(fact="handover.prescriber_named", value=st.booleans(), text="Dr. Oh"),
    fixed(fact="handover.first_visit_kept", value=st.booleans()),
    fixed(fact="course.use_after_abstinence", value=st.booleans()),
    fixed(fact="expectations.settled", value=True, text="sleep first"),
    fixed(fact="aftercare.days", value=0),
    fixed(fact="naloxone_at_hand", value=st.booleans()),
)
WORDS = fixed(about=st.sampled_from(("trigger", "warning sign", "helps", "harms")), text=st.text("abc", min_size=1))
EXPECTS = fixed(text=st.text("xyz", min_size=1), about=st.sampled_from(("gad7", "use")))
DECIDED = fixed(
    item=st.sampled_from(("level", "goal:GO-11:opioids", "change:smaller-goal:GO-12")),
    author="person",
    decision=st.sampled_from(("agreed", "declined")),
)


@st.composite
def people(draw: st.DrawFn) -> tuple[Document, list[Document]]:
    """Somebody invented, with late rows and corrections, and what was decided."""
    who = somebody(measures=draw(rows(MEASURES, 24)), answers=draw(rows(FORMS, 8)))
    who["facts"] = [*who["facts"], *draw(rows(FACTS, 10))]
    who["words"], who["expectations"] = draw(rows(WORDS, 5)), draw(rows(EXPECTS, 2))
    # What everybody here starts with stands: that they take methadone or the like.
    first = somebody()["facts"]
    named = [row for table in ("measures", "facts", "answers", "words") for row in who[table] if row not in first]
    corrections = []
    for number in range(draw(st.integers(0, 3)) if named else 0):
        row = draw(st.sampled_from(named))
        row["id"] = row.get("id") or f"row-{number}"
        # Nobody corrects what is not written yet.
        written = max(on(draw(days)), str(row.get("noted") or row["at"]))
        corrections.append({"at": written, "corrects": row["id"], "kind": "entered in error", "reason": "wrong record"})
    who["corrections"] = corrections
    return who, draw(rows(DECIDED, 4))


def known(rows: list[Document], at: str) -> list[Document]:
    return [row for row in rows if str(row.get("noted") or row["at"]) <= at]


def as_it_was(who: Document, decided: list[Document], at: str) -> tuple[Document, list[Document]]:
    """The record as it stood on that day: without what was written down later."""
    tables = {name: known(part, at) for name, part in who.items() if isinstance(part, list)}
    return {**who, **tables}, known(decided, at)


def told(who: Document, decided: list[Document], at: str) -> bytes:
    made = maker()
    walk = Walk(read_situation(made.prepared, documents(who, decided, made), at))
    return msgspec.json.encode((look_at(walk), handover_of(walk, "discharge")))


@settings(max_examples=12, deadline=None)
@given(people(), st.integers(0, LAST))
def test_a_past_day_is_told_as_it_was_told_then(person: tuple[Document, list[Document]], number: int) -> None:
    who, decided = person
    at = on(number)
    then = told(*as_it_was(who, decided, at), at)
    assert told(who, decided, at) == then


@settings(max_examples=12, deadline=None)
@given(people(), st.integers(0, LAST), st.sampled_from(("step_down", "transfer", "discharge", "leaving_early")))
def test_whoever_it_is_nobody_leaves_with_an_empty_hand(
    person: tuple[Document, list[Document]], number: int, kind: Kind
) -> None:
    who, decided = person
    made, at = maker(), on(number)
    walk = Walk(read_situation(made.prepared, documents(who, decided, made), at))
    packet = handover_of(walk, kind)
    assert packet.crisis
    assert packet.way_back
    assert any(one.must_go_on for one in packet.medicines), "everybody here said that they take methadone or the like"
    open_ = {one.item for one in packet.open if one.state == "open"}
    closed = {one.item for one in packet.open if one.state == "closed"}
    assert not open_ & closed
    assert ("task:prescriber-after-the-move" in closed) == (said_yes(walk, "handover.prescriber_named") is not None)
    if packet.naloxone_at_hand is not True:
        assert "task:naloxone-kit" in open_
    step = look_at(walk).step_down
    if step is not None and step.state == "ready":
        assert all(check.holds for check in step.checks)


def test_a_late_result_and_a_correction_count_from_the_day_they_were_written() -> None:
    late = {"at": on(30), "noted": on(50), "measure": "drug_test.opioids", "value": "positive"}
    wrong = {"at": on(10), "id": "w", "about": "trigger", "text": "said of someone else"}
    correction = {"at": on(60), "corrects": "w", "kind": "entered in error", "reason": "another record"}
    who = somebody(measures=[{"at": on(1), "measure": "attendance", "value": "attended"}])
    later = {**who, "measures": [*who["measures"], late], "words": [wrong], "corrections": [correction]}
    assert told(later, [], on(9)) == told(who, [], on(9))
    assert b"said of someone else" in told(later, [], on(59))
    assert b"said of someone else" not in told(later, [], on(60))
    assert told(later, [], on(49)) != told(later, [], on(50))
    assert date.fromisoformat(on(0)) == FIRST
