"""Bad input: one sentence on what is wrong, where, and what to do; exit 1; never a traceback."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.integration.command import run, spawn, write
from tests.integration.damaged import DAMAGED, GOOD, nina
from tests.people.cast import KIM, MARIA, NINA, NOW, fact


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing outside the test's own folder is read or written."""
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def refused(sentences: list[str], place: str, count: int | None = 1) -> None:
    """One sentence a problem: it names the place, says what to do, and is no traceback."""
    assert sentences
    assert count is None or len(sentences) == count, sentences
    for sentence in sentences:
        assert "Traceback" not in sentence
        assert place in sentence, sentence
        assert len(sentence) < 400
        assert re.search(r";|\?|such as", sentence), f"says what is wrong, and what to do: {sentence}"


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_person_is_refused_with_place_and_cure(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    content, says = DAMAGED[what]
    write(Path("person.json"), content)
    said = run(capsys, "plan", "person.json", "--format", "json")
    assert said.code == 1
    assert said.out == ""
    refused(said.sentences, "person.json")
    assert re.search(says, said.err), said.err


def test_several_mistakes_are_told_one_sentence_each(capsys: pytest.CaptureFixture[str]) -> None:
    write(Path("person.json"), nina(facts=[fact("agee", 1), fact("age", "old"), fact("age", 500)]))
    said = run(capsys, "plan", "person.json")
    assert said.code == 1
    refused(said.sentences, "person.json: facts[", count=3)


def test_a_mark_of_the_encoding_is_no_damage(capsys: pytest.CaptureFixture[str]) -> None:
    write(Path("plain.json"), NINA)
    write(Path("marked.json"), b"\xef\xbb\xbf" + json.dumps(NINA).encode())
    plain = run(capsys, "plan", "plain.json", "--format", "json")
    marked = run(capsys, "plan", "marked.json", "--format", "json")
    assert plain.code == marked.code == 0
    assert plain.out == marked.out


def test_a_file_of_50_megabytes_is_refused_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    with Path("huge.json").open("wb") as file:
        file.truncate(50_000_001)
    for job in (["plan", "huge.json"], ["plan", "huge.json", "--out", "plans"]):
        said = run(capsys, *job)
        assert said.code == 1
        refused(said.sentences[:1], "huge.json")
        assert "50,000,000" in said.sentences[0]


def test_contradictions_are_shown_not_refused(capsys: pytest.CaptureFixture[str]) -> None:
    write(Path("kim.json"), KIM)
    said = run(capsys, "plan", "kim.json", "--format", "json")
    assert said.code == 0
    (found,) = json.loads(said.out)["contradictions"]
    assert "cocaine.days_of_30" in found["facts"]
    assert "positive test" in found["says"]
    assert "positive test" in " ".join(run(capsys, "plan", "kim.json").out.split())


def test_files_and_folders_that_are_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty").mkdir()
    Path("notes").mkdir()
    write(Path("notes/readme.txt"), "no person")
    for words, place in (
        (["nobody.json"], "nobody.json"),
        (["empty"], "empty"),
        (["notes"], "notes"),
        (["nobody.json", "--out", "plans"], "nobody.json"),
    ):
        said = run(capsys, "plan", *words)
        assert said.code == 1
        refused(said.sentences[:1], place)


def test_several_persons_need_a_folder_to_write_to(capsys: pytest.CaptureFixture[str]) -> None:
    for name in "ab":
        write(Path(f"in/{name}.json"), NINA)
    said = run(capsys, "plan", "in")
    assert said.code == 1
    assert "--out" in said.err


def test_the_good_part_of_a_batch_is_done_and_the_bad_part_listed(capsys: pytest.CaptureFixture[str]) -> None:
    write(Path("in/maria.json"), MARIA)
    write(Path("in/deeper/nina.json"), NINA)
    bad = {"answer outside its options", "truncated", "latin-1", "deeply nested lists", "not a number", "empty"}
    for number, what in enumerate(sorted(bad)):
        write(Path(f"in/bad-{number}.json"), DAMAGED[what][0])
    said = run(capsys, "plan", "in", "--out", "plans", "--format", "json")
    assert said.code == 1
    assert sorted(os.listdir("plans")) == ["maria.plan.json", "nina.plan.json", "summary.json"]
    summary = json.loads(Path("plans/summary.json").read_bytes())
    assert (summary["persons"], summary["planned"]) == (8, 2)
    assert [r["path"] for r in summary["refused"]] == [f"in/bad-{n}.json" for n in range(6)]
    for entry in summary["refused"]:
        refused([entry["reason"]], entry["path"])
        assert entry["reason"] in said.err


def test_many_refusals_are_not_all_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(30):
        write(Path(f"in/{number:02}.json"), b"")
    said = run(capsys, "plan", "in", "--out", "plans", "--format", "json")
    assert said.code == 1
    assert len(said.sentences) < 25
    assert "summary.json" in said.err
    assert len(json.loads(Path("plans/summary.json").read_bytes())["refused"]) == 30


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_whole_folder_that_is_bad_still_gets_its_summary(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(40):
        write(Path(f"in/{number:02}.json"), b"{")
    said = run(capsys, "plan", "in", "--out", "plans", "--format", "json", "--jobs", jobs)
    assert said.code == 1
    summary = json.loads(Path("plans/summary.json").read_bytes())
    assert (summary["planned"], summary["individuality"]["median_shared_items"]) == (0, None)


def test_plans_inside_the_input_folder_are_never_read_as_persons(capsys: pytest.CaptureFixture[str]) -> None:
    write(Path("in/nina.json"), NINA)
    for _ in range(2):
        assert run(capsys, "plan", "in", "--out", "in/plans", "--format", "json").code == 0
        assert json.loads(Path("in/plans/summary.json").read_bytes())["persons"] == 1
    assert run(capsys, "plan", "in", "--out", "in", "--format", "json").code in (0, 1)
    assert not Path("in/nina.plan.plan.json").exists()


def test_equal_stems_get_their_folders_name_in_front(capsys: pytest.CaptureFixture[str]) -> None:
    write(Path("in/north/a.json"), NINA)
    write(Path("in/south/a.json"), MARIA)
    write(Path("in/south/b.json"), MARIA)
    assert run(capsys, "plan", "in", "--out", "plans", "--format", "json").code == 0
    assert sorted(os.listdir("plans")) == ["b.plan.json", "north-a.plan.json", "south-a.plan.json", "summary.json"]
    north = json.loads(Path("plans/north-a.plan.json").read_bytes())
    assert north["header"]["person"] == "nina"


@pytest.mark.parametrize("place", ["taken", "taken/inside"])
def test_a_folder_that_cannot_be_written(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    write(Path("nina.json"), NINA)
    write(Path("taken"), b"a file")
    said = run(capsys, "plan", "nina.json", "--out", place, "--format", "json")
    assert said.code == 1
    refused(said.sentences, "taken")


@pytest.mark.parametrize("at", ["yesterday", "2026-13-01", "1899-01-01", "day:3", "day:x", ""])
def test_a_moment_that_cannot_be(at: str, capsys: pytest.CaptureFixture[str]) -> None:
    write(Path("nina.json"), NINA)
    said = run(capsys, "plan", "nina.json", "--at", at)
    assert said.code == 1
    refused(said.sentences, "")


DECISIONS: dict[str, tuple[Any, str]] = {
    "another person": ({"person": "ben", "rows": []}, "about “ben”.*“nina”"),
    "unknown author": ({"rows": [{"author": "dog"}]}, r"rows\[0\]\.author: `dog`"),
    "unknown decision": ({"rows": [{"decision": "maybe"}]}, r"rows\[0\]\.decision: `maybe`"),
    "settled without a fact": ({"rows": [{"decision": "settled"}]}, r"rows\[0\]: .*`fact`"),
    "settled with nonsense": ({"rows": [{"decision": "settled", "fact": "age", "value": "old"}]}, "age"),
    "override without a reason": ({"rows": [{"decision": "override"}]}, r"rows\[0\]: .*reason"),
    "target in words": ({"rows": [{"decision": "changed", "change": {"target": "soon"}}]}, r"change\.target: `soon`"),
    "in days": ({"rows": [{"at": 3}]}, "counts in dates"),
}


@pytest.mark.parametrize("what", DECISIONS)
def test_decisions_that_cannot_be(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    content, says = DECISIONS[what]
    plain = {"at": NOW, "item": "goal:GO-01", "author": "clinician", "decision": "agreed"}
    document = {"format": "waymark.decisions/1", "person": "nina", **content}
    document["rows"] = [{**plain, **row} for row in content["rows"]]
    write(Path("nina.json"), NINA)
    write(Path("decisions.json"), document)
    said = run(capsys, "plan", "nina.json", "--decisions", "decisions.json")
    assert said.code == 1
    refused(said.sentences, "")
    assert re.search(says, said.err), said.err


OVERLAYS: dict[str, tuple[str | bytes, str]] = {
    "typo in a key": ("overlay:\n  id: x\n  layr: programme\n", r"site\.yaml:3: overlay\.layr.*`layer`"),
    "broken": ("overlay: [\n", r"site\.yaml:\d+: "),
    "empty": ("", "site.yaml: the file is empty"),
    "wrong encoding": (b"\xff\xfe\x00", r"site\.yaml:1: .*UTF-8"),
    "unknown value": (
        "overlay:\n  id: x\n  layer: programme\n  name: {en: X}\n  values:\n"
        "    - {id: no_such, value: 3, was: 1, valid_from: 2026-01-01, reason: {en: why}}\n",
        r"site\.yaml:6: .*`no_such`",
    ),
    "a key twice": ("overlay:\n  id: x\n  id: y\n  layer: programme\n  name: {en: X}\n", r"site\.yaml:3"),
    "an anchor": ("overlay: &a\n  id: x\n  layer: programme\n  name: {en: X}\n", r"site\.yaml:1"),
}  # fmt: skip


@pytest.mark.parametrize("what", OVERLAYS)
def test_an_overlay_with_a_mistake_names_file_line_and_key(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    content, says = OVERLAYS[what]
    write(Path("nina.json"), NINA)
    write(Path("site.yaml"), content)
    said = run(capsys, "plan", "nina.json", "--overlay", "site.yaml")
    assert said.code == 1
    refused(said.sentences, "site.yaml", count=None)
    assert re.search(says, said.err), said.err


def test_an_overlay_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    write(Path("nina.json"), NINA)
    said = run(capsys, "plan", "nina.json", "--overlay", "nothing.yaml")
    assert said.code == 1
    refused(said.sentences, "nothing.yaml")


NO_PLANS: dict[str, Any] = {
    "a person": NINA, "empty": b"", "cut": b'{"format":"waymark.plan/1","header":{', "utf-16": "{}".encode("utf-16"),
    "nested": b'{"format":' + b"[" * 50_000, "bad bytes": b'{"format":"waymark.plan/1","header":"\xff"}',
}  # fmt: skip


@pytest.mark.parametrize("what", NO_PLANS)
@pytest.mark.parametrize("job", ["explain", "replay"])
def test_what_is_no_plan_cannot_be_explained_or_replayed(
    job: str, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(Path("thing.json"), NO_PLANS[what])
    said = run(capsys, job, "thing.json")
    assert said.code == 1
    refused(said.sentences, "thing.json: not a plan")


def test_a_line_that_is_not_in_the_plan(capsys: pytest.CaptureFixture[str]) -> None:
    write(Path("maria.json"), MARIA)
    write(Path("plan.json"), run(capsys, "plan", "maria.json", "--format", "json").out)
    said = run(capsys, "explain", "plan.json", "goal:GO-")
    assert said.code == 1
    refused(said.sentences, "plan.json")
    assert "nearest: goal:" in said.err


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({"items": {"item_1": 9}}, "items.item_1: 9"),
        ({"items": {"item_1": 1.5}}, "items.item_1: 1.5"),
        ({"items": {"item_x": 1}}, "`item_x`"),
        ({"items": {"item_1": "skipped"}}, "items.item_1: the form never jumps"),
        (b'{"items": {"item_1": NaN}}', "answers.json"),
        (b"", "answers.json"),
        (b"\xff\xfe", "answers.json"),
        ({"item_1": 1}, "answers.json"),
    ],
)
def test_answers_that_cannot_be_scored(content: Any, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    write(Path("answers.json"), content)
    said = run(capsys, "score", "phq9", "answers.json")
    assert said.code == 1
    refused(said.sentences, says)


def test_an_instrument_nobody_knows(capsys: pytest.CaptureFixture[str]) -> None:
    write(Path("answers.json"), {"items": {}})
    said = run(capsys, "score", "phq10", "answers.json")
    assert said.code == 1
    refused(said.sentences, "“phq10”; did you mean `phq9`? `waymark knowledge list instruments` has them all")
    said = run(capsys, "score", "zzzz" * 200, "answers.json")
    refused(said.sentences, "zz”; `waymark knowledge list instruments` has them all")


WRONG_USE = (
    "", "plam", "plan", "plan x --lang fr", "plan x --format docx", "plan x --jobs y", "replay", "score", "score phq9",
    "import", "import fhir", "knowledge", "knowledge burn",
)  # fmt: skip


@pytest.mark.parametrize("words", WRONG_USE)
def test_wrong_use_is_exit_2(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, *words.split())
    assert said.code == 2
    assert said.out or said.err


@pytest.mark.slow
def test_no_traceback_leaves_the_process_either(home: Path) -> None:
    write(home / "cut.json", GOOD[:-9])
    write(home / "nina.json", NINA)
    code, out, err = spawn("plan", "cut.json", "nina.json", "--out", "plans", "--format", "json", cwd=home)
    assert (code, out) == (1, b"")
    assert "cut.json: " in err
    assert "Traceback" not in err
    assert (home / "plans" / "nina.plan.json").is_file()


@pytest.mark.slow
def test_a_reader_that_hangs_up_is_no_error_of_ours(home: Path) -> None:

    write(home / "nina.json", NINA)
    program = "import sys; from waymark.cli.main import main; sys.exit(main(['plan', 'nina.json']))"
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read().decode()
    assert "Traceback" not in told
