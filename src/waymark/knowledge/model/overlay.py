"""What a jurisdiction, an organisation or a programme changes in the library, and the notes of a release."""

import datetime
from typing import Literal

from waymark.knowledge.model.common import Entry, SourceRef, Status, Text
from waymark.knowledge.model.rule import Rule

__all__ = [
    "AddedRule",
    "ChangedHours",
    "ChangedValue",
    "Layer",
    "Overlay",
    "ReleaseNote",
    "SignOff",
    "Signature",
    "SwitchedOff",
]

Layer = Literal["jurisdiction", "organisation", "programme"]


class SignOff(Entry, frozen=True, kw_only=True):
    """The named person who answers for a change of what a hard safety rule does. Wants a real name."""

    name: str
    role: Literal["medical director"]
    date: datetime.date


class _Change(Entry, frozen=True, kw_only=True):
    reason: Text


class ChangedValue(_Change, frozen=True, kw_only=True):
    """A named value that is another one here. `was` is the upstream number this change was made against.

    A value that a safety rule reads needs `signed_off_by`. `valid_from` orders the numbers a value has had.
    """

    id: str
    value: float
    was: float
    valid_from: datetime.date
    status: Status = "project default"
    sources: tuple[SourceRef, ...] = ()
    signed_off_by: SignOff | None = None
    accept_conflict: bool = False


class SwitchedOff(_Change, frozen=True, kw_only=True):
    """A rule that does not run here. `was` is the rule's fingerprint at that time (`knowledge show` prints it)."""

    rule: str
    was: str
    signed_off_by: SignOff | None = None
    accept_conflict: bool = False


class ChangedHours(_Change, frozen=True, kw_only=True):
    """A level of care with other weekly hours here."""

    level: str
    hours: tuple[float, float]
    was: tuple[float, float]
    accept_conflict: bool = False


class AddedRule(_Change, frozen=True, kw_only=True):
    """A rule that runs only here."""

    rule: Rule


class Signature(Entry, frozen=True, kw_only=True):
    """A named person who read an entry at this site and answers for it. Wants a real name.

    `was` is the fingerprint of the entry that was read (`knowledge show` prints it): once the entry is another one, the
    signature holds no more. `of`: what the entry states, or how its Spanish is written.
    """

    kind: str
    id: str
    was: str
    of: Literal["content", "spanish"] = "content"
    name: str
    role: Literal[
        "medical director",
        "physician",
        "prescriber",
        "pharmacist",
        "nurse",
        "psychologist",
        "counsellor",
        "social worker",
        "peer specialist",
        "person with lived experience",
        "translator",
    ]
    date: datetime.date


class Overlay(Entry, frozen=True, kw_only=True):
    """One layer of changes, in the order jurisdiction < organisation < programme."""

    id: str
    layer: Layer
    name: Text
    values: tuple[ChangedValue, ...] = ()
    switched_off: tuple[SwitchedOff, ...] = ()
    levels: tuple[ChangedHours, ...] = ()
    rules: tuple[AddedRule, ...] = ()
    signed: tuple[Signature, ...] = ()


class ReleaseNote(Entry, frozen=True, kw_only=True):
    """A version of the library with what changed; `id` is the version. The newest date is the present one."""

    id: str
    date: datetime.date
    notes: Text
