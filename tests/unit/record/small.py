"""A small release and documents for tests of the record."""

import json
from types import SimpleNamespace
from typing import Any

import msgspec

from waymark.knowledge.model.care_elements import Medicine
from waymark.knowledge.model.fact import Fact
from waymark.knowledge.model.instrument import Instrument
from waymark.knowledge.model.substance import Substance
from waymark.knowledge.scoring import form_programs
from waymark.record.documents.person import Person
from waymark.record.known import KnownFacts, facts_as_of
from waymark.record.reading import read_person


def _text(words: str) -> dict[str, str]:
    return {"en": words, "es": words}


def _fact(id: str, type: str = "boolean", **more: Any) -> dict[str, Any]:
    if type == "category":
        more["options"] = [{"id": option, "label": _text(option)} for option in more["options"]]
    return {"id": id, "type": type, "label": _text(id), "area": "use", "status": "project default", **more}


def _asked(id: str, type: str = "boolean", **more: Any) -> dict[str, Any]:
    return _fact(id, type, asked={"question": _text(id)}, **more)


def _drawn(id: str, type: str, **drawn: Any) -> dict[str, Any]:
    more = {
        key: drawn.pop(key) for key in ("range", "changes", "asked", "valid_days", "measured", "better") if key in drawn
    }
    return _fact(id, type, drawn=drawn, **more)


ASKED = {"question": _text("asked")}
DAYS = {"list": "substances", "take": "max", "property": "days_of_30", "where": {"class": "opioids"}}
FACTS: list[dict[str, Any]] = [
    _asked("age", "integer", range=[0, 120], changes="up"),
    _asked("pregnant", valid_days=30),
    _asked("past.seizure", valid_days=30, expires="stays"),
    _asked("overdose_ever", changes="up", valid_days=30),
    _asked("born_here", changes="never", valid_days=30),
    _asked("overdose_days_ago", "days since"),
    _asked("use_goal", "category", options=["abstain", "reduce", "undecided"]),
    _asked("risk", "category", options=["none", "low", "high"], valid_days=30, expires="stays"),
    _fact(
        "opioids.days_of_30",
        "integer",
        range=[0, 30],
        unit="days",
        asked=ASKED,
        drawn=DAYS,
        valid_days=35,
        implies=[
            {"when": "opioids.days_of_30 >= 1", "then": {"opioids.used_ever": "true", "opioids.criteria": ">= 1"}}
        ],
    ),
    _asked("opioids.used_ever", changes="up"),
    _fact(
        "opioids.days_since_last_use",
        "days since",
        asked=ASKED,
        drawn={
            "list": "substances",
            "take": "latest_days_since",
            "property": "last_use",
            "where": {"class": "opioids"},
        },
    ),
    _asked("opioids.criteria", "integer", range=[0, 11]),
    _drawn(
        "opioids.injected", "boolean", list="substances", take="any", where={"class": "opioids", "route": "injected"}
    ),
    _drawn("unregulated", "boolean", list="substances", take="any", where={"property": "unregulated"}),
    _drawn("opioids.all_smoked", "boolean", list="substances", take="all", where={"route": "smoked"}),
    _drawn(
        "opioids.all_short",
        "boolean",
        list="substances",
        take="all",
        where={"class": "opioids"},
        property="short_acting",
    ),
    _drawn("substances.count", "integer", list="substances", take="count", range=[0, 50]),
    _drawn("agonist", "boolean", list="medicines", take="any", where={"class": "opioid_agonist"}, asked=ASKED),
    _drawn("agonists", "integer", list="medicines", take="count", where={"class": "opioid_agonist"}, range=[0, 20]),
    _drawn("hypertension", "boolean", list="conditions", take="any", where={"condition": "hypertension"}, asked=ASKED),
    _drawn(
        "naloxone", "boolean", list="medicines", take="any", where={"medicine": "naloxone"}, asked=ASKED, better="yes"
    ),
    _asked("homeless", implies=[{"when": "homeless", "then": {"housing_unstable": "true"}}]),
    _asked("housing_unstable"),
    _drawn("past.delirium", "boolean", list="conditions", take="any", where={"condition": "delirium"}, changes="up"),
    _drawn("tries", "integer", list="episodes", take="count", where={"participation": "full"}, range=[0, 99]),
    _fact("phq9.total", "integer", range=[0, 27], scored=[{"instrument": "phq9", "score": "total"}], valid_days=30),
    _fact("phq9.item_9", "integer", range=[0, 3], scored=[{"instrument": "phq9", "score": "item_9"}]),
    _fact(
        "opioids.severity",
        "category",
        options=["none", "mild", "moderate", "severe"],
        scored=[{"instrument": "dsm5", "score": "severity", "subject": "opioids"}],
    ),
    _fact("craving", "number", range=[0, 10], measured=[{"measure": "craving", "aggregate": "latest"}]),
    _fact("craving.first", "number", measured=[{"measure": "craving", "aggregate": "baseline"}]),
    _fact("craving.change", "number", measured=[{"measure": "craving", "aggregate": "change"}]),
    _fact("craving.percent", "number", measured=[{"measure": "craving", "aggregate": "percent_change"}]),
    _fact(
        "visits",
        "integer",
        range=[0, 99],
        valid_days=35,
        measured=[{"measure": "attendance", "aggregate": "count", "equals": "attended", "window_days": 30}],
    ),
    _fact("visits.share", "number", measured=[{"measure": "attendance", "aggregate": "share", "equals": "attended"}]),
    _fact(
        "visits.streak", "integer", measured=[{"measure": "attendance", "aggregate": "streak", "equals": "attended"}]
    ),
    _fact(
        "opioids.test_positive",
        measured=[{"measure": "drug_test.opioids", "aggregate": "any", "equals": "positive", "window_days": 30}],
    ),
    _fact(
        "fentanyl_test_positive",
        measured=[{"measure": "drug_test.fentanyl", "aggregate": "any", "equals": "positive", "window_days": 14}],
    ),
    _fact("days_since_test", "days since", measured=[{"measure": "drug_test.opioids", "aggregate": "days_since"}]),
    _fact("adult", derived="age >= 18"),
]
PHQ9 = {
    "id": "phq9",
    "name": _text("PHQ-9"),
    "version": "1",
    "purpose": _text("mood"),
    "window_days": 14,
    "minutes": 3,
    "licence_class": "FREE",
    "owner": "o",
    "attribution": "a",
    "population": _text("adults"),
    "status": "sourced",
    "items": [{"id": f"item_{n}", "label": _text(f"{n}"), "options": [0, 1, 2, 3]} for n in range(1, 10)],
    "scores": [
        {
            "id": "total",
            "label": _text("total"),
            "add": [f"item_{n}" for n in range(1, 10)],
            "range": [0, 27],
            "prorate_missing": 2,
        },
        {"id": "item_9", "label": _text("nine"), "add": ["item_9"], "range": [0, 3]},
    ],
}
DSM5 = {
    **PHQ9,
    "id": "dsm5",
    "name": _text("criteria"),
    "licence_class": "OWN",
    "subject": {"kind": "substance"},
    "items": [{"id": f"item_{n}", "label": _text(f"{n}"), "options": [0, 1]} for n in range(1, 12)],
    "branches": [{"when": "item_1 == 0", "skip": ["item_2"]}],
    "scores": [
        {"id": "criteria", "label": _text("criteria"), "add": [f"item_{n}" for n in range(1, 12)], "range": [0, 11]},
        {
            "id": "severity",
            "label": _text("severity"),
            "otherwise": "none",
            "cascade": [
                {"when": "criteria >= 6", "value": "severe"},
                {"when": "criteria >= 4", "value": "moderate"},
                {"when": "criteria >= 2", "value": "mild"},
            ],
        },
        {"id": "many", "label": _text("many"), "condition": "criteria >= 6"},
        {"id": "double", "label": _text("double"), "expression": "criteria * 2", "may_be_entered": False},
    ],
}
SUBSTANCES: list[dict[str, Any]] = [
    {
        "id": "opioids",
        "label": _text("Opioids"),
        "name": _text("opioids"),
        "status": "sourced",
        "test_window_days": [1, 3],
        "members": [
            {
                "id": "heroin",
                "label": _text("Heroin"),
                "aliases": ["smack"],
                "properties": ["unregulated", "short_acting"],
            },
            {"id": "oxycodone", "label": _text("Oxycodone")},
        ],
    },
    {"id": "alcohol", "label": _text("Alcohol"), "name": _text("alcohol"), "status": "sourced"},
]
_SAID = {"clinician": _text("x"), "person": _text("x")}
MEDICINES: list[dict[str, Any]] = [
    {
        "id": name,
        "label": _text(name.title()),
        "ingredient": name,
        "classes": classes,
        "form": _text("x"),
        "says": _SAID,
        "how_given": _text("x"),
        "benefits": _text("x"),
        "burdens": _text("x"),
        "risks": _text("x"),
        "status": "sourced",
    }
    for name, classes in (("methadone", ["opioid_agonist"]), ("sertraline", ["antidepressant"]))
]


