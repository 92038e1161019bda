"""The course of each trial participant, as far as weekly words need it, and the words that follow from it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from waymark.evidence.weeks import Course, Weeks, imputed_visits, weeks_from_self_report, weeks_from_tests
from waymark.exchange.ctn0094.columns import TABLES
from waymark.exchange.ctn0094.course import DRUG_OF_ARM
from waymark.exchange.ctn0094.tables import ANY_TEXT, find_tables, read_table
from waymark.exchange.errors import ExchangeError

__all__ = ["OPIOIDS_TOLD", "Participant", "read_courses"]

# Days before consent that the grid begins with, and days after the (first, second) randomization it ends with.
_BEFORE = -30
_WEEKS_24 = 168
_PHASE_1, _PHASE_2 = 98, 168
_ATTENDED = frozenset({"visit", "final"})
_OPIOIDS_IN_URINE = frozenset({"Opioid", "Methadone", "Buprenorphine"})
OPIOIDS_TOLD = frozenset({"Heroin", "Opioid", "Methadone", "Buprenorphine"})
_EVENT = {"who": TABLES["uds"]["who"], "what": ANY_TEXT, "when": TABLES["uds"]["when"]}


@dataclass
class Participant:
    """One participant of a trial. Days are study days: day 0 is consent."""

    who: int
    trial: str
    arm: str | None = None
    # Randomizations by number; the second counts only in CTN-0030.
    randomized: dict[int, int] = field(default_factory=dict)
    attended: set[int] = field(default_factory=set)
    # Opioids other than the medicine of the own arm, found in urine.
    positive: set[int] = field(default_factory=set)
    used: set[int] = field(default_factory=set)

    @property
    def course(self) -> Course:
        """The grid of days of this participant."""
        first, second = self.randomized.get(1), self.randomized.get(2)
        if self.trial != "30":
            return Course(_BEFORE, _WEEKS_24, first)
        if first is None:
            return Course(_BEFORE, _PHASE_1, None)
        if second is None:
            return Course(_BEFORE, first + _PHASE_1, first)
        return Course(_BEFORE, second + _PHASE_2, first, second)

    @property
    def visits(self) -> dict[int, bool]:
        """Day -> came, or a weekly visit missed."""
        return imputed_visits(self.course, self.attended)

    @property
    def tested(self) -> Weeks:
        """The weekly word from urine tests."""
        return weeks_from_tests(self.course, self.visits, self.positive)

    @property
    def reported(self) -> Weeks:
        """The weekly word from self-report."""
        return weeks_from_self_report(self.course, self.used)


def read_courses(folder: Path, step: Callable[[], None], *, with_self_report: bool = False) -> dict[int, Participant]:
    """Every participant of the tables in `folder`, by ascending key; `step` is called after each table.

    Reads everybody, randomization, visit and uds, and tlfb where self-report is asked for. Raises ExchangeError.
    """
    tables = find_tables(folder)
    people = _people(tables)
    step()
    for who, _, what, when in _known(tables, "visit", people):
        if what in _ATTENDED and isinstance(when, int):
            who.attended.add(when)
    step()
    for who, _, what, when in _known(tables, "uds", people):
        if what in _OPIOIDS_IN_URINE and isinstance(when, int) and str(what).lower() != own_drug(who.arm):
            who.positive.add(when)
    step()
    if with_self_report:
        for who, _, what, when in _known(tables, "tlfb", people):
            if what in OPIOIDS_TOLD and isinstance(when, int):
                who.used.add(when)
        step()
    return people


def own_drug(arm: str | None) -> str | None:
    """The drug of the arm, as urine tests name it; None where there is none they could find."""
    return None if arm is None else DRUG_OF_ARM[arm]


def _known(
    tables: Path, name: str, people: dict[int, Participant]
) -> Iterator[tuple[Participant, str, object, object]]:
    """Rows (participant, table, what, when) of a table of events."""
    for who, what, when in read_table(tables, name, _EVENT):
        assert isinstance(who, int)
        if who not in people:
            raise ExchangeError(f"{tables}: {name}: participant {who} is not in everybody; fetch both tables again.")
        yield people[who], name, what, when


def _people(tables: Path) -> dict[int, Participant]:
    people: dict[int, Participant] = {}
    for line, (who, project) in enumerate(read_table(tables, "everybody"), start=2):
        assert isinstance(who, int)
        if who in people:
            raise ExchangeError(f"{tables}: everybody row {line}: participant {who} stands twice; keep one row.")
        if project is None:
            raise ExchangeError(f"{tables}: everybody row {line}: `project` is empty; fetch the table again.")
        people[who] = Participant(who, str(project))
    for who, arm, which, when in read_table(tables, "randomization"):
        assert isinstance(who, int)
        person = people.get(who)
        if person is None:
            raise ExchangeError(
                f"{tables}: randomization: participant {who} is not in everybody; fetch both tables again."
            )
        if which == "2" and person.trial != "30":
            # Repeats the first there.
            continue
        if which is None or arm is None or not isinstance(when, int):
            raise ExchangeError(
                f"{tables}: randomization: participant {who} has a row without arm, number or day; "
                "fetch the table again."
            )
        number = int(str(which))
        if number in person.randomized:
            raise ExchangeError(
                f"{tables}: randomization: participant {who} has two rows with `which` {number}; keep one."
            )
        person.randomized[number] = when
        if number == 1:
            person.arm = str(arm)
    return dict(sorted(people.items()))
