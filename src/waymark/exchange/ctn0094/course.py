"""What happened over time: withdrawal bands, doses taken, visits, urine samples given, detoxification stays."""

from collections.abc import Sequence

from waymark.exchange.ctn0094.baseline import believable
from waymark.exchange.ctn0094.columns import TABLES
from waymark.exchange.ctn0094.draft import Draft
from waymark.exchange.ctn0094.report import AFTER, NO_DAY, UNBELIEVABLE, Tally
from waymark.exchange.ctn0094.tables import Cell
from waymark.record.documents.common import Interval
from waymark.record.documents.person import AnswerRow, MedicineUse

__all__ = ["DRUG_OF_ARM", "doses", "samples", "stays", "visits", "withdrawal"]

Events = Sequence[tuple[Cell, ...]]
DRUG_OF_ARM = {
    "Inpatient BUP": "buprenorphine",
    "Outpatient BUP": "buprenorphine",
    "Outpatient BUP + EMM": "buprenorphine",
    "Outpatient BUP + SMM": "buprenorphine",
    "Methadone": "methadone",
    "Inpatient NR-NTX": "naltrexone-xr",
}
# Days after the last dose in which the medicine is still called current. Our choice: after a week without a dispensed
# dose a daily medicine is begun anew; an injection lasts four weeks and may come a week late.
_CURRENT_DAYS = {"buprenorphine": 7, "methadone": 7, "naltrexone-xr": 35}
_BANDS = ("none", "mild", "moderate", "severe")
# Totals of each COWS band; the highest joins moderately severe and severe.
_COWS = ((0, 4), (5, 12), (13, 24), (25, 48))
_SOWS = "SOWS band (lowest totals 0, 1, 11, 21)"
_SAMPLE = {"1": "temperature in range", "0": "temperature out of range", "99": "temperature unknown"}
_ABSENCES = [column for column in TABLES["visit"] if column.startswith("is_")]


def withdrawal(draft: Draft, project: str, rows: Events, tally: Tally) -> None:
    """Rows of withdrawal: (who, severity 0-3, day). Only bands exist: of the COWS they bound its total; those of the
    SOWS (CTN-0051), an instrument without a place here, are taken as the band alone."""
    for _, severity, when in rows:
        if not isinstance(severity, int):
            tally.drop("withdrawal", "no band given")
        elif day := _day(when, "withdrawal", tally):
            tally.use("withdrawal")
            if project == "51":
                draft.fact("withdrawal", "opioid_withdrawal.band", _BANDS[severity], day[0], text=_SOWS)
            else:
                _cows(draft, severity, day[0])


def _cows(draft: Draft, severity: int, day: int) -> None:
    low, high = _COWS[severity]
    draft.answers.append(
        AnswerRow(
            at=day,
            noted=draft.noted(day),
            by="CTN-0094 withdrawal",
            source="clinician",
            instrument="cows",
            author="clinician",
            scores={"total": Interval(at_least=low, at_most=high)},
        )
    )


def doses(draft: Draft, drug: str | None, start: int | None, rows: Events, tally: Tally) -> None:
    """Rows of treatment: (who, amount, day). The drug is that of the arm; a plan as of randomization precedes it.

    `start`: the day of randomization when the document is as of that day: doses of that day came after.
    """
    taken: list[tuple[int, int]] = []
    for _, amount, when in rows:
        if drug is None:
            tally.drop("treatment", "never randomized, so the drug is not known")
        elif not isinstance(amount, int):
            tally.drop("treatment", "no amount given")
        elif day := _day(when, "treatment", tally):
            if start is not None and day[0] >= start:
                tally.drop("treatment", AFTER)
                continue
            tally.use("treatment")
            taken.append((day[0], amount))
    if drug is None or not taken:
        return
    injected = drug == "naltrexone-xr"
    for day_, amount in taken:
        if injected:
            draft.measure("treatment", "medication.injection", float(amount), day_, source="record", text=drug)
        else:
            draft.measure("treatment", "medication.dose_mg", float(amount), day_, source="record", unit="mg", text=drug)
    last = max(day for day, _ in taken)
    current = draft.as_of - last <= _CURRENT_DAYS[drug]
    amount = max(amount for day, amount in taken if day == last)
    draft.medicines.append(
        MedicineUse(
            at=last if current else draft.as_of,
            by="CTN-0094 treatment",
            source="record",
            medicine=drug,
            state="current" if current else "stopped",
            since=min(day for day, _ in taken),
            stopped=None if current else last,
            last_dose=last,
            dose="one injection" if injected else f"{amount} mg",
        )
    )


def visits(draft: Draft, rows: Events, tally: Tally) -> None:
    """Rows of visit: (who, what, 15 reasons, day). A day with a visit of any kind was attended."""
    attended: set[int] = set()
    missed: dict[int, str | None] = {}
    for row in rows:
        what, when = row[1], row[-1]
        if what == "(blank)" or what is None:
            tally.drop("visit", "neither attended nor missed is said")
        elif day := _day(when, "visit", tally):
            tally.use("visit")
            if what in ("visit", "final"):
                attended.add(day[0])
            else:
                reasons = [name.removeprefix("is_") for name, mark in zip(_ABSENCES, row[2:-1], strict=True) if mark]
                missed[day[0]] = ", ".join(reasons).replace("_", " ") or None
    for day_ in sorted(attended | set(missed)):
        if day_ in attended:
            draft.measure("visit", "attendance", "attended", day_, source="record")
        else:
            draft.measure("visit", "attendance", "missed", day_, source="record", text=missed[day_])


def samples(draft: Draft, rows: Events, tally: Tally) -> None:
    """Rows of uds_temp: (who, temperature, day): a sample was given. What it showed stands in uds only if positive."""
    seen: set[int] = set()
    for _, temperature, when in rows:
        if temperature is None:
            tally.drop("uds_temp", "no temperature given")
        elif day := _day(when, "uds_temp", tally):
            if day[0] in seen:
                tally.drop("uds_temp", "a second row of the same day")
                continue
            seen.add(day[0])
            tally.use("uds_temp")
            draft.measure("uds_temp", "urine_sample", _SAMPLE[str(temperature)], day[0], source="test")


def stays(draft: Draft, rows: Events, tally: Tally) -> None:
    """Rows of detox: (who, admission or discharge, day). Events, not an episode: the level of care is not named."""
    for _, what, when in rows:
        if day := _day(when, "detox", tally):
            tally.use("detox")
            event = "admitted" if what == "admission" else "discharged"
            draft.measure("detox", "detoxification_stay", event, day[0], source="record")


def _day(when: Cell, table: str, tally: Tally) -> tuple[int] | None:
    """The day in a tuple (so that day 0 counts as found), or None after saying why the row has none."""
    if not isinstance(when, int):
        tally.drop(table, NO_DAY)
        return None
    if not believable(when):
        tally.drop(table, UNBELIEVABLE)
        return None
    return (when,)
