"""The options of a matched question with our values, and where the file's weights say something else."""

import re
from collections.abc import Sequence

import msgspec

from waymark.exchange.questionnaires.codes import plain
from waymark.exchange.questionnaires.form import Option
from waymark.exchange.questionnaires.matching import Match
from waymark.exchange.questionnaires.meaning import readings
from waymark.exchange.questionnaires.notes import Notes
from waymark.exchange.questionnaires.values import Asked, Meant, asked_of, is_decline, is_yes_no, meant
from waymark.knowledge.model.instrument import Instrument

__all__ = ["Row", "Table", "table_of"]


class Row(msgspec.Struct, frozen=True):
    """One option: its value for our item, or None and why."""

    option: Option
    value: float | None
    by: str = ""
    why: str = ""
    declines: bool = False


class Table(msgspec.Struct, frozen=True):
    """One question's options. `asked`: the item as it is asked here."""

    asked: Asked
    rows: tuple[Row, ...] = ()

    @property
    def points(self) -> dict[float, float]:
        """Value of ours -> weight in the file."""
        return {
            row.value: row.option.weight for row in self.rows if row.value is not None and row.option.weight is not None
        }

    def counts(self, value: float) -> float:
        """What a value counts in our total: turned round where the item is."""
        if not self.asked.reversed:
            return value
        return min(self.asked.item.options) + max(self.asked.item.options) - value


def table_of(instrument: Instrument, match: Match, notes: Notes) -> Table:
    """Our values of a question's options."""
    asked = asked_of(instrument, match.item, match.question.text)
    if asked.polarity == "unclear":
        notes.add(
            "unanswered",
            f"{match.item.id} counts the other way round, and the words of question "
            f"{match.question.link} "
            "do not say which way it is asked; it is not scored",
            match.item.id,
        )
    elif asked.polarity == "turned":
        notes.add(
            "options",
            (f"question {match.question.link} asks the opposite of {match.item.id}; its answers are turned round"),
            match.item.id,
        )
    options = match.question.options
    declining = [option for option in options if is_decline(option.coding)]
    rows = [Row(option, None, declines=True) if option in declining else _row(asked, option) for option in options]
    chosen = _opposed(asked, _shifted(asked, [row for row in rows if not row.declines]), match)
    if chosen and all(row.value is None and not row.why for row in chosen):
        chosen = _by_weight(asked, chosen, match, notes)
    chosen = _apart(_filled(asked, chosen, match, notes))
    by_option = {id(row.option): row for row in chosen}
    table = Table(asked, tuple(by_option.get(id(row.option), row) for row in rows))
    _tell(table, match, notes)
    return table


def _row(asked: Asked, option: Option) -> Row:
    found: Meant = meant(asked, option.coding)
    return Row(option, found.value, found.by, found.why)


def _shifted(asked: Asked, rows: Sequence[Row]) -> list[Row]:
    """Answers that are plain numbers have to be our very numbers: 1 to 4 in place of 0 to 3 says nothing."""
    numbers = [row.value for row in rows if row.by == "number"]
    outside = [row for row in rows if row.value is None and "number" in readings(row.option.coding.display)]
    if not asked.item.options or not (numbers or outside) or set(numbers) == set(asked.item.options):
        return list(rows)
    if numbers == [0.0] and not outside and {row.value for row in rows} == set(asked.item.options):
        # None at all is zero on any scale of amounts; the others are told by their words.
        return list(rows)
    why = "its answers are other numbers than those of the item"
    return [Row(row.option, None, why=why) if row.by == "number" else row for row in rows]


def _opposed(asked: Asked, rows: Sequence[Row], match: Match) -> list[Row]:
    """A yes or no that the file counts the other way round, where nothing else says what the question asks."""
    weighed = [row for row in rows if row.value is not None and row.option.weight is not None]
    against = bool(weighed) and all(row.option.weight == 1 - (row.value or 0) for row in weighed)
    negated = re.search(r"\b(never|not|no longer|nunca|nie|nicht)\b|n't\b", plain(match.question.text)) is not None
    if not is_yes_no(asked.item) or asked.reversed or not against or not (match.by == "order" or negated):
        return list(rows)
    why = "the file counts yes as 0, and the question may be asked the other way round"
    return [Row(row.option, None, why=why) for row in rows]


