"""Substance use: the risk behaviour survey, injecting, the day-by-day calendar (TLFB), urine tests."""

from collections.abc import Mapping, Sequence

from waymark.exchange.ctn0094.baseline import BASELINE, Row, believable
from waymark.exchange.ctn0094.draft import Draft
from waymark.exchange.ctn0094.report import UNBELIEVABLE, Tally
from waymark.exchange.ctn0094.tables import Cell
from waymark.record.documents.common import Interval
from waymark.record.documents.person import SubstanceUse

__all__ = ["calendar", "days_of_band", "injecting", "survey", "urine"]

Events = Sequence[tuple[Cell, ...]]
WINDOW = 30

# Drug of the survey -> classes used with it. "opioid" is any opiate but heroin; a speedball is heroin with cocaine.
_SURVEYED = {
    "heroin": ("opioids",),
    "opioid": ("opioids",),
    "speedball": ("opioids", "cocaine"),
    "cocaine": ("cocaine",),
    "speed": ("amphetamines",),
}
# Rows of the substances list: substance -> class and drugs of the survey. A row called by its class speaks of it all.
_LISTED = {
    "heroin": ("opioids", ("heroin", "speedball")),
    "opioids": ("opioids", ("opioid",)),
    "cocaine": ("cocaine", ("cocaine", "speedball")),
    "amphetamines": ("amphetamines", ("speed",)),
}
_CALENDAR = {
    "Alcohol": "alcohol",
    "Amphetamine": "amphetamines",
    "Benzodiazepine": "sedatives",
    "Sedatives": "sedatives",
    "Buprenorphine": "opioids",
    "Methadone": "opioids",
    "Heroin": "opioids",
    "Opioid": "opioids",
    "Cocaine": "cocaine",
    "K2": "cannabis",
    "THC": "cannabis",
    "Cathinones": "amphetamines",
    "Methylphenidate": "amphetamines",
    # Each such row is one of MDMA in all_drugs; most days have a row of their own for hallucinogens beside it.
    "Mdma/Hallucinogen": "amphetamines",
    "Ghb": "sedatives",
    "Dextromethorphan": "other_drugs",
    "Hallucinogen": "other_drugs",
    "Inhalant": "other_drugs",
    "Pcp": "other_drugs",
}
CLASSES = ("alcohol", "opioids", "cocaine", "amphetamines", "sedatives", "cannabis", "other_drugs")
# Name in all_drugs -> substance as the library calls it; what it has no name for is called by its class.
_NAMED = {
    "Alcohol": "alcohol",
    "Amphetamine": "amphetamines",
    "Barbiturate": "sedatives",
    "Benzodiazepine": "sedatives",
    "Buprenorphine": "buprenorphine",
    "Cocaine": "cocaine",
    "Codeine": "codeine",
    "Crack": "crack",
    "Fentanyl": "fentanyl",
    "Heavy Drinking": "alcohol",
    "Heroin": "heroin",
    "Hydrocodone": "hydrocodone",
    "Hydromorphone": "hydromorphone",
    "K2": "synthetic_cannabinoids",
    "Light Drinking": "alcohol",
    "Merperidine": "opioids",
    "Methadone": "methadone",
    "Methamphetamine": "methamphetamine",
    "Morphine": "morphine",
    "Opioid": "opioids",
    "Opium": "opioids",
    "Oxycodone": "oxycodone",
    "Oxymorphone": "oxymorphone",
    "Propoxyphene": "opioids",
    "Sedative-Hypnotic": "sedatives",
    "Suboxone": "buprenorphine",
    "Thc": "cannabis",
    "Tramadol": "tramadol",
    "Cathinones": "amphetamines",
    "Methylphenidate": "amphetamines",
    "Mdma": "mdma",
    "Ghb": "ghb",
    "Dextromethorphan": "dextromethorphan",
    "Hallucinogen": "other_drugs",
    "Inhalant": "other_drugs",
    "Pcp": "pcp",
}
_URINE = {
    "Alcohol": "alcohol",
    "Amphetamine": "amphetamines",
    "Benzodiazepine": "sedatives",
    "Sedatives": "sedatives",
    "Cocaine": "cocaine",
    "Thc": "cannabis",
    "Opioid": "opioids",
    "Methadone": "opioids",
    "Buprenorphine": "opioids",
}


