"""From the answers of a response to values of our items; an answer that cannot be told stays open, with its reason."""

import re

import msgspec

from waymark.exchange.questionnaires.codes import plain
from waymark.exchange.questionnaires.expected import COUNTED
from waymark.exchange.questionnaires.form import Coding
from waymark.exchange.questionnaires.matching import Match
from waymark.exchange.questionnaires.meaning import readings
from waymark.exchange.questionnaires.notes import Notes
from waymark.exchange.questionnaires.responses import Entry, Given
from waymark.exchange.questionnaires.table import Row, Table
from waymark.exchange.questionnaires.values import allowed, is_decline, is_yes_no, meant

__all__ = ["Answered", "answer"]


class Answered(msgspec.Struct, frozen=True):
    """One item: its value; `state` where there is none. `points`: what the file's weights make of it."""

    value: float | None
    state: str = ""
    points: float | None = None


def answer(match: Match, table: Table, entries: list[Entry], notes: Notes) -> Answered:
    """The value of one item. `state`: missing (nobody answered), declined, or unreadable (an answer is there)."""
    item = match.item.id
    given = [one for entry in entries for one in entry.answers]
    if not given:
        if any(entry.unreadable for entry in entries):
            notes.add("unanswered", f"{item}: the answer to {match.question.link} has no value that can be read", item)
            return Answered(None, "unreadable")
        return Answered(None, "missing")
    if (table.asked.instrument, item) in COUNTED and all(one.number is None for one in given):
        return _counted(match, given, notes)
    if len(given) > 1:
        if any(one != given[0] for one in given):
            words = ", ".join(f"“{one.words}”" for one in given)
            notes.add(
                "unanswered", f"{item}: answered {len(given)} times, and not alike ({words}); no answer is used", item
            )
            return Answered(None, "unreadable")
        notes.add("repaired", f"{item}: the same answer stands {len(given)} times; it counts once", item)
    return _one(match, table, given[0], notes)


def _counted(match: Match, given: list[Given], notes: Notes) -> Answered:
    """How many of a list were chosen."""
    chosen = {plain(one.coding.display) or one.coding.code for one in given if not is_decline(one.coding)}
    if not chosen:
        return Answered(None, "declined")
    # A value that came as text has its words there.
    words = {plain(one.words) for one in given} if "" in chosen else chosen
    counted = {word for word in words if not re.match(r"(none|no (problem|issue)|ningun|nada|kein)", word)}
    notes.add("options", f"{match.item.id}: {len(counted)} of its list are chosen")
    return Answered(float(len(counted)))


def _one(match: Match, table: Table, given: Given, notes: Notes) -> Answered:
    item = match.item
    if given.coding != Coding("") and is_decline(given.coding):
        return Answered(None, "declined")
    row, doubt = _row(table, given)
    if row is not None and row.declines:
        return Answered(None, "declined")
    value, why = (row.value, row.why) if row is not None else (None, doubt)
    itself, by, doubted = _itself(table, given)
    other = row is not None and given.coding.code and row.option.coding.code not in ("", given.coding.code)
    if other and by != "code":
        notes.add(
            "repaired", f"{item.id}: the code {given.coding.code} is none of the form's; read by its words", item.id
        )
    if value is None and row is None and not doubt:
        value, why = itself, doubted
        if value is not None and table.rows:
            notes.add(
                "repaired", f"{item.id}: “{given.words}” is none of the form's answers; read by its {by}", item.id
            )
    elif value is not None and itself is not None and itself != value:
        value, why = None, f"its code and its words (“{given.words}”) say different things"
    elif value is not None and doubted and not why and given.coding.display:
        value, why = None, doubted
    if value is None:
        reason = why or "its words and code are not known to us"
        notes.add("unanswered", f"{item.id}: the answer “{given.words}” is not used: {reason}", item.id)
        return Answered(None, "unreadable")
    if by == "code seen once":
        notes.add("options", f"{item.id}: the code of its answer is known from one public form only", item.id)
    _weigh(table, given, value, item.id, notes)
    points = given.weight if given.weight is not None else table.points.get(value)
    return Answered(value, points=points)


def _weigh(table: Table, given: Given, value: float, item: str, notes: Notes) -> None:
    if given.weight is not None and given.weight not in (value, table.counts(value)):
        notes.add(
            "weights",
            f"{item}: the answer carries the weight {given.weight:g}; it counts {table.counts(value):g}",
            item,
        )


def _row(table: Table, given: Given) -> tuple[Row | None, str]:
    """The option that was chosen: by code, else by its very words; a doubt where both name different options."""
    code, words = given.coding.code, plain(given.coding.display)
    rows = table.rows
    by_code = [row for row in rows if code and row.option.coding.code == code]
    same_system = [row for row in by_code if row.option.coding.system == given.coding.system]
    by_code = same_system or by_code
    by_words = [row for row in rows if words and plain(row.option.coding.display) == words]
    if given.number is not None:
        by_words = [row for row in rows if row.option.number == given.number]
    if len(by_code) > 1 or len(by_words) > 1:
        return None, "several options of the form are written like that"
    if by_code and by_words and by_code[0] is not by_words[0]:
        return None, f"its code {code} and its words “{given.coding.display}” are two options of the form"
    found = by_code or by_words
    return (found[0], "") if found else (None, "")


def _itself(table: Table, given: Given) -> tuple[float | None, str, str]:
    """What the answer says without the form: value, by what, and a doubt."""
    asked = table.asked
    if asked.polarity == "unclear":
        return None, "", "it cannot be told which way the question is asked"
    if given.truth is not None:
        if not is_yes_no(asked.item):
            return None, "", f"{asked.item.id} is not answered by yes or no"
        return asked.said(float(given.truth)), "meaning", ""
    if given.number is not None:
        if asked.reversed:
            return None, "", "a number alone does not say whether it was turned round already"
        if not allowed(asked.item, given.number):
            return None, "", f"{given.number:g} is not an answer of {asked.item.id}"
        return given.number, "number", ""
    found = meant(asked, given.coding)
    if found.value is None and not found.why and readings(given.coding.display):
        return None, "", f"“{given.coding.display}” is no answer of {asked.item.id}"
    return found.value, found.by, found.why
