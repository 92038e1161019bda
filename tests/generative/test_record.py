"""What nobody thought of: damaged documents, half-answered forms, rows that come late."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.record.small import RELEASE as SMALL
from waymark.knowledge.model.instrument import Instrument, Item
from waymark.knowledge.release import load_release
from waymark.record.errors import RecordError
from waymark.record.known import facts_as_of
from waymark.record.reading import read_person
from waymark.record.scored import ScoredForm, ScoreValue
from waymark.record.scoring import Scorer
from waymark.record.validate import validate

RELEASE = load_release()
SCORERS = [Scorer(instrument) for instrument in RELEASE.instruments.values()]
WHOLE = (Path(__file__).parents[1] / "data" / "documents" / "person-1.json").read_bytes()


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good document with bytes cut, put in, or changed."""
    data = bytearray(WHOLE)
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(data) - 1))
        kind = draw(st.sampled_from(("cut", "change", "insert", "remove", "double")))
        if kind == "cut":
            data = data[: place + 1]
        elif kind == "change":
            data[place] = draw(st.integers(0, 255))
        elif kind == "insert":
            data[place:place] = draw(
                st.sampled_from((b"[", b"{", b'"', b"NaN", b"\x00", b"9" * 400, b'"at": 1, ', b"\\ud800"))
            )
        elif kind == "remove":
            del data[place : place + draw(st.integers(1, 30))]
        else:
            data[place:place] = data[place : place + draw(st.integers(1, 200))]
        if not data:
            break
    return bytes(data)


def complaint(data: bytes) -> RecordError | None:
    """Why the document cannot be used, or None; any other exception is a failure of the test."""
    try:
        person = read_person(data, "p.json")
        validate(person, RELEASE, "p.json")
        facts_as_of(person, RELEASE)
    except RecordError as error:
        return error
    return None


@given(damaged())
def test_a_damaged_document_is_read_or_refused_in_words(data: bytes) -> None:
    refused = complaint(data)
    if refused is not None:
        assert all(sentence.startswith("p.json: ") and len(sentence) > 20 for sentence in refused.sentences)


@st.composite
def mistyped(draw: st.DrawFn) -> bytes:
    """A good document with one value replaced by one of another kind."""
    tree: Any = json.loads(WHOLE)
    holder: Any = tree
    for _ in range(8):
        key = draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else list(range(len(holder)))))
        inner = holder[key]
        if not isinstance(inner, dict | list) or not inner or draw(st.booleans()):
            values: tuple[Any, ...] = (None, True, -1, 1e300, "x", "", [], {}, [[]], {"at_least": "x"}, "2026-02-31", 7)
            holder[key] = draw(st.sampled_from(values))
            break
        holder = inner
    return json.dumps(tree).encode()


@given(mistyped())
def test_a_mistyped_document_is_read_or_refused_with_its_place(data: bytes) -> None:
    refused = complaint(data)
    if refused is not None:
        assert all(sentence.startswith("p.json: ") for sentence in refused.sentences)


def answers_of(item: Item) -> list[float]:
    if item.options:
        return list(item.options)
    return [float(value) for value in range(int(item.minimum or 0), int(item.maximum or 0) + 1)]


@st.composite
def forms(draw: st.DrawFn) -> tuple[Scorer, dict[str, float], int]:
    """A fully answered form, and how many of its answers were given so far."""
    scorer = draw(st.sampled_from([scorer for scorer in SCORERS if scorer.items]))
    order = draw(st.permutations(list(scorer.items)))
    answers = {name: draw(st.sampled_from(answers_of(scorer.items[name]))) for name in order}
    branching = scorer.branching
    if branching.program is not None:
        # Nobody answers what the form jumps over; one branch may open another, so from the first to the last.
        for place, branch in enumerate(branching.branches):
            if branching.program.answers(branching.follow(answers).values)[place] is True:
                answers = {name: answer for name, answer in answers.items() if name not in branch.skip}
    return scorer, answers, draw(st.integers(0, len(answers)))


def says(value: ScoreValue) -> Any:
    if value.kind == "number":
        return (value.low, value.high)
    return value.truth if value.kind == "truth" else frozenset(value.options)


