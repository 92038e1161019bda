"""Finding words that the house avoids, in a text that it wrote. Never used on what a person said."""

from collections.abc import Iterable

import msgspec

from waymark.knowledge.cues.patterns import Choice, Cue, Hit, Indexed, find_all, parse_cue
from waymark.knowledge.cues.reading import read_words
from waymark.knowledge.model.plain_words import Avoided

__all__ = ["AvoidedWords"]


class _Rule(msgspec.Struct, frozen=True):
    entry: Avoided
    cues: tuple[Cue, ...]
    allowed: tuple[Cue, ...]

    @property
    def firsts(self) -> frozenset[str] | None:
        """Words that one of its cues begins with; None where that cannot be told from words alone."""
        found: set[str] = set()
        for cue in self.cues:
            first = cue.atoms[0]
            if not isinstance(first, Choice) or first.stems or first.number or first.optional:
                return None
            found |= first.firsts
        if any(word.endswith("*") for word in found):
            return None
        return frozenset(found)


class AvoidedWords:
    """The lists of a library, ready to be tried on texts."""

    def __init__(self, entries: Iterable[Avoided]) -> None:
        """Raises CueError for words that cannot be read as cues."""
        self._rules = tuple(
            _Rule(
                entry,
                tuple(parse_cue(words, {}) for words in entry.words),
                tuple(parse_cue(words, {}) for allowed in entry.allowed for words in allowed.words),
            )
            for entry in entries
        )
        # Most texts have no word that any rule begins with: those are left at once.
        self._firsts = tuple(rule.firsts for rule in self._rules)

    def found(self, text: str, language: str, *, person: bool) -> list[tuple[str, str]]:
        """The words of a text that are avoided, as written, each with what to write instead."""
        reading = read_words(text)
        words = Indexed(reading.words)
        found: list[tuple[str, str]] = []
        for rule, firsts in zip(self._rules, self._firsts, strict=True):
            if firsts is not None and firsts.isdisjoint(words.places):
                continue
            if rule.entry.language != language[:2] or (rule.entry.reads == "person" and not person):
                continue
            hits = [hit for cue in rule.cues for hit in find_all(cue, words)]
            if not hits:
                continue
            right = [hit for cue in rule.allowed for hit in find_all(cue, words)]
            found += [
                (reading.said(hit.start, hit.end).lower(), rule.entry.instead)
                for hit in hits
                if not any(_touch(hit, other) for other in right)
            ]
        return found


def _touch(hit: Hit, other: Hit) -> bool:
    return hit.start < other.end and other.start < hit.end