def _by_weight(asked: Asked, rows: Sequence[Row], match: Match, notes: Notes) -> list[Row]:
    """Nothing is known of any option but its weight: taken where the weights are exactly our values, in order."""
    weights = [row.option.weight for row in rows]
    fits = set(weights) == set(asked.item.options) and len(weights) == len(set(weights))
    known = [weight for weight in weights if weight is not None]
    in_order = known in (sorted(known), sorted(known, reverse=True))
    if not fits or not in_order or asked.reversed or asked.polarity != "same" or is_yes_no(asked.item):
        why = "its words are not known to us, and the file gives it no weight that can be trusted"
        return [Row(row.option, None, why=why) for row in rows]
    notes.add(
        "weights",
        f"{match.item.id}: the words of its answers are not known to us; their values are the file's weights alone",
        match.item.id,
    )
    return [Row(row.option, row.option.weight, "weight") for row in rows]


def _filled(asked: Asked, rows: Sequence[Row], match: Match, notes: Notes) -> list[Row]:
    """Some options are known and some say nothing to us: those take their weight, or their place among the others.

    Only where all known ones, at least two, have the very weight or place that is ours.
    """
    silent = [row for row in rows if row.value is None and not row.why]
    known = [(place, row) for place, row in enumerate(rows) if row.value is not None]
    if not silent or len(known) < 2 or asked.reversed or len(known) + len(silent) < len(rows):
        return list(rows)
    steps = sorted(asked.item.options)
    by = ""
    if all(row.option.weight == row.value for _, row in known) and all(r.option.weight in steps for r in silent):
        by = "weight"
    elif len(steps) == len(rows) and all(steps[place] == row.value for place, row in known):
        by = "place"
    if not by:
        return list(rows)
    notes.add(
        "options",
        f"{len(silent)} answers of question {match.question.link} have words unknown to "
        f"us; their {by} among the "
        "others gives their value",
        match.item.id,
    )
    return [
        row if row not in silent else Row(row.option, row.option.weight if by == "weight" else steps[place], by)
        for place, row in enumerate(rows)
    ]


def _apart(rows: Sequence[Row]) -> list[Row]:
    """Two options with one value, or one code: neither has it."""
    values = [row.value for row in rows if row.value is not None]
    codes = [row.option.coding.code for row in rows if row.option.coding.code]
    found = []
    for row in rows:
        code = row.option.coding.code
        if row.value is not None and values.count(row.value) > 1:
            row = Row(row.option, None, why="another option means the same")
        elif code and codes.count(code) > 1:
            row = Row(row.option, None, why=f"two options have the code {code}")
        found.append(row)
    return found


def _tell(table: Table, match: Match, notes: Notes) -> None:
    item = match.item
    for row in table.rows:
        words = row.option.coding.display or row.option.coding.code
        if row.value is None and row.why and table.asked.polarity != "unclear":
            notes.add("options", f"“{words}” of question {match.question.link}: {row.why}; it gets no value", item.id)
    other = {
        row.option.coding.display or row.option.coding.code: (row.option.weight, table.counts(row.value))
        for row in table.rows
        if row.value is not None and row.option.weight is not None and row.option.weight != table.counts(row.value)
    }
    if not other:
        return
    if (
        table.asked.reversed
        and not is_yes_no(item)
        and all(row.value == row.option.weight for row in table.rows if row.value is not None)
    ):
        notes.add("scoring", f"the file weighs {item.id} as answered; our scoring turns it round, once", item.id)
        return
    says = ", ".join(f"“{words}” counts {ours:g} and not {theirs:g}" for words, (theirs, ours) in other.items())
    notes.add("weights", f"{item.id}: the file's weights are not ours: {says}", item.id)
