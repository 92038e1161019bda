"""A decisions document on disk: one row more, or nothing at all."""

from pathlib import Path
from typing import Any

import msgspec

from waymark.cli.errors import Refused
from waymark.cli.inputs import open_release, read_bytes
from waymark.cli.rebuild import CannotRebuild, release_of
from waymark.cli.saving import alone, save
from waymark.knowledge.release import Release
from waymark.planning.plan import Plan
from waymark.record.errors import RecordError
from waymark.record.reading import read_decisions, read_person
from waymark.record.validate_decisions import refuse_other_times, validate_decisions

__all__ = ["append_row", "append_rows"]


def append_row(path: Path, plan: Plan, row: dict[str, Any], where: str) -> bool:
    """Add the row; False when it stands there already."""
    return append_rows(path, plan, [row], where) == 1


def append_rows(path: Path, plan: Plan, given: list[dict[str, Any]], where: str) -> int:
    """Add the rows, checked with all that stands there; how many were new. All of them, or none.

    Written beside and put in place in one step, one writer at a time: a reader meets the old document or the new one.
    """
    with alone(path):
        document = _document(path, plan)
        rows: list[Any] = document["rows"]
        new = [row for row in given if not any(_same(row, other) for other in rows)]
        if not new:
            return 0
        document["rows"] = [*rows, *new]
        written = msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"
        try:
            _check(written, path, plan, where)
        except RecordError as error:
            # The new row stands in no file yet: it is what was said just now.
            raise Refused(str(error).replace(f"{path}: rows[{len(rows)}]", "this decision")) from None
        save(path, written)
    return len(new)


def _document(path: Path, plan: Plan) -> dict[str, Any]:
    """What stands there, as it was written; a new document where there is none."""
    if not path.exists():
        return {"format": "waymark.decisions/1", "person": plan.header.person, "rows": []}
    raw = read_bytes(path)
    try:
        standing = read_decisions(raw, str(path))
        refuse_other_times(standing, plan.header.person, plan.header.anchor, str(path))
    except RecordError as error:
        raise Refused(str(error)) from None
    document: dict[str, Any] = msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"))
    return {**document, "rows": list(document.get("rows", ()))}


def _same(row: dict[str, Any], other: Any) -> bool:
    """Sent twice is stored once, whichever plan it was read from."""
    return isinstance(other, dict) and {**row, "seen": None} == {**other, "seen": None}


def _check(written: bytes, path: Path, plan: Plan, where: str) -> None:
    carried = plan.carries
    person = read_person(bytes(carried.record) if carried is not None else b"", where)
    validate_decisions(read_decisions(written, str(path)), _release(plan, Path(where)), person, str(path))


def _release(plan: Plan, where: Path) -> Release:
    """The release the plan was made with, where it is at hand; else the one in use."""
    try:
        return release_of(plan, where, plan.header.language)
    except CannotRebuild:
        return open_release((), plan.header.language)
