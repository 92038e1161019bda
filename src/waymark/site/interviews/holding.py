"""An interview as it stands in the record now: made anew from the rows at each request, so that nothing is ever behind.

A request that asks costs reading the record and some ten milliseconds of thinking (see `bench/next_question.py`).
"""

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from waymark.exchange.questionnaires.at_hand import words_at_hand
from waymark.exchange.questionnaires.notes import QuestionnaireError
from waymark.planning.asking.interview import Interview as Asking
from waymark.planning.asking.interview import begin
from waymark.planning.asking.room import PackWords
from waymark.planning.situation import Documents
from waymark.record.documents.common import Moment
from waymark.record.documents.person import Person as Record
from waymark.record.home import home
from waymark.record.reading import read_decisions, read_person
from waymark.record.rows import latest_noted, person_rows
from waymark.record.time import cut, stamp
from waymark.record.validate import validate
from waymark.site.days import minute
from waymark.site.interviews.models import Interview, OwnPart
from waymark.site.interviews.state import IDLE, State, open_state
from waymark.site.people.models import Person
from waymark.site.plans.library import library, prepared
from waymark.site.plans.selectors import decisions_of
from waymark.site.records.selectors import document_of

__all__ = ["Held", "ask_of", "hold", "moment_of", "packs"]


class Held(msgspec.Struct, frozen=True):
    """A sitting with the interview at its point. `by`: the name that its rows carry."""

    sitting: Interview | OwnPart
    state: State
    asking: Asking

    @property
    def own(self) -> bool:
        """The person answers alone."""
        return isinstance(self.sitting, OwnPart)


def hold(sitting: Interview | OwnPart, *, by: str, language: str, now: datetime) -> Held:
    """The interview of this sitting as it stands. Raises RecordError where the record cannot be read."""
    state = open_state(sitting)
    person = sitting.person
    record = _record(person)
    at = moment_of(record, state.at, sitting.last_at, now)
    own = isinstance(sitting, OwnPart)
    asking = ask_of(
        person, record, at,
        by="person" if own else by,
        language=state.language or language,
        answered_by="person" if own else "clinician",
        attended=not own or sitting.attended,
        go_on=state.go_on,
    )  # fmt: skip
    state = msgspec.structs.replace(state, at=at)
    asking = asking.sitting_on(current=state.current, told=state.told, aside=state.aside, asked=state.answers)
    return Held(sitting, state, asking)


def ask_of(
    person: Person,
    record: Record | None,
    at: Moment,
    *,
    by: str,
    language: str,
    answered_by: Literal["person", "clinician"] = "clinician",
    attended: bool = True,
    go_on: bool = False,
) -> Asking:
    """An interview with this person at a moment. A form is put to somebody who is alone only in its own words."""
    ready = prepared(language, person.programme.offers)
    record = record if record is not None else _record(person)
    written = decisions_of(person)
    words = packs(language)
    return begin(
        ready,
        Documents(
            person=record,
            record=b"",
            decisions=read_decisions(written, "the decisions") if written is not None else None,
        ),
        at,
        answered_by=answered_by,
        attended=attended,
        forms=frozenset(words) if answered_by == "person" else None,
        packs=words,
        by=by,
        go_on=go_on,
    )


def moment_of(record: Record, kept: Moment | None, last: datetime | None, now: datetime) -> Moment:
    """The moment of what is answered now: that of the sitting, until it rested or somebody noted something later."""
    latest = latest_noted(person_rows(record))
    if record.anchor is not None:
        return latest if latest is not None else 0
    if kept is None or last is None or now - last > IDLE or isinstance(kept, int):
        return minute(now)
    return minute(now) if latest is not None and cut(kept) < stamp(latest) else kept


def _record(person: Person) -> Record:
    record = read_person(document_of(person), "the record")
    validate(record, library(), "the record")
    return record


def packs(language: str) -> dict[str, PackWords]:
    """Official wording installed on this site; none where one of the files cannot be read."""
    folder = home() / "packs"
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    return _packs(folder, language, tuple((path.name, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=4)
def _packs(folder: Path, language: str, files: tuple[tuple[str, int], ...]) -> dict[str, PackWords]:
    if not files:
        return {}
    try:
        return words_at_hand(folder, library(language), language)
    except QuestionnaireError:
        return {}