def narrower(later: ScoreValue, earlier: ScoreValue) -> bool:
    """Whether what is known later fits within what was known before."""
    new, old = says(later), says(earlier)
    if later.kind == "number":
        return bool(old[0] - 1e-9 <= new[0] <= new[1] <= old[1] + 1e-9)
    return bool((old is None or new == old) if later.kind == "truth" else new <= old)


@given(forms())
def test_answering_on_never_flips_what_was_settled(form: tuple[Scorer, dict[str, float], int]) -> None:
    scorer, answers, given_so_far = form
    some = dict(list(answers.items())[:given_so_far])
    before, after = scorer.score(some, closed=False), scorer.score(answers, closed=False)
    for name, value in after.scores.items():
        assert narrower(value, before.scores[name]), (scorer.instrument.id, name, some, answers)


@given(forms())
def test_a_whole_form_is_settled_and_within_its_ranges(form: tuple[Scorer, dict[str, float], int]) -> None:
    scorer, answers, _ = form
    for score in scorer.instrument.scores:
        value = scorer.score(answers).scores[score.id]
        if value.kind == "number":
            assert value.low == value.high
            assert score.range is None or score.range[0] <= value.low <= score.range[1]
            assert not value.prorated
        elif value.kind == "category":
            assert len(value.options) == 1
        else:
            assert value.truth is not None


def reversed_items(instrument: Instrument) -> set[str]:
    return {name for score in instrument.scores for name in score.reverse}


@given(forms())
def test_more_of_an_item_never_lowers_a_plain_sum(form: tuple[Scorer, dict[str, float], int]) -> None:
    scorer, answers, _ = form
    gated = {name for branch in scorer.instrument.branches for name in scorer.items if name in branch.when}
    before: ScoredForm = scorer.score(answers)
    for name in answers:
        choices = answers_of(scorer.items[name])
        place = choices.index(answers[name])
        if name in gated or name in reversed_items(scorer.instrument) or place + 1 == len(choices):
            continue
        after = scorer.score({**answers, name: choices[place + 1]})
        for score in scorer.instrument.scores:
            if score.add:
                assert after.scores[score.id].low >= before.scores[score.id].low


ROWS = st.lists(
    st.tuples(
        st.sampled_from(("age", "pregnant", "risk", "opioids.days_of_30", "opioids.used_ever", "past.seizure")),
        st.integers(0, 90),
        st.integers(0, 30),
    ),
    min_size=1,
    max_size=8,
)


def document(rows: list[tuple[str, int, int]]) -> bytes:
    values: dict[str, list[Any]] = {
        "age": [30, 31], "pregnant": [True, False], "risk": ["none", "high"], "opioids.days_of_30": [0, 12],
        "opioids.used_ever": [True, False], "past.seizure": [True, False],
    }  # fmt: skip
    facts = [
        {"at": at, "noted": at + late, "fact": name, "value": values[name][(at + late) % 2]} for name, at, late in rows
    ]
    return json.dumps({"format": "waymark.person/1", "id": "p", "anchor": "start", "facts": facts}).encode()


@given(ROWS, st.integers(0, 130))
def test_rows_noted_later_change_nothing_before(rows: list[tuple[str, int, int]], at: int) -> None:
    then = [row for row in rows if row[1] + row[2] <= at]
    if not then:
        return
    all_rows = facts_as_of(read_person(document(rows), "p"), SMALL, at)
    known_rows = facts_as_of(read_person(document(then), "p"), SMALL, at)
    assert all_rows.values == known_rows.values


@given(ROWS)
def test_the_order_of_rows_in_the_document_does_not_matter(rows: list[tuple[str, int, int]]) -> None:
    first = facts_as_of(read_person(document(rows), "p"), SMALL)
    second = facts_as_of(read_person(document(rows[::-1]), "p"), SMALL)
    assert first.values == second.values
    assert len(first.contradictions) == len(second.contradictions)


@pytest.mark.parametrize("name", ["person-1.json", "person-1-days.json"])
def test_a_kept_document_means_something_to_the_library(name: str) -> None:
    person = read_person((Path(__file__).parents[1] / "data" / "documents" / name).read_bytes(), name)
    validate(person, RELEASE, name)
    assert facts_as_of(person, RELEASE).values