def days_of_band(project: str, days: int) -> float | Interval:
    """Days of the last 30. CTN-0051 knew four bands, none / a few times / a few times a week / every day, stored as 0,
    4, 14, 30: the middle two become bounds that reach to the neighbours' stored numbers, exclusive."""
    if project == "51" and days == 4:
        return Interval(at_least=1, at_most=13)
    if project == "51" and days == 14:
        return Interval(at_least=5, at_most=29)
    return float(days)


def survey(draft: Draft, project: str, rows: Events, injected: Row | None, tally: Tally) -> None:
    """Rows of rbs: (who, what, did_use, days), asked at baseline without a day; `injected`: the row of rbs_iv."""
    days: dict[str, float | Interval] = {}
    ever: dict[str, bool] = {}
    for _, what, did_use, number in rows:
        drug = str(what)
        # Only CTN-0030 kept "ever" apart from the last 30 days: elsewhere `No` need not mean never.
        said = did_use == "Yes" or (did_use == "No" and project == "30")
        if isinstance(number, int):
            days[drug] = days_of_band(project, number)
        if said or drug in days:
            tally.use("rbs")
        else:
            tally.drop("rbs", "no days, and `No` need not mean never in this trial")
        if said:
            for group in _SURVEYED[drug]:
                ever[group] = ever.get(group, False) or did_use == "Yes"
    for group in ("opioids", "cocaine", "amphetamines"):
        parts = [days.get(drug) for drug, groups in _SURVEYED.items() if group in groups]
        known = [part for part in parts if part is not None]
        if len(known) == len(parts):
            draft.fact("rbs", f"{group}.days_of_30", _together(known), BASELINE)
        if group in ever:
            draft.fact("rbs", f"{group}.used_ever", ever[group], BASELINE)
    for substance, (group, drugs) in _LISTED.items():
        if substance == group:
            drugs_meant = tuple(drug for drug, groups in _SURVEYED.items() if group in groups)
        else:
            drugs_meant = drugs
        if any(_ends(days.get(drug, 0.0))[1] > 0 for drug in drugs):
            _survey_row(draft, substance, {drug: days[drug] for drug in drugs_meant if drug in days}, injected)


def _survey_row(draft: Draft, substance: str, days: dict[str, float | Interval], injected: Row | None) -> None:
    """One row of the substances list: days with any of the drugs, and the needle where one of them was injected."""
    by_needle = [drug for drug in days if injected is not None and _level(injected, drug) > 1]
    words = ", ".join(days)
    if "heroin" in by_needle and injected is not None:
        # The only column whose level number is certain to be days + 1.
        words += f"; heroin injected on {_level(injected, 'heroin') - 1} days"
    draft.substances.append(
        SubstanceUse(
            at=BASELINE,
            by="CTN-0094 rbs",
            substance=substance,
            days_of_30=_together(list(days.values())),
            route="injected" if by_needle else None,
            text=f"risk behaviour survey: {words}",
        )
    )


def _level(row: Row, drug: str) -> int:
    """The level number of injecting a drug; 1 is none."""
    level = row[f"{drug}_inject_days"]
    return level if isinstance(level, int) else 1


def _together(parts: Sequence[float | Interval]) -> float | Interval:
    """Days with any of several drugs: at least the largest count, at most their sum."""
    low = max(_ends(part)[0] for part in parts)
    high = min(float(WINDOW), sum(_ends(part)[1] for part in parts))
    return low if low == high else Interval(at_least=low, at_most=high)


