"""What an answer is worth in our item: by its code, by its words, as a number; never by a weight of the file.

An item's value is the answer as said; turning an item round is the scoring's business, once. Where two witnesses
contradict each other the answer has no value.
"""

import re
from typing import Literal

import msgspec

from waymark.exchange.questionnaires.codes import plain
from waymark.exchange.questionnaires.cues import POLARITY
from waymark.exchange.questionnaires.expected import ANSWER_CODES, EXPECTED, NO_CODES, SEEN_ONCE, YES_CODES, YES_NO_ONLY
from waymark.exchange.questionnaires.form import Coding
from waymark.exchange.questionnaires.meaning import is_no_answer, readings, yes_or_no
from waymark.knowledge.model.instrument import Instrument, Item

__all__ = ["Asked", "Meant", "allowed", "asked_of", "is_decline", "is_yes_no", "meant"]

DECLINED = {"LA15775-2", "asked-declined", "unknown", "not-asked", "asked-unknown", "LA30122-8", "LA4489-6"}
YES_NO_SYSTEMS = ("v2-0136", "loinc", "snomed", "expandedyes-noindicator", "yesno", "yes-no")

Polarity = Literal["same", "turned", "unclear"]


class Meant(msgspec.Struct, frozen=True):
    """A value with its witnesses; or None with the reason (no reason: nothing speaks for any value)."""

    value: float | None
    by: str = ""
    why: str = ""


class Asked(msgspec.Struct, frozen=True):
    """An item as it is asked here. `polarity`: whether yes (or more) means what it means in our item."""

    instrument: str
    item: Item
    polarity: Polarity = "same"
    reversed: bool = False

    def said(self, value: float) -> float:
        """The value of our item, from the value of the question as it is asked."""
        if self.polarity != "turned":
            return value
        low, high = min(self.item.options), max(self.item.options)
        return low + high - value


def asked_of(instrument: Instrument, item: Item, text: str) -> Asked:
    """How an item is asked: items that count the other way round are looked at word by word."""
    turned = any(item.id in score.reverse for score in instrument.scores)
    if not turned:
        return Asked(instrument.id, item)
    ours, opposite, may_turn = POLARITY.get(instrument.id, {}).get(item.id, ("$^", "$^", False))
    words = re.sub(r"\([^)]*\)", " ", plain(text))
    if re.search(opposite, words):
        return Asked(instrument.id, item, "turned" if may_turn else "unclear", True)
    return Asked(instrument.id, item, "same" if re.search(ours, words) else "unclear", True)


def is_yes_no(item: Item) -> bool:
    """Whether the item is answered by yes or no."""
    return item.options == (0, 1)


def is_decline(coding: Coding) -> bool:
    """An answer that declines or does not know."""
    return coding.code in DECLINED or (bool(coding.display) and is_no_answer(coding.display))


def meant(asked: Asked, coding: Coding) -> Meant:
    """The value of a coded answer by what it says, without any weight of the file."""
    if asked.polarity == "unclear":
        return Meant(None, why=f"it cannot be told from its wording which way {asked.item.id} is asked")
    code, words = _by_code(asked, coding), _by_words(asked, coding.display)
    for witness in (code, words):
        if witness.why:
            return witness
    if code.value is not None and words.value is not None and code.value != words.value:
        return Meant(None, why=f"its code {coding.code} and its words “{coding.display}” say different things")
    found = code if code.value is not None else words
    return found if found.value is None else Meant(asked.said(found.value), found.by)


def _by_code(asked: Asked, coding: Coding) -> Meant:
    if not coding.code:
        return Meant(None)
    if is_yes_no(asked.item):
        known = coding.code in YES_NO_ONLY or any(name in plain(coding.system) for name in YES_NO_SYSTEMS)
        if known or not coding.system:
            yes = coding.code in YES_CODES or plain(coding.code) in YES_CODES
            no = coding.code in NO_CODES or plain(coding.code) in NO_CODES
            if yes or no:
                return Meant(float(yes), "code")
    codes = ANSWER_CODES.get(asked.instrument, {}).get(asked.item.id)
    if codes is None:
        return Meant(None)
    if coding.code in codes:
        return Meant(codes[coding.code], "code seen once" if coding.code in SEEN_ONCE else "code")
    if re.fullmatch(r"LA\d+-\d", coding.code):
        return Meant(None, why=f"{coding.code} ({coding.display or 'no words'}) is no answer of {asked.item.id}")
    return Meant(None)


def _by_words(asked: Asked, words: str) -> Meant:
    if not words:
        return Meant(None)
    found = readings(words)
    expected = EXPECTED.get(asked.instrument, {}).get(asked.item.id)
    if is_yes_no(asked.item) and expected is None:
        said = yes_or_no(words)
        return Meant(None) if said is None else Meant(float(said), "words")
    if expected is not None and expected.scale in found:
        place = found[expected.scale]
        for value, (low, high) in expected.values.items():
            if low <= place <= high:
                return Meant(value, "words")
        return Meant(None, why=f"“{words}” is no answer of {asked.item.id}")
    if "number" in found:
        return _by_number(asked, found["number"], words)
    if expected is not None and found and not set(found) & {"yesno", "number"}:
        return Meant(None, why=f"“{words}” is no answer of {asked.item.id}")
    return Meant(None)


def _by_number(asked: Asked, number: float, words: str) -> Meant:
    """A plain number as words: an answer where the item is answered by numbers."""
    if asked.reversed:
        return Meant(None, why=f"{words} alone does not say whether {asked.item.id} was turned round already")
    return (
        Meant(number, "number")
        if allowed(asked.item, number)
        else Meant(None, why=f"{words} is outside {asked.item.id}")
    )


def allowed(item: Item, number: float) -> bool:
    """Whether the item has this answer."""
    if item.options:
        return number in item.options
    low, high = item.minimum, item.maximum
    return (low is None or number >= low) and (high is None or number <= high)
