"""All cues of a release, ready to be tried, and the words they are made of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from waymark.knowledge.cues.numbers import number_in
from waymark.knowledge.cues.patterns import Choice, Cue, Finder, Hit, Indexed, find_all, parse_cue, word_lists
from waymark.knowledge.cues.reading import SENTENCE_END, Reading, read_words
from waymark.knowledge.model.wording import Cues, Reply, Wish, WordList
from waymark.knowledge.release import Release
from waymark.planning.wording_goals.dates import DATE_WORDS
from waymark.planning.wording_goals.spelling import apart, one_apart, plainer, sound

__all__ = ["Entry", "Lexicon", "lexicon_of"]

# A shorter word has too many neighbours to be taken for a slip of the finger.
SHORTEST_MENDED = 6
SHORTEST_BY_SOUND = 4
SHORTEST_CHANGED = 8
SHORTEST_TELLING = 3
# Names of drugs and of medicines are misspelt more than other words, and have few neighbours.
SHORTEST_NAME, LONGEST_SLIPS = 8, 2
_TWO_SIDED = "two-sided"
_MARK, _PLAIN, _IDEA, _AS, _NAMES = "mark-", "plain-", "idea-", "as-", "names-"


class Entry(msgspec.Struct, frozen=True):
    """A wish or a reply with its cues."""

    id: str
    cues: tuple[Cue, ...]
    unless: tuple[Cue, ...]
    # Words that sound like it and are something else.
    calm: tuple[Cue, ...] = ()
    # Signs that count only where nothing else is understood.
    faint: tuple[Cue, ...] = ()


class Lexicon:
    """Wishes, replies and marks of a release. Holds no text and never changes."""

    def __init__(self, lists: Mapping[str, WordList], wishes: Mapping[str, Wish], replies: Mapping[str, Reply]) -> None:
        self.wishes, self.replies = wishes, replies
        words = word_lists({name: entry.words for name, entry in lists.items() if not name.startswith(_PLAIN)})
        # Words that are what they are, though one letter away from a word of a cue.
        self._plain = frozenset(w for n, entry in lists.items() if n.startswith(_PLAIN) for w in _folded(entry.words))
        # Words that say nothing alone about what is wanted.
        self.small = frozenset(w for n, entry in lists.items() if n == "plain-small" for w in _folded(entry.words))
        # Danger by themselves, and ordinary in a sentence about everyday life.
        self._two_sided = words[_TWO_SIDED].words if _TWO_SIDED in words else frozenset()
        # Short ways to write a word, and the word: "tmrw", "tomorrow".
        self._short = {w: n.removeprefix(_AS) for n, e in lists.items() if n.startswith(_AS) for w in _folded(e.words)}
        names = (words[name] for name in lists if name.startswith(_NAMES))
        self._names = sorted({w for name in names for w in name.words if len(w) >= SHORTEST_NAME})
        self.marks: dict[str, tuple[Cue, ...]] = {
            name.removeprefix(_MARK): tuple(parse_cue(text, words) for text in _all(entry.words))
            for name, entry in lists.items()
            if name.startswith(_MARK)
        }
        self.ideas: dict[str, tuple[Cue, ...]] = {
            name.removeprefix(_IDEA): tuple(parse_cue(text, words) for text in _all(entry.words))
            for name, entry in lists.items()
            if name.startswith(_IDEA)
        }
        self.wish_entries = tuple(_entry(id_, w.cues, w.unless, words) for id_, w in wishes.items())
        self.reply_entries = tuple(_entry(id_, r.cues, r.unless, words, r.calm, r.faint) for id_, r in replies.items())
        self._vocabulary, self._stems = _vocabulary(
            words, (*self.wish_entries, *self.reply_entries), (self.marks, self.ideas)
        )
        self._by_length: dict[int, list[str]] = {}
        self._by_sound: dict[str, list[str]] = {}
        for word in sorted(self._vocabulary):
            self._by_length.setdefault(len(word), []).append(word)
            self._by_sound.setdefault(sound(word), []).append(word)

        entries = (*self.wish_entries, *self.reply_entries)
        of_entries = [cue for e in entries for cue in (*e.cues, *e.unless, *e.calm, *e.faint)]
        self.finder = Finder((*of_entries, *_named((self.marks, self.ideas))))
        wished = [c for e in self.wish_entries for cue in (*e.cues, *e.unless) for c in cue.choices]
        wished += [choice for cues in self.marks.values() for cue in cues for choice in cue.choices]
        self._wished = frozenset(w for c in wished for w in (*c.words, *(w for phrase in c.phrases for w in phrase)))
        self._wished_stems = tuple({stem for c in wished for stem in c.stems})

    def says_something(self, word: str) -> bool:
        """A word that is not small, and that no wish nor mark of the library knows."""
        small = len(word) < SHORTEST_TELLING or not word.isalpha() or word in self.small or word in DATE_WORDS
        return not (small or word in self._wished or word.startswith(self._wished_stems))

    def two_sided(self, words: Iterable[str]) -> bool:
        """Words that mean danger only where they stand by themselves."""
        return self._two_sided.issuperset(words)

    def marked(self, mark: str, text: Indexed) -> tuple[Hit, ...]:
        """Where the cues of a mark are found."""
        return tuple(hit for cue in self.marks[mark] for hit in find_all(cue, text))

    def mended(self, reading: Reading) -> tuple[Reading, dict[int, str]]:
        """The reading with slips of the finger put right where one word of the library is one letter away.

        Also what was put right: the number of each word and what it is read as. The text itself stays as it is.
        """
        mended: dict[int, str] = {}
        for number, word in enumerate(reading.words):
            better = self._mend(word)
            if better is not None:
                mended[number] = better
        words = tuple(mended.get(number, word) for number, word in enumerate(reading.words))
        return msgspec.structs.replace(reading, words=words), mended

    def _mend(self, word: str) -> str | None:
        """The word of the library that was meant; None where it is known, or where that cannot be said."""
        if word in self._short:
            return self._short[word]
        if word == SENTENCE_END or word in self._vocabulary or word in self._plain or not word.isalpha():
            return None
        if word in DATE_WORDS or number_in(word) is not None:
            return None
        if word.startswith(self._stems):
            # "drinkin" begins as "drink*" does, and is "drinking" all the same; "cravings" is what it is.
            near = [other for other in (*plainer(word), *self._near(word)) if other in self._vocabulary]
            stems = tuple(stem for stem in self._stems if word.startswith(stem))
            near = [other for other in near if other.startswith(stems)]
            near = [other for other in near if not word.startswith(other) or other in plainer(word)]
            return near[0] if len(set(near)) == 1 else None
        for other in plainer(word):
            if self._knows(other) or other in DATE_WORDS:
                return other
        alike = self._by_sound.get(sound(word), ())
        if len(alike) == 1 and len(word) >= SHORTEST_BY_SOUND:
            return alike[0]
        near = self._near(word) if len(word) >= SHORTEST_MENDED else []
        near = near or [name for name in self._names if name[0] == word[0] and apart(word, name) <= LONGEST_SLIPS]
        return near[0] if len(near) == 1 else None

    def _near(self, word: str) -> list[str]:
        return [
            other
            for length in (len(word) - 1, len(word), len(word) + 1)
            for other in self._by_length.get(length, ())
            if length >= SHORTEST_MENDED - 1 and other[0] == word[0] and one_apart(word, other)
            # Another letter in its place is often another word ("llevar", "llegar"); in a long word it is a slip.
            if length != len(word) or length >= SHORTEST_CHANGED or sorted(word) == sorted(other)
        ]

    def _knows(self, word: str) -> bool:
        return word in self._vocabulary or word.startswith(self._stems)


def lexicon_of(release: Release) -> Lexicon:
    """The lexicon of a release."""
    return Lexicon(release.word_lists, release.wishes, release.replies)


def _all(cues: Cues) -> Iterator[str]:
    for texts in cues.values():
        yield from texts


def _folded(cues: Cues) -> Iterator[str]:
    for text in _all(cues):
        yield from read_words(text).words


def _entry(
    id_: str, cues: Cues, unless: Cues, words: Mapping[str, Choice], calm: Cues | None = None, faint: Cues | None = None
) -> Entry:
    def parsed(written: Cues | None) -> tuple[Cue, ...]:
        # A cue may stand under both languages; it is tried once.
        return tuple({text: parse_cue(text, words) for text in _all(written or {})}.values())

    return Entry(id_, parsed(cues), parsed(unless), parsed(calm), parsed(faint))


def _named(by: Iterable[Mapping[str, Sequence[Cue]]]) -> Iterator[Cue]:
    """The cues of marks and of ideas."""
    return (cue for named in by for cues in named.values() for cue in cues)


def _vocabulary(
    lists: Mapping[str, Choice], entries: Sequence[Entry], named: Sequence[Mapping[str, Sequence[Cue]]]
) -> tuple[frozenset[str], tuple[str, ...]]:
    choices = list(lists.values())
    of_entries = (cue for e in entries for cue in (*e.cues, *e.unless, *e.calm, *e.faint))
    for cue in (*of_entries, *_named(named)):
        choices += cue.choices
    words = {w for c in choices for w in c.words} | {w for c in choices for phrase in c.phrases for w in phrase}
    stems = {stem for c in choices for stem in c.stems} | {w.removesuffix("*") for w in words if w.endswith("*")}
    return frozenset(w for w in words if not w.endswith("*")), tuple(sorted(stems))