def _ends(part: object) -> tuple[float, float]:
    if isinstance(part, Interval):
        low, high = part.at_least, part.at_most
        return (0.0 if low is None else low), (float(WINDOW) if high is None else high)
    if not isinstance(part, int | float):
        raise TypeError(f"{part!r} is no number of days")
    return float(part), float(part)


def injecting(draft: Draft, project: str, row: Row, unused: frozenset[str], tally: Tally) -> None:
    """The row of rbs_iv. `unused`: drugs of the survey with no day of use, so none of injecting.

    The columns per drug hold the number of a level, 1 for none. Only heroin has all 31 levels, so that the level is
    days + 1; for the others the level only says whether there was any injecting, and at least how many days.
    """
    table = "rbs_iv"
    days, shared = row["days"], row["shared"]
    if not isinstance(days, int) and shared is None:
        tally.drop(table, "injecting not asked")
        return
    tally.use(table)
    if isinstance(days, int):
        draft.fact(table, "injecting.days_30", days_of_band(project, days), BASELINE)
    if shared is not None:
        draft.fact(table, "shares_equipment", shared == "Yes", BASELINE, text="needles, in the last 30 days")
    for group, drugs in (("opioids", ("heroin", "opioid", "speedball")), ("cocaine", ("cocaine", "speedball")),
                         ("amphetamines", ("speed",))):  # fmt: skip
        injected = _any_injected([_injected(row, drug, days, drug in unused) for drug in drugs])
        if injected is not None:
            draft.fact(table, f"{group}.injected_30", injected, BASELINE)


def _injected(row: Row, drug: str, days: Cell, unused: bool) -> bool | None:
    level = row[f"{drug}_inject_days"]
    if isinstance(level, int):
        return level > 1
    return False if days == 0 or unused else None


def _any_injected(known: Sequence[bool | None]) -> bool | None:
    if True in known:
        return True
    return None if None in known else False


def calendar(draft: Draft, day_zero: int | None, grouped: Events, named: Events, tally: Tally) -> None:
    """The calendar of use days. `grouped`: rows of tlfb (who, what, day); `named`: of all_drugs, with source.

    Days without use have no row. The baseline calendar is the 30 days up to `day_zero`: where it holds any row, no row
    there means no use. After it, a day without a row says nothing (a missed visit leaves no trace here).
    """
    days: dict[str, set[int]] = {name: set() for name in CLASSES}
    for _, what, when in grouped:
        group = _CALENDAR.get(str(what))
        if group is None:
            tally.drop("tlfb", "nothing that is used as a drug here")
        elif isinstance(when, int) and believable(when):
            tally.use("tlfb")
            days[group].add(when)
        else:
            tally.drop("tlfb", UNBELIEVABLE)
    for group in CLASSES:
        for day in sorted(days[group]):
            draft.measure("tlfb", f"{group}.use_day", True, day, source="self-report")
    closed = None
    if day_zero is not None and day_zero <= draft.as_of:
        start = day_zero - WINDOW + 1
        if any(start <= day <= day_zero for used in days.values() for day in used):
            closed = day_zero
    if closed is not None:
        said = {group: sum(closed - WINDOW < day <= closed for day in days[group]) for group in CLASSES}
        _baseline_names(draft, closed, said, named, tally)
    else:
        tally.drop("all_drugs", "no closed baseline calendar", len(named))
    for group in CLASSES:
        _counts(draft, group, days[group], closed)


