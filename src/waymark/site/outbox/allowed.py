"""Whether a reminder may go out, how and when: contact safety decides, and silence means no."""

from typing import Literal

import msgspec

from waymark.site.people.identity import ContactSafety, Identity

__all__ = ["Why", "Willing", "willing"]

Way = Literal["text", "email"]
Why = Literal["no way", "arranged only", "no message", "no address"]
# Hours on the wall at which a message may arrive. Project defaults; nobody is woken.
_HOURS = {"any time": (9, 20), "daytime": (9, 17), "evening": (17, 20)}


class Willing(msgspec.Struct, frozen=True):
    """`why` says what forbids it; otherwise by which way, to which address, between which hours."""

    why: Why | None = None
    way: Way = "text"
    to: str = ""
    hours: tuple[int, int] = (9, 20)


def willing(contact: ContactSafety, identity: Identity) -> Willing:
    """A text and a mail can be read by others: they count as a message that is left."""
    ways = [way for way in ("text", "email") if way in contact.ways]
    if not ways:
        return Willing("no way")
    if contact.when == "arranged only":
        return Willing("arranged only")
    if not contact.may_leave_message:
        return Willing("no message")
    for way in ways:
        to = identity.phone if way == "text" else identity.email
        if to.strip():
            return Willing(None, "text" if way == "text" else "email", to.strip(), _HOURS[contact.when])
    return Willing("no address")
