"""Damaged and mistaken documents: refused in one sentence that names the place and the cure."""

from typing import Any

import pytest

from tests.unit.record.small import DAY, fact, listed, written
from waymark.record.decoding import MAX_BYTES
from waymark.record.errors import RecordError
from waymark.record.reading import read_decisions, read_person, read_programme

GOOD = written(facts=[fact("age", 34)])


def refused(data: bytes) -> str:
    with pytest.raises(RecordError) as caught:
        read_person(data, "p.json")
    assert str(caught.value).startswith("p.json: ")
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (GOOD[:-5], "line 1: the document ends too early"),
        (GOOD + b" x", "something follows"),
        (b'{"format": "waymark.person/1",\n "id": "p",\n "facts": [NaN]}', "line 3, column 12: NaN and Infinity"),
        (b'{"format": "waymark.person/1",\n "id": oops}', "line 2, column 8: not JSON"),
        (GOOD.decode().encode("utf-16"), "UTF-16"),
        (GOOD.decode().encode("utf-16-le"), "UTF-16"),
        (GOOD.decode().encode("utf-32"), "UTF-32"),
        (GOOD.replace(b'"p"', b'"\xe9"'), "line 1, byte 38: not UTF-8"),
        (b"[" * 200_000, "nested more than 32 deep"),
        (GOOD.replace(b"34", b"[" * 5000 + b"]" * 5000), "nested more than 32 deep"),
        (b"[]", "not an object"),
        (b'"text"', "not an object"),
        (GOOD.replace(b"34", b"1e999"), "too large to be a number"),
    ],
)
def test_damaged_bytes_are_refused(data: bytes, says: str) -> None:
    assert says in refused(data)


def test_a_byte_order_mark_of_utf8_is_no_obstacle() -> None:
    assert read_person(b"\xef\xbb\xbf" + GOOD, "p.json").id == "p"


def test_a_file_beyond_the_limit_is_refused_with_the_limit() -> None:
    assert "50,000,000" in refused(b" " * (MAX_BYTES + 1))


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (b'{"id": "p"}', "`format` is missing"),
        (b'{"format": "waymark.person/9", "id": "p"}', "version `9` of waymark.person"),
        (b'{"format": "waymark.programme/1", "id": "p"}', "where a `waymark.person/1` is needed"),
        (b'{"format": "fhir", "id": "p"}', "not a format known here"),
        (b'{"format": "waymark.person/1"}', "the key `id` is missing"),
        (b'{"format": "waymark.person/1", "id": " "}', "has no id"),
    ],
)
def test_the_wrong_document_is_named(document: bytes, says: str) -> None:
    assert says in refused(document)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"fact": []}, "the document: unknown key `fact`; did you mean `facts`?"),
        ({"facts": [{"at": DAY, "fact": "age", "valu": 3}]}, "facts[0]: unknown key `valu`; did you mean `value`?"),
        ({"facts": [{"at": DAY, "fact": "age"}]}, "facts[0]: the key `value` is missing"),
        ({"facts": [fact("age", None)]}, "facts[0].value: wants"),
        ({"facts": {"age": 3}}, "facts: wants a list"),
        (
            {"answers": [{"at": DAY, "instrument": "phq9", "items": {"item_1": 1, "item_2": "often"}}]},
            "answers[0].items.item_2: `often` is not one of declined, missing, skipped, a number",
        ),
        (
            {"answers": [{"at": DAY, "instrument": "phq9", "scores": {"total": {"atleast": 3}}}]},
            "answers[0].scores.total: unknown key `atleast`; did you mean `at_least`?",
        ),
        (
            {"duties": [{"at": DAY, "kind": "job", "weekdays": [], "start": "08:00", "end": "09:00"}]},
            "duties[0].kind: `job` is not one of caring, children, court",
        ),
    ],
)
def test_mistyped_content_is_named_with_its_place(parts: dict[str, Any], says: str) -> None:
    assert says in refused(written(**parts))


def test_a_key_that_stands_twice_is_refused() -> None:
    twice = b'{"format": "waymark.person/1", "id": "p",\n "facts": [{"at": 1, "at": 2, "fact": "age", "value": 1}]}'
    assert "the key `at` stands twice in one object" in refused(twice)


def test_text_that_looks_like_a_key_is_no_twin() -> None:
    words = [{"at": DAY, "about": "want", "text": 'a "b": c \\u0041 "b" : d'}]
    assert len(read_person(written(words=words), "p.json").words) == 1


