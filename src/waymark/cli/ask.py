"""`waymark ask PERSON.json`: hold an interview, go on with one, or hand its next question to another program."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

import msgspec

from waymark.cli.asking import End, Session
from waymark.cli.clock import now, refuse_future
from waymark.cli.errors import DONE, Refused
from waymark.cli.inputs import open_release, read_bytes, refuse_empty
from waymark.cli.language import language_of
from waymark.cli.packs import installed_words
from waymark.cli.parser import Parser
from waymark.cli.saving import alone, save, unused
from waymark.planning.asking.interview import Interview, begin
from waymark.planning.prepare import Prepared, prepare
from waymark.planning.situation import Documents
from waymark.record.documents.common import Moment
from waymark.record.documents.decisions import Decisions
from waymark.record.documents.person import Person
from waymark.record.errors import RecordError
from waymark.record.reading import read_decisions, read_person, read_programme
from waymark.record.rows import latest_noted, person_rows
from waymark.record.time import cut, stamp
from waymark.record.validate import validate
from waymark.rendering.asking import Screens
from waymark.rendering.shown import shown

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Hold the interview; 1 when the input says no. Stopping is no error."""
    parser = _parser()
    options = parser.parse_args(words)
    for name in ("person", "out", "programme", "decisions", "new", "by"):
        refuse_empty(f"--{name}" if name != "person" else name, getattr(options, name))
    if options.next and options.format != "json":
        parser.error("--next gives a question to a program; add --format json")
    if options.format == "json" and not options.next:
        parser.error("--format json goes with --next")
    desk = _Desk(options)
    interview = desk.open()
    if options.answer:
        from waymark.cli.answers import apply_answers

        interview = apply_answers(interview, options.answer, options.lang)
        desk.check(interview)
        desk.keep(interview)
    if options.next:
        from waymark.cli.answers import next_step

        sys.stdout.write(msgspec.json.format(msgspec.json.encode(next_step(interview)), indent=2).decode() + "\n")
        return DONE
    return DONE if options.answer else _hold(interview, desk, options)


