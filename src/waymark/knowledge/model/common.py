"""Words that every library entry shares: texts, sources, status."""

from typing import Annotated, Literal

import msgspec

__all__ = ["Clinical", "Entry", "SourceRef", "Status", "Strength", "Text", "Voices"]

# A text is a map from locale to words. "en" is required; a missing "es" is an error of `knowledge check`.
Text = Annotated[
    dict[str, str],
    msgspec.Meta(
        min_length=1,
        description="Words per locale",
        extra={"text": True},
        extra_json_schema={"required": ["en"], "propertyNames": {"pattern": "^[a-z]{2}(-[A-Z]{2})?$"}},
    ),
]

Status = Literal["project default", "to verify", "sourced", "signed"]
Strength = Literal["must", "strong", "suggest", "consensus", "project"]


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Anything with an id in the library. Ids are lower-case words joined by `-`, `_` or `.`."""


class SourceRef(Entry, frozen=True, kw_only=True):
    """Where a statement comes from: the id of an entry in sources.yaml and the place inside it."""

    source: str
    locator: str | None = None


class Voices(Entry, frozen=True, kw_only=True):
    """The same reason twice: complete for the clinician, plain (grade 6) for the person."""

    clinician: Text
    person: Text


class Clinical(Entry, frozen=True, kw_only=True):
    """Fields of every entry that states something clinical."""

    status: Status
    sources: tuple[SourceRef, ...] = ()
    # Ids of the lines of the written reference this entry was made from, e.g. "WD-A8".
    reference: tuple[str, ...] = ()
    # Why this is our choice; required when the status is "project default".
    note: str | None = None
    # What a reviewer of the Spanish text has said of it; every release ships "unreviewed".
    spanish: Literal["unreviewed", "reviewed"] = "unreviewed"
    # Who signed it at this site, by name, role and day; filled in from an overlay, never written in a file.
    signed_by: tuple[str, ...] = ()
