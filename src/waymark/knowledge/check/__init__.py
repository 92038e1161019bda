"""Checking a library before it is released: what a reader cannot see from one file alone."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from waymark.knowledge.assemble import Library, assemble
from waymark.knowledge.check import (
    codes,
    coverage,
    hazards,
    honesty,
    instruments,
    plain,
    references,
    texts,
    tools,
    use,
    wordings,
)
from waymark.knowledge.check.findings import Finding
from waymark.knowledge.conditions import program
from waymark.knowledge.errors import LibraryError, Trouble
from waymark.knowledge.folder import read_folder
from waymark.knowledge.overlay import read_overlays
from waymark.logic import Program

__all__ = ["Finding", "check", "check_folder"]


def check_folder(root: Path, overlays: Sequence[Path] = (), today: datetime.date | None = None) -> list[Finding]:
    """Every finding in a library folder: first what keeps it from being read, else all checks."""
    try:
        library = assemble(read_folder(root), read_overlays(overlays))
    except LibraryError as error:
        return _troubles(error)
    return check(library, today)


def check(library: Library, today: datetime.date | None = None) -> list[Finding]:
    """All findings, errors first, then in the order of files and lines. Without `today` no date is judged."""
    findings: list[Finding] = []
    compiled: Program | None = None
    try:
        compiled = program(library)
    except LibraryError as error:
        findings += _troubles(error)
    findings += [*honesty.statuses(library), *honesty.sources(library)]
    if today is not None:
        findings += honesty.dates(library, today)
    findings += [*references.rules(library), *references.care(library), *references.ways_of_knowing(library)]
    findings += [*references.reachable(library), *instruments.scoring(library), *codes.loinc(library)]
    findings += [*texts.twins(library), *texts.words(library), *plain.grades(library)]
    findings += [*coverage.coverage(library), *hazards.hazards(library)]
    findings += [*tools.tools(library), *tools.promises(library)]
    findings += [*use.cases(library), *use.placeholders(library), *use.goal_targets(library)]
    findings += [*wordings.names(library), *wordings.cues(library)]
    if compiled is not None:
        findings += [*use.protected(library, compiled), *use.unused(library, compiled)]
    # One mistake in an entry that is written for every substance is one finding.
    return sorted(set(findings), key=lambda finding: (finding.severity, finding))


def _troubles(error: LibraryError) -> list[Finding]:
    return [_finding(trouble) for trouble in error.troubles]


def _finding(trouble: Trouble) -> Finding:
    return Finding(trouble.file, trouble.line or 1, trouble.key, trouble.what, "library")
