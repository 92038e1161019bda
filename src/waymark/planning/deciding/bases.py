"""What was on the table when somebody decided: as the row carries it, else composed as of that moment.

Composing then takes the decisions before it and the same release. Decisions of one moment were made on one plan.
"""

from waymark.planning.deciding.contents import Content, content_of, items_in
from waymark.planning.deciding.spoken import AUTHORS, YES
from waymark.planning.evidence import Evidence
from waymark.planning.lines import Lines, decide
from waymark.planning.plan import Item
from waymark.planning.prepare import Prepared
from waymark.planning.situation import Documents, Situation, situation_at
from waymark.planning.stand import Bound, Stand
from waymark.record.documents.decisions import Decision
from waymark.record.time import Calendar, stamp

__all__ = ["Bases", "bind", "noted"]


class Bases:
    """The moments at which somebody decided, each composed once when it is first asked for."""

    def __init__(self, prepared: Prepared, documents: Documents, rows: tuple[Decision, ...]) -> None:
        self._prepared, self._documents, self._rows = prepared, documents, rows
        self._situations: dict[int, Situation] = {}
        self._lines: dict[int, tuple[Lines, dict[str, Item]]] = {}

    def situation(self, row: Decision) -> Situation:
        """What was known and decided before this row."""
        moment = noted(row)
        key = stamp(moment)
        if key not in self._situations:
            before = tuple(r for r in self._rows if stamp(noted(r)) < key)
            calendar = Calendar(moment, self._documents.person.anchor)
            self._situations[key] = situation_at(self._prepared, self._documents, calendar, before, self)
        return self._situations[key]

    def lines(self, row: Decision) -> tuple[Lines, dict[str, Item]]:
        """The lines that stood in the plan before this row, without their texts, and each by its id."""
        key = stamp(noted(row))
        if key not in self._lines:
            situation = self.situation(row)
            evidence = Evidence(self._prepared, situation.known, mute=True)
            lines = decide(situation, situation.findings(mute=True), evidence)
            self._lines[key] = (lines, items_in(lines))
        return self._lines[key]

    def line(self, row: Decision) -> Content | None:
        """What stood in the line the row is about; None where it was not proposed."""
        if row.seen is not None:
            return None if row.seen.line is None else dict(row.seen.line)
        lines, items = self.lines(row)
        item = items.get(row.item)
        return None if item is None else content_of(item, lines)

    def rules(self, row: Decision) -> tuple[str, ...]:
        """The rules behind the line then."""
        if row.seen is not None:
            return row.seen.rules
        item = self.lines(row)[1].get(row.item)
        return () if item is None else item.rules

    def bound(self, row: Decision, day: int) -> Bound:
        return Bound(row=row, day=day, line=self.line(row))


def bind(stand: Stand, bases: Bases, calendar: Calendar) -> None:
    """Hold what was agreed to: a goal keeps its start and its numbers, a word about a level is about that level."""
    stand.bases = bases
    for name in stand.decided():
        said = stand.spoken(name)
        if said is not None and name.startswith("goal:") and (row := said.agreed) is not None:
            stand.bound[name] = bases.bound(row, calendar.number(row.at))
            yes = (last for author in AUTHORS if (last := said.last(author)) is not None and last.decision in YES)
            if any(bases.line(last) is None for last in yes):
                stand.chosen.append(name)
    said = stand.spoken("level")
    if said is not None:
        for author in AUTHORS:
            last = said.last(author)
            if last is not None and last.decision != "changed":
                seen = (bases.line(last) or {}).get("level")
                stand.level_seen[author] = None if seen is None else str(seen)


def noted(row: Decision) -> str | int:
    """When a row was written down: what was on the table then is what it answers."""
    return row.at if row.noted is None else row.noted
