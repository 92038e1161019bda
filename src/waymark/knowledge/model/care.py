"""Dimensions of need, levels of care, crisis resources."""

import datetime
from typing import Literal

from waymark.knowledge.model.common import Clinical, Entry, Text
from waymark.knowledge.model.effect import Minima

__all__ = ["AddOn", "CrisisResource", "Dimension", "Level"]


class Dimension(Clinical, frozen=True, kw_only=True):
    """A dimension of need, own words. `per_substance` dimensions are rated once per substance class."""

    id: str
    label: Text
    says: Text
    per_substance: bool = False
    order: int


class Level(Clinical, frozen=True, kw_only=True):
    """A base level of care as a vector. `offers` is what it gives; hours as a range."""

    id: str
    label: Text
    # The requirement's term and id: withdrawal management D1, residential D2, PHP D3, IOP D4, outpatient D5.
    term: tuple[Literal["D1", "D2", "D3", "D4", "D5"], ...] = ()
    hours: tuple[float, float]
    # For people under 18, where they are others (a clinic's lower floor of an intensive program).
    hours_adolescent: tuple[float, float] | None = None
    medical: int
    nights: int
    cooccurring: int
    dispensing: int
    # A condition that must be true for this level to be proposed; None = always.
    only_when: str | None = None
    # Never proposed by the software, only chosen by people.
    human_choice_only: bool = False
    says: Text
    setting: Text
    asks_of_person: Text
    review_days: tuple[int, int]
    # How often this level repeats a thing that a rule has repeated, by the `what` of the rule's cadence: at the
    # shortest and at the longest after so many days. The rule's own days are brought between the two.
    rhythms: dict[str, tuple[float, float]] = {}
    crosswalk: dict[str, str] = {}


class AddOn(Clinical, frozen=True, kw_only=True):
    """Something added to a base level: OTP, recovery residence, co-occurring enhanced, prescriber, liaison."""

    id: str
    label: Text
    minima: Minima
    on: tuple[str, ...]
    says: Text


class CrisisResource(Clinical, frozen=True, kw_only=True):
    """A number to call, with the date it was last checked and the date after which it must not be shown as current."""

    id: str
    label: Text
    contact: Text
    says: Text
    for_whom: Text | None = None
    verified: datetime.date
    expires: datetime.date
    # Shown only when this condition is true (e.g. veteran); None = everybody.
    when: str | None = None
    order: int = 5


class Role(Entry, frozen=True, kw_only=True):
    """Who provides: used by interventions and programmes."""

    id: str
    label: Text
