"""Which replies are due: by the words, by what is known of the person, and by how fast something is wanted."""

from collections.abc import Mapping
from typing import Literal

from waymark.knowledge.cues.reading import Reading
from waymark.knowledge.model.wording import Reply
from waymark.logic import Known
from waymark.planning.prepare import Prepared
from waymark.planning.wording_goals.amounts import DAYS, Amount, kilograms, read_amounts
from waymark.planning.wording_goals.dates import Said, read_days
from waymark.planning.wording_goals.lint import LONGEST_DAYS
from waymark.record.time import Calendar

__all__ = ["Meeting"]

Sureness = Literal["sure", "unknown", "no"]


class Meeting:
    """What is known of the person and of the moment, asked for each reply."""

    def __init__(
        self,
        prepared: Prepared,
        calendar: Calendar,
        values: Mapping[str, Known],
        units: Mapping[str, frozenset[str]],
    ) -> None:
        self._prepared, self._calendar, self._units = prepared, calendar, units
        known = dict(values)
        self._values: dict[str, Known] = {**prepared.release.program.values(known), **known}

    def due(self, reply: Reply, cue: str, reading: Reading, marks: frozenset[str]) -> bool:
        """A reply whose words were found is given, unless facts or numbers speak against it."""
        if self.sureness(reply, marks) == "no":
            return False
        return reply.faster_than is None or "#" not in cue or self._too_fast(reply.faster_than.per_week, reading)

    def sureness(self, reply: Reply, marks: frozenset[str]) -> Sureness:
        """Whether the person's facts or words settle that this is about them."""
        if any(self._values.get(fact) is False for fact in reply.never_when_not):
            return "no"
        if reply.sure_when_said in marks or any(self._values.get(fact) is True for fact in reply.sure_when):
            return "sure"
        if not reply.sure_when:
            return "sure" if reply.sure_when_said is None else "unknown"
        return "no" if all(self._values.get(fact) is False for fact in reply.sure_when) else "unknown"

    def too_soon(self, reply: Reply, reading: Reading) -> bool:
        """The text names a day before which this cannot be done safely."""
        if reply.sooner_than_days is None:
            return False
        last = self._calendar.day + reply.sooner_than_days
        return any(said.day < last for said in read_days(reading, self._calendar))

    def turned(self, reply: Reply) -> str:
        """The reply to give in its place where a fact of the person makes another one due."""
        return next((other for fact, other in reply.turns.items() if self._values.get(fact) is True), reply.id)

    def _too_fast(self, per_week: float, reading: Reading) -> bool:
        """More than is safe in a week; without any time, more than is safe in the longest time a goal runs."""
        amounts = read_amounts(reading, self._units)
        days = read_days(reading, self._calendar)
        return any(
            weight / _weeks(amount, days, self._calendar) > per_week
            for amount in amounts
            if (weight := kilograms(amount)) is not None
        )


def _weeks(amount: Amount, days: tuple[Said, ...], calendar: Calendar) -> float:
    if amount.per is not None:
        return DAYS[amount.per] / 7
    last = max((said.day for said in days), default=calendar.day + LONGEST_DAYS)
    return max(last - calendar.day, 1) / 7