def _counts(draft: Draft, group: str, used: set[int], closed: int | None) -> None:
    """Days of 30 and days since the last use of one class.

    What was said at baseline stands, unless it is more than 30 days old or the days of use since make it impossible.
    """
    fact = f"{group}.days_of_30"
    if closed is not None:
        said = sum(closed - WINDOW < day <= closed for day in used)
        text = f"calendar of days {closed - WINDOW + 1} to {closed}"
        draft.fact("tlfb", fact, float(said), closed, text=text)
    if not used:
        return
    draft.fact("tlfb", f"{group}.used_ever", True, max(used))
    gap = draft.as_of - max(used)
    since: float | Interval = 0.0 if gap == 0 else Interval(at_least=0, at_most=float(gap))
    draft.fact("tlfb", f"{group}.days_since_last_use", since, draft.as_of, text="days after the last row are not known")
    low, high = _window(draft.as_of, used, closed)
    recent = range(draft.as_of - WINDOW, draft.as_of + 1)
    stands = [_ends(row.value) for row in draft.facts if row.fact == fact and row.at in recent]
    if (low > 0 and not stands) or any(least > high or most < low for least, most in stands):
        value: float | Interval = float(low) if low == high else Interval(at_least=low, at_most=high)
        draft.fact("tlfb", fact, value, draft.as_of, text="rows of use; days without a row are open")


def _window(as_of: int, used: set[int], closed: int | None) -> tuple[int, int]:
    """Least and most use days in the 30 days up to `as_of`."""
    low = sum(as_of - WINDOW < day <= as_of for day in used)
    open_days = sum(
        day not in used and (closed is None or not closed - WINDOW < day <= closed)
        for day in range(as_of - WINDOW + 1, as_of + 1)
    )
    return low, low + open_days


def _baseline_names(draft: Draft, closed: int, said: Mapping[str, int], named: Events, tally: Tally) -> None:
    """List rows by substance name from the baseline calendar, and days of heavy drinking.

    `said`: days per class. A row called by its class bears the days of the whole class, as its name says.
    """
    days: dict[str, set[int]] = {}
    drinking: dict[str, int] = {}
    for _, what, source, when in named:
        name = _NAMED.get(str(what))
        if source != "TFB":
            tally.drop("all_drugs", "urine test; taken from uds")
        elif not isinstance(when, int) or not closed - WINDOW < when <= closed:
            tally.drop("all_drugs", "outside the baseline calendar; taken from tlfb")
        elif name is None:
            tally.drop("all_drugs", "nothing that is used as a drug here")
        else:
            tally.use("all_drugs")
            days.setdefault(name, set()).add(when)
            if name == "alcohol":
                drinking[str(what)] = drinking.get(str(what), 0) + 1
    for name in sorted(days):
        last = max(days[name])
        draft.substances.append(
            SubstanceUse(
                at=closed,
                noted=draft.noted(closed),
                by="CTN-0094 all_drugs",
                substance=name,
                days_of_30=float(said.get(name, len(days[name]))),
                last_use=last,
                text="calendar of the baseline",
            )
        )
    # CTN-0030 did not record how much: its days are plain "Alcohol".
    if "Heavy Drinking" in drinking or ("Light Drinking" in drinking and "Alcohol" not in drinking):
        draft.fact("all_drugs", "alcohol.heavy_30", "Heavy Drinking" in drinking, closed)


def urine(draft: Draft, own_drug: str | None, start: int | None, rows: Events, tally: Tally) -> None:
    """Rows of uds (who, what, day): positives only, so no row ever becomes a negative test.

    The medicine of the person's own arm (`own_drug`) after `start` is treatment: it does not count as an opioid found.
    """
    found: dict[tuple[int, str], set[str]] = {}
    for _, what, when in rows:
        group = _URINE.get(str(what))
        if group is None:
            tally.drop("uds", "nothing that is used as a drug here")
        elif not isinstance(when, int) or not believable(when):
            tally.drop("uds", UNBELIEVABLE)
        else:
            tally.use("uds")
            drug = str(what).lower()
            own = drug == own_drug and start is not None and when > start
            found.setdefault((when, "medication.found_in_urine" if own else f"drug_test.{group}"), set()).add(drug)
    for (when, measure), drugs in sorted(found.items()):
        text = ", ".join(sorted(drugs))
        draft.measure("uds", measure, "positive", when, source="test", text=text)
