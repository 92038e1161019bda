"""`waymark knowledge vignettes`: the cases as plain JSON for any planner, and the judgement of its answers."""

import argparse
import sys
from pathlib import Path
from typing import Any

import msgspec

from waymark.cli.errors import DONE, REFUSED, Refused
from waymark.knowledge.look import read
from waymark.knowledge.model.source import Case
from waymark.knowledge.release import load_release
from waymark.knowledge.vignettes import ANSWERS, Answers, Judgement, judge, suite

__all__ = ["run_vignettes"]


def run_vignettes(options: argparse.Namespace) -> int:
    """Print the suite, our own answers (`--run`), or how given answers compare (`--judge`)."""
    cases = [one.entry for one in read().entries["cases"].values()]
    if options.judge:
        return _judge(Path(options.judge), cases, options.format)
    found = _own(cases) if options.run else _suite(cases)
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
    return DONE


def _suite(cases: list[Case]) -> dict[str, Any]:
    from waymark.planning.cases import case_values
    from waymark.planning.prepare import prepare

    prepared = prepare(load_release())
    return suite(load_release(locale=""), cases, lambda case: case_values(prepared, case))


def _own(cases: list[Case]) -> Answers:
    """What this planner says of each outcome that the cases ask about."""
    from waymark.planning.cases import outcome_of_case
    from waymark.planning.prepare import prepare

    prepared = prepare(load_release())
    said: dict[str, dict[str, bool]] = {}
    for case in cases:
        outcome = outcome_of_case(prepared, case)
        said[case.id] = {asked: outcome.holds(asked) for asked in (*case.must, *case.must_not)}
    return Answers(format=ANSWERS, planner=f"waymark, release {prepared.release.id}", answers=said)


def _judge(path: Path, cases: list[Case], form: str) -> int:
    judgement = judge(_answers(path), cases)
    if form == "json":
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(judgement), indent=2) + b"\n")
    else:
        print("\n".join(_lines(judgement)))
    return DONE if judgement.right == judgement.cases else REFUSED


def _answers(path: Path) -> Answers:
    try:
        answers = msgspec.json.decode(path.read_bytes(), type=Answers)
    except OSError as error:
        raise Refused(f"{path}: cannot be read ({error.strerror}); name a file with answers") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(f"{path}: no {ANSWERS}: {error}; see docs/how-to/run-the-vignettes.md for the form") from None
    if answers.format != ANSWERS:
        raise Refused(f"{path}: format is `{answers.format}`; write `{ANSWERS}`")
    return answers


def _lines(judgement: Judgement) -> list[str]:
    share = judgement.right / judgement.cases
    lines = [
        f"{judgement.planner}: {judgement.right:,} of {judgement.cases:,} cases come out as they should, {share:.1%}"
    ]
    lines += [f"  otherwise: {one}" for one in judgement.wrong]
    if judgement.unanswered:
        lines.append(f"  {len(judgement.unanswered):,} outcomes were not answered, such as {judgement.unanswered[0]}")
    return lines
