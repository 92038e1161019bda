"""`waymark.programme/1`: what is offered, when, by whom."""

from typing import Literal

from waymark.record.documents.common import Document
from waymark.record.documents.person import Weekday

__all__ = ["OfferedIntervention", "OfferedLevel", "Programme", "Session", "Staff"]


class OfferedLevel(Document, frozen=True, kw_only=True):
    """A level with the add-ons that can be had there. `places`: None = not limited; 0 = none now."""

    level: str
    add_ons: tuple[str, ...] = ()
    places: int | None = None
    next_place: str | None = None
    hours_per_week: float | None = None
    travel_minutes: float | None = None
    takes_children: bool | None = None


class Session(Document, frozen=True, kw_only=True):
    weekday: Weekday
    start: str
    minutes: int


class OfferedIntervention(Document, frozen=True, kw_only=True):
    """An intervention this programme gives: by whom, when."""

    intervention: str
    by: str | None = None
    sessions: tuple[Session, ...] = ()
    remote: bool = False
    languages: tuple[str, ...] = ()


class Staff(Document, frozen=True, kw_only=True):
    role: str
    credentials: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    hours_per_week: float | None = None


class Programme(Document, frozen=True, kw_only=True):
    """`waymark.programme/1`. `offers_everything`: levels and interventions not listed are offered too."""

    format: Literal["waymark.programme/1"]
    id: str
    name: str
    jurisdiction: str | None = None
    offers_everything: bool = False
    levels: tuple[OfferedLevel, ...] = ()
    interventions: tuple[OfferedIntervention, ...] = ()
    medicines: tuple[str, ...] = ()
    staff: tuple[Staff, ...] = ()
    # Money per hour of a role, only where a site entered it.
    rates: dict[str, float] = {}
    currency: str | None = None
    edition: Literal["3rd", "4th"] = "4th"
    # What an interview aims at: what can still change the plan, or every form of the moment for its own sake.
    assessment: Literal["what matters", "full"] = "what matters"
