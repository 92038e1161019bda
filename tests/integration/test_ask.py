"""The interview at a terminal: every answer kept at once, calm about every entry, danger shown in the middle of it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.integration.command import Said, run, write
from waymark.knowledge.release import load_release
from waymark.record.documents.person import SubstanceUse

Document = dict[str, Any]
AT = ("--at", "2026-11-21T10:00")
NOTHING_NOW: Document = {"at": "2026-11-21", "fact": "unrousable", "value": False}
BEGUN: Document = {"format": "waymark.person/1", "id": "jo", "about": {"called": "Jo"}}


@pytest.fixture
def person(tmp_path: Path) -> Path:
    return write(tmp_path / "jo.json", BEGUN)


def ask(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, typed: list[str], *words: str | Path
) -> Said:
    """The command with these lines typed, and then the end of the input."""
    import io

    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
    return run(capsys, "ask", *words, *AT)


def safe_today() -> Document:
    """What is noted of somebody who was asked about every danger and is in none."""
    at = "2026-11-21"
    quiet = [
        {"at": at, "fact": name, "value": False}
        for name, fact in load_release().facts.items()
        if fact.danger_screen and fact.asked is not None and fact.type == "boolean"
    ]
    items = {item.id: 0 for item in load_release().instruments["cssrs"].items}
    return {"facts": quiet, "answers": [{"at": at, "instrument": "cssrs", "items": items}]}


def next_step(capsys: pytest.CaptureFixture[str], *words: str | Path) -> Document:
    said = run(capsys, "ask", *words, "--next", "--format", "json", *AT)
    assert said.code == 0, said.err
    found: Document = json.loads(said.out)
    return found


def read(path: Path) -> Document:
    document: Document = json.loads(path.read_bytes())
    return document


def noted(path: Path) -> Document:
    """What was answered, without the note that the limits were told."""
    rows = read(path).get("facts", [])
    return {row["fact"]: row["value"] for row in rows if row["fact"] != "interview.limits_told"}


def test_a_new_person_is_begun_and_gone_on_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new.json"
    said = ask(capsys, monkeypatch, ["none", "yes", "no"], path, "--new", "sam", "--by", "Dana")
    assert said.code == 0
    assert "waymark ask" in said.out
    assert "waymark plan" in said.out
    document = read(path)
    facts = {row["fact"]: row["value"] for row in document["facts"]}
    assert document["id"] == "sam"
    assert {row["by"] for row in document["facts"]} == {"Dana"}
    assert facts["overdose_ever"] is True
    again = ask(capsys, monkeypatch, [], path)
    assert "none is asked again" in again.out
    assert run(capsys, "ask", path, "--new", "sam", *AT).code == 1


def test_what_cannot_be_read_gets_one_sentence_and_the_question_again(
    person: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ask(capsys, monkeypatch, ["perhaps", "99", "", "none"], person)
    assert said.code == 0
    assert said.out.count("or none.") == 3
    assert "Traceback" not in said.out + said.err
    assert read(person)["facts"]


def test_an_answer_taken_back_stays_in_the_record_as_taken_back(
    person: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(capsys, monkeypatch, ["none", "back", "4"], person)
    document = read(person)
    wrong = {row["corrects"] for row in document["corrections"]}
    kept = [row for row in document["facts"] if row.get("id") in wrong]
    standing = {row["fact"]: row["value"] for row in document["facts"] if row.get("id") not in wrong}
    assert {row["kind"] for row in document["corrections"]} == {"entered in error"}
    assert len(kept) == len(wrong) > 1
    assert {row["fact"]: row["value"] for row in kept} != {row["fact"]: standing.get(row["fact"]) for row in kept}
    plan = run(capsys, "plan", person, "--format", "json")
    assert json.loads(plan.out).get("contradictions", []) == []


def test_skipping_notes_nothing_and_declining_is_an_answer(
    person: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(capsys, monkeypatch, ["skip"], person)
    assert noted(person) == {}
    first = next_step(capsys, person)
    ask(capsys, monkeypatch, ["-"], person)
    assert set(noted(person).values()) == {"declined"}
    assert next_step(capsys, person)["id"] != first["id"]


def test_limits_are_told_before_the_first_personal_question(
    person: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ask(capsys, monkeypatch, ["none", "4", "2", *["no"] * 22], person)
    limits, personal = said.out.find("BEFORE PERSONAL QUESTIONS"), said.out.find("personal. You can skip it")
    assert 0 < limits < personal
    assert said.out.count("BEFORE PERSONAL QUESTIONS") == 1


def test_danger_is_shown_in_the_middle_of_a_form_with_whom_to_call(
    person: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = "2026-11-21"
    told = {"at": at, "fact": "interview.limits_told", "value": True}
    never = [{"at": at, "fact": f"{name}.used_ever", "value": False} for name in load_release().substances]
    male = {"at": at, "fact": "sex_for_scoring", "value": "male"}
    write(person, BEGUN | {"facts": [*safe_today()["facts"], *never, told, male]})
    said = ask(capsys, monkeypatch, ["1"] * 7, person)
    form = said.out.partition("C-SSRS")[2]
    assert form, said.out
    assert "988" in form
    assert form.find("988") < form.rfind("> 1")


def test_the_person_alone_is_told_that_nobody_reads_along(
    person: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ask(capsys, monkeypatch, [], person, "--answered-by", "person")
    assert "Look at the person" not in said.out
    assert "--answered-by person" in said.out


def test_not_today_keeps_what_was_said_and_asks_safety_first_next_time(
    person: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ask(capsys, monkeypatch, ["none", "not today"], person)
    assert said.code == 0
    assert "Not today" in said.out
    rows = {row["fact"]: row["value"] for row in read(person)["facts"]}
    assert "interview.put_off" in rows


def test_the_next_question_is_handed_to_other_programs(person: Path, capsys: pytest.CaptureFixture[str]) -> None:
    step = next_step(capsys, person)
    assert step["step"] == "question"
    assert step["progress"]["minutes_left"] > 0
    said = run(capsys, "ask", person, "--answer", "age=34", "--answer", "alcohol.days_of_30=20+", *AT)
    assert said.code == 0
    facts = {row["fact"]: row["value"] for row in read(person)["facts"]}
    assert facts == {"age": 34, "alcohol.days_of_30": {"at_least": 20}}


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("age", "equals sign"),
        ("age=young", "a number"),
        ("age=500", "0 to 120"),
        ("nothing.of.this=1", "no such question"),
        ("form:phq9:item_99=1", "no such item"),
        ("form:phq9:item_1=7", "0, 1, 2, 3"),
    ],
)
def test_answers_that_cannot_be_are_refused_and_nothing_is_noted(
    person: Path, capsys: pytest.CaptureFixture[str], answer: str, says: str
) -> None:
    said = run(capsys, "ask", person, "--answer", answer, *AT)
    assert said.code == 1
    assert says in said.err
    assert len(said.sentences) == 1
    assert read(person) == BEGUN


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(
    person: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = write(person.parent / "other.json", {**BEGUN, "strengths": [{"at": "2026-11-20", "text": "patience"}]})

    class Typing:
        """Between two entries another program writes the file."""

        lines = iter(["none\n", "1\n", ""])

        def readline(self) -> str:
            line = next(self.lines)
            if line == "1\n":
                person.write_bytes(other.read_bytes())
            return line

        def isatty(self) -> bool:
            return False

    monkeypatch.setattr(sys, "stdin", Typing())
    said = run(capsys, "ask", person, *AT)
    assert said.code == 1
    assert read(person)["strengths"]
    assert read(person.with_name("jo.interview.json"))["facts"]


@pytest.mark.slow
def test_a_kill_loses_nothing_that_was_acknowledged(person: Path) -> None:
    program = "import sys; from waymark.cli.main import main; sys.exit(main())"
    words = [sys.executable, "-c", program, "ask", str(person), *AT]
    running = subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    )
    assert running.stdin is not None
    assert running.stdout is not None
    for entry in ("none", "no"):
        running.stdin.write(entry + "\n")
        running.stdin.flush()
    # The third mark is there once two answers were acknowledged.
    marks = 0
    end = time.monotonic() + 60
    while marks < 3 and time.monotonic() < end:
        marks += running.stdout.read(1) == ">"
    running.send_signal(signal.SIGKILL)
    running.stdin.close()
    running.stdout.close()
    running.wait()
    facts = {row["fact"]: row["value"] for row in read(person)["facts"]}
    assert facts["unrousable"] is False
    assert facts["overdose_ever"] is False
    assert not list(person.parent.glob(".*.part"))


@pytest.mark.parametrize("language", ["es"])
def test_every_word_of_it_is_there_in_spanish(
    person: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    said = ask(capsys, monkeypatch, ["nada", "4", "¿qué?", "atrás", "parar"], person, "--lang", language)
    assert said.code == 0
    assert "Por qué preguntamos" in said.out
    for english in ("Why we ask", "Write ", "skip", "Stopped", "such as"):
        assert english not in said.out


@pytest.mark.parametrize(
    ("typed", "named", "state"),
    [
        ((), [], None),
        (("",), [], None),
        (("heroin", "?", "?", "?", "none"), ["heroin"], True),
        (("heroin", "?", "?", "?", "", "yes", "2", "none"), ["heroin"], True),
        (("heroin", "?", "?", "?", "back", "vodka", "?", "?", "?", "done"), ["vodka"], True),
        (("heroin", "?", "?", "?", "rather not"), ["heroin"], False),
        (("heroin", "?", "?", "?", "stop"), ["heroin"], None),
        (("heroin", "stop"), ["heroin"], None),
        (("heroin",), ["heroin"], None),
    ],
)
def test_only_who_says_that_it_is_all_makes_a_list_whole(
    typed: tuple[str, ...], named: list[str], state: bool | None
) -> None:
    """`state`: whether the list counts as complete; None: it was not gone through, and is asked again."""
    import io

    from waymark.cli.asking import Session
    from waymark.planning.asking.interview import begin
    from waymark.planning.asking.wording import worded
    from waymark.planning.prepare import prepare
    from waymark.planning.situation import Documents
    from waymark.record.reading import read_person
    from waymark.rendering.asking import Screens

    document = read_person(json.dumps({**BEGUN, "facts": [NOTHING_NOW]}).encode(), "jo")
    interview = begin(prepare(load_release()), Documents(person=document, record=b""), "2026-11-21")
    lines = iter(typed)
    session = Session(interview, Screens(io.StringIO(), "en"), lambda: next(lines, None), lambda _: None)
    session._again = worded(interview.chooser, interview.catalogue.topics["list:substances"], matters=True)
    assert session.run() == "stopped"
    found = session.interview.person.lists.substances
    assert [row.substance for row in found.rows if isinstance(row, SubstanceUse)] == named
    assert [one.complete for one in found.state] == ([] if state is None else [state])


def test_a_list_called_complete_does_not_deny_what_was_said_before(
    person: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from waymark.cli.listing import ask_list
    from waymark.planning.asking.interview import begin
    from waymark.planning.asking.listing import offered_conditions
    from waymark.planning.asking.wording import worded
    from waymark.planning.prepare import prepare
    from waymark.planning.situation import Documents, read_situation
    from waymark.record.reading import read_person
    from waymark.rendering.asking import Screens

    rows = [{"at": "2026-11-21", "fact": "hepatitis_c", "value": True}]
    document = read_person(json.dumps({**BEGUN, "facts": rows}).encode(), "jo")
    interview = begin(prepare(load_release()), Documents(person=document, record=b""), "2026-11-21")
    offered = [name for name, _ in offered_conditions(interview)]
    assert "hepatitis_c" not in offered
    question = worded(interview.chooser, interview.catalogue.topics["list:conditions"], matters=True)
    number = str(offered.index("diabetes") + 1)
    entered = ask_list(number, question, interview, Screens(sys.stdout, "en"), lambda: None)
    after = interview.answer(question, entered.value)  # type: ignore[arg-type]
    situation = read_situation(after.prepared, Documents(person=after.person, record=b""), "2026-11-21")
    assert situation.contradictions == ()
    assert situation.values["hepatitis_c"] is True
    assert situation.values["diabetes"] is True
    assert situation.values["hiv"] is False


def test_the_interview_speaks_the_persons_language(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    about = {"called": "Ana", "language": "es"}
    ana = write(tmp_path / "ana.json", {"format": "waymark.person/1", "id": "ana", "about": about})
    own = json.loads(run(capsys, "ask", ana, "--next", "--format", "json").out)
    said = json.loads(run(capsys, "ask", ana, "--next", "--format", "json", "--lang", "en").out)
    spanish = json.loads(run(capsys, "ask", ana, "--next", "--format", "json", "--lang", "es").out)
    assert own == spanish != said


def test_one_question_for_several_substances_is_answered_by_its_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new.json"
    said = run(capsys, "ask", path, "--new", "sam", "--answer", "check:used_ever=alcohol.used_ever", *AT)
    assert said.code == 0, said.err
    found = {row["fact"]: row["value"] for row in read(path)["facts"]}
    assert found.pop("alcohol.used_ever") is True
    assert set(found.values()) == {False}
    assert all(name.endswith(".used_ever") for name in found)
