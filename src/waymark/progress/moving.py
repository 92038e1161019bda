"""A move to other care as it was noted: which, when the first visit is, who goes on with the medicine, what is open.

The facts that rules read here are worked out from rows; a human word stands over them (`course`).
"""

import msgspec

from waymark.progress.noted import day_of_row, last_row
from waymark.progress.walk import Walk
from waymark.record.documents.person import FactRow
from waymark.record.time import DAY, stamp

__all__ = [
    "KINDS",
    "OF_MOVE",
    "Arranged",
    "arranged",
    "doses_noted",
    "may_meet_opioids",
    "must_go_on",
    "of_an_earlier_move",
    "on_medicine",
    "planned",
    "said_yes",
]

_EVER = 10**9
# What is noted for one move, and says nothing of the next.
OF_MOVE = (
    "handover.first_visit_days",
    "handover.second_visit_booked",
    "handover.prescriber_named",
    "handover.medicine_days",
    "handover.card_given",
    "handover.consent_checked",
    "handover.received",
    "handover.first_visit_kept",
)
KINDS = ("step_down", "transfer", "discharge", "leaving_early")
_OPIOIDS = (
    "opioids.used_ever",
    "opioids.disorder",
    "opioids.diagnosed",
    "mat.agonist_current",
    "methadone_current",
    "buprenorphine_current",
    "naltrexone_current",
    "fentanyl_exposure",
    "overdose_ever",
)
# Rows of doses, and for how many days one speaks of a medicine that is taken.
_DOSES = {"medication.dose_mg": 28, "medication.injection": 35}
_ON_MEDICINE = ("mat.agonist_current", "methadone_current", "buprenorphine_current", "naltrexone_current")


class Arranged(msgspec.Struct, frozen=True):
    """Day numbers. `visit`: of the first visit; `covered`: to which the medicine in hand reaches."""

    kind: str | None
    visit: int | None
    visit_text: str | None
    kept: bool
    overdue: bool
    covered: int | None
    gap: int | None


def begun_after(walk: Walk) -> int:
    """The day on which an earlier move was last spoken of: what was noted up to then belongs to that one."""
    rows = sorted((row for _, row in walk.rows["facts"] if row.fact == "handover.kind"), key=lambda row: stamp(row.at))
    while len(rows) > 1 and rows[-1].value == rows[-2].value:
        rows.pop()
    earlier = rows[:-1] if any(row.value in KINDS for row in rows[:-1]) else []
    return day_of_row(earlier[-1]) if earlier else -_EVER


def of_this_move(walk: Walk, fact: str) -> FactRow | None:
    """The latest row of a fact, where it speaks of the move that is prepared now."""
    row = last_row(walk, fact)
    return None if row is None or day_of_row(row) <= begun_after(walk) else row


def said_yes(walk: Walk, fact: str) -> FactRow | None:
    """The same, where it says yes."""
    row = of_this_move(walk, fact)
    return row if row is not None and row.value is True else None


def of_an_earlier_move(walk: Walk) -> tuple[str, ...]:
    """Facts whose last word is about a move that is over: for this one nobody said it yet."""
    return tuple(name for name in OF_MOVE if last_row(walk, name) is not None and of_this_move(walk, name) is None)


def planned(walk: Walk) -> bool:
    """A move, an end or an early leaving is being prepared."""
    return walk.evidence.value("handover.planned") is True


def arranged(walk: Walk) -> Arranged:
    """What was noted of the move."""
    kind = walk.evidence.option("handover.kind")
    visit = visit_text = None
    row = of_this_move(walk, "handover.first_visit_days")
    if row is not None and isinstance(row.value, int | float) and not isinstance(row.value, bool):
        visit, visit_text = day_of_row(row) + int(row.value), row.text
    said = said_yes(walk, "handover.first_visit_kept")
    kept = said is not None and (row is None or day_of_row(said) >= day_of_row(row))
    covered = None
    supply = of_this_move(walk, "handover.medicine_days")
    if supply is not None and isinstance(supply.value, int | float) and not isinstance(supply.value, bool):
        covered = day_of_row(supply) + int(supply.value)
    gap = None if visit is None or covered is None or kept else max(visit - covered, 0)
    overdue = visit is not None and not kept and walk.day > visit
    return Arranged(kind, visit, visit_text, kept, overdue, covered, gap)


def must_go_on(walk: Walk) -> tuple[str, ...]:
    """Medicines taken now that treat a use disorder other than tobacco: they go on whatever else changes."""
    medicines = walk.prepared.medicines
    return tuple(
        name
        for name in walk.situation.stand.current_medicines
        if medicines[name].ingredient != "naloxone" and set(medicines[name].treats) - {"tobacco"}
    )


def on_medicine(walk: Walk) -> bool:
    """Whether such a medicine is taken: by the list, by doses that were noted, or by the last word of anybody on it.

    A word that grew old counts here: medicine is not called ended because nobody asked lately.
    """
    if must_go_on(walk) or doses_noted(walk) is not None:
        return True
    rows = (last_row(walk, name) for name in _ON_MEDICINE)
    return any(row is not None and row.value is True for row in rows)


def doses_noted(walk: Walk) -> tuple[str | None, int] | None:
    """The name and the day of the last dose or injection, where it is not longer ago than it can hold."""
    rows = [
        row for _, row in walk.rows["measures"] if row.measure in _DOSES and row.value not in ("missed", "not done")
    ]
    if not rows:
        return None
    last = max(rows, key=lambda row: stamp(row.at))
    day = stamp(last.at) // DAY
    return (last.text, day) if walk.day - day <= _DOSES[last.measure] else None


def may_meet_opioids(walk: Walk) -> bool:
    """A disorder, a medicine for it, fentanyl that may have been met, or an overdose: naloxone goes along.

    As with medicine, a word that grew old counts: nobody asked lately is no reason to go without.
    """
    if doses_noted(walk) is not None or any(walk.evidence.value(name) is True for name in _OPIOIDS):
        return True
    rows = (last_row(walk, name) for name in _OPIOIDS)
    return any(row is not None and row.value is True for row in rows)
