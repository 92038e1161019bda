"""How people say what they want: lists of words, wishes that the library has goals for, and what is met otherwise.

A *cue* is a short pattern over words, written as people write: without capitals and accents.

- `word`: this word; `word*`: any word that begins so; `a|b_c`: one of these, `b c` being two words;
  `word?`: may be left out
- `<list>`: any entry of a word list, also one of several words; `#`: a number
- `@idea`: what the list `idea-...` says in any of its ways; `a b & <list> & @idea`: all of these near each other, in
  any order; `!@idea` among them: and this nowhere in the text
- `..`: up to six other words of the same sentence, `...`: up to twenty-five; `^` begins and `$` ends a sentence

Cues stand under the language they are of, or under `any` where they are made of lists alone. All of them are tried on
every text: people mix their languages.
"""

from typing import Annotated, Literal

import msgspec

from waymark.knowledge.model.care_elements import Area
from waymark.knowledge.model.common import Clinical, Entry, Text

__all__ = ["Cues", "Rate", "Reply", "Wish", "WordList"]

CueLanguage = Literal["en", "es", "any"]
Cues = Annotated[
    dict[CueLanguage, tuple[str, ...]],
    msgspec.Meta(description="Patterns of words per language"),
]
Days = Annotated[int, msgspec.Meta(ge=1, le=180)]


class WordList(Entry, frozen=True, kw_only=True):
    """Words that mean the same for a cue, per language; `says`: what they have in common.

    An entry is a word, several words, the beginning of a word (`dej*`) or another list (`<person>`). The entries of
    `idea-...` and `mark-...` are cues. Of `as-...` each is read as the word after `as-`; `names-...` are found also
    with two letters wrong; `two-sided` words are danger only outside of everyday sentences (`mark-everyday`).
    """

    id: str
    says: str
    words: Cues


class Wish(Clinical, frozen=True, kw_only=True):
    """Something people ask for that the library has goals for. Proposed, never chosen, by the words that were found."""

    id: str
    label: Text
    # The need it belongs to; without one, the area it is in.
    problem: str | None = None
    area: Area | None = None
    substance: str | None = None
    # Goal patterns of the problem in the order they are proposed; none: it still has to be found out which.
    goals: tuple[str, ...] = ()
    cues: Cues = {}
    # No wish where one of these is in the same sentence.
    unless: Cues = {}
    # The wish that "I do not want to ..." turns it into; None: then it is no wish.
    negated: str | None = None
    # Asked where it is not specific enough.
    question: Text | None = None


class Rate(Entry, frozen=True, kw_only=True):
    """More of a unit in a week than is safe to aim at."""

    unit: Literal["kilograms"]
    per_week: float


class Reply(Clinical, frozen=True, kw_only=True):
    """What is said to words that are not a goal as they stand, and what is offered in their place.

    `danger`: they may mean suicide or harm, and nothing of the text is turned into a goal. `unsafe`: doing it could
    hurt. `impossible`: nobody can. `vague`: nobody could tell whether it happened. `unread`: a person reads it first:
    without cues where nothing was heard at all, with cues where words weigh heavily; beside a goal as a caution.
    """

    id: str
    kind: Literal["danger", "unsafe", "impossible", "vague", "unread"]
    label: Text
    cues: Cues = {}
    # Signs too faint to be heard beside a wish: met only where no wish is understood, else they are a caution.
    faint: Cues = {}
    unless: Cues = {}
    # Words that sound like it and are something else: what is left without them is heard all the same.
    calm: Cues = {}
    # Also met where one of these wishes was heard.
    on: tuple[str, ...] = ()
    # What it claims, so that no wish is heard in it: the words found, or all that stands with them in the sentence.
    takes: Literal["words", "sentence"] = "words"
    # Met also where "I do not want to" stands before it. Otherwise "I dont want to stop methadone" is not unsafe.
    also_negated: bool = False
    says: Text
    # Whom to speak with today, and what is safe tonight.
    today: Text | None = None
    tonight: Text | None = None
    question: Text | None = None
    because: Text
    # Wishes offered in its place.
    instead: tuple[str, ...] = ()
    # Whom to bring in, how soon, and which instruments to ask.
    review: Literal["prescriber", "physician", "nurse", "psychiatry", "clinician", "obstetric", "supervisor"] | None = (
        None
    )
    within_hours: float | None = None
    ask: tuple[str, ...] = ()
    # True or false facts. Any that is true makes it sure; all of them false, or any of `never_when_not` false: not met.
    sure_when: tuple[str, ...] = ()
    # The list of words (`mark-...`, named without `mark-`) by which the text itself makes it sure.
    sure_when_said: str | None = None
    never_when_not: tuple[str, ...] = ()
    # What to do while they are not known: meet it all the same, or say it beside the goal as a caution.
    unknown: Literal["meet", "caution", "nothing"] = "meet"
    # Met also where the wish of `on` is wanted in fewer days than this.
    sooner_than_days: int | None = None
    # Fact -> the reply given in its place where that fact is true.
    turns: dict[str, str] = {}
    faster_than: Rate | None = None
    order: int = 5
