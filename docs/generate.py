"""Write the reference pages that follow from the library and the code into docs/reference/generated/.

Run before each build of the documentation, so these pages cannot lag behind what they describe.
"""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from docs.generate_code import commands, copy_schemas, plan_document, schema_list, summary_document
from docs.generate_hazards import hazards
from docs.pages.access import access_table
from docs.pages.book import Book
from docs.pages.care import goal_sheets, index_of, intervention_sheets, levels, medicine_sheets, problems, tool_sheets
from docs.pages.instruments import instrument_sheets
from docs.pages.known import coverage, facts, sources, values
from docs.pages.outcomes import outcome_definitions
from docs.pages.rules import rule_sheets, rules_index
from docs.pages.status import status
from waymark.knowledge.errors import LibraryError
from waymark.knowledge.folder import read_folder

HERE = Path(__file__).resolve().parent
OUT = HERE / "reference" / "generated"
LIBRARY = HERE.parent / "src" / "waymark" / "knowledge" / "library"


def main() -> int:
    """Write all pages; 1 with one line per mistake when the library cannot be read."""
    try:
        book = Book(read_folder(LIBRARY))
    except LibraryError as error:
        print(error, file=sys.stderr)
        return 1
    shutil.rmtree(OUT, ignore_errors=True)
    (OUT / "schemas").mkdir(parents=True)
    for name, (title, body) in PAGES.items():
        _write(f"{name}.md", title, body(book))
    for kind, (title, index, sheets) in SHEETS.items():
        _write(f"{kind}.md", title, index(book))
        (OUT / kind).mkdir()
        for name, (heading, lines) in sheets(book).items():
            # Found through the list of its kind, not through the tree of contents.
            _write(f"{kind}/{name}.md", heading, lines, front="---\norphan: true\n---\n\n")
    for name, (title, written) in CODE_PAGES.items():
        _write(f"{name}.md", title, written())
    copy_schemas(OUT / "schemas")
    return 0


def _write(name: str, title: str, lines: list[str], front: str = "") -> None:
    (OUT / name).write_text("\n".join([f"{front}# {title}", "", *lines, ""]), encoding="utf-8")


PAGES: dict[str, tuple[str, Callable[[Book], list[str]]]] = {
    "status": ("How far the library was checked", status),
    "coverage": ("The lines of the clinical reference", coverage),
    "facts": ("Facts", facts),
    "values": ("Named values", values),
    "levels": ("Dimensions and levels of care", levels),
    "problems": ("Problems", problems),
    "hazards": ("Hazards", lambda book: hazards(book.folder)),
    "sources": ("Sources", sources),
}

# A list, and a sheet for each entry that a clinician can print and mark up.
SHEETS: dict[str, tuple[str, Callable[[Book], list[str]], Callable[[Book], dict[str, tuple[str, list[str]]]]]] = {
    "rules": ("Rules", rules_index, rule_sheets),
    "instruments": ("Instruments", lambda book: index_of(book, "instruments"), instrument_sheets),
    "interventions": ("Interventions", lambda book: index_of(book, "interventions"), intervention_sheets),
    "goals": ("Goal patterns", lambda book: index_of(book, "goals"), goal_sheets),
    "medicines": ("Medicines", lambda book: index_of(book, "medicines"), medicine_sheets),
    "tools": ("Tools", lambda book: index_of(book, "tools"), tool_sheets),
}

# Pages that follow from the code, not from the library.
CODE_PAGES: dict[str, tuple[str, Callable[[], list[str]]]] = {
    "commands": ("Commands and options", commands),
    "plan": ("Keys of the plan document", plan_document),
    "summary": ("Keys of summary.json", summary_document),
    "schemas": ("JSON Schemas", schema_list),
    "access": ("Who may do what", access_table),
    "outcomes": ("Published outcome definitions", outcome_definitions),
}

if __name__ == "__main__":
    sys.exit(main())
