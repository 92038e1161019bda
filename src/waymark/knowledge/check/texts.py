"""Are the texts complete in both languages, and in words that respect the person?"""

from collections.abc import Iterator

import msgspec

from waymark.knowledge.assemble import Library
from waymark.knowledge.avoided import AvoidedWords
from waymark.knowledge.check.findings import Finding, found
from waymark.knowledge.cues.patterns import CueError, parse_cue
from waymark.knowledge.folder import Written
from waymark.knowledge.model.care import CrisisResource, Level
from waymark.knowledge.model.care_elements import GoalPattern, GoalStep, Problem
from waymark.knowledge.model.effect import Task
from waymark.knowledge.model.fact import Fact
from waymark.knowledge.model.tool import Tool
from waymark.knowledge.model.wording import Reply, Wish
from waymark.knowledge.reader import Path
from waymark.knowledge.shapes import texts

__all__ = ["LOCALES", "for_person", "twins", "words"]

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
    """No word that names a person by a disorder, blames, belittles, or that only the house uses."""
    lists = [written.entry for written in library.entries["avoided"].values()]
    try:
        avoided = AvoidedWords(lists)
    except CueError:
        yield from _unreadable(library)
        return
    for written, path, locale, said in _written_texts(library):
        # The official name of an instrument or a crisis line is not ours to change.
        if path[-1] == "name" or (written.kind == "crisis" and path[0] in ("label", "contact")):
            continue
        for word, instead in avoided.found(said, locale, person=for_person(written.origin, path)):
            yield found("words", written, f"avoid `{word}`; write {instead}", *path, locale)


def _unreadable(library: Library) -> Iterator[Finding]:
    """Words to avoid that are no cues."""
    for written in library.entries["avoided"].values():
        places: list[tuple[Path, str]] = [(("words", n), words_) for n, words_ in enumerate(written.entry.words)]
        for number, allowed in enumerate(written.entry.allowed):
            places += [(("allowed", number, "words", n), words_) for n, words_ in enumerate(allowed.words)]
        for path, words_ in places:
            try:
                parse_cue(words_, {})
            except CueError as error:
                yield found("words", written, str(error), *path)
