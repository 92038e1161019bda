"""Recording a worded goal: the words in the person's record, the chosen numbers among the decisions."""

import os
from pathlib import Path
from typing import Any

import msgspec

from waymark.cli.errors import Refused
from waymark.cli.inputs import read_bytes
from waymark.cli.saving import alone, save
from waymark.planning.situation import Situation
from waymark.planning.wording_goals.goal import WordedGoal
from waymark.planning.wording_goals.recording import decision_row, own_row, words_row
from waymark.record.errors import RecordError
from waymark.record.reading import read_decisions, read_person
from waymark.record.validate import validate
from waymark.record.validate_decisions import validate_decisions

__all__ = ["write_goal"]

_THERE = "this already stands there; nothing was added"
PERSON, DECISIONS = "waymark.person/1", "waymark.decisions/1"


def write_goal(goal: WordedGoal, situation: Situation, paths: list[Path], *, own: bool = False) -> list[str]:
    """Add a row to each document; returns what was written, a sentence each. Nothing is written if one refuses.

    `own`: people chose to keep the words as they are, whatever goal of the library they could stand for.
    """
    once = list({os.path.realpath(path): path for path in paths}.values())
    said = []
    with alone(*once):
        ready = [_document(goal, situation, path, own) for path in once]
        for path, document, sentence in ready:
            if document is not None:
                save(path, msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n")
            said.append(f"{path}: {sentence}")
    return said


def _document(
    goal: WordedGoal, situation: Situation, path: Path, chosen: bool
) -> tuple[Path, dict[str, Any] | None, str]:
    """The document at this path with one row more, read back and checked before anything is written.

    None where the row stands there already: sent twice is stored once.
    """
    document = _read(path, situation.person.id)
    moment = situation.calendar.at
    if document["format"] == PERSON:
        if document.get("id") != situation.person.id:
            raise Refused(
                f"{path}: is about “{document.get('id')}”, the goal is of “{situation.person.id}”; name theirs"
            )
        if not _added(document, "words", words_row(goal, moment)):
            return path, None, _THERE
        _check_person(document, situation, path)
        return path, document, "the words were added, as they were said"
    if goal.standing == "danger":
        raise Refused(f"{path}: these words are no goal, so nothing is decided on them; --write them into the record")
    own = own_row(goal, moment, chosen=chosen)
    if own is not None:
        return _own(document, own, situation, path)
    row = decision_row(goal, moment)
    if row is None:
        raise Refused(
            f"{path}: the goal is not ready to be decided on; answer what is missing with --set, then --write; "
            "or keep the words as they are with --goal own"
        )
    if goal.proposals[0].in_plan is None:
        raise Refused(
            f"{path}: {row['item']} is not in the plan made now, so there is no line to decide on; --write the words "
            "into the person's record, and the team opens the need"
        )
    if not _added(document, "rows", row):
        return path, None, _THERE
    _check_decisions(document, situation, path)
    return path, document, f"the person changed {row['item']}"


def _own(
    document: dict[str, Any], row: dict[str, Any], situation: Situation, path: Path
) -> tuple[Path, dict[str, Any] | None, str]:
    """Words that no goal of the library stands for are kept as they are, to be made clear together."""
    if not _added(document, "rows", row):
        return path, None, _THERE
    _check_decisions(document, situation, path)
    return path, document, f"kept as a goal of their own, {row['item']}; all five letters are open"


def _added(document: dict[str, Any], table: str, row: dict[str, Any]) -> bool:
    rows = document.setdefault(table, [])
    plain = msgspec.to_builtins(row)
    if not isinstance(rows, list) or plain not in rows:
        # What is no table is refused with its place when the document is checked.
        document[table] = [*rows, plain] if isinstance(rows, list) else rows
        return True
    return False


def _read(path: Path, person: str) -> dict[str, Any]:
    """The document as plain data; a new file becomes a document of decisions."""
    if not path.exists():
        return {"format": DECISIONS, "person": person, "rows": []}
    try:
        document = msgspec.json.decode(read_bytes(path).removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(f"{path}: is no document ({error}); name a person or decisions document") from None
    if not isinstance(document, dict) or document.get("format") not in (PERSON, DECISIONS):
        raise Refused(f"{path}: is neither {PERSON} nor {DECISIONS}; name such a document")
    return document


def _check_person(document: dict[str, Any], situation: Situation, path: Path) -> None:
    try:
        validate(read_person(msgspec.json.encode(document), str(path)), situation.prepared.release, str(path))
    except RecordError as error:
        raise Refused(str(error)) from None


def _check_decisions(document: dict[str, Any], situation: Situation, path: Path) -> None:
    try:
        decisions = read_decisions(msgspec.json.encode(document), str(path))
        validate_decisions(decisions, situation.prepared.release, situation.documents.person, str(path))
    except RecordError as error:
        raise Refused(str(error)) from None
