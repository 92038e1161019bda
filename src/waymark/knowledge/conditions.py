"""The conditions of a library as one program, with every mistake named at the line it was written on."""

import datetime
from collections.abc import Iterator

from waymark.knowledge.assemble import Library
from waymark.knowledge.errors import LibraryError, Trouble
from waymark.knowledge.folder import Written
from waymark.knowledge.model.fact import Fact
from waymark.knowledge.model.value import DatedValue, NamedValue
from waymark.knowledge.scoring import FormPrograms, form_programs
from waymark.logic import ConditionError, FactType, Program, Vocabulary
from waymark.logic.checker import check_kind
from waymark.logic.parser import parse

__all__ = ["Condition", "conditions", "fact_type", "forms", "program", "targets", "value_at", "vocabulary"]


class Condition:
    """A condition with its name in the program and the place it was written at."""

    __slots__ = ("key", "name", "text", "written")

    def __init__(self, name: str, text: str, written: Written, key: str) -> None:
        self.name = name
        self.text = text
        self.written = written
        self.key = key


def fact_type(fact: Fact) -> FactType:
    """The kind of a fact for conditions. Days since something are whole days."""
    if fact.type == "days since":
        return FactType("integer", "days", (), fact.range)
    return FactType(fact.type, fact.unit, tuple(option.id for option in fact.options), fact.range)


def value_at(value: NamedValue, at: datetime.date | None) -> DatedValue:
    """What a named value is on a day (the newest without a day; the oldest for days before all)."""
    history = sorted(value.history, key=lambda dated: dated.valid_from)
    if at is None:
        return history[-1]
    before = [dated for dated in history if dated.valid_from <= at]
    return before[-1] if before else history[0]


def vocabulary(library: Library, at: datetime.date | None = None) -> Vocabulary:
    """Every fact and named value that conditions may use."""
    facts = {id_: fact_type(written.entry) for id_, written in library.entries["facts"].items()}
    values = {
        id_: (value_at(written.entry, at).value, written.entry.unit)
        for id_, written in library.entries["values"].items()
    }
    return Vocabulary(facts, values)


def conditions(library: Library) -> list[Condition]:
    """One per rule, by its id; then `level:KEY`, `goal:ID`, `goal:ID:substance`, `crisis:ID`, `instrument:ID`,
    `instrument:ID:substance` and `question:FACT`."""
    entries = library.entries
    found = [Condition(id_, written.entry.when, written, "when") for id_, written in entries["rules"].items()]
    for id_, written in entries["levels"].items():
        if written.entry.only_when is not None:
            found.append(Condition(f"level:{id_}", written.entry.only_when, written, "only_when"))
    for written in entries["goals"].values():
        found.extend(_of_goal(written, library))
    for id_, written in entries["crisis"].items():
        if written.entry.when is not None:
            found.append(Condition(f"crisis:{id_}", written.entry.when, written, "when"))
    for written in entries["instruments"].values():
        found.extend(_of_instrument(written, library))
    for id_, written in entries["facts"].items():
        asked = written.entry.asked
        if asked is not None and asked.only_if is not None:
            found.append(Condition(f"question:{id_}", asked.only_if, written, "asked.only_if"))
    return found


def _of_goal(written: Written, library: Library) -> Iterator[Condition]:
    """A goal about a substance fits per class; classes that lack a fact of the condition have no such goal."""
    text = written.entry.fits_when
    if text is not None:
        yield from _per_substance(f"goal:{written.id}", text, written, "fits_when", library)


def _of_instrument(written: Written, library: Library) -> Iterator[Condition]:
    """When a form is of the moment; one given per substance is so per class."""
    instrument = written.entry
    if instrument.indicated is None:
        return
    name = f"instrument:{written.id}"
    if instrument.gate is not None:
        # Two conditions: what the moment wants, and what is asked for once the gate stands open.
        yield Condition(f"moment:{written.id}", instrument.indicated, written, "indicated")
        yield Condition(name, _both(instrument.indicated, instrument.gate), written, "gate")
        return
    if instrument.subject is None:
        yield Condition(name, instrument.indicated, written, "indicated")
        return
    without = instrument.subject.without
    for condition in _per_substance(name, instrument.indicated, written, "indicated", library, everywhere=True):
        if condition.name.rpartition(":")[2] not in without:
            yield condition


