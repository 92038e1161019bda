"""The published JSON Schema of the plan document, made from its structures."""

from pathlib import Path

__all__ = ["FOLDER", "written"]

FOLDER = Path(__file__).parent


def written() -> dict[str, str]:
    """File name -> text of the schema (JSON Schema 2020-12), the same for the same structures."""
    import json
    from typing import Any

    from msgspec import defstruct
    from msgspec.json import schema

    from waymark.planning.plan import Carried, Plan

    # A schema cannot show raw JSON as a default: here documents not given are simply optional.
    documents: list[tuple[str, Any] | tuple[str, Any, Any]] = [
        ("record", Any),
        ("decisions", Any, None),
        ("programme", Any, None),
    ]
    carried = defstruct("Carried", documents, namespace={"__doc__": Carried.__doc__})
    plan = defstruct(
        "Plan", [("carries", carried | None, None)], bases=(Plan,), kw_only=True, namespace={"__doc__": Plan.__doc__}
    )
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "waymark.plan/1"}
    return {"plan-1.schema.json": json.dumps({**head, **schema(plan)}, indent=2, sort_keys=True) + "\n"}
