"""From bytes to resources: JSON that may be broken, wrapped, bundled or far too deep."""

from collections.abc import Iterator
from typing import Any

import msgspec

from waymark.exchange.questionnaires.notes import QuestionnaireError

__all__ = ["found_resources", "mapping", "read_json", "sequence", "text_of"]

MOST_BYTES = 16_000_000
DEEPEST = 60
MOST_PARTS = 1_000_000


def read_json(raw: bytes, where: str) -> dict[str, Any]:
    """A JSON object. Raises QuestionnaireError with the place of what is wrong."""
    if not raw.strip():
        raise QuestionnaireError(f"{where}: the file is empty; name a FHIR file in JSON")
    if len(raw) > MOST_BYTES:
        raise QuestionnaireError(f"{where}: {len(raw)} bytes are more than a questionnaire needs ({MOST_BYTES})")
    body = raw.removeprefix(b"\xef\xbb\xbf")
    if body.lstrip()[:1] == b"<":
        raise QuestionnaireError(f"{where}: this is XML; convert it to FHIR JSON first")
    try:
        found = msgspec.json.decode(body)
    except msgspec.DecodeError as error:
        raise QuestionnaireError(
            f"{where}: not valid JSON ({_place(error, body)}); repair it or ask its source"
        ) from None
    except (UnicodeDecodeError, RecursionError) as error:
        why = "nested too deep" if isinstance(error, RecursionError) else "not UTF-8"
        raise QuestionnaireError(f"{where}: not readable JSON ({why}); repair it or ask its source") from None
    if not isinstance(found, dict):
        raise QuestionnaireError(f"{where}: holds no FHIR resource; name a Questionnaire or a QuestionnaireResponse")
    _measure(found, where)
    return found


def _place(error: msgspec.DecodeError, body: bytes) -> str:
    """The decoder's words, with line and column in place of a byte."""
    said = str(error)
    start, found, rest = said.rpartition("(byte ")
    if not found or not rest.rstrip(")").isdigit():
        return said
    before = body[: int(rest.rstrip(")"))]
    line, column = before.count(b"\n") + 1, len(before) - (before.rfind(b"\n") + 1) + 1
    return f"{start.strip().removeprefix('JSON is malformed: ')}, line {line}, column {column}"


def _measure(found: Any, where: str) -> None:
    """Refuse what is nested deeper, or has more parts, than any real form."""
    level, parts = [found], 0
    for _ in range(DEEPEST):
        level = [inner for part in level for inner in _parts(part)]
        parts += len(level)
        if not level:
            return
        if parts > MOST_PARTS:
            raise QuestionnaireError(f"{where}: more than {MOST_PARTS} parts, which no questionnaire has")
    raise QuestionnaireError(f"{where}: nested deeper than {DEEPEST} levels, which no questionnaire is")


def _parts(part: Any) -> list[Any]:
    values = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return [value for value in values if isinstance(value, dict | list)]


def found_resources(document: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """Every resource of this kind: the document itself, in a Bundle, in any wrapper, contained."""
    return list(_within(document, kind))


def _within(part: Any, kind: str) -> Iterator[dict[str, Any]]:
    if isinstance(part, list):
        for inner in part:
            yield from _within(inner, kind)
    elif isinstance(part, dict):
        if part.get("resourceType") == kind:
            yield part
            return
        for inner in part.values():
            if isinstance(inner, dict | list):
                yield from _within(inner, kind)


def text_of(value: Any) -> str:
    """A string as it is, anything else as nothing."""
    return value if isinstance(value, str) else ""


def mapping(value: Any) -> dict[str, Any]:
    """An object as it is, anything else as an empty one."""
    return value if isinstance(value, dict) else {}


def sequence(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; one object alone counts as a list of one."""
    if isinstance(value, dict):
        return [value]
    return [inner for inner in value if isinstance(inner, dict)] if isinstance(value, list) else []
