"""Predictors of the event as known at the end of a week: numbers of about the size of one, None where not known.

Nothing later than that week is looked at. Race, ethnicity, sex, age, site, school, work and marriage are not here.
"""

from waymark.evidence.warning.history import History, is_bad, run_now
from waymark.evidence.weeks import WEEK

__all__ = ["ARMS", "predictors"]

ARMS = (
    "Inpatient BUP",
    "Inpatient NR-NTX",
    "Methadone",
    "Outpatient BUP",
    "Outpatient BUP + EMM",
    "Outpatient BUP + SMM",
)
Values = dict[str, float | None]
# A usual daily dose of each medicine, so that doses of both are numbers of about one.
_USUAL = {"buprenorphine": 16.0, "methadone": 60.0}
# Days an injection of naltrexone is counted as still there.
_INJECTION = 35
_OTHERS = {
    "Cocaine": "cocaine",
    "Amphetamine": "amphetamines",
    "Benzodiazepine": "sedatives",
    "Sedatives": "sedatives",
    "Thc": "cannabis",
}


def predictors(history: History, week: int) -> Values:
    """Name -> value, the same names for every week from 1 on."""
    # A week after the end of the word was not attended.
    known = history.weeks[:week].ljust(week, "o")
    today = WEEK * week
    values: Values = {**_symbols(known), **_visits(history, week), **_found(history, week)}
    values |= _medicine(history, today) | _withdrawal(history, today) | _before(history)
    for arm in ARMS:
        values[f"arm: {arm}"] = None if history.arm is None else float(history.arm == arm)
    return values | _together(history, values)


def _symbols(known: str) -> Values:
    week = len(known)
    bad = [is_bad(symbol) for symbol in known]
    run = _run(bad, True)
    return {
        "bad weeks of the last three": sum(bad[-3:]) / min(3, week),
        "share of weeks bad": sum(bad) / week,
        "share of weeks missing": known.count("o") / week,
        "share of weeks mixed": known.count("*") / week,
        "last week bad": float(bad[-1]),
        "last week missing": float(known[-1] == "o"),
        "week before bad": float(bad[-2]) if week > 1 else float(bad[-1]),
        "first week bad": float(bad[0]),
        "bad weeks in a row": min(run, 4) / 4,
        "bad weeks in a row that count": run_now(known) / 3,
        "weeks in a row not bad": min(_run(bad, False), 4) / 4,
    }


def _run(bad: list[bool], sign: bool) -> int:
    run = 0
    for one in reversed(bad):
        if one != sign:
            break
        run += 1
    return run


def _visits(history: History, week: int) -> Values:
    days = [day for day in history.attended if 0 < day <= WEEK * week]
    last = sum(day > WEEK * (week - 1) for day in days)
    each = len(days) / week
    return {
        "days attended last week": min(last, 7) / 3,
        "days attended a week": min(each, 7) / 3,
        "attendance falling": max(-1.0, min(1.0, (each - last) / 3)),
    }


def _found(history: History, week: int) -> Values:
    weeks: dict[str, set[int]] = {name: set() for name in _OTHERS.values()}
    before: set[str] = set()
    for day, group in history.found:
        name = _OTHERS.get(group)
        if name is None:
            continue
        if 0 < day <= WEEK * week:
            weeks[name].add((day - 1) // WEEK)
        elif -60 < day <= 0:
            before.add(name)
    values: Values = {f"share of weeks with {name}": len(found) / week for name, found in weeks.items()}
    return values | {f"{name} before the start": float(name in before) for name in weeks}


def _medicine(history: History, today: int) -> Values:
    if history.doses is None or history.medicine is None:
        return dict.fromkeys(_OF_MEDICINE)
    taken = [(day, amount) for day, amount in history.doses if 0 <= day <= today]
    injected = history.medicine not in _USUAL
    recent = [(day, amount) for day, amount in taken if day > today - (_INJECTION if injected else WEEK)]
    usual = _USUAL.get(history.medicine, 1.0)
    last = max(recent)[1] / usual if recent else 0.0
    first = [amount / usual for day, amount in taken if day <= WEEK]
    rose = 0.0 if injected or not first or not recent else last - max(first)
    return {
        "dose of buprenorphine": min(last, 3.0) if history.medicine == "buprenorphine" else 0.0,
        "dose of methadone": min(last, 3.0) if history.medicine == "methadone" else 0.0,
        "days with a dose last week": float(bool(recent)) if injected else len({day for day, _ in recent}) / WEEK,
        "no dose so far": float(not taken),
        "medicine stopped": float(not recent),
        "dose rose": max(-1.0, min(1.0, rose)),
    }


_OF_MEDICINE = (
    "dose of buprenorphine",
    "dose of methadone",
    "days with a dose last week",
    "no dose so far",
    "medicine stopped",
    "dose rose",
)


def _withdrawal(history: History, today: int) -> Values:
    bands = [(day, band) for day, band in history.withdrawal if today - 21 < day <= today]
    early = [band for day, band in history.withdrawal if -14 < day <= 0]
    return {
        "withdrawal lately": max(bands)[1] / 3 if bands else None,
        "withdrawal at the start": max(early) / 3 if early else None,
    }


def _before(history: History) -> Values:
    lately = [symbol for symbol in history.before[-4:] if symbol != "_"]
    calendar = history.used_before
    return {
        "weeks before the start bad": sum(map(is_bad, lately)) / len(lately) if lately else None,
        "last week before the start bad": float(is_bad(lately[-1])) if lately else None,
        "weeks from consent to the start": min(history.waited, 140) / 70,
        "days of opioids told for the month before": None if calendar is None else min(len(calendar), 30) / 30,
        **{name: history.baseline.get(name) for name in BASELINE},
    }


BASELINE = (
    "days of heroin",
    "days of other opioids",
    "days of cocaine",
    "days of injecting",
    "ever injected",
    "cigarette dependence",
    "pain",
    "depression",
    "anxiety",
)


def _together(history: History, values: Values) -> Values:
    """Where a medicine changes what a missing or bad week means."""
    bad, missing = values["share of weeks bad"], values["share of weeks missing"]
    stopped = values["medicine stopped"]
    found: Values = {}
    for name in ("naltrexone-xr", "methadone", "buprenorphine"):
        here = history.medicine == name
        found[f"bad weeks on {name}"] = bad if here else 0.0
        found[f"missing weeks on {name}"] = missing if here else 0.0
        found[f"{name} stopped"] = stopped if here else 0.0
    return found
