"""Named values: thresholds and durations that a guideline may change, each with date and source."""

import datetime

from waymark.knowledge.model.common import Clinical, Entry, Text

__all__ = ["DatedValue", "NamedValue"]


class DatedValue(Clinical, frozen=True, kw_only=True):
    """What the value is from this date on. Older entries stay, so that old plans can be explained."""

    valid_from: datetime.date
    value: float


class NamedValue(Entry, frozen=True, kw_only=True):
    """A number with a name. Conditions use the name; overlays may change the number."""

    id: str
    label: Text
    unit: str | None = None
    history: tuple[DatedValue, ...]