class _Desk:
    """The document on the disk, and what it is read with."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.source = Path(options.person)
        self.target = Path(options.out) if options.out else self.source
        # What is on the disk as far as we know: something else there was written by somebody else.
        self._written: bytes | None = None

    def open(self) -> Interview:
        """The interview as far as the documents go. Raises Refused."""
        options = self.options
        try:
            person = self._person()
            # Put to the person, or read aloud to them: in their language unless another one is said.
            options.lang = options.lang or language_of(person) or "en"
            at = self._moment(person)
            prepared = self._prepared()
            validate(person, prepared.release, str(self.source))
            if options.at is None:
                refuse_future(person, str(self.source))
            decisions = self._decisions(prepared, person)
            documents = Documents(person=person, record=b"", decisions=decisions)
            interview = begin(
                prepared,
                documents,
                at,
                answered_by=options.answered_by,
                attended=not options.unattended,
                full=options.full or None,
                by=options.by,
                go_on=options.go_on,
                packs=installed_words(prepared.release, options.lang),
            )
        except RecordError as error:
            raise Refused(str(error)) from None
        if self._written is None:
            self.keep(interview)
        return interview

    def _person(self) -> Person:
        new = self.options.new
        for path in (self.source, self.target) if new is not None else (self.target,):
            if os.path.lexists(path) and (new is not None or not _same(self.source, path)):
                # It may be the record of somebody else, or hold the answers of an earlier sitting.
                instead = "leave out --new to go on with it" if new is not None else f"go on with it: ask {path}"
                raise Refused(f"{path}: is there already; name another file, or {instead}")
        if new is not None:
            self.source = self.target
            return Person(format="waymark.person/1", id=new)
        raw = read_bytes(self.source)
        if _same(self.source, self.target):
            self._written = raw
        return read_person(raw, str(self.source))

    def _moment(self, person: Person) -> Any:
        from waymark.cli.make import moment_of, refuse_other_time

        at = moment_of(self.options.at)
        refuse_other_time(self.options.at, person, str(self.source))
        if at is not None and (last := latest_noted(person_rows(person))) is not None and _earlier(at, last):
            raise Refused(
                f"--at {self.options.at}: {self.source} holds what was noted on {last}, and an interview cannot be "
                "earlier; say a later moment, or leave --at out"
            )
        if at is not None or person.anchor is not None:
            return at
        return now()

    def _prepared(self) -> Prepared:
        release = open_release(self.options.overlay, self.options.lang)
        programme = None
        if self.options.programme:
            programme = read_programme(read_bytes(Path(self.options.programme)), self.options.programme)
        return prepare(release, programme, self.options.lang)

    def _decisions(self, prepared: Prepared, person: Person) -> Decisions | None:
        if not self.options.decisions:
            return None
        from waymark.record.validate_decisions import validate_decisions

        where = self.options.decisions
        decisions = read_decisions(read_bytes(Path(where)), where)
        validate_decisions(decisions, prepared.release, person, where)
        return decisions

    def check(self, interview: Interview) -> None:
        """Refuse what another program noted if it could not be read again. Raises Refused."""
        try:
            person = read_person(msgspec.json.encode(interview.person), "--answer")
            validate(person, interview.prepared.release, "--answer")
        except RecordError as error:
            raise Refused(str(error)) from None
        if self.options.at is None:
            refuse_future(person, "--answer")

    def keep(self, interview: Interview) -> None:
        """Put the document on the disk. Whatever somebody else wrote there meanwhile is never overwritten."""
        content = msgspec.json.format(msgspec.json.encode(interview.person), indent=2) + b"\n"
        with alone(self.target):
            found = self.target.read_bytes() if self.target.exists() else None
            if found != self._written:
                aside = unused(self.target.with_name(f"{self.target.stem}.interview{self.target.suffix}"))
                save(aside, content)
                raise Refused(
                    f"{self.target}: something else changed it meanwhile, so it was left as it is; "
                    f"the answers of this interview are in {aside}"
                )
            save(self.target, content)
            self._written = content


def _earlier(at: Moment, last: Moment) -> bool:
    try:
        return cut(at) < stamp(last)
    except ValueError:  # no moment: refused with what is wrong with it when the interview begins
        return False


def _same(one: Path, other: Path) -> bool:
    """Both names lead to one file."""
    return one == other or (one.exists() and other.exists() and one.samefile(other))


def _hold(interview: Interview, desk: _Desk, options: argparse.Namespace) -> int:
    """At the terminal, or with answers from a pipe."""
    screens = Screens(sys.stdout, options.lang)
    person = interview.person
    screens.hello(person.about.called or person.id, len(person.facts) + sum(len(a.items) for a in person.answers))
    session = Session(interview, screens, _read, desk.keep)
    try:
        end = session.run()
    except KeyboardInterrupt:
        # Whatever was answered is on the disk.
        sys.stdout.write("\n")
        end = "stopped"
    _close(session, end, desk, options)
    return DONE


def _read() -> str | None:
    """One line, with its mark; None where somebody stops or the input ends. What comes from a pipe is shown as if it
    had been typed."""
    sys.stdout.write("> ")
    sys.stdout.flush()
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        line = ""
    except UnicodeDecodeError:
        line = "\ufffd\n"
    if not sys.stdin.isatty():
        sys.stdout.write(shown(line if line.endswith("\n") else line + "\n"))
    return line.rstrip("\n") if line else None


def _close(session: Session, end: End, desk: _Desk, options: argparse.Namespace) -> None:
    """Where it stands, how to go on, and the command for the plan."""
    screens, say = session.screens, session.screens.say
    said = {"whole": "whole full" if session.interview.room.full else "whole", "stopped": "stopped"}
    if end == "not today":
        screens.lines(say("not today"), blank=True)
    elif end == "emergency":
        screens.lines(say("now goes on"), blank=True)
    else:
        screens.lines(say(said[end]), blank=True)
    if session.answers:
        screens.lines(say("asked so far", questions=session.answers, minutes=max(1, round(session.minutes))))
    if end != "whole":
        screens.lines(say("provisional" if session.progress.safety_settled else "safety open"))
    again = [*_shared(options), *(["--lang", options.lang] if options.lang != "en" else [])]
    if end != "whole":
        who = ["--answered-by", "person"] if options.answered_by == "person" else []
        screens.command(say("go on with"), _command("ask", desk.target, [*again, *who]))
    screens.command(say("plan with"), _command("plan", desk.target, again))


def _shared(options: argparse.Namespace) -> list[str]:
    found = [word for path in options.overlay for word in ("--overlay", path)]
    for name in ("programme", "decisions"):
        if getattr(options, name):
            found += [f"--{name}", getattr(options, name)]
    return found


def _command(job: str, path: Path, words: list[str]) -> str:
    from shlex import quote

    return " ".join(["waymark", job, quote(str(path)), *map(quote, words)])


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="waymark ask",
        description="Hold an interview that asks only what can still change the plan; every answer is kept at once.",
    )
    add = parser.add_argument
    add("person", help="the person document; it is written to as answers come")
    add("--new", metavar="ID", help="begin a new document with this id")
    add("--out", metavar="FILE", help="write here instead, and leave the document as it is")
    add("--programme", metavar="FILE", help="what is offered here (waymark.programme/1)")
    add("--decisions", metavar="FILE", help="what was decided so far (waymark.decisions/1)")
    add("--overlay", metavar="PATH", action="append", default=[], help="a site's changes to the library; repeatable")
    add("--lang", choices=("en", "es"), help="language of the interview; default: the person's, or en")
    add("--answered-by", choices=("person", "clinician"), default="clinician", help="who sits at the terminal")
    add("--by", metavar="NAME", help="who notes the answers")
    add("--unattended", action="store_true", help="nobody is there who can act at once; leaves out what needs that")
    add("--full", action="store_true", help="a full assessment: also what no longer changes the plan")
    add("--go-on", action="store_true", help="an emergency or a bad day is looked after; ask all the same")
    add("--at", metavar="MOMENT", help="a date, a date with a time, or day:N; default: now")
    add("--answer", metavar="ID=VALUE", action="append", default=[], help="note an answer and stop; repeatable")
    add("--next", action="store_true", help="print the next question and stop (with --format json)")
    add("--format", choices=("text", "json"), default="text", help="json: for --next")
    return parser
