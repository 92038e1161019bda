"""The interview in a real terminal, by somebody who stops at any prompt, turns the window, and types anything."""

import fcntl
import io
import json
import os
import pty
import random
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import Any

import pytest

from tests.integration.command import run, write

AT = ("--at", "2026-11-21T10:00")
COMMAND = [sys.executable, "-c", "import sys; from waymark.cli.main import main; sys.exit(main())"]
BEGUN = {"format": "waymark.person/1", "id": "jo", "about": {"called": "Jo"}}
# What is seen at a glance is one question; the dangers after it are one each.
TYPED = ("none", *["no"] * 7)
CTRL_C, CTRL_D = b"\x03", b"\x04"


def _at_a_terminal() -> None:
    """The terminal is the job's own, and Ctrl-C is heard even where the tests run in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """A terminal of this size with the interview in it."""

    def __init__(self, *words: str, columns: int = 60) -> None:
        self.ours, theirs = pty.openpty()
        self.size(columns)
        self.job = subprocess.Popen(
            [*COMMAND, "ask", *words, *AT], stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
            env={**os.environ, "TERM": "xterm", "NO_COLOR": "1"},
            preexec_fn=_at_a_terminal,
        )  # fmt: skip
        os.close(theirs)
        self.seen = ""

    def size(self, columns: int) -> None:
        fcntl.ioctl(self.ours, termios.TIOCSWINSZ, struct.pack("HHHH", 30, columns, 0, 0))

    def prompt(self, number: int) -> None:
        """Read until so many prompts were shown."""
        end = time.monotonic() + 30
        while self.seen.count("\n> ") < number and (left := end - time.monotonic()) > 0:
            # A prompt that never comes fails the test; it does not hold up the others.
            if select.select([self.ours], [], [], left)[0]:
                self.seen += os.read(self.ours, 65_536).decode().replace("\r\n", "\n")
        assert self.seen.count("\n> ") >= number, self.seen

    def close(self, key: bytes = b"") -> int:
        """The exit code, with all that was said until then.

        `key`: pressed again while nothing happens, as a person would: one that comes between the prompt and the
        waiting for a line is heard only with the next.
        """
        presses = 10
        while True:
            if not select.select([self.ours], [], [], 3)[0]:
                presses -= 1
                assert presses, f"nothing ends it; it said: {self.seen}"
                os.write(self.ours, key)
                continue
            try:
                found = os.read(self.ours, 65_536)
            except OSError:
                break
            if not found:
                break
            self.seen += found.decode().replace("\r\n", "\n")
        os.close(self.ours)
        return self.job.wait(20)


def visible(text: str) -> str:
    """Without what gives it colour."""
    return re.sub("\x1b\\[[0-9;]*m", "", text)


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    return write(tmp_path / "jo.json", BEGUN)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stop", "key"),
    [(stop, (CTRL_C, CTRL_D)[stop % 2]) for stop in range(len(TYPED))],
    ids=lambda said: said if isinstance(said, int) else {CTRL_C: "ctrl-c", CTRL_D: "ctrl-d"}[said],
)
def test_stopping_at_any_prompt_keeps_every_answer(stop: int, key: bytes, person: Path) -> None:
    terminal = Terminal(str(person))
    for number, line in enumerate(TYPED[:stop], start=1):
        terminal.prompt(number)
        os.write(terminal.ours, line.encode() + b"\n")
    terminal.prompt(stop + 1)
    os.write(terminal.ours, key)
    assert terminal.close(key) == 0, terminal.seen
    assert "Traceback" not in terminal.seen
    assert "waymark plan" in terminal.seen
    document = json.loads(person.read_bytes())
    assert len(document.get("facts", ())) >= 2 * min(stop, 2)
    assert sorted(path.name for path in person.parent.iterdir() if path.name != "home") == ["jo.json"]


def test_what_was_named_of_a_list_is_kept_when_it_is_stopped_in_the_middle(
    person: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Typing(io.StringIO):
        def readline(self, *_: Any) -> Any:
            line = super().readline()
            if not line:
                raise KeyboardInterrupt
            return line

    used = {"at": "2026-11-21", "fact": "unrousable", "value": False}
    write(person, {**BEGUN, "facts": [used]})
    monkeypatch.setattr(sys, "stdin", Typing("heroin\n"))
    from waymark.cli.asking import Session
    from waymark.planning.asking.interview import Interview

    monkeypatch.setattr(Session, "_danger", lambda self: None)
    session_next = Interview.next

    def list_first(interview: Any) -> Any:
        from waymark.planning.asking.wording import worded

        topic = interview.catalogue.topics["list:substances"]
        return session_next(interview) if interview.person.lists.substances.rows else worded(
            interview.chooser, topic, matters=True
        )  # fmt: skip

    monkeypatch.setattr(Interview, "next", list_first)
    said = run(capsys, "ask", person, *AT)
    assert said.code == 0, said.err
    (row,) = json.loads(person.read_bytes())["lists"]["substances"]["rows"]
    assert row["substance"] == "heroin"
    # Nobody said that this is all.
    assert "state" not in json.loads(person.read_bytes())["lists"]["substances"]


@pytest.mark.slow
def test_a_window_that_changes_its_size_disturbs_nothing(person: Path) -> None:
    terminal = Terminal(str(person), columns=30)
    terminal.prompt(1)
    assert max(map(len, visible(terminal.seen).splitlines())) <= 30
    for columns in (1, 200, 5):
        terminal.size(columns)
        os.kill(terminal.job.pid, signal.SIGWINCH)
    before = len(terminal.seen)
    os.write(terminal.ours, b"none\n")
    terminal.prompt(2)
    # A window that is hardly one is left to break the lines itself.
    assert max(map(len, visible(terminal.seen[before:]).splitlines())) <= 30
    os.write(terminal.ours, b"stop\n")
    assert terminal.close() == 0
    assert "Traceback" not in terminal.seen


@pytest.mark.parametrize("words", ["ask jo.json", "goal -"])
def test_a_closed_input_is_an_empty_one(words: str, person: Path) -> None:
    ran = subprocess.run(
        ["bash", "-c", 'exec "$@" <&-', "bash", *COMMAND, *words.split(), *(AT if words[0] == "a" else ())],
        cwd=person.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == (0 if words.startswith("ask") else 1), ran.stderr
    assert "Traceback" not in ran.stderr


ODD = (
    "", "²", "٣", "9" * 5000, "1e400", "nan", "inf", "-1", "1.5", "1,5", "yes", "no", "?", "-", "back", "skip", "why",
    "help", "none", "1", "2", "3", "1 2 3", "1,2,9", "0", "00", "2 weeks", "3 weeks ago", "2026-02-30", "2027-01-01",
    "today", "never", "5 to 3", "at least 4", "> 5", "5'11\"", "180 lb", "\x1b[31m", "\u202eevil", "\ufffd", "\x00",
    "a" * 100_000, "sí", "ninguno", "atrás", "no sé", "{x}", "[bold]", "%s", "alcohol", "heroin, alcohol", "done",
    "12 años", "5 kg", "98.6 f", "--help", "' OR 1=1", "9" * 20,
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_anything_typed_leaves_a_record_that_can_be_planned_for(
    seed: int, person: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(f"typing {seed}")
    odd = chance.choice((0.2, 0.5, 0.9))
    lines = [chance.choice(ODD if chance.random() < odd else ("yes", "no", "none", "1", "0")) for _ in range(30)]
    words = ["--lang", chance.choice(("en", "es")), *chance.choice(((), ("--full",), ("--go-on",), ("--unattended",)))]
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    said = run(capsys, "ask", person, *words, *AT)
    assert (said.code, said.err) == (0, "")
    assert not set("\x00\x1b\u202e") & set(said.out)
    assert run(capsys, "plan", person, *AT).code == 0


@pytest.mark.parametrize(
    "answer",
    [
        "form:phq9:item_1=²", "form:phq9:item_1=nan", "form:phq9:item_1=" + "9" * 5000, "age=" + "9" * 5000, "age=²",
        "overdose_days_ago=1.5", "list:substances=[", "list:substances=[1]", "list:substances={}",
        'list:substances=[{"at":"2026-11-21","substance":"alcohol","days_of_30":99}]',
        'list:substances=[{"at":"2026-11-21","substance":"alcohol","last_use":"2027-01-01"}]',
        'list:substances=[{"at":"2026-02-30","substance":"alcohol"}]', 'list:substances=[{"at":4,"substance":"x"}]',
        'list:conditions=[{"at":"2026-11-21","condition":"hiv","state":"gone"}]',
        'list:medicines=[{"at":"2026-11-21"}]', "list:nothing=[]", "list:substances=" + "[" * 5000, "form:phq9=1",
        "form:=1", ":=1", "check:now=nonsense", "limits=no",
    ],
)  # fmt: skip
def test_an_answer_for_machines_is_noted_or_refused_and_never_breaks_the_record(
    answer: str, person: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = person.read_bytes()
    said = run(capsys, "ask", person, "--answer", answer, *AT)
    if answer.startswith("limits"):
        assert said.code == 0
    else:
        assert said.code == 1, said.out
        assert said.err.startswith("waymark: ")
        assert len(said.err) < 700
        assert person.read_bytes() == before
    assert run(capsys, "plan", person, *AT).code == 0


@pytest.mark.parametrize("job", ["plan", "ask", "decide", "knowledge check", ""])
def test_help_that_nobody_can_take_is_said_in_a_sentence(job: str) -> None:
    with open("/dev/full", "wb") as full:
        ran = subprocess.run([*COMMAND, *job.split(), "--help"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert ran.returncode == 1
    (sentence,) = ran.stderr.decode().splitlines()
    assert sentence.startswith("waymark: cannot write the answer")


def test_help_cut_short_by_its_reader_is_quiet() -> None:
    """The reader has gone before anything was written."""
    read, write_to = os.pipe()
    os.close(read)
    ran = subprocess.run([*COMMAND, "ask", "--help"], stdout=write_to, stderr=subprocess.PIPE, check=False)
    os.close(write_to)
    assert (ran.returncode, ran.stderr) == (1, b"")


# The interrupt comes with the first line of the named function of ours, as if somebody's finger had been quick.
EARLY = """
import os, signal, sys
def watch(frame, event, arg):
    if frame.f_code.co_name == {where!r} and "waymark" in frame.f_code.co_filename:
        sys.setprofile(None)
        os.kill(os.getpid(), signal.SIGINT)
sys.setprofile(watch)
from waymark.cli.main import main
sys.exit(main())
"""


@pytest.mark.parametrize("where", ["_begin", "_open_streams", "_done", "_job", "complain", "_person", "run"])
def test_an_interrupt_in_the_first_moments_is_one_sentence(where: str, person: Path) -> None:
    program = EARLY.format(where=where)
    words = ("no-such-job",) if where == "complain" else ("ask", person, *AT)
    ran = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=False)
    assert ran.returncode == 130
    assert ran.stderr.splitlines()[-1] == "waymark: stopped; what was finished is kept."
    assert "Traceback" not in ran.stderr


def test_before_an_interrupt_can_be_answered_nothing_is_loaded_that_takes_time() -> None:
    program = (
        "import sys; before = set(sys.modules); import waymark.cli.main; print(*sorted(set(sys.modules) - before))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert {name for name in ran.stdout.split() if not name.startswith("waymark")} <= {"errno", "gc", "__future__"}
