"""From rows to readings: facts that were asked, forms that were scored, measures that were taken."""

from collections.abc import Mapping

from waymark.knowledge.model.fact import Fact, Measured
from waymark.knowledge.model.instrument import Instrument
from waymark.logic import Known
from waymark.record.documents.decisions import Decision
from waymark.record.documents.person import AnswerRow, FactRow, MeasureRow
from waymark.record.errors import RecordError
from waymark.record.index import Index
from waymark.record.readings import Board, Reading
from waymark.record.scored import ScoreValue
from waymark.record.time import DAY, Calendar, stamp

__all__ = ["Numbered", "gather_answers", "gather_facts", "gather_measures", "gather_settled", "yields_score"]

# A row with its place in the document, as amended by corrections.
Numbered = tuple[str, FactRow]


def gather_facts(board: Board, rows: list[tuple[str, FactRow]], calendar: Calendar) -> None:
    """Facts found out by asking. A declined or unknown answer never erases what was known before."""
    facts = board.index.facts
    for place, row in rows:
        fact = facts.get(row.fact)
        if fact is None:
            continue
        if row.value == "declined":
            board.declined[row.fact] = None
            continue
        value = board.index.known(fact, row.value)
        if value is None:
            continue
        at = stamp(row.at)
        if fact.type == "days since":
            value = _grown(value, calendar.day - at // DAY)
        noted = at if row.noted is None else stamp(row.noted)
        board.add(fact, Reading(value, at, noted, "asked", (row.id or place,), row.by, row.source))


def gather_settled(board: Board, settled: Mapping[str, Decision], calendar: Calendar) -> None:
    """Facts a clinician settled with judgement. Raises RecordError for a fact or value the release does not know."""
    for name, row in settled.items():
        fact = board.index.facts.get(name)
        if fact is None:
            raise RecordError(f"decision on {row.item}: there is no fact `{name}` to settle; check its id.")
        value = None if row.value is None else board.index.known(fact, row.value)
        if value is None:
            raise RecordError(
                f"decision on {row.item}: `{row.value}` is no value of {name}; give one that it can have."
            )
        at = stamp(row.at)
        if fact.type == "days since":
            value = _grown(value, calendar.day - at // DAY)
        noted = at if row.noted is None else stamp(row.noted)
        board.add(fact, Reading(value, at, noted, "settled", (row.id or row.item,), row.by, "clinician"))


def _grown(value: Known, days: int) -> Known:
    """Days since something, so many days later."""
    return (value[0] + days, value[1] + days) if isinstance(value, tuple) else value


def yields_score(row: AnswerRow, instrument: Instrument) -> bool:
    """Whether the answers yield the instrument's score: official wording, or nobody else's words to begin with."""
    return row.wording in ("official", "pack") or instrument.licence_class == "OWN"


def gather_answers(board: Board, rows: list[tuple[str, AnswerRow]], disagreeing: list[tuple[str, str, str]]) -> None:
    """Facts scored from forms. A later form that says nothing of a score leaves the earlier one standing."""
    forms: dict[tuple[str, str | None], list[tuple[int, str, AnswerRow]]] = {}
    index = board.index
    for place, row in rows:
        key = (row.instrument, row.substance)
        instrument = index.release.instruments.get(row.instrument)
        if key in index.by_score and instrument is not None and yields_score(row, instrument):
            forms.setdefault(key, []).append((stamp(row.at), place, row))
    for key, found in forms.items():
        found.sort(key=lambda form: form[0], reverse=True)
        wanted = dict(index.by_score[key])
        newest = found[0][0]
        for at, place, row in found:
            # Forms of the newest time all speak; older ones only where the newer said nothing.
            form = index.scorer(row.instrument).score(row.items, row.closed, row.scores)
            disagreeing += [(place, row.instrument, name) for name in form.disagreements]
            _take_scores(board, form.scores, wanted, at, place, row)
            if at < newest or len(found) == 1 or found[1][0] < newest:
                wanted = {
                    score: facts for score, facts in wanted.items() if any(f.id not in board.readings for f in facts)
                }
            if not wanted:
                break


def _take_scores(
    board: Board, scores: dict[str, ScoreValue], wanted: dict[str, list[Fact]], at: int, place: str, row: AnswerRow
) -> None:
    noted = at if row.noted is None else stamp(row.noted)
    for name, facts in wanted.items():
        score = scores.get(name)
        if score is None:
            continue
        for fact in facts:
            value = score_known(board.index, fact, score)
            if value is None:
                if score.missing and all(row.items.get(item) == "declined" for item in score.missing):
                    board.declined[fact.id] = None
                continue
            board.add(
                fact,
                Reading(
                    value, at, noted, "scored", (row.id or place,), row.by or row.author, row.source, row.instrument,
                    score.prorated,
                ),
            )  # fmt: skip


def score_known(index: Index, fact: Fact, score: ScoreValue) -> Known | None:
    """What a score says of a fact; None where it says nothing."""
    if score.kind == "truth":
        return score.truth
    full = index.full(fact)
    if score.kind == "category":
        bits = index.options(fact)
        mask = 0
        for option in score.options:
            mask |= bits.get(option, 0)
        return None if mask in (0, full) else mask
    assert isinstance(full, tuple)
    low, high = max(score.low, full[0]), min(score.high, full[1])
    return None if (low, high) == full or low > high else (low, high)


def gather_measures(board: Board, rows: list[tuple[str, MeasureRow]], calendar: Calendar) -> None:
    """Facts computed from measurements and events."""
    index = board.index
    series: dict[str, list[tuple[int, str, MeasureRow]]] = {}
    for place, row in rows:
        if row.measure in index.by_measure:
            series.setdefault(row.measure, []).append((stamp(row.at), place, row))
    for measure, found in series.items():
        found.sort(key=lambda entry: entry[0])
        for fact, measured in index.by_measure[measure]:
            result = _aggregate(index, fact, measured, found, calendar)
            if result is not None:
                value, (at, place, row) = result
                noted = at if row.noted is None else stamp(row.noted)
                reading = Reading(value, at, noted, "measured", (row.id or place,), row.by, row.source)
                reading.counted = measured.aggregate == "count"
                board.add(fact, reading)


Entry = tuple[int, str, MeasureRow]


def _aggregate(
    index: Index, fact: Fact, measured: Measured, found: list[Entry], calendar: Calendar
) -> tuple[Known, Entry] | None:
    """The aggregate's value and the row that dates it; None where the rows do not give it."""
    window = found
    if measured.window_days is not None:
        since = (calendar.day - measured.window_days) * DAY
        window = [entry for entry in found if entry[0] > since]
    if not window:
        return None
    last = window[-1]
    kind = measured.aggregate
    if kind in ("any", "count", "share", "streak", "days_since"):
        return _counted(fact, measured, window, calendar)
    if kind == "latest":
        value = _value(index, fact, last[2], measured.equals)
        return None if value is None else (value, last)
    if kind == "baseline":
        value = _value(index, fact, found[0][2], measured.equals)
        return None if value is None else (value, found[0])
    first, now = _number(found[0][2]), _number(last[2])
    if first is None or now is None or len(found) < 2:
        return None
    if kind == "change":
        return (now - first, now - first), last
    if first == 0:
        return None
    percent = 100.0 * (now - first) / first
    return (percent, percent), last


def _counted(fact: Fact, measured: Measured, window: list[Entry], calendar: Calendar) -> tuple[Known, Entry] | None:
    hits = [_equals(entry[2], measured.equals) for entry in window]
    matching = [entry for entry, hit in zip(window, hits, strict=True) if hit]
    last = window[-1]
    number: float
    if measured.aggregate == "any":
        return bool(matching), matching[-1] if matching else last
    if measured.aggregate == "days_since":
        if not matching:
            return None
        number = float(calendar.day - matching[-1][0] // DAY)
        return (number, number), matching[-1]
    if measured.aggregate == "count":
        number = float(len(matching))
    elif measured.aggregate == "share":
        number = len(matching) / len(window) * (100.0 if fact.unit in ("%", "percent") else 1.0)
    else:
        number = 0.0
        for hit in reversed(hits):
            if not hit:
                break
            number += 1
    return (number, number), last


def _equals(row: MeasureRow, wanted: str | None) -> bool:
    if wanted is None:
        return row.value is not False
    value = row.value
    if isinstance(value, bool):
        return wanted == ("true" if value else "false")
    return str(value).lower() == wanted.lower() if isinstance(value, str) else wanted == f"{value:g}"


def _number(row: MeasureRow) -> float | None:
    return float(row.value) if isinstance(row.value, int | float) and not isinstance(row.value, bool) else None


def _value(index: Index, fact: Fact, row: MeasureRow, equals: str | None) -> Known | None:
    if equals is not None and fact.type == "boolean":
        return _equals(row, equals)
    return index.known(fact, row.value)
