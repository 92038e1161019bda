"""`waymark decide`: one row more, checked, in one step; then the plan that follows."""

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.integration.command import Said, run, write
from tests.people.cast import DAVE, TARA
from tests.people.plans import release
from waymark.knowledge.model.effect import Exclude
from waymark.record.documents.decisions import OVERRIDE_REASONS

USE = "goal:GO-04-agree:amphetamines"
Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys) -> Path:
    """A folder with Tara and her first plan."""
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    plan(capsys, write(tmp_path / "tara.json", TARA), "one.plan.json")
    return tmp_path


def plan(capsys: Capsys, person: Path, name: str, *more: str) -> dict[str, Any]:
    said = run(capsys, "plan", person, "--format", "json", *more)
    assert said.code == 0, said.err
    Path(name).write_text(said.out, encoding="utf-8")
    made: dict[str, Any] = json.loads(said.out)
    return made


def decide(capsys: Capsys, item: str, verb: str, *more: str, author: str = "person") -> Said:
    as_clinician = ("--role", "counsellor", "--by", "A. Ruiz") if author == "clinician" else ()
    words = ("one.plan.json", item, verb, "--author", author, "--at", "2026-11-05", *as_clinician, *more)
    return run(capsys, "decide", *words, "--decisions", "d.json")


def rows() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(Path("d.json").read_text(encoding="utf-8"))["rows"]
    return found


def test_two_people_decide_and_the_plan_follows(home: Path, capsys: Capsys) -> None:
    assert decide(capsys, USE, "agree").code == 0
    assert decide(capsys, USE, "change", "--set", "target=4", "--set", "days=40", author="clinician").code == 0
    assert decide(capsys, "intervention:cra", "decline", "--re-offer", "2026-12-20", "--text", "not yet").code == 0
    assert [r["decision"] for r in rows()] == ["agreed", "changed", "declined"]
    assert rows()[1]["change"] == {"target": 4, "days": 40}
    assert rows()[0]["seen"]["line"]["target"] == 6
    after = plan(capsys, home / "tara.json", "two.plan.json", "--decisions", "d.json")
    (goal,) = (g for g in after["goals"] if g["id"] == USE)
    assert (goal["target"], goal["by"]) == (4, "2026-12-13")
    assert "intervention:cra" not in {o["id"] for o in after["interventions"]}
    assert {line["option"] for line in after["left_out"]} >= {"intervention:cra"}
    assert run(capsys, "replay", "two.plan.json").code == 0


def test_said_twice_is_noted_once(home: Path, capsys: Capsys) -> None:
    decide(capsys, USE, "agree")
    assert "already stands" in decide(capsys, USE, "agree").out
    assert len(rows()) == 1


def test_what_stands_in_the_document_stays_as_it_was_written(home: Path, capsys: Capsys) -> None:
    first = {"at": "2026-11-04", "item": "level", "author": "person", "decision": "agreed", "text": "sí"}
    write(Path("d.json"), {"format": "waymark.decisions/1", "person": "tara", "rows": [first]})
    decide(capsys, USE, "agree")
    assert rows()[0] == first


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("goal:GO-04-agree:amfetamines", "agree"), "nearest: goal:GO-04-agree:amphetamines"),
        ((USE, "change"), "change: say what is changed"),
        ((USE, "change", "--set", "target"), "write a field and its value"),
        ((USE, "change", "--set", "taget=4"), "`taget` of this line cannot be changed; did you mean `target`?"),
        ((USE, "change", "--set", "target=400"), "400 is outside what this goal measures"),
        (("task:naloxone-kit", "change", "--set", "who=wizard"), "nobody is called `wizard`"),
        (("task:naloxone-kit", "pause"), "only a goal can be paused"),
        ((USE, "agree", "--re-offer", "2026-12-01"), "only what was declined is offered again"),
        ((USE, "replace"), "what comes in its place"),
        ((USE, "replace", "--instead", USE), "cannot take its own place"),
        ((USE, "agree", "--at", "2026-10-01"), "a decision on it cannot be earlier"),
    ],
)
def test_what_cannot_be_followed_is_one_sentence(home: Path, capsys: Capsys, words: tuple[str, ...], says: str) -> None:
    said = decide(capsys, words[0], words[1], *words[2:])
    assert said.code == 1
    assert len(said.sentences) == 1
    assert says in said.sentences[0]
    assert not Path("d.json").exists()


