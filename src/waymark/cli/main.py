"""The `waymark` command. Each job imports its own rooms only when called, so that a plan starts fast."""

import errno
import gc
import io
import os
import sys

from waymark.cli.errors import REFUSED, USAGE, Refused, complain

# As in `typing`, which would have to be loaded for it: up to `_run` an interrupt finds nobody who could answer it, so
# nothing is loaded here that Python has not loaded itself.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["main"]

JOBS = {
    "plan": ("plan", "make a plan for one person, or for a folder of persons"),
    "decide": ("decide", "note what one of the two authors decided about a line"),
    "progress": ("progress_", "how it goes: measures over time, what is due, what could be changed"),
    "handover": ("handover", "what goes along with somebody who moves on or leaves, and what stays open"),
    "compare": ("compare", "what is different between two versions of a plan, and why"),
    "ask": ("ask", "hold an interview that asks only what matters"),
    "explain": ("explain", "facts, rules and sources behind any line of a plan"),
    "print": ("print_", "a plan on paper: one page, the full plan or a crisis card, as PDF"),
    "goal": ("goal", "a person's own words to goals they can choose from"),
    "replay": ("replay", "rebuild a plan to the byte"),
    "score": ("score", "score an instrument from answers"),
    "instruments": ("instruments", "install the official wording of questionnaires"),
    "knowledge": ("knowledge", "check, list, show and compare what is known"),
    "outcomes": ("outcomes", "published outcomes of trials, over their tables, weekly words or one record"),
    "evidence": ("evidence", "the risk that somebody is being lost, over trial tables, and its model card"),
    "import": ("import_", "bring in records of other systems (ctn0094)"),
    "demo": ("demo", "invented people, and the demo itself"),
    "serve": ("serve", "the site on this machine; --demo: with invented people"),
    "backup": ("backup", "one sealed file that holds everything of the site"),
    "restore": ("restore", "a site from such a file"),
    "doctor": ("doctor", "what is wrong with this installation, and its cure"),
    "audit": ("audit", "is the audit whole, who saw whom"),
    "outbox": ("outbox", "reminders of appointments, as far as they may go"),
    "worklist": ("worklist", "make the list of what is due anew, or check it"),
    "keys": ("keys", "renew the keys of the site, or look at them"),
    "programme": ("programme", "open a programme of the site, and invite its first manager"),
}

# Jobs about one person, over in the blink of an eye.
SHORT = ("plan", "explain", "print", "replay", "score")


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run one job; returns the exit code: 0 done, 1 the input says no, 2 usage. Without arguments: as the command."""
    if arguments is not None:
        return _run(list(arguments))
    if sys.argv[1:2] and sys.argv[1] in SHORT:
        # The process ends with its job. Looking for garbage among all the modules and tables it loads would take a
        # fifth of the time of a plan, and once more at the end; a folder of plans switches the collector on again.
        gc.disable()
    code = _run(sys.argv[1:], begin=_begin)
    gc.freeze()
    return code


def _begin() -> None:
    _import_msgspec()
    _open_streams()


def _open_streams() -> None:
    """Streams that can be read and written to, or that say why not."""
    if sys.stdin is None:
        # Closed by the caller: there is nothing to read.
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - open as long as the process
    if sys.stdout is None:
        # Closed by the caller: whatever is written fails when it is flushed, and a job that says nothing goes on.
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: SIM115 - open as long as the process
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another encoding shows a mark for what it cannot write; a plan does not fail for a dash.
        if isinstance(stream, io.TextIOWrapper) and (stream.errors == "strict" or stream.encoding.lower() != "utf-8"):
            stream.reconfigure(errors="replace")


def _import_msgspec() -> None:
    """Load msgspec without typing_extensions, which it prefers to `typing` wherever another package brought it along.

    That module takes longer to load than msgspec itself and has nothing that our structs need. It is hidden only while
    msgspec looks for it (decision 0010).
    """
    if "typing_extensions" in sys.modules:
        return
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]
    try:
        import msgspec  # noqa: F401
    finally:
        del sys.modules["typing_extensions"]


def _run(words: list[str], begin: "Callable[[], None] | None" = None) -> int:
    """One job, stopped by whoever started it at whatever moment."""
    try:
        return _said(words, begin)
    except KeyboardInterrupt:
        if begin is not None:
            _hear_no_more()
        complain("stopped; what was finished is kept.")
        return 130


def _hear_no_more() -> None:
    """Whoever is impatient and interrupts the command again changes nothing."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _said(words: list[str], begin: "Callable[[], None] | None") -> int:
    """One job, whatever goes wrong said in a sentence."""
    try:
        try:
            if begin is not None:
                begin()
            code = _done(words)
        except SystemExit as stopped:  # the parser of a job, after its help or its complaint
            sys.stdout.flush()
            raise stopped
        sys.stdout.flush()
        return code
    except Refused as refusal:
        complain(str(refusal))
        return REFUSED
    except BrokenPipeError:
        _drop_output()
        return REFUSED
    except OSError as error:
        _drop_output()
        if error.filename is not None:
            complain(f"{error.filename}: cannot be used ({error.strerror}); check the path")
            return REFUSED
        why = "standard output is closed" if error.errno == errno.EBADF else error.strerror
        complain(f"cannot write the answer ({why}); send it somewhere else")
        return REFUSED


def _drop_output() -> None:
    """What is still to be written goes nowhere: it would fail once more when the process ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        return


def _done(words: list[str]) -> int:
    if not words or words[0] in ("-h", "--help", "help"):
        print(_usage())
        return 0 if words else USAGE
    if words[0] == "--version":
        from waymark import __version__

        print(f"waymark {__version__}")
        return 0
    if words[0] not in JOBS:
        complain(f"there is no job “{words[0]}”; jobs are {', '.join(JOBS)}.")
        return USAGE
    return _job(words[0])(words[1:])


def _job(name: str) -> "Callable[[list[str]], int]":
    from importlib import import_module

    module = import_module(f"waymark.cli.{JOBS[name][0]}")
    job: Callable[[list[str]], int] = module.run
    return job


def _usage() -> str:
    lines = [f"  {name:<11} {says}" for name, (_, says) in JOBS.items()]
    return "\n".join(["usage: waymark JOB ...", "", *lines, "", "waymark JOB --help says more of one job."])
