"""A move to other care as it was noted: which, when the first visit is, who goes on with the medicine, what is open.

The facts that rules read here are worked out from rows; a human word stands over them (`course`).
"""

import msgspec

from waymark.progress.noted import day_of_row, last_row, yes_row
from waymark.progress.walk import Walk
from waymark.record.time import DAY, stamp

__all__ = ["KINDS", "Arranged", "arranged", "doses_noted", "may_meet_opioids", "must_go_on", "on_medicine", "planned"]

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


def planned(walk: Walk) -> bool:
    """A move, an end or an early leaving is being prepared."""
    return walk.evidence.value("handover.planned") is True


def arranged(walk: Walk) -> Arranged:
    """What was noted of the move."""
    kind = walk.evidence.option("handover.kind")
    visit = visit_text = None
    row = last_row(walk, "handover.first_visit_days")
    if row is not None and isinstance(row.value, int | float) and not isinstance(row.value, bool):
        visit, visit_text = day_of_row(row) + int(row.value), row.text
    kept = yes_row(walk, "handover.first_visit_kept", None if row is None else day_of_row(row)) is not None
    covered = None
    supply = last_row(walk, "handover.medicine_days")
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
