"""Decisions against the library: a line that no plan can have, a change nothing understands, an author who cannot."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.people.cast import CAST, NOW
from tests.people.drawn import draw_decisions, draw_person
from tests.people.plans import plan_of, release
from waymark.planning.explaining.explain import items_of
from waymark.record.documents.person import Person
from waymark.record.errors import RecordError
from waymark.record.reading import read_decisions, read_person
from waymark.record.validate_decisions import validate_decisions
from waymark.record.validate_names import names_of

KEPT = Path(__file__).parents[2] / "data" / "documents"
RULE = next(rule.id for rule in release().rules)
SOMEONE = Person(format="waymark.person/1", id="p")


def row(item: str, decision: str = "agreed", author: str = "clinician", **more: Any) -> dict[str, Any]:
    return {"at": NOW, "item": item, "author": author, "decision": decision, **more}


def change(item: str, **changes: Any) -> dict[str, Any]:
    return row(item, "changed", change=changes)


def settle(fact: str, value: Any, **more: Any) -> dict[str, Any]:
    return row("hold:medicine:naltrexone-xr", "settled", fact=fact, value=value, **more)


def checked(*rows: dict[str, Any], person: Person = SOMEONE) -> None:
    document = {"format": "waymark.decisions/1", "person": "p", "rows": rows}
    validate_decisions(read_decisions(json.dumps(document).encode(), "d.json"), release(), person, "d.json")


def override(item: str, **more: Any) -> dict[str, Any]:
    return row(item, "override", **{"text": "why", **more})


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (row("goall:GO-01"), "rows[0].item: no line of a plan is called `goall:GO-01`; did you mean `goal`?"),
        (row("cbt"), "no line of a plan is called `cbt`"),
        (row("goal:go-01"), "there is no goal `go-01`; did you mean `GO-01`?"),
        (row("goal:GO-01:opiods"), "there is no goal `GO-01:opiods`; did you mean `GO-01:opioids`?"),
        (row("intervention:cbtt"), "there is no intervention `cbtt`; did you mean `cbt`?"),
        (row("medicine:methadon"), "there is no medicine `methadon`; did you mean `methadone`?"),
        (row("level:L9z"), "rows[0].item: there is no level `L9z`"),
        (row("level:L1b+OTP"), "rows[0].item: there is no level `L1b+OTP`"),
        (row("task:naloxone-kid"), "did you mean `naloxone-kit`?"),
        (row("step:GO-01:99"), "there is no step `GO-01:99`; did you mean `GO-01:"),
        (row("review:is-it-so"), "rows[0].item: there is no review `is-it-so`"),
        (row("open:opioids.days_of_3O"), "did you mean `opioids.days_of_30`?"),
        (row("hold:medicine:naltrexone-x"), "did you mean `medicine:naltrexone-xr`?"),
        (row("left-out:intervention:cbtt"), "there is no intervention `cbtt`; did you mean `cbt`?"),
        (row("watch:moood"), "there is no watch `moood`"),
        (override(f"rule:{RULE[:-1]}"), f"did you mean `{RULE}`?"),
        (override("intervention:cbt"), "only rules are overridden"),
        (row(f"rule:{RULE}"), "a rule can only be overridden"),
        (override(f"rule:{RULE}", text="  "), "rows[0].text: an override gives a reason"),
        (override(f"rule:{RULE}", role="prescribr"), "rows[0].role: there is no role `prescribr`; did you mean"),
        (row("level", author="person", role="nurse"), "rows[0].role: the person has no role"),
        (settle("opioid_free_dais", 3), "rows[0].fact: there is no fact `opioid_free_dais`; did you mean"),
        (settle("opioid_free_days", "long"), "rows[0].value: `long` is no number for opioid_free_days"),
        (settle("age", 300), "rows[0].value: 300 cannot be for age"),
        (settle("age", "unknown"), "rows[0].value: this leaves age open"),
        (settle("age", {"at_least": 0}), "rows[0].value: this leaves age open"),
        (settle("pregnant", 1), "rows[0].value: `1` is no answer to pregnant"),
        (settle("pregnant", False, author="person"), "rows[0].author: only a clinician settles a fact"),
        (change("goal:GO-01", targt=3), "rows[0].change.targt: `targt` of this line cannot be changed; did you mean"),
        (change("goal:GO-01", level="L1b"), "rows[0].change.level: `level` of this line cannot be changed"),
        (change("goal:GO-01", days=2.5), "rows[0].change.days: 2.5 is no time for a goal"),
        (change("goal:GO-01", says=3), "rows[0].change.says: what a line says is words"),
        (change("level", level="L1bb"), "rows[0].change.level: there is no level `L1bb`; did you mean `L1b`?"),
        (change("level", target=3), "rows[0].change.target: `target` of this line cannot be changed"),
        (change("intervention:cbt", days=3), "rows[0].change.days: `days` of this line cannot be changed"),
        (row("level", change={"level": "L1b"}), "rows[0].change: nothing is changed by a row that says agreed"),
        (row("level", re_offer="2026-12-01"), "rows[0].re_offer: only what was declined is offered again"),
    ],
)
def test_what_cannot_be_decided_is_refused_with_place_and_cure(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(RecordError) as caught:
        checked(row("level"), wrong)
    (sentence,) = caught.value.sentences
    assert sentence.startswith("d.json: rows[1].")
    assert says.replace("rows[0]", "rows[1]") in sentence


def test_at_most_five_mistakes_are_told_at_once() -> None:
    with pytest.raises(RecordError) as caught:
        checked(*(row(f"nothing:{number}") for number in range(9)))
    assert len(caught.value.sentences) == 5


@pytest.mark.parametrize(
    "right",
    [
        row("level", author="person"),
        row("level:L1m+OTP", "declined", author="person", re_offer="2026-12-24"),
        row("medicine:naltrexone-xr:alcohol"),
        row("hold:medicine:naltrexone-xr@alcohol"),
        row("left-out:approach:faith-based", "disagreed"),
        row("left-out:goal:GO-01:opioids"),
        row("open:instrument:dsm5:opioids"),
        row("need:A:opioids"),
        row("step:start-level"),
        row("task:naloxone-kit", role="Case manager"),
        row(f"alert:{RULE}"),
        row(f"inform:{RULE}:3"),
        change("goal:GO-01:opioids", target=3, days=14, says="in my own words"),
        change("level", level="L2a"),
        change("intervention:cbt"),
        settle("opioid_free_days", 9, role="prescriber"),
        settle("age", {"at_least": 65}),
        override(f"rule:{RULE}", role="medical director"),
        override(f"rule:{RULE}", author="person"),
        override(f"rule:{RULE}", text=None, reason_code="does-not-fit-this-person"),
    ],
    ids=lambda r: f"{r['item']} {r['decision']}",
)
def test_what_can_be_decided_passes(right: dict[str, Any]) -> None:
    checked(right)


def test_another_person_and_another_count_of_time_are_refused_alone() -> None:
    with pytest.raises(RecordError, match="about “p”, the record is of “q”") as caught:
        checked(row("nothing"), person=Person(format="waymark.person/1", id="q"))
    assert len(caught.value.sentences) == 1
    with pytest.raises(RecordError, match="counts in days from “consent”"):
        checked(row("level"), person=Person(format="waymark.person/1", id="p", anchor="consent"))


def test_kept_decisions_pass() -> None:
    person = read_person((KEPT / "person-1.json").read_bytes(), "person-1.json")
    decisions = read_decisions((KEPT / "decisions-1.json").read_bytes(), "decisions-1.json")
    validate_decisions(decisions, release(), person, "decisions-1.json")


@pytest.mark.parametrize("name", list(CAST))
def test_every_line_of_a_plan_can_be_decided_on(name: str) -> None:
    names = names_of(release())
    assert {i: w for i in items_of(plan_of(CAST[name])) if (w := names.wrong_line(i))} == {}


@pytest.mark.parametrize("seed", range(12))
def test_every_line_of_any_plan_can_be_decided_on_again_and_again(seed: int) -> None:
    names = names_of(release())
    person = draw_person(release(), seed)
    rows: list[dict[str, Any]] = []
    for turn in range(3):
        # What was agreed earlier is decided on by the line it stood in.
        items = {i.removeprefix("earlier:"): item for i, item in items_of(plan_of(person, rows)).items()}
        assert {i: w for i in items if (w := names.wrong_line(i))} == {}
        rows += draw_decisions(person, items, seed + 100 * turn)["rows"]
