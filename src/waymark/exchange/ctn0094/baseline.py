"""What was asked once, around consent: who the person is, history, pain, tobacco, home, sexual risk.

Only demographics (all trials) and the medical history of CTN-0051 carry a day (`first_survey`); pain has its own. The
other forms have none: they belong to the baseline and stand on day 0, consent.
"""

from collections.abc import Mapping

from waymark.exchange.ctn0094.draft import Draft
from waymark.exchange.ctn0094.report import AFTER, NO_DAY, UNBELIEVABLE, Tally
from waymark.exchange.ctn0094.tables import Cell
from waymark.record.documents.common import Interval
from waymark.record.documents.person import AnswerRow, Condition

__all__ = ["BASELINE", "baseline", "believable", "survey_day"]

BASELINE = 0
# The release's own list of implausible days lies outside these.
_FIRST_DAY, _LAST_DAY = -100, 700
Row = Mapping[str, Cell]

_WORK = {
    "Full Time": "full_time",
    "Part Time": "part_time",
    "Student": "student",
    "Unemployed": "unemployed",
    "Other": "other",
}
_SCHOOLING = {"Less than HS": "less_than_secondary", "HS/GED": "secondary", "More than HS": "more"}
_HISTORY = {
    "has_schizophrenia": ("schizophrenia", "schizophrenia_diagnosed"),
    "has_major_dep": ("depression", "depression_diagnosed"),
    "has_bipolar": ("bipolar", "bipolar_diagnosed"),
    "has_anx_pan": ("anxiety", "anxiety_diagnosed"),
    "has_brain_damage": ("brain_damage", None),
    "has_epilepsy": ("seizure_disorder", "seizure_disorder"),
}
_REPORTED = {
    "depression": "depression_reported",
    "anxiety": "anxiety_reported",
    "schizophrenia": "hallucinations_reported",
}
_DIAGNOSED = {
    "has_opiates_dx": "opioids",
    "has_alcol_dx": "alcohol",
    "has_amphetamines_dx": "amphetamines",
    "has_cannabis_dx": "cannabis",
    "has_cocaine_dx": "cocaine",
    "has_sedatives_dx": "sedatives",
}
_PAIN = {"No Pain": "none", "Very mild to Moderate Pain": "mild_moderate", "Severe Pain": "severe"}
_CIGARETTES = {
    "10 OR LESS": Interval(at_least=1, at_most=10),
    "11-20": Interval(at_least=11, at_most=20),
    "21-30": Interval(at_least=21, at_most=30),
    "31 OR MORE": Interval(at_least=31),
}
_ASI_TEXT = "ASI-Lite item; the table does not state its period"


def believable(day: int) -> bool:
    """Whether a study day can be true; the release names some that cannot."""
    return _FIRST_DAY <= day <= _LAST_DAY


def survey_day(row: Row | None, tally: Tally) -> int:
    """The day of the first survey; day 0 where none is given or it cannot be true."""
    day = None if row is None else row["when"]
    if not isinstance(day, int):
        if row is not None:
            tally.drop("first_survey", f"{NO_DAY}: the survey stands on day 0")
        return BASELINE
    if not believable(day):
        tally.drop("first_survey", f"{UNBELIEVABLE}: the survey stands on day 0")
        return BASELINE
    tally.use("first_survey")
    return day


def baseline(draft: Draft, project: str, rows: Mapping[str, Row], tally: Tally) -> None:
    """Fill in whatever the one-row tables say of this participant. `rows`: table -> row."""
    survey = survey_day(rows.get("first_survey"), tally)
    for table, fill in _FILLERS.items():
        row = rows.get(table)
        if row is None:
            continue
        day = survey if table == "demographics" or (table == "psychiatric" and project == "51") else BASELINE
        if day > draft.as_of:
            tally.drop(table, AFTER)
            continue
        before = _lines(draft)
        fill(draft, row, day)
        if _lines(draft) > before:
            tally.use(table)
        else:
            tally.drop(table, "says nothing that has a place")
    if (row := rows.get("pain")) is not None:
        _pain(draft, row, tally)


def _lines(draft: Draft) -> int:
    return len(draft.facts) + len(draft.conditions) + len(draft.answers)


def _demographics(draft: Draft, row: Row, day: int) -> None:
    table = "demographics"
    if isinstance(age := row["age"], int):
        draft.fact(table, "age", age, day, source="record")
    if (male := row["is_male"]) is not None:
        draft.fact(table, "sex_for_scoring", "male" if male == "Yes" else "female", day, source="record")
    if (job := row["job"]) is not None:
        draft.fact(table, "work.state", _WORK[str(job)], day)
    if (stable := row["is_living_stable"]) is not None:
        draft.fact(table, "housing_unstable", stable == "No", day)
    if (schooling := row["education"]) is not None:
        draft.fact(table, "education.level", _SCHOOLING[str(schooling)], day)
    # The other two levels do not say that there is no partner.
    if row["marital"] == "Married or Partnered":
        draft.fact(table, "partner", True, day)


