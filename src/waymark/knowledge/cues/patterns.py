"""Cues: short patterns over words, read from the library and tried on a text. How they are written: the model."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from waymark.knowledge.cues.numbers import number_in
from waymark.knowledge.cues.reading import SENTENCE_END, read_words
from waymark.knowledge.model.wording import Cues

__all__ = ["Cue", "CueError", "Finder", "Hit", "Indexed", "find_all", "parse_cue", "word_lists"]

SHORT_GAP, LONG_GAP = 6, 25
# Ideas that stand together: at most this many words from one to the next, whatever their order.
TOGETHER = 12
# A person says a thing a few times; a text that says it a thousand times is no text of a person.
MOST_HITS = 50
MOST_TOGETHER = 20
_STEM = "*"
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
            if _stands(phrase, words, at):
                yield at + len(phrase)
        if at < len(words):
            word = words[at]
            if word in self.words or (self.stems and word.startswith(self.stems)) or (self.number and _number(word)):
                yield at + 1


def _stands(phrase: Sequence[str], words: Sequence[str], at: int) -> bool:
    """The words of a phrase stand there; its last one may be the beginning of a word (`de tom*`)."""
    last = phrase[-1]
    if not last.endswith(_STEM):
        return tuple(words[at : at + len(phrase)]) == phrase
    end = at + len(phrase)
    return end <= len(words) and tuple(words[at : end - 1]) == phrase[:-1] and words[end - 1].startswith(last[:-1])


class Gap(msgspec.Struct, frozen=True):
    """Other words of the same sentence, up to this many."""

    longest: int


class Edge(msgspec.Struct, frozen=True):
    """The beginning (`^`) or end (`$`) of a sentence."""

    begins: bool


Atom = Choice | Gap | Edge


class Part(msgspec.Struct, frozen=True):
    """One of several that stand together: a pattern, or the name of an idea; `absent`: it does not stand there."""

    atoms: tuple[Atom, ...] = ()
    idea: str | None = None
    absent: bool = False


class Cue(msgspec.Struct, frozen=True):
    """A cue as written and as it is tried. `parts`: what stands together in any order; then it has no `atoms`."""

    text: str
    atoms: tuple[Atom, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Every choice of words in it."""
        atoms = (*self.atoms, *(atom for part in self.parts for atom in part.atoms))
        return tuple(atom for atom in atoms if isinstance(atom, Choice))


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
    """Lists of the library for use in cues: id -> one of their entries. `lists`: id -> entries per language.

    An entry may be the beginning of a word (`dej*`) or another list (`<person>`), one step deep.
    """
    plain = {name: _choice(entry for entries in by.values() for entry in entries) for name, by in lists.items()}
    return {name: _joined((choice, *_named(lists[name], plain))) for name, choice in plain.items()}


def _named(by: Cues, plain: WordLists) -> Iterator[Choice]:
    for entry in (entry for entries in by.values() for entry in entries):
        if entry.startswith("<") and entry.endswith(">") and entry[1:-1] in plain:
            yield plain[entry[1:-1]]


def _joined(choices: Iterable[Choice]) -> Choice:
    found = tuple(choices)
    phrases = {phrase for choice in found for phrase in choice.phrases}
    return Choice(
        words=frozenset(word for choice in found for word in choice.words),
        stems=tuple(sorted({stem for choice in found for stem in choice.stems})),
        phrases=tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase))),
    )


def _choice(entries: Iterable[str]) -> Choice:
    written = [entry for entry in entries if "<" not in entry and "#" not in entry]
    stems = {_words(entry.removesuffix("*")) for entry in written if entry.endswith("*")}
    split = [_words(entry) for entry in written if not entry.endswith("*")]
    phrases = sorted({s for s in split if len(s) > 1}, key=lambda s: (-len(s), s))
    return Choice(
        words=frozenset(s[0] for s in split if len(s) == 1),
        stems=tuple(sorted(s[0] for s in stems if len(s) == 1)),
        phrases=tuple(phrases),
    )


def _words(entry: str) -> tuple[str, ...]:
    return tuple(word for word in read_words(entry).words if word != SENTENCE_END)


def parse_cue(text: str, lists: WordLists) -> Cue:
    """Read a cue. Raises CueError naming what is wrong with it."""
    if "&" not in text.split() and not text.startswith("@"):
        return Cue(text, _atoms(text.split(), lists, text))
    parts: list[Part] = []
    for written in text.split(" & "):
        bare = written.strip().removeprefix("!")
        absent = written.strip().startswith("!")
        if bare.startswith("@") and " " not in bare:
            parts.append(Part(idea=bare[1:], absent=absent))
        else:
            parts.append(Part(atoms=_atoms(bare.split(), lists, text), absent=absent))
    if all(part.absent for part in parts):
        raise CueError(f"“{text}” names only what is absent; name what stands there")
    return Cue(text, parts=tuple(parts))


def _atoms(written: Sequence[str], lists: WordLists, text: str) -> tuple[Atom, ...]:
    atoms: list[Atom] = []
    for part in written:
        if part in ("..", "..."):
            atoms.append(Gap(SHORT_GAP if part == ".." else LONG_GAP))
        elif part in ("^", "$"):
            atoms.append(Edge(begins=part == "^"))
        else:
            atoms.append(_atom(part, lists, text))
    named = [atom for atom in atoms if isinstance(atom, Choice) and not atom.optional]
    if not named or isinstance(atoms[0], Gap) or isinstance(atoms[-1], Gap):
        raise CueError(f"“{text}” begins or ends with a gap, or names no word; write the words it is about")
    return tuple(atoms)