def test_a_twin_hidden_by_escapes_is_found() -> None:
    hidden = b'{"format": "waymark.person/1", "id": "a\\u0022: b", "about": {}, "about": {"called": "x"}}'
    assert "`about` stands twice" in refused(hidden)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"facts": [fact("age", 1, "2026-02-30")]}, 'facts[0].at: "2026-02-30" is not a date that exists'),
        ({"facts": [fact("age", 1, "03.11.2026")]}, "is not a date that exists"),
        ({"facts": [fact("age", 1, "2026-11-03T25:00")]}, "is not a date that exists"),
        ({"facts": [fact("age", 1, "20261103")]}, "is not a date that exists"),
        ({"facts": [fact("age", 1, "0026-11-03")]}, "not between 1900 and 2199"),
        ({"facts": [fact("age", 1, 5)]}, "day 5 has no anchor"),
        ({"anchor": "consent", "facts": [fact("age", 1, DAY)]}, "counts days from the anchor `consent`"),
        ({"anchor": "consent", "facts": [fact("age", 1, 10**30)]}, "more than a life"),
        ({"facts": [fact("age", 1, noted="2026-11-02")]}, "noted (2026-11-02) before it was so (2026-11-03)"),
        (
            {"facts": [fact("age", 1, id="x"), fact("age", 2, id="x")]},
            "facts[1].id: the id `x` is already used by facts[0]",
        ),
        (
            {
                "facts": [fact("age", 1, id="x")],
                "corrections": [{"at": DAY, "corrects": "y1", "kind": "amended", "reason": "r"}],
            },
            "there is no row with the id `y1`",
        ),
        ({"facts": [fact("age", {})]}, "bounds without a number"),
        ({"facts": [fact("age", {"at_least": 5, "at_most": 2})]}, "at least 5 and at most 2 cannot both be"),
        ({"free": [{"at": DAY, "weekdays": ["monday"], "start": "16:00", "end": "08:00"}]}, "ends before it starts"),
        ({"free": [{"at": DAY, "weekdays": ["monday"], "start": "8", "end": "09:00"}]}, '"8" is not a time of day'),
        ({"free": [{"at": DAY, "weekdays": [], "start": "08:00", "end": "09:00"}]}, "no weekday is named"),
        ({"priorities": [{"at": DAY, "area": "use", "rank": 0}]}, "1 is what matters most"),
        (
            {"lists": listed("substances", {"substance": "heroin", "last_use": "2026-11-09"})},
            "lies after the row was noted",
        ),
    ],
)
def test_rows_that_cannot_be_are_refused(parts: dict[str, Any], says: str) -> None:
    assert says in refused(written(**parts))


def test_up_to_five_mistakes_are_told_at_once() -> None:
    with pytest.raises(RecordError) as caught:
        read_person(written(facts=[fact("age", 1, "soon") for _ in range(9)]), "p.json")
    assert len(caught.value.sentences) == 5


def test_decisions_say_what_they_need() -> None:
    row = b'{"at": "2026-11-03", "item": "x", "author": "clinician", "decision": "%s"}'
    for decision, says in ((b"settled", "names the `fact`"), (b"override", "gives a reason")):
        data = b'{"format": "waymark.decisions/1", "person": "p", "rows": [%s]}' % (row % decision)
        with pytest.raises(RecordError, match=says):
            read_decisions(data, "d.json")


@pytest.mark.parametrize(
    ("part", "says"),
    [
        (b'"levels": [{"level": "L1a"}, {"level": "L1a"}]', r"already stands in levels\[0\]"),
        (b'"levels": [{"level": "L1a", "places": -1}]', "less than nothing"),
        (b'"rates": {"nurse": -3}', "less than nothing"),
        (
            b'"interventions": [{"intervention": "a", "sessions": [%s]}]'
            % (b'{"weekday": "sunday", "start": "9", "minutes": 6}'),
            "not a time of day",
        ),
        (
            b'"interventions": [{"intervention": "a", "sessions": [%s]}]'
            % (b'{"weekday": "friday", "start": "09:00", "minutes": 0}'),
            "not the length of a session",
        ),
    ],
)
def test_programmes_are_checked(part: bytes, says: str) -> None:
    data = b'{"format": "waymark.programme/1", "id": "a", "name": "A", %s}' % part
    with pytest.raises(RecordError, match=says):
        read_programme(data, "g.json")