def _psychiatric(draft: Draft, row: Row, day: int) -> None:
    table = "psychiatric"
    for column, (condition, fact) in _HISTORY.items():
        answer = row[column]
        if answer is None:
            continue
        if fact is not None:
            draft.fact(table, fact, answer == "Yes", day, source="clinician", text="medical and psychiatric history")
        if answer == "Yes":
            draft.conditions.append(
                Condition(
                    at=day,
                    noted=draft.noted(day),
                    by=f"CTN-0094 {table}",
                    source="clinician",
                    condition=condition,
                    state="history",
                    set_by="record",
                )
            )
    for column, fact in _REPORTED.items():
        if row[column] in ("Yes", "No"):
            draft.fact(table, fact, row[column] == "Yes", day, text=_ASI_TEXT)
    for column, substance in _DIAGNOSED.items():
        if (answer := row[column]) is not None:
            text = "DSM-IV abuse or dependence, or DSM-5 use disorder; severity not said"
            draft.fact(table, f"{substance}.diagnosed", answer == "Yes", day, source="clinician", text=text)


def _fagerstrom(draft: Draft, row: Row, day: int) -> None:
    table = "fagerstrom"
    if (smokes := row["is_smoker"]) is not None:
        draft.fact(table, "smoker", smokes == "Yes", day)
        if smokes == "Yes":
            draft.fact(table, "tobacco.used_ever", True, day)
    if (band := _CIGARETTES.get(str(row["per_day"]))) is not None:
        draft.fact(table, "tobacco.cigarettes_per_day", band, day)
    if isinstance(total := row["ftnd"], int):
        draft.answers.append(
            AnswerRow(
                at=day,
                noted=draft.noted(day),
                by=f"CTN-0094 {table}",
                instrument="ftnd",
                author="person",
                scores={"total": float(total)},
            )
        )


def _qol(draft: Draft, row: Row, day: int) -> None:
    if (answer := row["is_homeless"]) is not None:
        draft.fact("qol", "homeless", answer == "Yes", day)


def _asi(draft: Draft, row: Row, day: int) -> None:
    # Never in life is also not in the last 30 days; a yes says nothing of the last 30 days.
    if row["used_iv"] == "No":
        for substance in ("opioids", "cocaine", "amphetamines"):
            draft.fact("asi", f"{substance}.injected_30", False, day, text="has never injected (ASI-Lite)")


def _sex(draft: Draft, row: Row, day: int) -> None:
    partners = row["txx_prt"]
    if partners is not None:
        value = Interval(at_least=2) if partners == "2" else float(str(partners))
        draft.fact("sex", "sexual_risk.partners_30", value, day)
    if partners == "0":
        draft.fact("sex", "sexual_risk.unprotected_30", 0.0, day)
        return
    counts = {name: _sum(row, name) for name in ("frq", "pxx", "uxx")}
    without, times, protected = counts["uxx"], counts["frq"], counts["pxx"]
    if without is None:
        return
    difference = without if times is None or protected is None else max(times - protected, 0)
    low, high = sorted((without, difference))
    bounds: float | Interval = float(low) if low == high else Interval(at_least=low, at_most=high)
    draft.fact("sex", "sexual_risk.unprotected_30", bounds, day)


def _sum(row: Row, name: str) -> int | None:
    """Times over partners of either sex; the table's own totals are level numbers, not counts."""
    parts = [count for group in ("msw", "msm", "wsm") if isinstance(count := row[f"{group}_{name}"], int)]
    return sum(parts) if parts else None


def _pain(draft: Draft, row: Row, tally: Tally) -> None:
    day = row["when"]
    level = _PAIN.get(str(row["pain"]))
    if not isinstance(day, int):
        tally.drop("pain", NO_DAY)
    elif not believable(day):
        tally.drop("pain", UNBELIEVABLE)
    elif day > draft.as_of:
        tally.drop("pain", AFTER)
    elif level is None:
        tally.drop("pain", "says nothing that has a place")
    else:
        tally.use("pain")
        draft.fact("pain", "pain.severity", level, day)


_FILLERS = {
    "demographics": _demographics,
    "psychiatric": _psychiatric,
    "asi": _asi,
    "fagerstrom": _fagerstrom,
    "qol": _qol,
    "sex": _sex,
}
