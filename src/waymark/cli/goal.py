"""`waymark goal`: a person's own words to goals they can choose from."""

import argparse
import datetime
import sys
from pathlib import Path

import msgspec

from waymark.cli.clock import WRITTEN, refuse_future
from waymark.cli.errors import DONE, Refused, complain
from waymark.cli.inputs import open_release, read_bytes, refuse_empty
from waymark.cli.language import language_of_record
from waymark.cli.make import moment_of, refuse_other_time
from waymark.cli.parser import Parser
from waymark.planning.phrases import LANGUAGES
from waymark.planning.prepare import Prepared, prepare
from waymark.planning.situation import Documents, Situation, read_situation
from waymark.planning.wording_goals.asked import ANSWERS
from waymark.planning.wording_goals.goal import Proposal
from waymark.planning.wording_goals.phrases import AREAS
from waymark.planning.wording_goals.proposing import Chosen
from waymark.planning.wording_goals.word import MOST_CHARACTERS, Wording, word_goal
from waymark.record.documents.decisions import OWN
from waymark.record.errors import RecordError, nearest
from waymark.record.reading import read_person
from waymark.record.time import Calendar
from waymark.record.validate import validate

__all__ = ["run"]

# Names of the letters, and how people call them.
_ALSO = {
    "time_bound": "by",
    "time-bound": "by",
    "when": "by",
    "why": "relevant",
    "what": "specific",
    "start": "baseline",
}


def run(words: list[str]) -> int:
    """Word a goal; with --write record it."""
    options = _parser().parse_args(words)
    refuse_empty("--person", options.person)
    refuse_empty("--write", *options.write)
    text = _text(options.text)
    answers = _answers(options.set)
    record = None if options.person is None else read_bytes(Path(options.person))
    language = options.lang or (None if record is None else language_of_record(record)) or LANGUAGES[0]
    release = open_release((), language)
    prepared = prepare(release, None, language)
    chosen = _chosen(prepared, options)
    if options.write and options.person is None:
        raise Refused("--write records for a person; add --person PERSON.json")
    situation = None if record is None else _situation(prepared, record, Path(options.person), options.at)
    calendar = _calendar(options.at) if situation is None else situation.calendar
    goal = word_goal(Wording(prepared), text, calendar, situation=situation, answers=answers, chosen=chosen)
    if (options.set or options.write) and goal.standing != "danger":
        _one(goal.proposals, options)
    if options.format == "json":
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(goal), indent=2) + b"\n")
        sys.stdout.buffer.flush()
    else:
        from waymark.rendering.goal import print_goal

        print_goal(goal, sys.stdout)
    if options.write:
        from waymark.cli.goal_write import write_goal

        assert situation is not None
        for line in write_goal(goal, situation, [Path(p) for p in options.write], own=options.goal == OWN):
            complain(line)
    return DONE


def _text(text: str) -> str:
    """The words as they came; from standard input where the text is `-`."""
    if text == "-":
        try:
            text = sys.stdin.buffer.read(4 * MOST_CHARACTERS + 1).decode("utf-8")
        except UnicodeDecodeError as error:
            if error.start < 4 * MOST_CHARACTERS - 4:
                raise Refused(
                    f"the text: byte {error.start} is not UTF-8; write the words as UTF-8, such as from an editor"
                ) from None
            text = "x" * (MOST_CHARACTERS + 1)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise Refused("the text: not all of it is UTF-8; write the words as UTF-8, such as from an editor") from None
    if len(text) > MOST_CHARACTERS:
        raise Refused(
            f"the text: more than {MOST_CHARACTERS:,} characters; say in a few sentences what is wanted. If someone "
            "may be in danger, do not wait: call or text 988, or call 911"
        )
    if not text.strip():
        raise Refused("the text: there are no words; write what the person wants, in their own words")
    return text