def _both(indicated: str, gate: str) -> str:
    return gate if indicated == "always" else f"({indicated}) and ({gate})"


def _per_substance(
    name: str, text: str, written: Written, key: str, library: Library, *, everywhere: bool = False
) -> Iterator[Condition]:
    """The condition once per class that has its facts; `everywhere`: also where it names no substance."""
    if "{substance}" not in text and not everywhere:
        yield Condition(name, text, written, key)
        return
    facts = library.entries["facts"]
    for substance in library.entries["substances"]:
        here = text.replace("{substance}", substance)
        if all(fact in facts for fact in _names(here) if fact.startswith(f"{substance}.")):
            yield Condition(f"{name}:{substance}", here, written, key)


def _names(text: str) -> list[str]:
    words = text.replace("(", " ").replace(")", " ").replace(",", " ").split()
    return [word for word in words if "." in word and word[0].isalpha()]


def program(library: Library, at: datetime.date | None = None) -> Program:
    """The program of a library. Raises LibraryError naming every condition that cannot be used."""
    words = vocabulary(library, at)
    derived = {
        id_: written.entry.derived
        for id_, written in library.entries["facts"].items()
        if written.entry.derived is not None
    }
    tests = conditions(library)
    troubles = [*_derived_troubles(derived, library, words), *_test_troubles(tests, words)]
    if troubles:
        raise LibraryError(*_once(troubles))
    try:
        return Program(words, derived, {test.name: test.text for test in tests})
    except ConditionError as error:
        raise LibraryError(_placed(error, library, tests)) from None


def _derived_troubles(derived: dict[str, str], library: Library, words: Vocabulary) -> Iterator[Trouble]:
    for id_, text in derived.items():
        try:
            check_kind(parse(text), words)
        except ConditionError as error:
            yield library.entries["facts"][id_].trouble(str(error), "derived")


def _test_troubles(tests: list[Condition], words: Vocabulary) -> Iterator[Trouble]:
    from waymark.logic.checker import check

    for test in tests:
        try:
            check(parse(test.text), words)
        except ConditionError as error:
            yield test.written.trouble(str(error), *test.key.split("."))


def _once(troubles: list[Trouble]) -> list[Trouble]:
    """One per line: an entry written for every substance has its mistake once."""
    lines: dict[tuple[str, int | None], Trouble] = {}
    for trouble in troubles:
        lines.setdefault((trouble.file, trouble.line), trouble)
    return list(lines.values())


def _placed(error: ConditionError, library: Library, tests: list[Condition]) -> Trouble:
    facts = library.entries["facts"]
    if error.name in facts:
        return facts[error.name].trouble(str(error), "derived")
    for test in tests:
        if test.name == error.name:
            return test.written.trouble(str(error), *test.key.split("."))
    return Trouble("library", None, error.name or "", str(error))


def forms(library: Library) -> dict[str, FormPrograms]:
    """What each instrument scores by. Raises LibraryError naming the instruments that cannot be scored."""
    found: dict[str, FormPrograms] = {}
    troubles: list[Trouble] = []
    for id_, written in library.entries["instruments"].items():
        try:
            found[id_] = form_programs(written.entry)
        except ConditionError as error:
            troubles.append(written.trouble(str(error), "scores"))
    if troubles:
        raise LibraryError(*troubles)
    return found


def targets(library: Library) -> tuple[dict[str, str], Program]:
    """The formulas of goals over a person's `baseline`: formula -> its name in the program, and the program."""
    goals = [written for written in library.entries["goals"].values() if written.entry.target is not None]
    words = Vocabulary({"baseline": FactType("number")}, {})
    troubles: list[Trouble] = []
    for written in goals:
        try:
            check_kind(parse(written.entry.target), words)
        except ConditionError as error:
            troubles.append(written.trouble(str(error), "target"))
    if troubles:
        raise LibraryError(*troubles)
    names = {text: f"target_{n}" for n, text in enumerate(sorted({written.entry.target for written in goals}))}
    return names, Program(words, {name: text for text, name in names.items()}, {})
