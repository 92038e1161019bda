"""Are the texts complete in both languages, plain enough for the person, and in words that respect them?"""

from collections.abc import Iterator
from functools import cache

import msgspec

from waymark.knowledge.assemble import Library
from waymark.knowledge.check import reading
from waymark.knowledge.check.findings import Finding, found
from waymark.knowledge.check.wording import avoided_in
from waymark.knowledge.folder import Written
from waymark.knowledge.model.care import CrisisResource, Level
from waymark.knowledge.model.care_elements import GoalPattern, GoalStep, Problem
from waymark.knowledge.model.effect import Task
from waymark.knowledge.model.fact import Fact
from waymark.knowledge.model.tool import Tool
from waymark.knowledge.model.wording import Reply, Wish
from waymark.knowledge.reader import Path
from waymark.knowledge.shapes import texts

__all__ = ["for_person", "grades", "twins", "words"]

LOCALES = ("en", "es")
# Whole texts that the person reads, by kind of structure.
_READ_BY_PERSON: dict[type[msgspec.Struct], tuple[str, ...]] = {
    Problem: ("label", "says"),
    GoalPattern: ("label", "says", "achievable_because", "relevant_because"),
    Tool: ("label", "says", "not_when", "steps", "fields", "example", "recheck"),
    Level: ("says", "setting", "asks_of_person"),
    CrisisResource: ("says", "for_whom"),
    Fact: ("acting",),
    Wish: ("label", "question"),
    Reply: ("label", "says", "today", "tonight", "question"),
}


def for_person(entry: msgspec.Struct, path: Path) -> bool:
    """Whether the text at this path of an entry is read by the person."""
    first = path[0]
    if first in _READ_BY_PERSON.get(type(entry), ()):
        return True
    if "person" in path[1:] or path[:2] in (("asked", "question"), ("asked", "why")):
        return True
    part = _part(entry, path[:-1])
    return isinstance(part, GoalStep | Task) and part.who == "person"


def _part(entry: object, path: Path) -> object:
    for step in path:
        entry = getattr(entry, step) if isinstance(step, str) and hasattr(entry, step) else entry[step]  # type: ignore[index]
    return entry


def _written_texts(library: Library) -> Iterator[tuple[Written, Path, str, str]]:
    for kind, entries in library.written.items():
        if kind in ("sources", "releases"):
            continue
        for written in entries:
            for path, text in texts(written.origin):
                for locale, said in text.items():
                    yield written, path, locale, said


def twins(library: Library) -> Iterator[Finding]:
    """Every text has its twin in each language we ship."""
    for entries in library.written.values():
        for written in entries:
            for path, text in texts(written.origin):
                for locale in LOCALES:
                    if locale not in text:
                        yield found("twins", written, f"the text lacks its twin `{locale}`; add it", *path)


def words(library: Library) -> Iterator[Finding]:
    """No word that names a person by a disorder, blames, or belittles."""
    for written, path, locale, said in _written_texts(library):
        # The official name of an instrument or a crisis line is not ours to change.
        if path[-1] == "name" or (written.kind == "crisis" and path[0] in ("label", "contact")):
            continue
        for word, instead in avoided_in(said, locale, for_person(written.origin, path)):
            yield found("words", written, f"avoid `{word}`; write {instead}", *path, locale)


def grades(library: Library) -> Iterator[Finding]:
    """What the person reads is plain: the texts of an entry taken together, since one alone is too short to measure."""
    names = _names(library)
    for entries in library.written.values():
        for written in entries:
            for locale in LOCALES:
                parts = [
                    (path, text[locale])
                    for path, text in texts(written.origin)
                    if locale in text and for_person(written.origin, path)
                ]
                yield from _grade(written, parts, locale, names)


def _grade(written: Written, parts: list[tuple[Path, str]], locale: str, names: frozenset[str]) -> Iterator[Finding]:
    whole = "\n".join(said for _, said in parts)
    score = (reading.grade if locale == "en" else reading.ease)(whole, names)
    if score is None:
        return
    if locale == "en" and score > reading.HIGHEST_GRADE:
        what = f"reads at grade {score:.1f}; at most {reading.HIGHEST_GRADE:g}: use shorter words and sentences"
    elif locale == "es" and score < reading.EASIEST_ALLOWED:
        what = (
            f"has a reading ease of {score:.0f}; at least {reading.EASIEST_ALLOWED:g}: use shorter words and sentences"
        )
    else:
        return
    path = max(parts, key=lambda part: _hardness(part[1], locale, names))[0]
    yield found("reading", written, what, *path, locale)


def _hardness(text: str, locale: str, names: frozenset[str]) -> float:
    # Repeated until it is long enough to measure: only to find the part that weighs most.
    long = "\n".join([text] * (1 + reading.FEWEST // max(1, len(reading.words_of(text)))))
    score = reading.grade(long, names) if locale == "en" else reading.ease(long, names)
    return (score or 0.0) if locale == "en" else -(score or 0.0)


def _names(library: Library) -> frozenset[str]:
    """Words of the names of medicines, services and substances: the person has to meet them anyway."""
    return _name_words(
        tuple(
            text
            for kind in ("medicines", "interventions", "substances", "instruments", "levels", "crisis", "roles")
            for written in library.entries[kind].values()
            for key in ("label", "name")
            for text in (getattr(written.entry, key, None) or {}).values()
        )
        + tuple(written.entry.ingredient for written in library.entries["medicines"].values())
    )


@cache
def _name_words(texts_: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.lower() for text in texts_ for word in reading.words_of(text))
