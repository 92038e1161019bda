"""A calendar as other programs read it (RFC 5545), in neutral words: no name, no place, no kind of treatment."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import cast

from django.db import transaction
from django.utils import timezone

from waymark.site.access.acting import memberships_of
from waymark.site.access.decision import holds_in_programme
from waymark.site.access.table import Role
from waymark.site.appointments.actions import token_hash
from waymark.site.appointments.models import Appointment, CalendarFeed
from waymark.site.audit.record import note
from waymark.site.keys.ring import ring
from waymark.site.pages.wording import say

__all__ = ["calendar_by"]

_BACK, _AHEAD = timedelta(days=30), timedelta(days=180)
_WIDTH = 73


@transaction.atomic
def calendar_by(*, token: str) -> str | None:
    """The feed of a secret; None where it was taken back, was never made, or its owner has no role here any more that
    has days of its own."""
    feed = CalendarFeed.objects.filter(token=token_hash(token), ended_at__isnull=True).select_related("user").first()
    now = timezone.now()
    if feed is None or not feed.user.is_active:
        return None
    held = [
        one
        for one in memberships_of(feed.user, now)
        if one.programme_id == feed.programme_id and holds_in_programme(cast(Role, one.role), "calendar", "read")
    ]
    if not held:
        return None
    rows = Appointment.objects.filter(
        programme=feed.programme_id, staff=feed.user, starts_at__gt=now - _BACK, starts_at__lt=now + _AHEAD
    )
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Waymark//Calendar//EN", "CALSCALE:GREGORIAN"]
    for row in rows.order_by("starts_at", "pk"):
        lines += _event(row, feed.user.language)
    note(
        "appointments.feed", chain=feed.programme_id, actor=feed.user.public_id, role=held[0].role,
        content="calendar", via="calendar feed",
    )  # fmt: skip
    return "\r\n".join([*map(_folded, lines), "END:VCALENDAR", ""])


def _event(row: Appointment, language: str) -> list[str]:
    # Of its own: whoever reads the calendar cannot open a page with it.
    uid = hmac.new(ring().index, f"calendar {row.public_id}".encode(), hashlib.sha256).hexdigest()[:32]
    changed = row.cancelled_at or row.at
    says = say(language, "appointments.feed_group" if row.group_id else "appointments.feed_one")
    return [
        "BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{_utc(changed)}", f"DTSTART:{_utc(row.starts_at)}",
        f"DTEND:{_utc(row.ends_at)}", f"SUMMARY:{says}", "CLASS:PRIVATE",
        f"STATUS:{'CANCELLED' if row.cancelled_at else 'CONFIRMED'}", "END:VEVENT",
    ]  # fmt: skip


def _utc(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _folded(line: str) -> str:
    """Lines of at most 75 octets, as the standard asks."""
    pieces, rest = [], line
    while len(rest.encode()) > _WIDTH:
        cut = _WIDTH
        while len(rest[:cut].encode()) > _WIDTH:
            cut -= 1
        pieces.append(rest[:cut])
        rest = " " + rest[cut:]
    return "\r\n".join([*pieces, rest])
