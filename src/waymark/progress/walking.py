"""How it goes as of a moment: a pure function of record, decisions, programme, release and moment, like the plan.

Nothing here changes a plan. What is due, what stands out and what could be changed is said; people decide, and their
decisions are rows that the next plan reads.
"""

from waymark.planning.evidence import Evidence
from waymark.planning.lines import decide
from waymark.planning.prepare import Prepared
from waymark.planning.situation import Documents, Situation, read_situation
from waymark.progress.cadence import due_of
from waymark.progress.gathering import Rows, rows_of
from waymark.progress.report import Progress
from waymark.progress.series import follow
from waymark.record.time import DAY, stamp

__all__ = ["look", "look_at"]


def look(prepared: Prepared, documents: Documents, at: str | int | None = None) -> Progress:
    """How it goes for this person at this moment (default: the latest noted time in the documents).

    Takes what `planning.compose.compose` takes. Raises RecordError where a moment cannot be.
    """
    return look_at(read_situation(prepared, documents, at))


def look_at(situation: Situation, *, mute: bool = False) -> Progress:
    """The same from a situation. `mute`: without reasons, several times as fast, for looking over many people."""
    prepared, calendar = situation.prepared, situation.calendar
    evidence = Evidence(prepared, situation.known, mute=mute)
    lines = decide(situation, situation.findings(mute=mute), evidence)
    rows = rows_of(situation)
    goals = (*lines.goals, *lines.later)
    series = follow(situation, rows, goals)
    since = began(situation, rows)
    return Progress(
        format="waymark.progress/1",
        person=situation.documents.person.id,
        at=calendar.show(calendar.day),
        language=prepared.language,
        release=prepared.release.id,
        programme=prepared.programme.name,
        since=None if since is None else calendar.show(since),
        weeks=None if since is None else round((calendar.day - since) / 7, 1),
        series=series,
        due=due_of(situation, evidence, rows, lines.monitoring, goals, series),
    )


def began(situation: Situation, rows: Rows) -> int | None:
    """The day on which care began: the first visit kept, dose noted, or line that somebody agreed to."""
    days = [
        stamp(row.at) // DAY
        for _, row in rows["measures"]
        if row.value == "attended" or row.measure in ("medication.dose_mg", "medication.injection")
    ]
    days += [stamp(row.at) // DAY for row in situation.stand.log if row.decision == "agreed"]
    return min(days, default=None)
