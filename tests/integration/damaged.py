"""Person documents as they should not be: each with what the refusal must name."""

import json
from typing import Any

from tests.people.cast import MARIA, NINA, NOW, Document, fact

__all__ = ["DAMAGED", "GOOD", "nina"]

GOOD = json.dumps(MARIA).encode()
PERSON = b'{"format":"waymark.person/1","id":"x",'


def nina(**more: Any) -> Document:
    return {**NINA, **more}


def answers(instrument: str, **more: Any) -> Document:
    return nina(answers=[{"at": NOW, "instrument": instrument, **more}])


def aged(value: bytes) -> bytes:
    return PERSON + b'"facts":[{"at":"2026-11-03","fact":"age","value":' + value + b"}]}"


ACCENTED = json.dumps(nina(words=[{"at": NOW, "about": "want", "text": "señal"}]), ensure_ascii=False)

# What is wrong -> the file's content, and a pattern of the place or thing the sentence must name.
DAMAGED: dict[str, tuple[Any, str]] = {
    "truncated": (GOOD[:-200], "ends too early"),
    "one byte": (GOOD[:1], "ends too early"),
    "empty": (b"", "file is empty"),
    "blank": (b" \n\t", "file is empty"),
    "a list": ([], "not an object"),
    "null": (b"null", "not an object"),
    "no format": ({"id": "x"}, "`format` is missing"),
    "another version": ({"format": "waymark.person/2", "id": "x"}, "version `2`"),
    "a plan": ({"format": "waymark.plan/1"}, "waymark.person/1"),
    "something after it": (GOOD + b"\x00", "column"),
    "two documents": (GOOD + GOOD, "one document per file"),
    "not JSON": (b"id: nina\n", "line 1"),
    "latin-1": (ACCENTED.encode("latin-1"), "UTF-8"),
    "utf-16": (json.dumps(NINA).encode("utf-16"), "UTF-16"),
    "utf-16 without mark": (json.dumps(NINA).encode("utf-16-le"), "UTF-16"),
    "half a surrogate": (PERSON.replace(b'"x"', b'"\\ud800"') + b'"facts":[]}', "line 1"),
    "deeply nested lists": (PERSON + b'"about":' + b"[" * 50_000 + b"]" * 50_000 + b"}", "nested"),
    "deeply nested objects": (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "nested"),
    "not a number": (aged(b"NaN"), "column"),
    "infinite": (aged(b"1e999"), r"facts\[0\]\.value"),
    "too many digits": (aged(b"9" * 400), r"facts\[0\]\.value"),
    "out of range": (aged(b"400"), r"facts\[0\]\.value: 400"),
    "a key twice": (b'{"format":"waymark.person/1","id":"x","id":"y"}', "`id` stands twice"),
    "unknown key": (nina(fcts=[]), "`fcts`.*`facts`"),
    "a table of another shape": (nina(facts={"age": 3}), "facts: "),
    "a word for a number": (nina(facts=[fact("age", "old")]), r"facts\[0\]\.value: `old`"),
    "unknown fact": (nina(facts=[fact("agee", 29)]), r"facts\[0\]\.fact.*`age`"),
    "unknown option": (nina(facts=[fact("opioids.goal", "abstinence")]), r"facts\[0\]\.value.*write one of abstain, "),
    "unknown instrument": (answers("phq10", items={}), r"answers\[0\]\.instrument: .*`phq10`"),
    "unknown item": (answers("phq9", items={"item_x": 1}), r"answers\[0\]\.items: .*`item_x`"),
    "answer outside its options": (answers("phq9", items={"item_1": 4}), r"answers\[0\]\.items\.item_1: 4"),
    "answer between options": (answers("phq9", items={"item_1": 1.5}), r"item_1: 1\.5"),
    "negative answer": (answers("phq9", items={"item_1": -1}), r"item_1: -1"),
    "a word for an answer": (answers("phq9", items={"item_1": "often"}), r"item_1: `often`"),
    "impossible total": (answers("phq9", scores={"total": 99}), r"scores\.total: 99"),
    "noted before it was so": (nina(facts=[fact("age", 29, at="2026-11-05", noted=NOW)]), r"facts\[0\]: .*future"),
    "last use tomorrow": (
        nina(lists={"substances": {"rows": [{"at": NOW, "substance": "alcohol", "last_use": "2026-11-04"}]}}),
        r"lists\.substances\.rows\[0\]\.last_use",
    ),
    "year 3000": (nina(facts=[fact("age", 29, at="3000-01-01")]), r"facts\[0\]\.at: .*year"),
    "30 February": (nina(facts=[fact("age", 29, at="2026-02-30")]), r"facts\[0\]\.at"),
    "a day without an anchor": ({**NINA, "facts": [{"at": 3, "fact": "age", "value": 29}]}, r"facts\[0\]\.at.*anchor"),
    "ids twice": (nina(facts=[fact("age", 29, id="a"), fact("age", 30, id="a")]), r"facts\[1\]\.id: .*facts\[0\]"),
    "a correction of nothing": (
        nina(corrections=[{"at": NOW, "corrects": "zz", "kind": "entered in error", "reason": "x"}]),
        r"corrections\[0\]\.corrects: .*`zz`",
    ),
    "a night that ends before it starts": (
        nina(duties=[{"at": NOW, "kind": "work", "weekdays": ["monday"], "start": "22:00", "end": "06:00"}]),
        r"duties\[0\]",
    ),
    "a clock of 25 hours": (
        nina(free=[{"at": NOW, "weekdays": ["monday"], "start": "08:00", "end": "25:00"}]),
        r'free\[0\]: "25:00"',
    ),
    "bounds the wrong way round": (
        nina(facts=[fact("alcohol.days_of_30", {"at_least": 20, "at_most": 3})]),
        r"facts\[0\]\.value",
    ),
    "no time at all": ({"format": "waymark.person/1", "id": "x"}, "has a time"),
    "no name": (nina(id="  "), "id: "),
    "level of another world": (nina(lists={"episodes": {"rows": [{"at": NOW, "level": "L9"}]}}), "level of care `L9`"),
}  # fmt: skip
