"""Reading the documents that come in. Every mistake is one sentence: where, what, what to do."""

import msgspec

from waymark.record.decoding import decode
from waymark.record.documents.decisions import Decisions
from waymark.record.documents.person import Person
from waymark.record.documents.programme import Programme
from waymark.record.errors import MOST_SENTENCES, RecordError
from waymark.record.rows import check_decisions, check_rows
from waymark.record.time import clock

__all__ = ["read_decisions", "read_person", "read_programme"]

_PERSON = msgspec.json.Decoder(Person)


def read_person(data: bytes, where: str) -> Person:
    """A person document from its bytes; `where` is how messages call it. Raises RecordError."""
    person = decode(data, where, _PERSON, "waymark.person/1")
    if not person.id.strip():
        raise RecordError(f"{where}: id: the person has no id; write any text that is theirs alone, not their name.")
    check_rows(person, where)
    return person


def read_decisions(data: bytes, where: str) -> Decisions:
    """A decisions document from its bytes. Raises RecordError."""
    decisions = decode(data, where, msgspec.json.Decoder(Decisions), "waymark.decisions/1")
    check_decisions(decisions, where)
    return decisions


def read_programme(data: bytes, where: str) -> Programme:
    """A programme document from its bytes. Raises RecordError."""
    programme = decode(data, where, msgspec.json.Decoder(Programme), "waymark.programme/1")
    wrong: list[str] = []
    seen: dict[str, int] = {}
    for index, level in enumerate(programme.levels):
        path = f"{where}: levels[{index}]"
        if (first := seen.setdefault(level.level, index)) != index:
            wrong.append(f"{path}: the level `{level.level}` already stands in levels[{first}]; keep one of the two.")
        for field in ("places", "hours_per_week", "travel_minutes"):
            if (value := getattr(level, field)) is not None and value < 0:
                wrong.append(f"{path}.{field}: {value:g} is less than nothing; correct it or leave the key out.")
    for index, offered in enumerate(programme.interventions):
        for number, session in enumerate(offered.sessions):
            path = f"{where}: interventions[{index}].sessions[{number}]"
            try:
                clock(session.start)
            except ValueError as error:
                wrong.append(f"{path}.start: {error}.")
            if not 0 < session.minutes <= 24 * 60:
                wrong.append(f"{path}.minutes: {session.minutes} is not the length of a session; write minutes.")
    wrong += [
        f"{where}: rates.{role}: {rate:g} is less than nothing; correct it or leave the key out."
        for role, rate in programme.rates.items()
        if rate < 0
    ]
    if wrong:
        raise RecordError(wrong[:MOST_SENTENCES])
    return programme
