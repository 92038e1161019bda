"""All checks of the library in one report: the checks of the room, the cases, and the proof of the level table."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from waymark.knowledge.assemble import Library
    from waymark.knowledge.folder import Written
    from waymark.knowledge.release import Release

__all__ = ["Report", "check_all"]


class Report(msgspec.Struct):
    """What was checked and what was found."""

    release: str = ""
    rules: int = 0
    cases: int = 0
    level_states: int = 0
    level_demands: int = 0
    # How plain what the person reads is, a sentence per language.
    reading: list[str] = msgspec.field(default_factory=list)
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
            *self.reading,
            f"{len(self.errors)} errors, {len(self.warnings)} warnings.",
        ]


def check_all(library: Path | None, overlays: Sequence[Path]) -> Report:
    """Check a library folder (default: the built-in one) with its overlays. Raises LibraryError when it cannot load."""
    from waymark.knowledge.build import bundle
    from waymark.knowledge.check import check
    from waymark.knowledge.check.plain import figures
    from waymark.knowledge.look import read
    from waymark.knowledge.release import load_bundle
    from waymark.planning.proof import prove_levels

    whole = read(library, overlays)
    release = load_bundle(bundle(whole), "en")
    report = Report(release=release.id, rules=len(release.rules))
    for finding in check(whole):
        (report.errors if finding.severity == "error" else report.warnings).append(str(finding))
    report.reading = [str(figures_) for figures_ in figures(whole)]
    _run_cases(report, whole, release, library)
    proof = prove_levels(release)
    report.level_states, report.level_demands = proof.states, len(proof.demands)
    for fault in proof.faults:
        person = ", ".join(f"{fact}: {value}" for fact, value in fault.person.items())
        report.errors.append(f"level table: {fault.kind}: {fault.about}: {fault.says}; person: {person or 'nobody'}")
    for kind, number in proof.more.items():
        report.errors.append(f"level table: {kind}: {number:,} more of this kind; mend those shown first")
    return report


def _run_cases(report: Report, library: "Library", release: "Release", folder: Path | None) -> None:
    """A case that fails is an error, unless it passes on the library without overlays: then it is a warning."""
    wrong = _failing(library, release, list(library.entries["cases"].values()))
    report.cases += len(library.entries["cases"])
    why = _changed_by(library, [library.entries["cases"][id_] for id_ in wrong], folder) if library.laid else {}
    for id_, said in wrong.items():
        case = library.entries["cases"][id_]
        lines = [f"{case.file}:{case.line()}: case {id_}: {w}" for w in said]
        if id_ in why:
            report.warnings += [f"{line} (passes without overlays; changed by {why[id_]})" for line in lines]
        else:
            report.errors += lines


def _failing(library: "Library", release: "Release", cases: "list[Written]") -> dict[str, list[str]]:
    """Case -> what did not come out as it says."""
    from waymark.knowledge.errors import LibraryError
    from waymark.planning.cases import check_case
    from waymark.planning.prepare import prepare
    from waymark.record.errors import RecordError

    prepared = prepare(release)
    failing: dict[str, list[str]] = {}
    for written in cases:
        try:
            wrong = check_case(prepared, written.entry)
        except (ValueError, LibraryError, RecordError) as error:
            wrong = [str(error)]
        if wrong:
            failing[written.id] = wrong
    return failing


def _changed_by(library: "Library", cases: "list[Written]", folder: Path | None) -> dict[str, str]:
    """Of failing cases, those that pass without overlays -> the changes that each alone make them fail."""
    from waymark.knowledge.assemble import assemble
    from waymark.knowledge.build import bundle
    from waymark.knowledge.errors import LibraryError
    from waymark.knowledge.folder import read_folder
    from waymark.knowledge.look import BUILT_IN
    from waymark.knowledge.overlay import Laid
    from waymark.knowledge.release import load_bundle

    if not cases:
        return {}
    files = read_folder(folder or BUILT_IN)

    def failing(laid: Sequence[Laid], among: "list[Written]") -> dict[str, list[str]]:
        here = assemble(files, laid)
        return _failing(here, load_bundle(bundle(here), "en"), among)

    upstream = failing((), cases)
    local = [case for case in cases if case.id not in upstream]
    causes: dict[str, list[str]] = {case.id: [] for case in local}
    nothing: dict[str, Any] = {"values": (), "switched_off": (), "levels": (), "rules": ()}
    for laid in library.laid if local else ():
        for key in nothing:
            for change in getattr(laid.overlay, key):
                alone = change if key == "rules" else msgspec.structs.replace(change, accept_conflict=True)
                overlay = msgspec.structs.replace(laid.overlay, **{**nothing, key: (alone,)})
                try:
                    found = failing([Laid(overlay, laid.tree)], local)
                except LibraryError:  # It rests on another change.
                    continue
                for id_ in found:
                    causes[id_].append(f"{_name_of(key, change)} in overlay {laid.overlay.id}")
    return {id_: ", ".join(found) or "the overlays together" for id_, found in causes.items()}


def _name_of(key: str, change: Any) -> str:
    if key == "values":
        return f"value {change.id}: {change.was:g} → {change.value:g}"
    if key == "switched_off":
        return f"rule {change.rule}, switched off"
    return f"hours of level {change.level}" if key == "levels" else f"rule {change.rule.id}, added"
