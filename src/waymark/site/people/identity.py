"""Who somebody is, and how they may be reached: documents that are only ever kept sealed."""

from typing import Literal

import msgspec

__all__ = ["ContactSafety", "Emergency", "Ending", "Identity", "NeverContact", "Review", "found_by", "searched_by"]

WhenEver = Literal["any time", "daytime", "evening", "arranged only"]


class Identity(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Called name, pronouns, gender and the names on papers are separate; sex as scoring needs it is in the record.

    `birth`: a date, YYYY-MM-DD.
    """

    called: str
    legal_name: str = ""
    birth: str = ""
    pronouns: str = ""
    gender: str = ""
    language: str = "en"
    phone: str = ""
    email: str = ""
    address: str = ""


class NeverContact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who is never told anything, not even that there is anything to tell."""

    who: str
    why: str = ""


class ContactSafety(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How, when and whether a message may be left, and who never; asked at registration, in the person's words."""

    ways: tuple[Literal["call", "text", "email", "letter", "in person only"], ...] = ()
    when: WhenEver = "arranged only"
    may_leave_message: bool = False
    may_name_us: bool = False
    never: tuple[NeverContact, ...] = ()
    words: str = ""


class Ending(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a time in the programme ended."""

    kind: Literal["completed", "transferred", "left", "died", "other"]
    words: str = ""


class Review(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was found when broken glass was looked at afterwards."""

    found: Literal["needed", "not needed", "open"]
    words: str


class Emergency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What 42 CFR 2.51 asks to be written down. Who discloses, when, and to whom stands beside it."""

    nature: str
    recipient: str
    affiliation: str


def found_by(identity: Identity) -> list[tuple[str, str]]:
    """What somebody can be found by: (kind, text) to be hashed. Each part of a name, whole names, birth, telephone."""
    names = [name for name in (identity.called, identity.legal_name) if name.strip()]
    parts = {part for name in names for part in name.split() if len(part) > 1}
    found = [("name", name) for name in names] + [("part", part) for part in sorted(parts)]
    if identity.birth:
        found.append(("birth", identity.birth))
    if _digits(identity.phone):
        found.append(("phone", _digits(identity.phone)))
    return list(dict.fromkeys(found))


def searched_by(text: str) -> list[list[tuple[str, str]]]:
    """What to look for when somebody types this: every group must be met, each by any of its members."""
    words = text.split()
    groups: list[list[tuple[str, str]]] = []
    for word in words:
        group = [("part", word), ("name", word), ("birth", word)]
        if len(_digits(word)) >= 7:
            group.append(("phone", _digits(word)))
        groups.append(group)
    if len(words) > 1 and len(_digits(text)) >= 7:
        groups = [[("phone", _digits(text))]]
    return groups


def _digits(text: str) -> str:
    """The last ten digits of a telephone number, however it is written."""
    return "".join(sign for sign in text if sign.isdigit())[-10:]
