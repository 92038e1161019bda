"""Looking back: what a page showed at the end of a past day. That somebody looked back is written in the audit."""

from datetime import date

import msgspec
from django.http import HttpRequest

from waymark.site.access.gate import Gate
from waymark.site.access.table import Content
from waymark.site.audit.record import note
from waymark.site.days import end_of
from waymark.site.plans.library import library, release_on

__all__ = ["NoSuchDay", "OtherRules", "other_rules", "past_day"]

# So much of a hash tells two libraries apart.
_SHOWN = 12


class NoSuchDay(Exception):
    """What stands in the address is no day that has been; `name` among the words of walking."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class OtherRules(msgspec.Struct, frozen=True):
    """The library of a past day was another one than today's. `then`: empty where nothing tells it."""

    then: str
    now: str


def other_rules(past: date | None) -> OtherRules | None:
    """Of a past day on which this site thought with other rules than now, or nobody knows with which; else None."""
    if past is None:
        return None
    then, now = release_on(end_of(past)), library().id
    return None if then == now else OtherRules((then or "")[:_SHOWN], now[:_SHOWN])


def past_day(request: HttpRequest, gate: Gate, content: Content = "plan") -> date | None:
    """The day of `?as-of=YYYY-MM-DD`; None for today. `content`: what is shown. Raises NoSuchDay."""
    text = request.GET.get("as-of", "").strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NoSuchDay("as_of_wrong") from None
    today = gate.acting.day
    if day > today:
        raise NoSuchDay("as_of_ahead")
    if day == today:
        return None
    by = gate.acting
    note(
        "walking.looked_back", chain=by.programme.pk, actor=by.user.public_id, role=by.role,
        content=content, person="" if gate.person is None else gate.person.public_id,
        target=f"as of {day.isoformat()}",
    )  # fmt: skip
    return day