def _table(rows: list[dict[str, Any]], kind: Any) -> dict[str, Any]:
    return {row["id"]: msgspec.convert(row, kind) for row in rows}


INSTRUMENTS = _table([PHQ9, DSM5], Instrument)
RELEASE: Any = SimpleNamespace(
    id="small",
    locale="en",
    facts=_table(FACTS, Fact),
    instruments=INSTRUMENTS,
    substances=_table(SUBSTANCES, Substance),
    medicines=_table(MEDICINES, Medicine),
    numbers={"lifetime_days": 40000.0},
    levels={"L1a": None, "L2a": None},
    add_ons={"OTP": None},
    form_programs=lambda instrument: form_programs(INSTRUMENTS[instrument]),
)
DAY = "2026-11-03"


def written(**parts: Any) -> bytes:
    return json.dumps({"format": "waymark.person/1", "id": "p", **parts}).encode()


def person(**parts: Any) -> Person:
    return read_person(written(**parts), "p.json")


def fact(name: str, value: Any, at: Any = DAY, **more: Any) -> dict[str, Any]:
    return {"at": at, "fact": name, "value": value, **more}


def known(at: Any = None, settled: Any = None, **parts: Any) -> KnownFacts:
    return facts_as_of(person(**parts), RELEASE, at, settled)


def listed(name: str, *rows: dict[str, Any], complete: bool | None = None, at: Any = DAY) -> dict[str, Any]:
    state = [] if complete is None else [{"at": at, "complete": complete}]
    return {name: {"state": state, "rows": [{"at": at, **row} for row in rows]}}
