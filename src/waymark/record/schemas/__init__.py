"""The published JSON Schemas of the documents, made from the structures."""

from pathlib import Path
from typing import Any

__all__ = ["FOLDER", "schemas", "written"]

FOLDER = Path(__file__).parent


def schemas() -> dict[str, dict[str, Any]]:
    """File name -> JSON Schema (2020-12) of every document that comes in."""
    from msgspec.json import schema

    from waymark.record.documents.decisions import Decisions
    from waymark.record.documents.person import Person
    from waymark.record.documents.programme import Programme

    found = {}
    for name, kind in (("person", Person), ("programme", Programme), ("decisions", Decisions)):
        head = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": f"waymark.{name}/1",
        }
        found[f"{name}-1.schema.json"] = {**head, **schema(kind)}
    return found


def written() -> dict[str, str]:
    """File name -> text of the schema, the same for the same structures."""
    import json

    return {
        name: json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        for name, schema in schemas().items()
    }