def test_a_clinician_settles_and_overrides_with_a_reason(home: Path, capsys: Capsys) -> None:
    plain = {r.id for r in release().rules if not r.safety and not any(isinstance(e, Exclude) for e in r.effects)}
    spoken = json.loads(Path("one.plan.json").read_text(encoding="utf-8"))["rules"]
    rule = next(r for r, line in spoken.items() if line["answer"] == "yes" and r in plain)
    assert decide(capsys, "fact:pregnant", "settle", "--value", "no", author="clinician").code == 1
    settled = decide(capsys, "fact:pregnant", "settle", "--value", "no", "--text", "test today", author="clinician")
    assert settled.code == 0, settled.err
    words = (rule, "override", "--reason", "does-not-fit-this-person", "--text", "not hers")
    assert decide(capsys, *words, author="clinician").code == 0
    wrong = decide(capsys, rule, "override", "--reason", "mood", "--text", "x", author="clinician")
    assert OVERRIDE_REASONS[0] in wrong.err
    after = plan(capsys, home / "tara.json", "two.plan.json", "--decisions", "d.json")
    assert after["facts"]["pregnant"]["how"] == "settled"
    assert rule not in after["rules"]
    assert any("not hers" in notice for notice in after["header"]["notices"])


def test_a_record_that_counts_days_is_decided_on_in_days(home: Path, capsys: Capsys) -> None:
    made = plan(capsys, write(home / "dave.json", DAVE), "one.plan.json")
    item = made["goals"][0]["id"]
    words = ("one.plan.json", item, "decline", "--author", "person", "--re-offer", "day:40", "--decisions", "d.json")
    assert run(capsys, "decide", *words).code == 0
    (row,) = rows()
    assert row["at"] == int(made["header"]["at"].removeprefix("day "))
    assert row["re_offer"] == 40


def test_many_at_once_lose_nothing(home: Path, capsys: Capsys) -> None:
    """Two people may decide in the same minute: every row is there, and the document is whole."""
    from waymark.cli.main import main

    ids = [g["id"] for g in json.loads(Path("one.plan.json").read_text())["goals"]]
    words = [
        [
            "decide",
            "one.plan.json",
            item,
            "agree",
            "--author",
            who,
            "--at",
            "2026-11-05",
            "--decisions",
            "d.json",
            *role,
        ]
        for item in ids
        for who, role in (("person", []), ("clinician", ["--role", "counsellor"]))
    ]
    threads = [threading.Thread(target=main, args=(word,)) for word in words]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rows()) == len(words)
    assert not list(home.glob(".d.json*"))


def test_a_folder_that_is_not_there_is_one_sentence(home: Path, capsys: Capsys) -> None:
    words = ("one.plan.json", "level", "agree", "--author", "person", "--decisions", "nowhere/d.json")
    said = run(capsys, "decide", *words)
    assert (said.code, len(said.sentences)) == (1, 1)
    assert "make the folder first" in said.sentences[0]


def test_the_plan_shows_what_was_decided_as_text_and_page(home: Path, capsys: Capsys) -> None:
    decide(capsys, USE, "agree")
    decide(capsys, USE, "change", "--set", "target=5", author="clinician")
    facts = [*TARA["facts"], {"at": "2026-11-10", "fact": "amphetamines.days_of_30", "value": 8}]
    person = write(home / "later.json", {**TARA, "facts": facts})
    for form in ("text", "html"):
        said = run(capsys, "plan", person, "--decisions", "d.json", "--format", form)
        assert said.code == 0, said.err
        assert "from what we know now it could be 4" in " ".join(said.out.split()).lower()
        assert "A. Ruiz" in said.out


def test_a_decision_is_dated_like_its_plan_so_that_no_fact_grows_old(home: Path, capsys: Capsys) -> None:
    words = ("decide", "one.plan.json", USE, "agree", "--author", "person", "--decisions", "d.json")
    said = run(capsys, *words)
    before = json.loads(Path("one.plan.json").read_text(encoding="utf-8"))
    assert [r["at"] for r in rows()] == [before["header"]["at"]]
    assert f"noted as of {before['header']['at']}, like the plan (another day: --at)" in said.out
    after = plan(capsys, home / "tara.json", "two.plan.json", "--decisions", "d.json")
    assert after["header"]["at"] == before["header"]["at"]
    assert {f: line["value"] for f, line in after["facts"].items()} == {
        f: line["value"] for f, line in before["facts"].items()
    }
    other = run(capsys, *words, "--at", "2026-11-05", "--by", "T.")
    assert "noted. Plan again" in other.out
    assert rows()[1]["at"] == "2026-11-05"


@pytest.mark.parametrize(("verb", "option"), [("decline", "--re-offer"), ("pause", "--until")])
def test_a_day_before_the_decision_is_refused_in_one_sentence(
    verb: str, option: str, home: Path, capsys: Capsys
) -> None:
    words = ("decide", "one.plan.json", USE, verb, "--author", "person", option, "2026-11-01", "--decisions", "d.json")
    said = run(capsys, *words)
    assert (said.code, said.out) == (1, "")
    assert len(said.sentences) == 1
    assert "2026-11-01 lies before the decision (2026-11-03)" in said.err
    assert not Path("d.json").exists()
