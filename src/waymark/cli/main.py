"""The `waymark` command. Each job imports its own rooms only when called, so that a plan starts fast."""

import gc
import io
import sys
from collections.abc import Callable, Sequence

from waymark.cli.errors import REFUSED, USAGE, Refused

__all__ = ["main"]

JOBS = {
    "plan": ("plan", "make a plan for one person, or for a folder of persons"),
    "explain": ("explain", "facts, rules and sources behind any line of a plan"),
    "replay": ("replay", "rebuild a plan to the byte"),
    "score": ("score", "score an instrument from answers"),
    "knowledge": ("knowledge", "check, list, show and compare what is known"),
    "import": ("import_", "bring in records of other systems (ctn0094)"),
    "demo": ("demo", "invented people, and the demo itself"),
}

# Jobs about one person, over in the blink of an eye.
SHORT = ("plan", "explain", "replay", "score")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one job; returns the exit code: 0 done, 1 the input says no, 2 usage. Without arguments: as the command."""
    if arguments is not None:
        return _run(list(arguments))
    if sys.argv[1:2] and sys.argv[1] in SHORT:
        # The process ends with its job. Looking for garbage among all the modules and tables it loads would take a
        # fifth of the time of a plan, and once more at the end; a folder of plans switches the collector on again.
        gc.disable()
    _import_msgspec()
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another encoding shows a mark for what it cannot write; a plan does not fail for a dash.
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")
    code = _run(sys.argv[1:])
    gc.freeze()
    return code


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


def _run(words: list[str]) -> int:
    """One job, whatever goes wrong said in a sentence."""
    if not words or words[0] in ("-h", "--help", "help"):
        print(_usage())
        return 0 if words else USAGE
    if words[0] == "--version":
        from waymark import __version__

        print(f"waymark {__version__}")
        return 0
    if words[0] not in JOBS:
        print(f"waymark: there is no job “{words[0]}”; jobs are {', '.join(JOBS)}.", file=sys.stderr)
        return USAGE
    try:
        return _job(words[0])(words[1:])
    except Refused as refusal:
        print(f"waymark: {refusal}", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        sys.stderr.close()
        return REFUSED
    except KeyboardInterrupt:
        print("waymark: stopped; what was finished is kept.", file=sys.stderr)
        return 130


def _job(name: str) -> Callable[[list[str]], int]:
    from importlib import import_module

    module = import_module(f"waymark.cli.{JOBS[name][0]}")
    job: Callable[[list[str]], int] = module.run
    return job


def _usage() -> str:
    lines = [f"  {name:<10} {says}" for name, (_, says) in JOBS.items()]
    return "\n".join(["usage: waymark JOB ...", "", *lines, "", "waymark JOB --help says more of one job."])
