"""Making one plan from files: read, check against the release, compose, encode."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ParamSpec, TypeVar

import msgspec

from waymark.cli.clock import refuse_future
from waymark.cli.errors import Refused, complain
from waymark.cli.inputs import open_release, read_bytes
from waymark.cli.store import keep_release
from waymark.knowledge.release import Release
from waymark.planning.compose import Documents, compose
from waymark.planning.plan import Plan
from waymark.planning.prepare import Prepared, prepare
from waymark.record.canonical import canonical
from waymark.record.documents.person import Person
from waymark.record.errors import RecordError
from waymark.record.reading import read_decisions, read_person, read_programme
from waymark.record.validate import validate

__all__ = ["Maker", "moment_of", "refuse_other_time"]

P = ParamSpec("P")
T = TypeVar("T")


class Maker:
    """A release, a programme and a language, ready for any number of persons."""

    def __init__(
        self,
        programme: str | None,
        overlays: Sequence[str],
        language: str,
        at: str | None,
        release: Release | None = None,
    ) -> None:
        self.release = release or open_release(overlays, language)
        self.language = language
        self.at = moment_of(at)
        self._said = at
        self._encoder = msgspec.json.Encoder()
        self.use_programme(None if programme is None else read_bytes(Path(programme)), str(programme))
        for sentence in self.unused:
            complain(sentence)
        if release is None:
            keep_release(self.release)

    def use_programme(self, raw: bytes | None, where: str) -> None:
        """Plan with this programme from now on; without one, with the reference programme."""
        offered = None
        # What the programme offers and no plan will use, one sentence each.
        self.unused: tuple[str, ...] = ()
        if raw is not None:
            from waymark.record.validate_programme import validate_programme

            offered = _reading(read_programme, raw, where)
            self.unused = _reading(validate_programme, offered, self.release, where)
        self._programme_json = None if raw is None else canonical(raw)
        self.prepared: Prepared = prepare(self.release, offered, self.language)

    def make(self, person: Path, decisions: Path | None = None) -> Plan:
        """The plan of one person; raises Refused with one sentence when the input says no."""
        raw = read_bytes(person)
        decided = read_bytes(decisions) if decisions is not None else None
        return self.make_from(raw, str(person), decided, str(decisions))

    def make_from(self, raw: bytes, where: str, decided: bytes | None = None, decided_where: str = "") -> Plan:
        """As `make`, from bytes already read."""
        return self.compose(self.read(raw, where, decided, decided_where), where)

    def read(self, raw: bytes, where: str, decided: bytes | None = None, decided_where: str = "") -> Documents:
        """A record and its decisions, checked against the release."""
        record = _reading(read_person, raw, where)
        _reading(validate, record, self.release, where)
        refuse_other_time(self._said, record, where)
        if self.at is None:
            refuse_future(record, where)
        decisions = None
        if decided is not None:
            from waymark.record.validate_decisions import validate_decisions

            decisions = _reading(read_decisions, decided, decided_where)
            _reading(validate_decisions, decisions, self.release, record, decided_where)
            if self.at is None:
                refuse_future(decisions, decided_where)
        return Documents(
            person=record,
            record=canonical(raw),
            decisions=decisions,
            decisions_json=canonical(decided) if decided is not None else None,
            programme_json=self._programme_json,
        )

    def compose(self, documents: Documents, where: str) -> Plan:
        """The plan of documents that were read."""
        try:
            return compose(self.prepared, documents, self.at)
        except RecordError as error:
            raise Refused(f"{where}: {error}") from None

    def encode(self, plan: Plan) -> bytes:
        """The plan as JSON, the same bytes for the same input."""
        return self._encoder.encode(plan)

    def html(self, plan: Plan) -> str:
        from waymark.rendering.page import render_page

        return render_page(plan, self._going(plan))

    def text(self, plan: Plan, width: int = 100) -> str:
        from waymark.rendering.terminal import render_text

        return render_text(plan, width, self._going(plan))

    def print(self, plan: Plan) -> None:
        from waymark.rendering.terminal import print_plan

        print_plan(plan, sys.stdout, self._going(plan))

    def _going(self, plan: Plan) -> tuple[str, ...]:
        from waymark.cli.going import going_on

        return going_on(plan, self.prepared)


def moment_of(at: str | None) -> str | int | None:
    """The moment of `--at`: as written, or the number after `day:`. Raises Refused."""
    if at is None or not at.startswith("day:"):
        return at
    try:
        return int(at[4:])
    except ValueError:
        raise Refused(f"--at {at}: after “day:” stands a whole number, such as day:28") from None


def refuse_other_time(at: str | None, person: Person, where: str) -> None:
    """Refuse a moment of `--at` that counts otherwise than the record: no fault of the record."""
    if at is None or at.startswith("day:") is (person.anchor is not None):
        return
    counts, such = ("dates", "2026-11-03") if person.anchor is None else (f"days from “{person.anchor}”", "day:28")
    raise Refused(f"--at {at}: {where} counts in {counts}; write one such as {such}")


def _reading(read: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """Call a reader; what it refuses becomes the one sentence of the command."""
    try:
        return read(*given, **named)
    except RecordError as error:
        raise Refused(str(error)) from None
