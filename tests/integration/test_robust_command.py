"""Streams, folders and arguments as the world hands them over: one sentence and an exit code, never a traceback."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.integration.command import run, spawn, write
from tests.people.cast import MARIA, NINA

COMMAND = [sys.executable, "-c", "import sys; from waymark.cli.main import main; sys.exit(main())"]
FULL = Path("/dev/full")
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes, links and closed streams are those of a POSIX shell")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing outside the test's own folder is written."""
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    write(Path("nina.json"), NINA)
    return folder


def shell(line: str, **environment: str) -> tuple[int, str, str]:
    """A line of the shell in which $W is the command."""
    program = 'W() { "$PYTHON" -c "import sys; from waymark.cli.main import main; sys.exit(main())" "$@"; }; ' + line
    ran = subprocess.run(
        ["bash", "-c", program], env={**os.environ, "PYTHON": sys.executable, **environment}, capture_output=True,
        timeout=60, check=False,
    )  # fmt: skip
    return ran.returncode, ran.stdout.decode(), ran.stderr.decode()


@pytest.mark.skipif(AS_ROOT, reason="root enters every folder")
def test_a_home_that_cannot_be_entered_keeps_nothing_and_refuses_nothing(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o000)
    code, _, err = spawn(
        "plan", "nina.json", cwd=Path.cwd(), HOME=str(closed), WAYMARK_HOME="", WAYMARK_CACHE="", XDG_DATA_HOME=""
    )
    assert (code, err) == (0, "")


def test_a_store_that_cannot_be_looked_at_is_no_reason_to_refuse(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    exists = Path.exists

    def closed(path: Path) -> bool:
        if path.suffix == ".release":
            raise PermissionError(13, "Permission denied", str(path))
        return exists(path)

    monkeypatch.setattr(Path, "exists", closed)
    assert run(capsys, "plan", "nina.json").code == 0


@pytest.mark.parametrize("encoding", ["ascii", "ascii:surrogateescape", "latin-1"])
def test_a_stream_of_another_encoding_shows_marks(encoding: str) -> None:
    code, out, err = spawn("plan", "nina.json", cwd=Path.cwd(), PYTHONIOENCODING=encoding)
    assert (code, err) == (0, "")
    assert b"?" in out


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "job",
    ["plan nina.json", "plan nina.json --format json", "knowledge list", "--help", "--version", "plan --help",
     "import ctn0094 --help"],
)  # fmt: skip
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_said_in_a_sentence(job: str, unbuffered: str) -> None:
    code, _, err = shell(f"W {job} >/dev/full", PYTHONUNBUFFERED=unbuffered)
    assert (code, err.count("\n")) == (1, 1), err
    assert "cannot write the answer (No space left on device)" in err


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize(("job", "code"), [("plan no.json", 1), ("plan", 2), ("nothing", 2)])
def test_complaints_that_nobody_can_read_keep_their_code(job: str, code: int) -> None:
    assert shell(f"W {job} 2>/dev/full") == (code, "", "")


@POSIX
@pytest.mark.parametrize("job", ["plan nina.json", "plan nina.json --format json", "knowledge list"])
def test_a_closed_output_is_said_in_a_sentence(job: str) -> None:
    code, _, err = shell(f"W {job} >&-")
    assert (code, err.count("\n")) == (1, 1), err
    assert "cannot write the answer (standard output is closed)" in err


@POSIX
def test_stopping_several_processes_is_one_sentence() -> None:
    for number in range(600):
        write(Path("people", f"{number}.json"), {**MARIA, "id": str(number)})
    words = ["plan", "people", "--out", "plans", "--jobs", "2"]
    process = subprocess.Popen([*COMMAND, *words], stderr=subprocess.PIPE, text=True, start_new_session=True)
    until = time.monotonic() + 40
    while len(list(Path("plans").glob("*.txt"))) < 3 and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "waymark: stopped; what was finished is kept.\n")


@POSIX
def test_stopping_in_the_moment_the_processes_begin_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(40):
        write(Path("people", f"{number}.json"), {**NINA, "id": str(number)})
    program = (
        "import os, signal, sys; from waymark.cli import batch, main; begin = batch._start\n"
        "def late(work):\n"
        "    os.killpg(0, signal.SIGINT); begin(work)\n"
        "batch._start = late; sys.argv = ['waymark', 'plan', 'people', '--out', 'plans', '--jobs', '2']\n"
        "sys.exit(main.main())"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    _, err = process.communicate(timeout=40)
    assert (process.returncode, err) == (130, "waymark: stopped; what was finished is kept.\n")


@POSIX
def test_one_loop_does_not_stop_a_folder_and_links_back_are_not_followed(capsys: pytest.CaptureFixture[str]) -> None:
    write(Path("people", "b", "nina.JSON"), NINA)
    Path("people", "loop").symlink_to("loop")
    Path("people", "a").symlink_to("b")
    Path("people", "b", "up").symlink_to("..")
    said = run(capsys, "plan", "people", "--out", "plans")
    assert said.code == 1
    assert "people/loop: cannot be read" in said.err
    assert "1 plan written to plans; 1 refused." in said.err
    summary = json.loads(Path("plans/summary.json").read_bytes())
    assert (summary["persons"], summary["planned"], len(summary["refused"])) == (2, 1, 1)


@pytest.mark.skipif(AS_ROOT, reason="root reads every folder")
def test_one_closed_folder_does_not_stop_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    write(Path("people", "nina.json"), NINA)
    Path("people", "closed").mkdir(mode=0o000)
    said = run(capsys, "plan", "people", "--out", "plans")
    assert said.code == 1
    assert "people/closed: cannot be read" in said.err
    assert "1 plan written" in said.err


@POSIX
def test_a_pipe_in_place_of_a_file_is_refused_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("pipe.json")
    for path in ("pipe.json", "/dev/null"):
        said = run(capsys, "plan", path)
        assert said.code == 1
        assert f"{path}: not a regular file" in said.err


@POSIX
@pytest.mark.parametrize("line", ["cat nina.json | W plan /dev/stdin", "W plan <(cat nina.json)"])
def test_what_a_shell_hands_over_is_read(line: str) -> None:
    code, out, err = shell(line)
    assert (code, err) == (0, "")
    assert "nina" in out


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["plan", ""], 1, "person: the path is empty"),
        (["plan", "nina.json", "--out", ""], 1, "--out: the path is empty"),
        (["plan", "nina.json", "--decisions", ""], 1, "--decisions: the path is empty"),
        (["explain", ""], 1, "plan: the path is empty"),
        (["demo", "--out", ""], 1, "--out: the path is empty"),
        (["plan", "nina.json", "--jobs", "-1"], 2, "--jobs -1: write 1 or more"),
        (["plan", "nina.json", "--at", "nonsense"], 1, "waymark: --at nonsense: "),
        (["explain", "empty.json"], 1, "empty.json: not a plan (the file is empty"),
        (["replay", "empty.json"], 1, "empty.json: not a plan (the file is empty"),
        (["score", "phq9", "empty.json"], 1, "empty.json: the file is empty"),
        (["knowledge", "show", ""], 1, "give one, such as phq9"),
    ],
)
def test_an_argument_that_says_nothing_is_refused(
    words: list[str], code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(Path("empty.json"), b"")
    said = run(capsys, *words)
    assert said.code == code
    assert says in said.err
    assert "nina.json" not in said.err
