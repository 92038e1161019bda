"""The published schema of the plan is current, and a real plan fits it."""

import json
from typing import Any

import msgspec

from tests.people.cast import MARIA
from tests.people.plans import plan_of
from waymark.planning.plan import Carried
from waymark.planning.schemas import FOLDER, written


def test_the_schema_file_is_current() -> None:
    for name, text in written().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, "run: python -m waymark.planning.schemas"


def test_every_key_of_a_plan_is_in_the_schema() -> None:
    (text,) = written().values()
    schema: dict[str, Any] = json.loads(text)
    parts: dict[str, Any] = schema["$defs"]
    unknown: list[str] = []

    def walk(value: Any, form: dict[str, Any], place: str) -> None:
        forms = [form, *form.get("anyOf", ())]
        forms = [parts[f["$ref"].rpartition("/")[2]] if "$ref" in f else f for f in forms]
        if isinstance(value, dict) and place != "carries":
            known = {key: inner for f in forms for key, inner in f.get("properties", {}).items()}
            others = [f["additionalProperties"] for f in forms if isinstance(f.get("additionalProperties"), dict)]
            for key, inner in value.items():
                if key not in known and not others:
                    unknown.append(f"{place}.{key}")
                else:
                    walk(inner, known.get(key) or others[0], key)
        if isinstance(value, list):
            items: dict[str, Any] = next((f["items"] for f in forms if isinstance(f.get("items"), dict)), {})
            for inner in value:
                walk(inner, items, place)

    walk(json.loads(msgspec.json.encode(plan_of(MARIA))), schema, "plan")
    assert unknown == []


def test_the_schema_knows_every_document_a_plan_carries() -> None:
    (text,) = written().values()
    assert set(json.loads(text)["$defs"]["Carried"]["properties"]) == set(Carried.__struct_fields__)
