"""`python -m waymark.knowledge.schemas FOLDER`: JSON Schemas of the content files, so that editors can help."""

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from waymark.knowledge.kinds import KINDS
from waymark.knowledge.model.overlay import Overlay

__all__ = ["schemas", "write_schemas"]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """One schema per kind of file, and `overlay`."""
    found = {kind: _schema(kind, list[struct]) for kind, struct in KINDS.items()}  # type: ignore[valid-type]
    found["overlay"] = _schema("overlay", Overlay)
    return found


def _schema(key: str, kind: Any) -> dict[str, Any]:
    (inner,), components = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    # Set when a library is loaded; nobody writes it.
    for name in ("Fact", "Rule"):
        components.get(name, {}).get("properties", {}).pop("subject", None)
    schema: dict[str, Any] = _for_yaml(
        {"type": "object", "properties": {key: inner}, "required": [key], "additionalProperties": False}
    )
    return {"$schema": _DRAFT, "title": f"Waymark library: {key}", **schema, "$defs": _for_yaml(components)}


def _for_yaml(schema: Any) -> Any:
    """A text may be written without quotes though an editor takes it for a number or a truth; no one writes `null`."""
    if isinstance(schema, list):
        return [_for_yaml(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {key: _for_yaml(item) for key, item in schema.items()}
    if plain.get("type") == "string" and "format" not in plain:
        plain["type"] = ["string", "number", "boolean"]
    if "anyOf" in plain:
        plain["anyOf"] = [item for item in plain["anyOf"] if item != {"type": "null"}]
    if plain.get("default", 0) is None:
        del plain["default"]
    return plain


def write_schemas(folder: Path) -> list[Path]:
    """Write one file per schema; returns the files. OSError when the folder cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, schema in schemas().items():
        path = folder / f"{name}.schema.json"
        path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(path)
    return written


def main(arguments: list[str]) -> int:
    """Write the schemas into the folder given; 2 without one, 1 when it cannot be written."""
    if len(arguments) != 1:
        print("usage: python -m waymark.knowledge.schemas FOLDER", file=sys.stderr)
        return 2
    try:
        for path in write_schemas(Path(arguments[0])):
            print(path)
    except OSError as error:
        print(f"{arguments[0]}: cannot be written ({error.strerror}); name another folder", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
