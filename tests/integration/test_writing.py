"""What jobs write: whole or not at all, never over what they read, never over what somebody else wrote meanwhile."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.integration.command import run, write
from tests.people.cast import MARIA, NINA
from waymark.planning.asking.interview import begin

Capsys = pytest.CaptureFixture[str]
COMMAND = [sys.executable, "-c", "import sys; from waymark.cli.main import main; sys.exit(main())"]
POSIX = pytest.mark.skipif(os.name != "posix", reason="links, modes and signals are those of POSIX")
DECIDE = ["--author", "person", "--decisions", "decisions.json"]


@pytest.fixture(autouse=True)
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys) -> bytes:
    """Maria's record and her plan, in a folder of the test's own."""
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    write(Path("maria.json"), MARIA)
    said = run(capsys, "plan", "maria.json", "--format", "json")
    return write(Path("maria.plan.json"), said.out).read_bytes()


def rows(path: str = "decisions.json") -> list[Any]:
    found: list[Any] = json.loads(Path(path).read_bytes())["rows"]
    return found


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (["explain", "maria.plan.json", "level", "--quick", "--out"], "maria.plan.json"),
        (["print", "maria.plan.json", "--out"], "maria.plan.json"),
        (["replay", "maria.plan.json", "--write"], "maria.plan.json"),
        (["plan", "record.pdf", "--format", "pdf", "--out"], "record.pdf"),
        (["plan", "summary.json", "--out", "."], "summary.json"),
    ],
)
@pytest.mark.parametrize("by", ["name", "link"])
def test_no_answer_is_written_over_what_it_is_made_from(words: list[str], kept: str, by: str, capsys: Capsys) -> None:
    write(Path("record.pdf"), MARIA)
    write(Path("summary.json"), MARIA)
    before = Path(kept).read_bytes()
    out = Path("link.pdf") if by == "link" else Path(kept)
    if by == "link":
        out.symlink_to(kept)
    said = run(capsys, *words, *([] if words[-1] == "." else [out]))
    assert (said.code, said.out) == (1, "")
    assert "this is the file that is read; name another one" in said.err
    assert Path(kept).read_bytes() == before


@POSIX
@pytest.mark.parametrize("job", ["decide", "goal", "ask"])
def test_a_record_stays_as_private_as_it_was_and_a_link_stays_a_link(
    job: str, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = write(Path("kept", "file.json"), MARIA)
    if job == "decide":
        write(kept, {"format": "waymark.decisions/1", "person": "maria"})
    kept.chmod(0o640)
    Path("link.json").symlink_to("kept/file.json")
    before = kept.read_bytes()
    if job == "decide":
        said = run(capsys, "decide", "maria.plan.json", "level", "agree", *DECIDE[:-1], "link.json")
    elif job == "goal":
        said = run(capsys, "goal", "sleep better", "--person", "link.json", "--write", "link.json")
    else:
        said = run(capsys, "ask", "link.json", "--answer", "children_at_home=no", "--by", "Dana")
    assert said.code == 0, said.err
    assert Path("link.json").is_symlink()
    assert kept.read_bytes() != before
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640
    assert sorted(os.listdir("kept")) == ["file.json"]


@POSIX
def test_a_new_record_is_its_owners_alone(capsys: Capsys) -> None:
    assert run(capsys, "decide", "maria.plan.json", "level", "agree", *DECIDE).code == 0
    assert stat.S_IMODE(Path("decisions.json").stat().st_mode) == 0o600


@POSIX
def test_a_pipe_is_written_to_and_stays_a_pipe() -> None:
    os.mkfifo("pipe.pdf")
    printing = subprocess.Popen([*COMMAND, "print", "maria.plan.json", "--out", "pipe.pdf"])
    assert Path("pipe.pdf").read_bytes().startswith(b"%PDF")
    assert printing.wait(20) == 0
    assert stat.S_ISFIFO(Path("pipe.pdf").stat().st_mode)


@pytest.mark.parametrize("words", [["--out", "ben.json"], ["--new", "sam", "--out", "ben.json"], ["--new", "sam"]])
def test_an_interview_never_begins_on_a_record_that_is_there(words: list[str], capsys: Capsys) -> None:
    before = write(Path("ben.json"), {**NINA, "id": "ben"}).read_bytes()
    person = "maria.json" if words == ["--out", "ben.json"] else "ben.json" if "--out" not in words else "sam.json"
    said = run(capsys, "ask", person, *words, "--answer", "age=40")
    assert said.code == 1
    assert "ben.json: is there already; " in said.err
    assert Path("ben.json").read_bytes() == before


def test_answers_kept_aside_never_take_the_place_of_earlier_ones(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    from waymark.cli import ask

    def meanwhile(*given: Any, **named: Any) -> Any:
        # Somebody else writes after the record was read, and before the first answer is kept.
        write(Path("maria.json"), {**MARIA, "about": {"called": f"Maria {time.monotonic_ns()}"}})
        return begin(*given, **named)

    monkeypatch.setattr(ask, "begin", meanwhile)
    for name in ("maria.interview.json", "maria.interview-2.json"):
        said = run(capsys, "ask", "maria.json", "--answer", "children_at_home=no")
        assert said.code == 1
        assert f"the answers of this interview are in {name}" in said.err
    first, second = (json.loads(Path(n).read_bytes()) for n in ("maria.interview.json", "maria.interview-2.json"))
    assert first["about"]["called"] == "Maria"
    assert second["about"]["called"] not in ("Maria", json.loads(Path("maria.json").read_bytes())["about"]["called"])


@POSIX
def test_no_decision_is_lost_when_many_decide_at_once() -> None:
    writers = [
        subprocess.Popen([*COMMAND, "decide", "maria.plan.json", "level", "agree", *DECIDE, "--text", f"word {number}"],
                         stdout=subprocess.DEVNULL)
        for number in range(8)
    ]  # fmt: skip
    assert [writer.wait(60) for writer in writers] == [0] * 8
    assert sorted(row["text"] for row in rows()) == [f"word {number}" for number in range(8)]


@POSIX
def test_the_words_of_two_at_once_are_both_kept() -> None:
    writers = [
        subprocess.Popen(
            [*COMMAND, "goal", f"sleep better {number}", "--person", "maria.json", "--write", "maria.json"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for number in range(4)
    ]  # fmt: skip
    assert [writer.wait(60) for writer in writers] == [0] * 4
    said = {row["text"] for row in json.loads(Path("maria.json").read_bytes())["words"]}
    assert said >= {f"sleep better {number}" for number in range(4)}


def test_the_same_words_sent_twice_are_kept_once(capsys: Capsys) -> None:
    words = ("goal", "sleep better", "--person", "maria.json", "--write", "maria.json", "--write", "./maria.json")
    assert "the words were added" in run(capsys, *words).err
    assert "already stands there; nothing was added" in run(capsys, *words).err
    said = [row["text"] for row in json.loads(Path("maria.json").read_bytes())["words"]]
    assert said.count("sleep better") == 1


@POSIX
@pytest.mark.parametrize(
    "words",
    [
        ["decide", "maria.plan.json", "level", "agree", *DECIDE],
        ["goal", "sleep better", "--person", "maria.json", "--write", "maria.json"],
        ["ask", "maria.json", "--answer", "children_at_home=no"],
        ["explain", "maria.plan.json", "--quick", "--format", "html", "--out", "out.html"],
        ["print", "maria.plan.json", "--out", "out.pdf"],
        ["replay", "maria.plan.json", "--write", "out.json"],
        ["plan", "maria.json", "--format", "html", "--out", "plans"],
    ],
)
def test_a_disk_that_fills_up_leaves_the_old_file_or_none(words: list[str]) -> None:
    import resource

    write(Path("decisions.json"), {"format": "waymark.decisions/1", "person": "maria"})
    Path("plans").mkdir()
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    ran = subprocess.run([*COMMAND, *words], capture_output=True, text=True, preexec_fn=little_room, check=False)
    assert ran.returncode == 1, ran.stderr
    assert "cannot be written (File too large); free space or name another file" in ran.stderr
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


@POSIX
@pytest.mark.slow
def test_a_job_killed_at_any_moment_leaves_a_whole_document() -> None:
    program = (
        "from pathlib import Path; from waymark.cli.saving import save\n"
        "for number in range(10**9): save(Path('record.json'), b'%d ' % number * 200_000)"
    )
    for number in range(12):
        writer = subprocess.Popen([sys.executable, "-c", program])
        until = time.monotonic() + 20
        while not Path("record.json").exists() and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(0.01 * number)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        content = Path("record.json").read_bytes()
        first = content.split(b" ", 1)[0]
        assert content == (first + b" ") * 200_000
