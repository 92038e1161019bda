"""The courses of the trials a warning is judged on (decision 0037), with what was noted day by day.

Of the tables only everybody, randomization, visit and uds are needed. Of others that are not there nothing is known.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from waymark.evidence.warning.history import History
from waymark.evidence.weeks import WEEK, week_of
from waymark.exchange.ctn0094.columns import TABLES
from waymark.exchange.ctn0094.course import DRUG_OF_ARM
from waymark.exchange.ctn0094.courses import OPIOIDS_TOLD, Participant, read_courses
from waymark.exchange.ctn0094.tables import ANY_TEXT, Cell, Columns, find_tables, has_table, read_table

__all__ = ["STEPS", "read_histories"]

# Tables read, of which three by `read_courses`.
STEPS = 12
_EVENT = {"who": TABLES["uds"]["who"], "what": ANY_TEXT, "when": TABLES["uds"]["when"]}
# Any other text of a form says nothing here, and refuses nothing.
_SAID = ("Yes", "No")
_PAIN = {"No Pain": 0.0, "Very mild to Moderate Pain": 0.5, "Severe Pain": 1.0}
_SURVEYED = {"heroin": "days of heroin", "opioid": "days of other opioids", "cocaine": "days of cocaine"}
Row = tuple[Cell, ...]


def read_histories(folder: Path, step: Callable[[], None]) -> list[History]:
    """The cohort by ascending key: everybody randomized in CTN-0027 and CTN-0051, and a second time in CTN-0030.

    `step` is called after each of `STEPS` tables. Raises ExchangeError.
    """
    people = read_courses(folder, step)
    tables = find_tables(folder)
    starts = {who: start for who, person in people.items() if (start := _start(person)) is not None}
    found = {who: _history(people[who], start) for who, start in starts.items()}
    for fill in (_urine, _doses, _withdrawal, _calendar, _survey, _injecting, _once, _pain, _minds):
        fill(tables, found, starts)
        step()
    return list(found.values())


def _start(person: Participant) -> int | None:
    """The study day that closes the week before week 1; None for who does not belong to the cohort."""
    first, second = person.randomized.get(1), person.randomized.get(2)
    if person.trial != "30":
        return first
    if first is None or second is None:
        return None
    # The first symbol of the second phase is the part of a week that holds the second randomization.
    return first + WEEK * week_of(second, first)


def _history(person: Participant, start: int) -> History:
    weeks = person.tested
    again = person.trial == "30"
    return History(
        who=person.who,
        arm=person.arm,
        medicine=None if person.arm is None else DRUG_OF_ARM[person.arm],
        weeks=weeks.phase_2[1:] if again else weeks.phase_1,
        before=weeks.baseline + weeks.phase_1 + weeks.phase_2[:1] if again else weeks.baseline,
        waited=start,
        attended=sorted(day - start for day in person.attended),
    )


def _rows(
    tables: Path, name: str, found: dict[int, History], columns: Columns | None = None
) -> Iterator[tuple[History, Row]]:
    """Rows of members of the cohort; none where the table is not there."""
    if has_table(tables, name):
        for row in read_table(tables, name, columns):
            who = row[0]
            assert isinstance(who, int)
            if who in found:
                yield found[who], row


def _urine(tables: Path, found: dict[int, History], starts: dict[int, int]) -> None:
    for history, (_, what, when) in _rows(tables, "uds", found, _EVENT):
        if isinstance(when, int):
            history.found.append((when - starts[history.who], str(what)))


def _doses(tables: Path, found: dict[int, History], starts: dict[int, int]) -> None:
    if has_table(tables, "treatment"):
        for history in found.values():
            history.doses = []
    for history, (_, amount, when) in _rows(tables, "treatment", found):
        if isinstance(when, int) and isinstance(amount, int) and history.doses is not None:
            history.doses.append((when - starts[history.who], float(amount)))


def _withdrawal(tables: Path, found: dict[int, History], starts: dict[int, int]) -> None:
    for history, (_, band, when) in _rows(tables, "withdrawal", found):
        if isinstance(when, int) and isinstance(band, int):
            history.withdrawal.append((when - starts[history.who], float(band)))


def _calendar(tables: Path, found: dict[int, History], starts: dict[int, int]) -> None:
    """Days of the month up to consent: told at baseline, whatever was told later about later days."""
    used: dict[int, set[int]] = {}
    asked: set[int] = set()
    for history, (_, what, when) in _rows(tables, "tlfb", found, _EVENT):
        if isinstance(when, int) and -30 < when <= 0:
            asked.add(history.who)
            if what in OPIOIDS_TOLD:
                used.setdefault(history.who, set()).add(when)
    for who in asked:
        found[who].used_before = sorted(used.get(who, ()))


def _survey(tables: Path, found: dict[int, History], starts: dict[int, int]) -> None:
    columns = {"who": TABLES["rbs"]["who"], "what": ANY_TEXT, "days": TABLES["rbs"]["days"]}
    for history, (_, what, days) in _rows(tables, "rbs", found, columns):
        if isinstance(days, int) and str(what) in _SURVEYED:
            history.baseline[_SURVEYED[str(what)]] = days / 30


def _injecting(tables: Path, found: dict[int, History], starts: dict[int, int]) -> None:
    columns = {name: TABLES["rbs_iv"][name] for name in ("who", "days")}
    for history, (_, days) in _rows(tables, "rbs_iv", found, columns):
        if isinstance(days, int):
            history.baseline["days of injecting"] = days / 30


def _once(tables: Path, found: dict[int, History], starts: dict[int, int]) -> None:
    for history, (_, injected) in _rows(tables, "asi", found, {"who": TABLES["asi"]["who"], "used_iv": ANY_TEXT}):
        if injected in _SAID:
            history.baseline["ever injected"] = float(injected == "Yes")
    columns = {**TABLES["fagerstrom"], "is_smoker": ANY_TEXT, "per_day": ANY_TEXT}
    for history, (_, smokes, total, _) in _rows(tables, "fagerstrom", found, columns):
        if isinstance(total, int):
            history.baseline["cigarette dependence"] = total / 10
        elif smokes == "No":
            history.baseline["cigarette dependence"] = 0.0


def _pain(tables: Path, found: dict[int, History], starts: dict[int, int]) -> None:
    columns = {**TABLES["pain"], "pain": ANY_TEXT}
    for history, (_, pain, when) in _rows(tables, "pain", found, columns):
        # Told after the first week, it would be later than the first warning.
        if str(pain) in _PAIN and isinstance(when, int) and when - starts[history.who] <= WEEK:
            history.baseline["pain"] = _PAIN[str(pain)]


def _minds(tables: Path, found: dict[int, History], starts: dict[int, int]) -> None:
    columns = {"who": TABLES["psychiatric"]["who"], "has_major_dep": ANY_TEXT, "has_anx_pan": ANY_TEXT}
    for history, (_, depression, anxiety) in _rows(tables, "psychiatric", found, columns):
        if depression in _SAID:
            history.baseline["depression"] = float(depression == "Yes")
        if anxiety in _SAID:
            history.baseline["anxiety"] = float(anxiety == "Yes")
