"""The published outcome definitions, from what computes them."""

from docs.marks import code, plain, table
from waymark.evidence.outcomes.definition import Definition
from waymark.evidence.outcomes.definitions import COLUMNS, GROUPS
from waymark.evidence.words import SYMBOLS

__all__ = ["outcome_definitions"]


def outcome_definitions() -> list[str]:
    """Each definition: what it says, its source, what a missing week is, what it hides, how far it was checked."""
    lines = [
        f"{len(COLUMNS)} columns of {sum(map(len, GROUPS.values()))} endpoints that trials of treatment for opioid use",
        "disorder reported, computed from one weekly word a person. How to:",
        "[compute published outcomes](../../how-to/compute-published-outcomes.md).",
        "",
        f"A word has one symbol a week, week 1 first ({', '.join(map(code, SYMBOLS))}): positive, negative, both",
        "in one week (mixed), missing, none due. A week is positive by opioids other than the person's own medicine.",
        "Weeks after the end of a word do not exist, unless a definition says so.",
        "",
        "Definitions disagree, and more so the more is missing: look at what a definition does with a missing week,",
        "and at what it hides, before two programmes are set side by side. *To verify*: the trial is named in the",
        "dictionary of the data (CTN-0094), and we have not re-read its paper.",
        "",
    ]
    for title, definitions in GROUPS.items():
        lines += [f"## {title}", ""]
        for definition in definitions:
            lines += _definition(definition)
    return lines


def _definition(d: Definition) -> list[str]:
    names = ", ".join(code(column.name) for column in d.columns)
    kinds = " and ".join(column.kind for column in d.columns)
    source = f"{plain(d.source)}, <https://doi.org/{d.doi}>" if d.doi else plain(d.source)
    return [
        f"### {' and '.join(column.name for column in d.columns)}",
        "",
        *table(
            ("", ""),
            (
                ("columns", names) if len(d.columns) > 1 else ("column", names),
                ("gives", kinds),
                ("says", d.says),
                ("a missing week", d.missing),
                ("hides", d.hides),
                ("status", d.status),
            ),
        ),
        f"Source: {source}.",
        "",
    ]
