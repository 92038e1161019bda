"""What a proposal is made from: the person's facts and words, and the answers given so far."""

from collections.abc import Mapping
from functools import cached_property

import msgspec

from waymark.knowledge.avoided import AvoidedWords
from waymark.knowledge.cues.numbers import number_in
from waymark.knowledge.cues.reading import read_words
from waymark.knowledge.model.care_elements import GoalPattern
from waymark.logic import Known
from waymark.planning.evidence import Evidence
from waymark.planning.prepare import Prepared
from waymark.planning.situation import Situation
from waymark.planning.wording_goals.amounts import Amount
from waymark.planning.wording_goals.dates import Said
from waymark.record.known import KnownFacts
from waymark.record.time import Calendar

__all__ = ["ANSWERS", "Asked", "number_of"]

# What can be answered, by the name it is given on the command line.
ANSWERS = ("specific", "measurable", "achievable", "relevant", "by", "baseline")


class Asked(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One wording of a goal: the text, what it says of amounts, days and reasons, and who the person is, if known."""

    prepared: Prepared
    calendar: Calendar
    text: str
    amounts: tuple[Amount, ...]
    days: tuple[Said, ...]
    # As written: words that say why.
    reasons: tuple[str, ...]
    situation: Situation | None = None
    answers: Mapping[str, str] = {}
    # Sentences of the text by span of words, for quoting.
    quoted: Mapping[tuple[int, int], str] = {}

    @property
    def language(self) -> str:
        return self.prepared.language

    @cached_property
    def avoided(self) -> AvoidedWords:
        """Words that no draft of ours has. The person's own are theirs."""
        return AvoidedWords(self.prepared.release.avoided.values())

    @cached_property
    def evidence(self) -> Evidence:
        """The person's facts; nothing is known of nobody."""
        if self.situation is None:
            return Evidence(self.prepared, KnownFacts(at=self.calendar.day, values={}, notes={}))
        known = msgspec.structs.replace(self.situation.known, values=dict(self.situation.values))
        return Evidence(self.prepared, known)

    def value(self, fact: str) -> Known | None:
        """What is known of a fact, derived ones included."""
        return self.evidence.value(fact)

    def baseline(self, pattern: GoalPattern, measure: str) -> float | None:
        """Where the person is now: as answered, else as known."""
        said = self.answers.get("baseline")
        found = None if said is None else number_of(said)
        return self.evidence.start_of(measure, pattern.direction) if found is None else found


def number_of(text: str) -> float | None:
    """The first number of an answer, in digits or words."""
    return next((n for word in read_words(text).words if (n := number_in(word)) is not None), None)