def _atom(part: str, lists: WordLists, cue: str) -> Choice:
    alone = lists.get(part[1:-1]) if part.startswith("<") and "|" not in part else None
    if alone is not None:
        return alone  # the same object in every cue, so that it is looked for once in a text
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
            stems |= set(named.stems)
            phrases |= set(named.phrases)
        elif item == "#":
            number = True
        else:
            plain = _words(item.removesuffix(_STEM).replace("_", " "))
            stem = item.endswith(_STEM)
            if len(plain) > 1 and "_" in item:
                phrases.add((*plain[:-1], plain[-1] + _STEM) if stem else plain)
                continue
            if len(plain) != 1:
                raise CueError(f"“{cue}”: “{item}” is not one word; write a word, `word*`, `<list>` or `#`")
            (stems if stem else words).add(plain[0])
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return Choice(frozenset(words), tuple(sorted(stems)), tuple(longest_first), number, optional)


class Finder:
    """Every choice of many cues by the words it may begin with, so that a text is looked through once for all."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        # The choices themselves are kept: they are known by their identity.
        self._choices = {id(choice): choice for cue in cues for choice in cue.choices}
        self._words: dict[str, list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        self._numbers: list[int] = []
        for key, choice in self._choices.items():
            for word in choice.firsts:
                self._words.setdefault(word, []).append(key)
            for stem in choice.stems:
                self._stems.setdefault(stem, []).append(key)
            if choice.number:
                self._numbers.append(key)

    def __contains__(self, choice: Choice) -> bool:
        return id(choice) in self._choices

    def beginning(self, word: str) -> Iterator[int]:
        """The choices that may begin with this word, each perhaps more than once."""
        yield from self._words.get(word, ())
        for length in range(1, len(word) + 1):
            yield from self._stems.get(word[:length], ())
        if _number(word):
            yield from self._numbers


class Indexed:
    """The words of a text with the places of each, so that a cue is tried only where it can begin.

    `ideas`: the cues of each idea that a cue may name; where they are found is looked up once. `finder`: of all cues
    that will be tried; without it each choice is looked for by itself.
    """

    __slots__ = ("_finder", "_found", "_starts", "ideas", "places", "words")

    def __init__(
        self, words: Sequence[str], ideas: Mapping[str, Sequence[Cue]] | None = None, finder: Finder | None = None
    ) -> None:
        self.words, self.ideas, self._finder = words, ideas or {}, finder
        self.places: dict[str, list[int]] = {}
        for place, word in enumerate(words):
            self.places.setdefault(word, []).append(place)
        starts: dict[int, set[int]] = {}
        for word, places in self.places.items() if finder is not None else ():
            for key in finder.beginning(word) if finder is not None else ():
                starts.setdefault(key, set()).update(places)
        self._starts = {key: sorted(places) for key, places in starts.items()}
        self._found: dict[str, tuple[Hit, ...]] = {}

    def starts(self, choice: Choice) -> Sequence[int]:
        """Where a choice may begin, in order."""
        known = self._starts.get(id(choice))
        if known is not None:
            return known
        if self._finder is not None and choice in self._finder:
            return ()
        return [at for at in range(len(self.words)) if next(choice.ends(self.words, at), None) is not None]

    def idea(self, name: str) -> tuple[Hit, ...]:
        """Where an idea is found."""
        found = self._found.get(name)
        if found is None:
            hits = {hit.literal: hit for cue in self.ideas.get(name, ()) for hit in find_all(cue, self)}
            found = self._found[name] = tuple(sorted(hits.values(), key=lambda hit: (hit.start, -len(hit.literal))))
        return found


def find_all(cue: Cue, text: Indexed) -> Iterator[Hit]:
    """Every place where a cue is found, the first way at each beginning; of very many the first fifty."""
    if cue.parts:
        yield from _together(cue, text)
        return
    for found in _places(cue.atoms, text):
        yield Hit(cue.text, found)


def _places(atoms: tuple[Atom, ...], text: Indexed) -> Iterator[tuple[int, ...]]:
    first, words = atoms[0], text.words
    starts: Iterable[int] = range(len(words))
    if isinstance(first, Choice) and not first.optional:
        starts = text.starts(first)
        if starts and not all(text.starts(a) for a in atoms[1:] if isinstance(a, Choice) and not a.optional):
            return
    hits = 0
    for start in starts:
        found = _from(atoms, 0, words, start)
        if found:
            yield found
            hits += 1
            if hits == MOST_HITS:
                return


def _together(cue: Cue, text: Indexed) -> Iterator[Hit]:
    """Where all parts stand near each other, in any order, none on the words of another."""
    found: list[list[tuple[int, ...]]] = []
    for part in cue.parts:
        places = [h.literal for h in text.idea(part.idea)] if part.idea else list(_places(part.atoms, text))
        if part.absent:
            if places:
                return
        elif not places:
            return
        else:
            found.append(places[:MOST_TOGETHER])
    joined = list(found[0])
    for more in found[1:]:
        joined = [(*one, *other) for one in joined for other in more if _near(one, other)][:MOST_TOGETHER]
    for literal in joined:
        yield Hit(cue.text, tuple(sorted(literal)))


def _near(one: Sequence[int], other: Sequence[int]) -> bool:
    apart = max(min(other) - max(one), min(one) - max(other))
    return apart <= TOGETHER and not set(one) & set(other)


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
