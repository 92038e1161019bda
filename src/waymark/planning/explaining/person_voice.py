"""An explanation for the person: plain, and only what is worth acting on.

Left away: rules and their ids, weights and points, what somebody else said, what nobody can act on, and whatever reads
like "more help if you were worse".
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from waymark.knowledge.model.fact import Fact
from waymark.planning.explaining.explanation import (
    Change,
    Choice,
    Explanation,
    ForPerson,
    Shown,
    WhyNot,
    WhyNotForPerson,
    WouldChange,
)

__all__ = ["can_change", "for_person", "why_not_for_person", "without_shares"]

# As many as one reads on a hard day.
MOST_FACTS = 5
MOST_CHOICES = 3
MOST_CHANGES = 3
MOST_REASONS = 2
# Circumstances of other people are no reason that is told.
OF_OTHERS = ("partner", "household", "family.", "supporter")
# What other facts of the same list say as well.
SAID_BY_OTHERS = (".used_ever",)
# Choices the person can make, or ask about.
OWN = ("acceptable", "less", "more", "same use", "instead", "next in line")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


def for_person(explanation: Explanation, facts: Mapping[str, Fact] = MappingProxyType({})) -> ForPerson:
    """One explained line in the person's voice; `facts` of the library, to know what a person can be asked."""
    why = explanation.why.person if explanation.why is not None else ""
    return ForPerson(
        id=explanation.id,
        part=explanation.part,
        title=explanation.title,
        detail=without_shares(explanation.detail or ""),
        why=without_shares(why),
        known=_own_words(explanation),
        find_out=explanation.find_out_first,
        others=tuple(_plain(c) for c in explanation.others if c.relation in OWN and c.person)[:MOST_CHOICES],
        can_change=can_change(explanation.would_change, facts),
    )


def why_not_for_person(said: WhyNot, facts: Mapping[str, Fact] = MappingProxyType({})) -> WhyNotForPerson:
    """Why an option is not in the plan, in the person's voice; each reason once."""
    return WhyNotForPerson(
        option=said.option,
        title=said.title,
        line=said.line,
        because=tuple(dict.fromkeys(without_shares(b.person) for b in said.because if b.person))[:MOST_REASONS],
        can_change=can_change(said.would_change, facts),
    )


def can_change(change: WouldChange | None, facts: Mapping[str, Fact] = MappingProxyType({})) -> tuple[str, ...]:
    """What the person or the team can do about it, each once."""
    if change is None:
        return ()
    worth = (one for one in (*change.singles, *change.pairs) if one.person and _worth_telling(one, facts))
    return tuple(dict.fromkeys(one.person for one in worth))[:MOST_CHANGES]


def _worth_telling(change: Change, facts: Mapping[str, Fact]) -> bool:
    """Not what would bring another use or illness along, nor a sign of danger that others watch for."""
    if change.kind == "different":
        return True
    known = [(facts[move.fact], move.value) for move in change.moves if move.fact in facts]
    return not change.companions and all(_good_to_ask(fact, value) for fact, value in known)


def _good_to_ask(fact: Fact, value: bool | float | str) -> bool:
    """No danger, and nothing that could only turn out for the worse: "we do not know yet" would be a threat."""
    if fact.asked is None or fact.area == "safety" or fact.danger_screen or fact.observed:
        return False
    if fact.better in ("yes", "no"):
        return value is (fact.better == "yes")
    # An illness that turns out to be there is for those who look for it.
    return fact.better is None and not (value is True and fact.area in ("body", "mind"))


def without_shares(text: str) -> str:
    """The sentences without those that give a share in percent: a share alone says nothing to most people."""
    return " ".join(sentence for sentence in _SENTENCE.split(text) if "%" not in sentence).strip()


def _own_words(said: Explanation) -> tuple[Shown, ...]:
    """What the person said or was measured and what decides here; never what somebody close said about them."""
    facts = {name: said.facts[name] for name in said.deciding} or said.facts
    own = (
        Shown(fact=name, label=line.label, value=line.value)
        for name, line in facts.items()
        if line.source != "collateral"
        and not line.stale
        and "%" not in line.value
        and not name.startswith(OF_OTHERS)
        and not name.endswith(SAID_BY_OTHERS)
    )
    return tuple(own)[:MOST_FACTS]


def _plain(choice: Choice) -> Choice:
    """The choice as its name and what it asks and gives."""
    return Choice(id=choice.id, title=choice.title, relation=choice.relation, person=without_shares(choice.person))
