"""What is heard in a person's words: wishes, and what is met with a reply instead. Only words; no facts, no dates."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import msgspec

from waymark.knowledge.cues.patterns import Cue, Hit, Indexed, find_all
from waymark.knowledge.cues.reading import SENTENCE_END, Reading, read_words
from waymark.knowledge.model.wording import Reply
from waymark.planning.wording_goals.goal import GRAVITY
from waymark.planning.wording_goals.lexicon import Entry, Lexicon

__all__ = ["EVERYDAY", "Due", "Heard", "Hearing", "listen"]

# The mark of a wish about everyday life.
EVERYDAY = "everyday"
# Words between "I don't want to" and what is not wanted.
NEGATION_REACH = 4


class Heard(msgspec.Struct, frozen=True):
    """A wish or a reply with the words that stand for it, by number."""

    id: str
    cue: str
    literal: tuple[int, ...]
    # Heard as this because another wish was said not to be wanted.
    instead_of: str | None = None
    # Only by signs too faint to be heard beside a wish.
    faint: bool = False


class Hearing(msgspec.Struct, frozen=True):
    """All that was heard. `because`: spans of words that say why. `mended`: words read as others, by number."""

    reading: Reading
    mended: dict[int, str]
    wishes: tuple[Heard, ...]
    replies: tuple[Heard, ...]
    because: tuple[tuple[int, int], ...]
    # Marks of the library that stand in the text: "pregnant", "daily-drinking".
    marks: frozenset[str]
    # Words that say something and belong to no wish, by number.
    unexplained: tuple[int, ...] = ()

    @property
    def hardly_understood(self) -> bool:
        """A wish was heard, and twice as many words that say something are not part of any."""
        heard = {number for wish in self.wishes for number in wish.literal}
        return bool(heard) and len(self.unexplained) >= max(2 * len(heard), 2)

    def of_unsafe(self, words: tuple[int, int], lexicon: Lexicon) -> bool:
        """A day or an amount belongs to what stands nearest: that of an unsafe wish is no other wish's."""
        unsafe = [heard for heard in self.replies if lexicon.replies[heard.id].kind == "unsafe" and not heard.faint]
        if not unsafe:
            return False
        nearest = min(_apart(words, heard.literal) for heard in unsafe)
        return all(nearest <= _apart(words, wish.literal) for wish in self.wishes)


def _apart(words: tuple[int, int], literal: Sequence[int]) -> int:
    return min(abs(number - place) for number in literal for place in range(*words))


class Due(Protocol):
    """Whether a reply whose words were found is to be given: `Meeting.due`."""

    def __call__(self, reply: Reply, cue: str, reading: Reading, marks: frozenset[str]) -> bool: ...


def listen(lexicon: Lexicon, text: str, due: Due | None = None) -> Hearing:
    """Try every cue of the library on a text. Without `due` every reply whose words are found is given."""
    reading, mended = lexicon.mended(read_words(text))
    context = _Context(lexicon, reading)
    marks = frozenset(mark for mark in lexicon.marks if lexicon.marked(mark, context.text))
    found = [
        Heard(entry.id, hit.cue, hit.literal, faint=faint)
        for entry in lexicon.reply_entries
        for hit, faint in context.reply(entry)
        if due is None or due(lexicon.replies[entry.id], hit.cue, reading, marks)
    ]
    replies = [heard for heard in found if not any(_within(lexicon, heard, other) for other in found)]
    claimed = context.claimed(replies)
    wishes = _wishes(lexicon, context, claimed)
    because = (*context.reasons, *context.rest_says_why)
    heard = {number for wish in wishes for number in wish.literal}
    heard |= {number for start, end in because for number in range(start, end)}
    more = tuple(n for n, word in enumerate(reading.words) if n not in heard and lexicon.says_something(word))
    return Hearing(reading, mended, tuple(wishes), tuple(replies), because, marks, more)


def _within(lexicon: Lexicon, heard: Heard, other: Heard) -> bool:
    """A reply is only a part of another that is as grave. Danger is a part of nothing but danger."""
    kinds = (lexicon.replies[heard.id].kind, lexicon.replies[other.id].kind)
    grave = GRAVITY.index(kinds[1]) <= GRAVITY.index(kinds[0]) and not other.faint
    return grave and set(heard.literal) < set(other.literal)


