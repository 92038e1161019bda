"""Whether a reminder may go out, how and when: contact safety decides, and silence means no."""

from typing import Literal

import msgspec
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from waymark.site.people.identity import ContactSafety, Identity
from waymark.site.plans.library import library

__all__ = ["Why", "Willing", "willing"]

Way = Literal["text", "email"]
Why = Literal["no way", "arranged only", "no message", "no address"]
# Between which hours on the wall a message may arrive, by the names of the library's values: nobody is woken.
_HOURS = {
    "any time": ("day_begins", "day_ends"),
    "daytime": ("day_begins", "evening_begins"),
    "evening": ("evening_begins", "day_ends"),
}


class Willing(msgspec.Struct, frozen=True):
    """`why` says what forbids it; otherwise by which way, to which address, between which hours."""

    why: Why | None = None
    way: Way = "text"
    to: str = ""
    hours: tuple[int, int] = (0, 0)


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
        to = (identity.phone if way == "text" else identity.email).strip()
        if _one_address(way, to):
            return Willing(None, "text" if way == "text" else "email", to, _hours(contact.when))
    return Willing("no address")


def _one_address(way: str, to: str) -> bool:
    """One number or one mailbox: nobody else is written to by what stands on another line or behind a comma."""
    if way == "text":
        return to.isprintable() and any(sign.isdigit() for sign in to) and not {*to} & {*",;@"}
    try:
        validate_email(to)
    except ValidationError:
        return False
    return True


def _hours(when: str) -> tuple[int, int]:
    begins, ends = _HOURS[when]
    told = library().numbers
    return round(told[f"reminders.{begins}"]), round(told[f"reminders.{ends}"])