def _answers(given: list[str]) -> dict[str, str]:
    """Answers by name, from `--set name=value`."""
    answers: dict[str, str] = {}
    for each in given:
        name, sign, value = each.partition("=")
        name = _ALSO.get(name.strip().lower(), name.strip().lower())
        if name not in ANSWERS:
            raise Refused(f"--set {each[:60]}: there is no answer “{name[:40]}”{nearest(name, ANSWERS) or _known()}")
        if not sign or not value.strip():
            raise Refused(f"--set {each[:60]}: nothing stands after the name; write {name}=VALUE")
        if len(value) > MOST_CHARACTERS or "\ud800" <= max(value) <= "\udfff":
            raise Refused(f"--set {name}: too long, or not UTF-8; write a short answer")
        answers[name] = value
    return answers


def _known() -> str:
    return f"; answers are {', '.join(ANSWERS)}"


def _chosen(prepared: Prepared, options: argparse.Namespace) -> Chosen:
    area = options.area
    if area is not None and area not in AREAS:
        help_ = nearest(area, tuple(AREAS)) or f"; areas are {', '.join(AREAS)}"
        raise Refused(f"--area {area[:40]}: there is no such area{help_}")
    if options.goal in (None, OWN):
        return Chosen(area=area)
    name, _, substance = options.goal.removeprefix("goal:").partition(":")
    pattern = prepared.goals.get(name)
    if pattern is None:
        help_ = nearest(name, tuple(prepared.goals)) or "; list them with `waymark knowledge list goals`"
        raise Refused(f"--goal {name[:40]}: there is no such goal{help_}")
    named = any(problem.per_substance and name in problem.goals for problem in prepared.problems.values())
    if named is not bool(substance) or (substance and substance not in prepared.substances):
        known = ", ".join(prepared.substances)
        raise Refused(
            f"--goal {options.goal[:60]}: this goal is of one substance; write {name}:SUBSTANCE with one of {known}"
            if named
            else f"--goal {options.goal[:60]}: this goal has no substance; write {name}"
        )
    return Chosen(area=area, goal=name, substance=substance or None)


def _situation(prepared: Prepared, raw: bytes, path: Path, at: str | None) -> Situation:
    try:
        person = read_person(raw, str(path))
        validate(person, prepared.release, str(path))
        refuse_other_time(at, person, str(path))
        if at is None:
            refuse_future(person, str(path))
        return read_situation(prepared, Documents(person=person, record=raw), moment_of(at))
    except RecordError as error:
        raise Refused(str(error) if str(path) in str(error) else f"{path}: {error}") from None


def _calendar(at: str | None) -> Calendar:
    """Without a person: the day that was said, or today."""
    if at is None:
        return Calendar(max(datetime.date.today(), WRITTEN).isoformat(), None)
    try:
        return Calendar(at, None)
    except ValueError as error:
        raise Refused(f"--at {at}: {error}") from None


def _one(proposals: tuple[Proposal, ...], options: argparse.Namespace) -> None:
    """Answers and records are about one goal."""
    if len(proposals) > 1 and options.goal is None:
        ways = [f"--goal {p.draft.item.removeprefix('goal:')}" for p in proposals if p.draft is not None]
        raise Refused(f"the words hold {len(proposals)} goals; choose one first: {' or '.join(ways) or '--area AREA'}")


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="waymark goal",
        description="Word a goal: from a person's own words to a SMART goal, letter by letter.",
    )
    add = parser.add_argument
    add("text", help="the words, in quotes; - reads them from standard input")
    add("--person", metavar="FILE", help="a person document: baselines, readiness and dangers are read from it")
    add("--area", metavar="AREA", help=f"the area people chose: {', '.join(AREAS)}")
    add("--goal", metavar="GOAL", help=f"the goal people chose, such as GO-15 or GO-04:cocaine; or {OWN}, as said")
    add("--set", metavar="NAME=VALUE", action="append", default=[], help=f"an answer: {', '.join(ANSWERS)}; repeatable")
    add(
        "--lang",
        choices=LANGUAGES,
        help="language of the answer; default: the person's, where their record says it, else en",
    )
    add("--format", choices=("text", "json"), default="text")
    add(
        "--at",
        metavar="MOMENT",
        help="a date, or day:N with a record that counts days; default: latest noted time, or today",
    )
    add(
        "--write",
        metavar="FILE",
        action="append",
        default=[],
        help="a person or decisions document to record it in; repeatable",
    )
    return parser