class _Context:
    """Where in the text something is denied, past, said as a reason, and where another thought begins."""

    def __init__(self, lexicon: Lexicon, reading: Reading) -> None:
        self.lexicon, self.reading = lexicon, reading
        self.text = Indexed(reading.words, lexicon.ideas, lexicon.finder)
        self._against: dict[str, tuple[Hit, ...]] = {}
        self.negations = lexicon.marked("negation", self.text)
        self.past = lexicon.marked("past", self.text)
        self.turns = {hit.start for hit in lexicon.marked("turn", self.text)} | set(reading.after_comma)
        self.turns |= {number for number, word in enumerate(reading.words) if word == SENTENCE_END}
        self.everyday = bool(lexicon.marked(EVERYDAY, self.text))
        self.reasons = tuple((hit.start, hit.end) for hit in lexicon.marked("reason", self.text))
        self.rest_says_why = tuple(
            (hit.start, self._sentence(hit.end)[1]) for hit in lexicon.marked("because", self.text)
        )

    def reply(self, entry: Entry) -> Iterator[tuple[Hit, bool]]:
        """The longest place where a reply is due, and whether it is a faint one: those count where no other is."""
        calmed = self._calmed(entry)
        for cues, faint in ((entry.cues, False), (entry.faint, True)):
            hit = self._longest(entry, cues, calmed) if cues else None
            if hit is not None:
                yield hit, faint or self._two_sided(entry, hit)
                return

    def _two_sided(self, entry: Entry, hit: Hit) -> bool:
        """A word such as "disappear" in a sentence about everyday life: only a faint sign of danger."""
        words = (self.reading.words[number] for number in hit.literal)
        danger = self.lexicon.replies[entry.id].kind == "danger"
        return danger and self.everyday and self.lexicon.two_sided(words)

    def _longest(self, entry: Entry, cues: Sequence[Cue], calmed: Indexed) -> Hit | None:
        reply = self.lexicon.replies[entry.id]
        found = [
            hit
            for hit in self._hits(cues, calmed)
            if not self._spoken_against(entry, hit)
            and (reply.also_negated or not self._before(self.negations, hit))
            and not (reply.kind == "unsafe" and self._before(self.past, hit))
        ]
        return max(found, key=lambda hit: (len(hit.literal), -hit.start), default=None)

    def wish(self, entry: Entry) -> Iterator[tuple[Hit, bool]]:
        """Every place where a wish is heard, and whether it is one not to have it."""
        for hit in self._hits(entry.cues):
            if not self._spoken_against(entry, hit) and not self._is_reason(hit):
                yield hit, self._before(self.negations, hit)

    def claimed(self, replies: Iterable[Heard]) -> frozenset[int]:
        """Words that belong to replies, so that no wish is heard in them. A vague or heavy word claims nothing."""
        words: set[int] = set()
        for heard in replies:
            reply = self.lexicon.replies[heard.id]
            start, end = heard.literal[0], heard.literal[-1] + 1
            if reply.takes == "sentence":
                _, last = self._sentence(start)
                end = min((turn for turn in self.turns if end <= turn <= last), default=last)
            if reply.kind not in ("vague", "unread") and not heard.faint:
                words.update(range(start, end))
        return frozenset(words)

    def _hits(self, cues: Sequence[Cue], text: Indexed | None = None) -> Iterator[Hit]:
        for cue in cues:
            yield from find_all(cue, text or self.text)

    def _calmed(self, entry: Entry) -> Indexed:
        """The text without the words that only sound like this entry; the others are heard as they stand."""
        calm = {number for hit in self._hits(entry.calm) for number in hit.literal}
        if not calm:
            return self.text
        words = ["" if number in calm else word for number, word in enumerate(self.reading.words)]
        return Indexed(words, self.lexicon.ideas, self.lexicon.finder)

    def _sentence(self, at: int) -> tuple[int, int]:
        words = self.reading.words
        start = at
        while start > 0 and words[start - 1] != SENTENCE_END:
            start -= 1
        end = at
        while end < len(words) and words[end] != SENTENCE_END:
            end += 1
        return start, end

    def _spoken_against(self, entry: Entry, hit: Hit) -> bool:
        against = self._against.get(entry.id)
        if against is None:
            against = self._against[entry.id] = tuple(self._hits(entry.unless))
        start, end = self._sentence(hit.start) if against else (0, 0)
        return any(start <= other.start and other.end <= end for other in against)

    def _is_reason(self, hit: Hit) -> bool:
        return any(start <= hit.start < end for start, end in self.reasons)

    def _before(self, marks: Sequence[Hit], hit: Hit) -> bool:
        """One of the marks stands right before, in the same thought; what the cue names itself does not count."""
        return any(
            mark.end <= hit.start <= mark.end + NEGATION_REACH
            and not any(mark.start < turn < hit.end for turn in self.turns)
            for mark in marks
        )


def _wishes(lexicon: Lexicon, context: _Context, claimed: frozenset[int]) -> list[Heard]:
    """The wishes heard, each once, none that is only a part of another; in the order of the text."""
    places = [
        (entry.id, hit, negated)
        for entry in lexicon.wish_entries
        for hit, negated in context.wish(entry)
        if not claimed & set(hit.literal)
    ]
    whole = [
        (id_, hit, negated)
        for id_, hit, negated in places
        if not any(set(hit.literal) < set(other.literal) for other_id, other, _ in places if other_id != id_)
    ]
    best: dict[tuple[str | None, str | None], tuple[str, Hit, bool]] = {}
    for id_, hit, negated in whole:
        wish = lexicon.wishes[id_]
        # Of one need only the plainest wish: not "stop" beside "less", unless the one is said not to be wanted.
        need: tuple[str | None, str | None] = (wish.problem, wish.substance) if wish.substance else (id_, None)
        old = best.get(need)
        if old is None or _weight(hit, negated) > _weight(old[1], old[2]):
            best[need] = (id_, hit, negated)
    found = [heard for id_, hit, negated in best.values() if (heard := _as_wanted(lexicon, id_, hit, negated))]
    return sorted(found, key=lambda heard: (heard.literal[0], heard.id))


def _weight(hit: Hit, negated: bool) -> tuple[bool, int, int]:
    return (not negated, len(hit.literal), -hit.start)


def _as_wanted(lexicon: Lexicon, id_: str, hit: Hit, negated: bool) -> Heard | None:
    if not negated:
        return Heard(id_, hit.cue, hit.literal)
    turned = lexicon.wishes[id_].negated
    return None if turned is None else Heard(turned, hit.cue, hit.literal, instead_of=id_)
