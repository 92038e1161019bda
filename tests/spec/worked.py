"""Worked examples of the written reference: tables of answers with what must come out of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from waymark.knowledge.release import load_release
from waymark.record.scored import ScoredForm
from waymark.record.scoring import Scorer

__all__ = ["RELEASE", "SCORERS", "Table", "found", "rows", "tables"]

Table = dict[str, Any]
RELEASE = load_release()
SCORERS = {name: Scorer(instrument) for name, instrument in RELEASE.instruments.items()}


def tables(name: str) -> list[Table]:
    """The tables of `worked_examples_NAME.yaml`."""
    found: list[Table] = yaml.safe_load(Path(__file__).with_name(f"worked_examples_{name}.yaml").read_text())
    return found


def rows(tables: list[Table]) -> Iterator[object]:
    """Each row with its table, named by its form, its first column and its number."""
    for table in tables:
        first = (table.get("items") or table["given"])[0]
        for number, row in enumerate(table["rows"], 1):
            yield pytest.param(table, row, id=f"{table['form']}-{first}-{number}")


def found(form: ScoredForm, name: str) -> str:
    """What came out, as the tables write it."""
    head, _, part = name.partition(".")
    if name in ("ignored", "missing"):
        return " ".join(getattr(form, name))
    if part == "band":
        return "|".join(form.scores[head].bands)
    if part == "prorated":
        return str(form.scores[head].prorated).lower()
    if name in form.scores:
        return form.scores[name].shown
    low, high = form.items[name]
    return f"{low:g}" if low == high else f"{low:g}..{high:g}"
