"""Reference pages that follow from the code: the commands with their options, and the documents that come out."""

import os
import subprocess
import sys
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from waymark.cli.batch import Summary
from waymark.knowledge.schemas import schemas as library_schemas
from waymark.planning.individuality import Individuality
from waymark.planning.plan import Plan
from waymark.planning.schemas import written as plan_schema
from waymark.record.schemas import written as document_schemas

__all__ = ["commands", "copy_schemas", "plan_document", "schema_list", "summary_document"]

# Every job with its own `--help`, in the order of `waymark --help`.
JOBS = (
    "plan", "progress", "explain", "replay", "score", "knowledge check", "knowledge list", "knowledge show",
    "knowledge status", "knowledge vignettes", "knowledge diff",
    "outcomes ctn0094", "outcomes words", "outcomes person", "evidence risk", "evidence card",
    "import ctn0094", "demo", "demo people",
)  # fmt: skip


def commands() -> list[str]:
    """What each job says of itself with `--help`."""
    lines = ["Each job as it describes itself. What the exit codes mean: [the command line](../command-line.md).", ""]
    for job in JOBS:
        command = [sys.executable, "-m", "waymark.cli", *job.split(), "--help"]
        environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
        said = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
        lines += [f"## waymark {job}", "", "```text", said.rstrip(), "```", ""]
    return lines


def plan_document() -> list[str]:
    """`waymark.plan/1`, part by part."""
    return [
        "The parts of a plan. Keys that are empty or have their usual value are left out of the document. What the",
        "parts are for: [the plan document](../plan-document.md).",
        "",
        *_structures(Plan),
    ]


def summary_document() -> list[str]:
    """`summary.json`, part by part."""
    return ["What stands in `summary.json`. Shares are between 0 and 1.", "", *_structures(Summary, Individuality)]


def copy_schemas(folder: Path) -> None:
    """Every published JSON Schema as a file: documents, the plan, and content files for editors."""
    (folder / "library").mkdir(parents=True, exist_ok=True)
    for name, text in _all_schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


def schema_list() -> list[str]:
    """A link to each schema."""
    lines = ["JSON Schemas (2020-12) of the documents, and of content files for editors that know YAML.", ""]
    return [*lines, *(f"- {{download}}`{name} <schemas/{name}>`" for name in _all_schemas()), ""]


def _all_schemas() -> dict[str, str]:
    found = {**document_schemas(), **plan_schema()}
    for name, schema in library_schemas().items():
        found[f"library/{name}.schema.json"] = _json(schema)
    return found


def _json(schema: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(schema, order="deterministic"), indent=2).decode() + "\n"


def _structures(*roots: type[msgspec.Struct]) -> list[str]:
    """A heading, a sentence and a table of keys for each structure met on the way."""
    waiting, met, lines = list(roots), [], []
    while waiting:
        kind = waiting.pop(0)
        if kind in met:
            continue
        met.append(kind)
        rows = []
        for key, hint in get_type_hints(kind).items():
            if key in kind.__struct_fields__:
                rows.append(f"| `{key}` | {_type(hint)} |")
                waiting += _inner(hint)
        said = (kind.__doc__ or "").strip().partition("\n")[0]
        lines += [f"## {kind.__name__}", "", said, "", "| key | holds |", "| --- | --- |", *rows, ""]
    return lines


def _type(hint: Any) -> str:
    """A type in words."""
    inner = get_args(hint)
    if get_origin(hint) is Literal:
        return "one of: " + ", ".join(f"`{choice}`" for choice in inner)
    if get_origin(hint) in (Union, UnionType):
        return " or ".join("nothing" if part is type(None) else _type(part) for part in inner)
    if get_origin(hint) is tuple:
        return f"list of {_type(inner[0])}" if Ellipsis in inner else ", ".join(_type(part) for part in inner)
    if get_origin(hint) is dict:
        return f"map to {_type(inner[1])}"
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return {str: "text", int: "whole number", float: "number", bool: "true or false", msgspec.Raw: "document"}[hint]


def _inner(hint: Any) -> list[type[msgspec.Struct]]:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return [hint]
    return [found for part in get_args(hint) for found in _inner(part)]
