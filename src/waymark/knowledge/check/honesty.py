"""Is what is claimed of an entry true: status, sources, dates?"""

import datetime
from collections.abc import Iterator
from typing import Any

from waymark.knowledge.assemble import Library
from waymark.knowledge.check.findings import Finding, found, warned
from waymark.knowledge.folder import Written
from waymark.knowledge.model.common import Clinical
from waymark.knowledge.model.value import NamedValue
from waymark.knowledge.reader import Path

__all__ = ["dates", "sources", "statuses"]


def statuses(library: Library) -> Iterator[Finding]:
    """Each statement has a source, or says that it is our choice and why. Only a site can sign."""
    for written, part, path in _statements(library):
        if part.status == "project default" and not part.note:
            yield found("status", written, "a project default says why; add `note`", *path, "status")
        # A number to call is vouched for by the day it was called, not by a document.
        if part.status in ("sourced", "to verify") and not part.sources and written.kind != "crisis":
            what = f"is `{part.status}` but names no source; add `sources`, or make it a `project default` with a note"
            yield found("status", written, what, *path, "status")
        if part.status == "signed":
            yield found("status", written, "only a site can sign; write `sourced` or `to verify`", *path, "status")
        if part.signed_by:
            yield found("status", written, "only a site's overlay can sign; remove it here", *path, "signed_by")


def _statements(library: Library) -> Iterator[tuple[Written, Any, Path]]:
    for entries in library.written.values():
        for written in entries:
            if isinstance(written.origin, Clinical):
                yield written, written.origin, ()
            if isinstance(written.origin, NamedValue):
                for number, dated in enumerate(written.origin.history):
                    yield written, dated, ("history", number)


def sources(library: Library) -> Iterator[Finding]:
    """Every source that is named exists, and every source is named somewhere."""
    known = library.entries["sources"]
    used: set[str] = set()
    for written, part, path in _statements(library):
        for number, reference in enumerate(part.sources):
            used.add(reference.source)
            if reference.source not in known:
                what = f"there is no source `{reference.source}`; add it to sources or correct the id"
                yield found("sources", written, what, *path, "sources", number)
    for written in library.written["cases"]:
        # A case may also name lines of the written reference, which are words with spaces.
        used.add(written.origin.source)
    for id_, written in known.items():
        if id_ not in used:
            yield warned("sources", written, "nothing names this source; name it where it is used or remove it")


def dates(library: Library, today: datetime.date) -> Iterator[Finding]:
    """Nothing is past its review, and no number to call is shown longer than it was checked for."""
    for written in library.written["rules"]:
        rule = written.origin
        if rule.review_by <= today:
            what = f"was to be reviewed by {rule.review_by}; review it and set the next date"
            yield found("dates", written, what, "review_by")
        if rule.valid_from > rule.review_by:
            yield found("dates", written, "its review lies before its start; correct one", "review_by")
    for written in library.written["crisis"]:
        resource = written.origin
        if resource.expires <= today:
            yield found("dates", written, f"expired on {resource.expires}; call it, then set both dates", "expires")
        if resource.verified > today:
            yield found("dates", written, f"was checked on {resource.verified}, in the future; correct it", "verified")
    for written in library.written["values"]:
        history = written.origin.history
        if not history:
            yield found("dates", written, "has no number; add an entry to its history", "history")
        days = [dated.valid_from for dated in history]
        if days != sorted(set(days)):
            yield found("dates", written, "the history is not in order of dates; sort it", "history")
    for laid in library.laid:
        for day, path in laid.days_signed():
            if day > today:
                trouble = laid.trouble(f"was signed on {day}, in the future; correct it", *path, "date")
                yield Finding(trouble.file, trouble.line or 1, trouble.key, trouble.what, "dates")
