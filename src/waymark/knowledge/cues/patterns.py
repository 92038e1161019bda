"""Cues: short patterns over words, read from the library and tried on a text. How they are written: the model."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from waymark.knowledge.cues.numbers import number_in
from waymark.knowledge.cues.reading import SENTENCE_END, read_words
from waymark.knowledge.model.wording import Cues

__all__ = ["Cue", "CueError", "Hit", "Indexed", "find_all", "parse_cue", "word_lists"]

SHORT_GAP, LONG_GAP = 6, 25
# A person says a thing a few times; a text that says it a thousand times is no text of a person.
MOST_HITS = 50
WordLists = Mapping[str, "Choice"]


class CueError(ValueError):
    """A cue that cannot be read; the text says why and what to write."""


class Choice(msgspec.Struct, frozen=True, dict=True):
    """One of several: words, beginnings of words, and entries of more than one word."""

    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    number: bool = False
    optional: bool = False

    @cached_property
    def firsts(self) -> frozenset[str]:
        """Words it may begin with."""
        return self.words | {phrase[0] for phrase in self.phrases}

    def ends(self, words: Sequence[str], at: int) -> Iterator[int]:
        """Where this may end when it begins at a word, longest first."""
        for phrase in self.phrases:
            if tuple(words[at : at + len(phrase)]) == phrase:
                yield at + len(phrase)
        if at < len(words):
            word = words[at]
            if word in self.words or (self.stems and word.startswith(self.stems)) or (self.number and _number(word)):
                yield at + 1


class Gap(msgspec.Struct, frozen=True):
    """Other words of the same sentence, up to this many."""

    longest: int


class Edge(msgspec.Struct, frozen=True):
    """The beginning (`^`) or end (`$`) of a sentence."""

    begins: bool


Atom = Choice | Gap | Edge


class Cue(msgspec.Struct, frozen=True):
    """A cue as written and as it is tried."""

    text: str
    atoms: tuple[Atom, ...]


class Hit(msgspec.Struct, frozen=True):
    """Where a cue was found: the words it names, by number. Between `start` and `end` other words may stand."""

    cue: str
    literal: tuple[int, ...]

    @property
    def start(self) -> int:
        return self.literal[0]

    @property
    def end(self) -> int:
        return self.literal[-1] + 1


def word_lists(lists: Mapping[str, Cues]) -> dict[str, Choice]:
    """Lists of the library for use in cues: id -> one of their entries. `lists`: id -> entries per language."""
    return {name: _choice(entry for entries in by.values() for entry in entries) for name, by in lists.items()}


def _choice(entries: Iterable[str]) -> Choice:
    split = [_words(entry) for entry in entries if "<" not in entry and "#" not in entry]
    phrases = sorted({s for s in split if len(s) > 1}, key=lambda s: (-len(s), s))
    return Choice(words=frozenset(s[0] for s in split if len(s) == 1), phrases=tuple(phrases))


def _words(entry: str) -> tuple[str, ...]:
    return tuple(word for word in read_words(entry).words if word != SENTENCE_END)


def parse_cue(text: str, lists: WordLists) -> Cue:
    """Read a cue. Raises CueError naming what is wrong with it."""
    atoms: list[Atom] = []
    for part in text.split():
        if part in ("..", "..."):
            atoms.append(Gap(SHORT_GAP if part == ".." else LONG_GAP))
        elif part in ("^", "$"):
            atoms.append(Edge(begins=part == "^"))
        else:
            atoms.append(_atom(part, lists, text))
    named = [atom for atom in atoms if isinstance(atom, Choice) and not atom.optional]
    if not named or isinstance(atoms[0], Gap) or isinstance(atoms[-1], Gap):
        raise CueError(f"“{text}” begins or ends with a gap, or names no word; write the words it is about")
    return Cue(text, tuple(atoms))


def _atom(part: str, lists: WordLists, cue: str) -> Choice:
    optional = part.endswith("?")
    words: set[str] = set()
    stems: set[str] = set()
    phrases: set[tuple[str, ...]] = set()
    number = False
    for item in part.removesuffix("?").split("|"):
        if item.startswith("<") and item.endswith(">"):
            named = lists.get(item[1:-1])
            if named is None:
                raise CueError(f"“{cue}” names the list {item}, which does not exist; correct the name")
            words |= named.words
            phrases |= set(named.phrases)
        elif item == "#":
            number = True
        else:
            plain = _words(item.removesuffix("*").replace("_", " "))
            if len(plain) > 1 and "_" in item and not item.endswith("*"):
                phrases.add(plain)
                continue
            if len(plain) != 1:
                raise CueError(f"“{cue}”: “{item}” is not one word; write a word, `word*`, `<list>` or `#`")
            (stems if item.endswith("*") else words).add(plain[0])
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return Choice(frozenset(words), tuple(sorted(stems)), tuple(longest_first), number, optional)


class Indexed:
    """The words of a text with the places of each, so that a cue is tried only where it can begin."""

    __slots__ = ("places", "unique", "words")

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.places: dict[str, list[int]] = {}
        for place, word in enumerate(words):
            self.places.setdefault(word, []).append(place)
        self.unique = frozenset(self.places)

    def starts(self, choice: Choice) -> list[int]:
        """Where a choice may begin, in order."""
        found = set(choice.firsts & self.unique)
        if choice.stems or choice.number:
            found.update(
                word for word in self.unique if word.startswith(choice.stems) or (choice.number and _number(word))
            )
        return sorted(place for word in found for place in self.places[word])


def find_all(cue: Cue, text: Indexed) -> Iterator[Hit]:
    """Every place where a cue is found, the first way at each beginning; of very many the first fifty."""
    first, words = cue.atoms[0], text.words
    starts: Iterable[int] = range(len(words))
    if isinstance(first, Choice) and not first.optional:
        starts = text.starts(first)
    hits = 0
    for start in starts:
        found = _from(cue.atoms, 0, words, start)
        if found:
            yield Hit(cue.text, found)
            hits += 1
            if hits == MOST_HITS:
                return


def _from(atoms: tuple[Atom, ...], number: int, words: Sequence[str], at: int) -> tuple[int, ...] | None:
    """The words that the atoms from `number` on name when they begin at `at`; None when they are not there."""
    if number == len(atoms):
        return ()
    atom = atoms[number]
    follow: Callable[[int], tuple[int, ...] | None] = lambda then: _from(atoms, number + 1, words, then)  # noqa: E731
    if isinstance(atom, Edge):
        ends = at == 0 or words[at - 1] == SENTENCE_END if atom.begins else words[at : at + 1] in ((), (SENTENCE_END,))
        return follow(at) if ends else None
    if isinstance(atom, Gap):
        for then in range(at, min(at + atom.longest, len(words) - 1) + 1):
            if then > at and words[then - 1] == SENTENCE_END:
                return None
            found = follow(then)
            if found is not None:
                return found
        return None
    for end in atom.ends(words, at):
        found = follow(end)
        if found is not None:
            return (*range(at, end), *found)
    return follow(at) if atom.optional else None


def _number(word: str) -> bool:
    return number_in(word) is not None
