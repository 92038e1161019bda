"""Looking back: what a page showed at the end of a past day. That somebody looked back is written in the audit."""

from datetime import date

from django.http import HttpRequest

from waymark.site.access.gate import Gate
from waymark.site.audit.record import note

__all__ = ["NoSuchDay", "past_day"]


class NoSuchDay(Exception):
    """What stands in the address is no day that has been; `name` among the words of walking."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def past_day(request: HttpRequest, gate: Gate) -> date | None:
    """The day of `?as-of=YYYY-MM-DD`; None for today. Raises NoSuchDay."""
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
        content="plan", person=gate.about.public_id, target=f"as of {day.isoformat()}",
    )  # fmt: skip
    return day
