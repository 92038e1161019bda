"""Moments as people mistype them: with the wrong calendar, years away, before anything was noted, still to come."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.integration.command import Said, run, write, write_planned
from tests.people.cast import DAVE, MARIA

Capsys = pytest.CaptureFixture[str]
NOTED = "2026-11-03"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys) -> None:
    """Maria counts in dates, Dave in days."""
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    write_planned(capsys, maria=MARIA, dave=DAVE)


def decide(capsys: Capsys, *words: str, who: str = "maria") -> Said:
    given = (f"{who}.plan.json", "level", *words, "--author", "person", "--decisions", "d.json")
    return run(capsys, "decide", *given)


def refused(said: Said, *parts: str) -> None:
    assert (said.code, said.out) == (1, "")
    assert len(said.sentences) == 1, said.err
    for part in parts:
        assert part in said.sentences[0]
    assert not Path("d.json").exists()


@pytest.mark.parametrize(
    "job", ["plan {}", "ask {} --next --format json", "goal stop --person {}", "plan {} --format pdf --out x.pdf"]
)
@pytest.mark.parametrize(("who", "at", "such"), [("maria", "day:5", NOTED), ("dave", "2026-11-03", "day:28")])
def test_a_moment_of_the_other_calendar_is_no_fault_of_the_record(
    job: str, who: str, at: str, such: str, capsys: Capsys
) -> None:
    said = run(capsys, *job.format(f"{who}.json").split(), "--at", at)
    refused(said, f"--at {at}: {who}.json counts in ", f"write one such as {such}")


@pytest.mark.parametrize("job", ["plan {}", "goal stop --person {}"])
@pytest.mark.parametrize(("who", "at"), [("maria", "1926-11-03"), ("maria", "2026-11-02"), ("dave", "day:-400")])
def test_nobody_is_planned_for_before_anything_was_noted(job: str, who: str, at: str, capsys: Capsys) -> None:
    refused(run(capsys, *job.format(f"{who}.json").split(), "--at", at), "lies before anything was noted (first on ")


def test_who_was_never_asked_anything_has_a_plan_at_any_moment(capsys: Capsys) -> None:
    write(Path("new.json"), {"format": "waymark.person/1", "id": "new"})
    assert run(capsys, "plan", "new.json", "--at", "1990-01-01").code == 0


@pytest.mark.parametrize(("who", "at"), [("maria", "2026-11-02"), ("maria", "2025-11-21T10:00"), ("dave", "day:-400")])
def test_an_interview_is_not_held_before_what_it_knows(who: str, at: str, capsys: Capsys) -> None:
    said = run(capsys, "ask", f"{who}.json", "--next", "--format", "json", "--at", at)
    refused(said, f"--at {at}: {who}.json holds what was noted on", "cannot be earlier")


def test_decisions_that_are_still_to_come_are_refused_with_their_place(capsys: Capsys) -> None:
    row = {"item": "level", "author": "person", "decision": "agreed"}
    rows = [{**row, "at": NOTED}, {**row, "at": "2062-11-03"}]
    write(Path("later.json"), {"format": "waymark.decisions/1", "person": "maria", "rows": rows})
    said = run(capsys, "plan", "maria.json", "--decisions", "later.json")
    refused(said, "later.json: rows[1]: dated 2062-11-03, which is still to come")
    as_of = run(capsys, "plan", "maria.json", "--decisions", "later.json", "--at", "2026-11-20", "--format", "json")
    assert as_of.code == 0, as_of.err
    assert json.loads(as_of.out)["header"]["at"] == "2026-11-20"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["agree", "--at", "2062-01-01"], "--at 2062-01-01: this is still to come"),
        (["agree", "--at", "2026-02-30"], "--at 2026-02-30: \"2026-02-30\" is not a date that exists"),
        (["agree", "--at", ""], "--at : "),
        (["agree", "--at", "day:5"], "--at day:5: "),
        (["agree", "--at", "2026-11-01"], "cannot be earlier"),
        (["decline", "--re-offer", "2020-01-01"], "this decision.re_offer: 2020-01-01 lies before the decision"),
        (["decline", "--re-offer", "2026-02-30"], "this decision.re_offer: \"2026-02-30\" is not a date that exists"),
        (["decline", "--re-offer", ""], "this decision.re_offer: "),
    ],
)  # fmt: skip
def test_a_decision_has_a_moment_that_can_be(words: list[str], says: str, capsys: Capsys) -> None:
    refused(decide(capsys, *words), says)


@pytest.mark.parametrize("field", ["re_offer", "until"])
def test_nothing_waits_for_a_day_before_it_was_said(field: str, capsys: Capsys) -> None:
    row: dict[str, Any] = {"at": NOTED, "item": "goal:GO-03", "author": "person"}
    row |= {"decision": {"re_offer": "declined", "until": "paused"}[field], field: "2026-11-02"}
    write(Path("rows.json"), {"format": "waymark.decisions/1", "person": "maria", "rows": [row]})
    said = run(capsys, "plan", "maria.json", "--decisions", "rows.json")
    refused(said, f"rows.json: rows[0].{field}: 2026-11-02 lies before the decision (2026-11-03)")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        (["target=nan"], "this decision.change.target: `nan` is no number a goal can have"),
        (["target=-Infinity"], "`-Infinity` is no number"),
        (["target=1e400"], "`1e400` is no number"),
        (["target=" + "9" * 5000], "is no number"),
        (["target=-5"], "this decision.change.target: `-5"),
        (["target=١٢"], "is no number"),
        (["days=0"], "this decision.change.days: 0 is no time for a goal"),
        (["days=7", "days=9"], "--set days: given twice"),
        (["says= "], "what a line says is words"),
    ],
)
def test_a_change_is_a_number_people_write_said_once(fields: list[str], says: str, capsys: Capsys) -> None:
    given = [word for field in fields for word in ("--set", field)]
    words = ("maria.plan.json", "goal:GO-11", "change", *given, "--author", "person", "--decisions", "d.json")
    said = run(capsys, "decide", *words)
    refused(said, says)
    assert len(said.err) < 400


@pytest.mark.parametrize("value", ["nan", "inf", "a..b", "..", "10..5", "-3", "500"])
def test_a_fact_is_settled_to_what_it_can_be(value: str, capsys: Capsys) -> None:
    given = ("--author", "clinician", "--role", "counsellor", "--text", "seen", "--decisions", "d.json")
    said = run(capsys, "decide", "maria.plan.json", "fact:age", "settle", "--value", value, *given)
    refused(said, "this decision.value")


@pytest.mark.parametrize(
    ("fact", "value", "language", "shown"),
    [("age", "30", "en", "30 years"), ("pregnant", "no", "es", ": no"), ("age", "30..40", "en", "between 30 and 40")],
)
def test_what_was_settled_is_shown_as_the_plan_shows_it(
    fact: str, value: str, language: str, shown: str, capsys: Capsys
) -> None:
    given = ("--author", "clinician", "--role", "counsellor", "--text", "seen", "--decisions", "d.json")
    assert run(capsys, "decide", "maria.plan.json", f"fact:{fact}", "settle", "--value", value, *given).code == 0
    words = ("--decisions", "d.json", "--format", "json", "--lang", language)
    log = json.loads(run(capsys, "plan", "maria.json", *words).out)["log"]
    assert shown in log[0]["says"], log[0]["says"]
    assert "False" not in log[0]["says"]
