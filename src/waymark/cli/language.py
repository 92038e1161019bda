"""Which language a job speaks where nobody said one: the person's own, on everything that is for the person."""

import argparse
import re

from waymark.planning.phrases import LANGUAGES
from waymark.planning.plan import Plan
from waymark.record.documents.person import Person
from waymark.record.errors import RecordError
from waymark.record.reading import read_person

__all__ = ["for_the_person", "language_for", "language_of", "language_of_record", "spoken_in"]

# How people write them in a record, besides codes such as `es` or `es-MX`.
_NAMES = {"english": "en", "inglés": "en", "ingles": "en", "spanish": "es", "español": "es", "espanol": "es"}


def language_of(person: Person) -> str | None:
    """The language the person speaks, where Waymark speaks it too; else None."""
    said = (person.about.language or "").strip().lower()
    code = _NAMES.get(said) or re.split(r"[-_ ]", said)[0]
    return code if code in LANGUAGES else None


def language_of_record(raw: bytes) -> str | None:
    """The same, of a document; one that cannot be read is refused by whoever reads it for its own sake."""
    try:
        return language_of(read_person(raw, "person"))
    except RecordError:
        return None


def spoken_in(plan: Plan) -> str | None:
    """The language of the person whose plan this is, from the record it carries."""
    return None if plan.carries is None else language_of_record(bytes(plan.carries.record))


def language_for(options: argparse.Namespace, record: bytes) -> str:
    """Of a plan that is made: as said; else a sheet for the person in theirs, and what clinicians read in English."""
    if options.lang is not None:
        return str(options.lang)
    own = language_of_record(record) if options.format == "pdf" and for_the_person(options) else None
    return own or LANGUAGES[0]


def for_the_person(options: argparse.Namespace) -> bool:
    """Whether a printed sheet is the person's own: the one page (which is the default) and the card."""
    return options.sheet in (None, "person", "card")
