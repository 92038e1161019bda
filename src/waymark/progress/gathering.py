"""From the rows of a record to values over time: facts asked, forms scored, measures taken, events followed."""

from collections.abc import Mapping
from typing import Any

import msgspec

from waymark.knowledge.model.course import Track
from waymark.knowledge.model.fact import Fact
from waymark.knowledge.model.instrument import Instrument, Score
from waymark.planning.situation import Situation
from waymark.record.corrections import standing_rows
from waymark.record.documents.person import AnswerRow, MeasureRow
from waymark.record.gather import yields_score
from waymark.record.index import Index, index_of
from waymark.record.time import DAY, stamp

__all__ = ["Event", "Gathered", "Rows", "Values", "gather", "rows_of"]

# Table -> rows with their places, as they stand at the moment.
Rows = Mapping[str, list[tuple[str, Any]]]


class Values(msgspec.Struct):
    """The exact values of one fact: day -> value; of several on one day the last noted. `score`: what scored it."""

    fact: Fact
    by_day: dict[int, float]
    score: Score | None = None
    stamps: dict[int, tuple[int, int]] = {}

    def take(self, at: int, noted: int, value: float) -> None:
        day = at // DAY
        if day not in self.stamps or self.stamps[day] <= (at, noted):
            self.stamps[day] = (at, noted)
            self.by_day[day] = value


class Gathered(msgspec.Struct):
    """All that is followed: numbers by fact, events by track and substance."""

    values: dict[str, Values]
    events: "dict[tuple[str, str | None], list[Event]]"


class Event(msgspec.Struct, frozen=True):
    """One row of a track: whether it went well; None where it speaks neither way."""

    day: int
    well: bool | None


def rows_of(situation: Situation) -> Rows:
    """What was noted by the moment, as corrected by then."""
    return standing_rows(situation.documents.person, situation.calendar)


def gather(situation: Situation, rows: Rows) -> Gathered:
    """What the rows give, to be judged as of any day."""
    return Gathered(_values(situation, rows), _events(situation, rows))


def _values(situation: Situation, rows: Rows) -> dict[str, Values]:
    """Every number that was known exactly at some time, by fact. Bounds are no values: a gap stays a gap."""
    index = index_of(situation.prepared.release)
    found: dict[str, Values] = {}
    for _, row in rows["facts"]:
        fact = index.facts.get(row.fact)
        if fact is not None and fact.type in ("integer", "number"):
            _take(found, fact, None, row, row.value)
    for _, row in rows["measures"]:
        for fact, measured in index.by_measure.get(row.measure, ()):
            if measured.aggregate == "latest" and fact.type in ("integer", "number"):
                _take(found, fact, None, row, row.value)
    for _, row in rows["answers"]:
        _scored(found, index, row)
    return found


def _take(found: dict[str, Values], fact: Fact, score: Score | None, row: Any, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return
    values = found.get(fact.id)
    if values is None:
        values = found[fact.id] = Values(fact, {}, score)
    values.score = values.score or score
    at = stamp(row.at)
    values.take(at, at if row.noted is None else stamp(row.noted), float(value))


def _scored(found: dict[str, Values], index: Index, row: AnswerRow) -> None:
    wanted = index.by_score.get((row.instrument, row.substance))
    instrument = index.release.instruments.get(row.instrument)
    if wanted is None or instrument is None or not yields_score(row, instrument):
        return
    form = index.scorer(row.instrument).score(row.items, row.closed, row.scores)
    for name, facts in wanted.items():
        score = form.scores.get(name)
        if score is None or score.kind != "number" or score.low != score.high:
            continue
        for fact in facts:
            if fact.type in ("integer", "number"):
                _take(found, fact, _score(instrument, name), row, score.low)


def _score(instrument: Instrument, name: str) -> Score | None:
    return next((score for score in instrument.scores if score.id == name), None)


def _events(situation: Situation, rows: Rows) -> dict[tuple[str, str | None], list[Event]]:
    """Rows of every track, by track and substance, in the order of their days."""
    tracks = situation.prepared.release.tracks
    named: dict[str, tuple[Track | None, str | None]] = {
        track.measure: (track, None) for track in tracks.values() if "{substance}" not in track.measure
    }
    spread = [track for track in tracks.values() if "{substance}" in track.measure]
    for substance in situation.prepared.substances:
        named |= {track.measure.replace("{substance}", substance): (track, substance) for track in spread}
    found: dict[tuple[str, str | None], list[Event]] = {}
    for _, row in rows["measures"]:
        track, of = named.get(row.measure, (None, None))
        if track is not None:
            found.setdefault((track.id, of), []).append(Event(stamp(row.at) // DAY, _well(track, row)))
    for events in found.values():
        events.sort(key=lambda event: event.day)
    return found


def _well(track: Track, row: MeasureRow) -> bool | None:
    if not track.good and not track.poor:
        return True
    said = str(row.value).lower()
    return True if said in track.good else False if said in track.poor else None
