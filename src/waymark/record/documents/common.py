"""Fields of every row: two times, who noted it, for whom."""

from typing import Literal

import msgspec

__all__ = ["Document", "Interval", "Moment", "Row", "SourceKind"]

# A date ("2026-11-03"), a date with a time ("2026-11-03T14:30"), or whole days from the document's anchor
# (an integer, only in documents that name an `anchor`).
Moment = str | int

SourceKind = Literal["self-report", "clinician", "record", "test", "collateral", "device", "import"]


class Document(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Any part of a document: unknown keys are refused with their place."""


class Interval(Document, frozen=True, kw_only=True):
    """A number known only within bounds; either may be left out."""

    at_least: float | None = None
    at_most: float | None = None


class Row(Document, frozen=True, kw_only=True):
    """One thing noted. `at`: when it was so. `noted`: when it was written down (default: `at`)."""

    at: Moment
    noted: Moment | None = None
    # Needed only where a correction refers to the row.
    id: str | None = None
    by: str | None = None
    on_behalf_of: str | None = None
    source: SourceKind = "self-report"
