"""All checks of the library in one report: the checks of the room, the cases, and the proof of the level table."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from waymark.knowledge.assemble import Library
    from waymark.knowledge.release import Release

__all__ = ["Report", "check_all"]


class Report(msgspec.Struct):
    """What was checked and what was found."""

    release: str = ""
    rules: int = 0
    cases: int = 0
    level_states: int = 0
    level_demands: int = 0
    errors: list[str] = msgspec.field(default_factory=list)
    warnings: list[str] = msgspec.field(default_factory=list)

    def lines(self) -> list[str]:
        """The report as lines of text, errors last so that they are seen."""
        return [
            *(f"warning: {w}" for w in self.warnings),
            *(f"error: {e}" for e in self.errors),
            f"release {self.release[:12]}: {self.rules} rules, {self.cases} cases.",
            f"level table: {self.level_states:,} states, {self.level_demands} distinct demands"
            + (": no gap, no contradiction, no dead rule, no step down." if not self.errors else "."),
            f"{len(self.errors)} errors, {len(self.warnings)} warnings.",
        ]


def check_all(library: Path | None, overlays: Sequence[Path]) -> Report:
    """Check a library folder (default: the built-in one) with its overlays. Raises LibraryError when it cannot load."""
    from waymark.knowledge.build import bundle
    from waymark.knowledge.check import check
    from waymark.knowledge.look import read
    from waymark.knowledge.release import load_bundle
    from waymark.planning.proof import prove_levels

    whole = read(library, overlays)
    release = load_bundle(bundle(whole), "en")
    report = Report(release=release.id, rules=len(release.rules))
    for finding in check(whole):
        (report.errors if finding.severity == "error" else report.warnings).append(str(finding))
    _run_cases(report, whole, release)
    proof = prove_levels(release)
    report.level_states, report.level_demands = proof.states, len(proof.demands)
    for fault in proof.faults:
        person = ", ".join(f"{fact}: {value}" for fact, value in fault.person.items())
        report.errors.append(f"level table: {fault.kind}: {fault.about}: {fault.says}; person: {person or 'nobody'}")
    for kind, number in proof.more.items():
        report.errors.append(f"level table: {kind}: {number:,} more of this kind; mend those shown first")
    return report


def _run_cases(report: Report, library: "Library", release: "Release") -> None:
    from waymark.knowledge.cases import case_facts
    from waymark.planning.cases import check_case
    from waymark.planning.prepare import prepare

    prepared = prepare(release)
    for written in library.entries["cases"].values():
        report.cases += 1
        try:
            wrong = check_case(prepared, written.entry, case_facts(written.entry, release))
        except ValueError as error:
            wrong = [str(error)]
        report.errors += [f"{written.file}:{written.line()}: case {written.id}: {w}" for w in wrong]
