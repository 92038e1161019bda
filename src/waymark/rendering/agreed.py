"""What was decided, as lines of text: agreed earlier, changes against new facts, every decision in order."""

from typing import TYPE_CHECKING

from waymark.planning.plan import Earlier, Logged, Merged, Plan
from waymark.rendering.headings import heading
from waymark.rendering.lines import Line

if TYPE_CHECKING:
    from waymark.rendering.sections import Writer

__all__ = ["PASSED", "merges_shown", "write_agreed", "write_log"]

QUIET, LOOK, WELL, DANGER = "dim", "yellow", "green", "bold magenta"
_STYLES = {"stopped": DANGER, "moved": LOOK, "reached": WELL}
# Passed by themselves: one short line each.
PASSED = ("settled",)


def merges_shown(plan: Plan) -> tuple[Merged, ...]:
    """Those with something to read: untouched fields and whole lines stand elsewhere."""
    return tuple(
        m
        for m in plan.merged
        if m.field != "line" and (m.kind in ("facts moved", "conflict") or m.stands == "proposed")
    )


def write_agreed(w: "Writer", plan: Plan) -> None:
    """Agreed earlier and no longer proposed; then changes that meet new facts."""
    if plan.earlier:
        w.head("earlier")
        for line in sorted(plan.earlier, key=lambda e: (e.standing != "stopped", e.standing in PASSED)):
            _earlier(w, line)
    merged = merges_shown(plan)
    if merged:
        w.head("merged")
        for change in merged:
            w.bullet(Line.assemble((change.title, "bold")), style=LOOK)
            w.line(change.says.person, 4)
            w.pair("for clinician", change.says.clinician)


def _earlier(w: "Writer", line: Earlier) -> None:
    word = heading(f"earlier {line.standing}", w.language)
    w.bullet(Line.assemble((line.title, "bold"), (f"  {word}", _STYLES.get(line.standing, QUIET))))
    if line.standing in PASSED:
        return
    if line.detail:
        w.line(line.detail, 4)
    if line.why is not None:
        w.line(line.why.person, 4)
        w.pair("for clinician", line.why.clinician)
    w.line(line.decide, 4, LOOK if line.standing in ("stopped", "moved") else "")


def write_log(w: "Writer", log: tuple[Logged, ...]) -> None:
    """Who decided what, when, and whether it still counts."""
    if not log:
        return
    w.head("log")
    for row in log:
        counts = "" if row.counts == "stands" else f"  ({heading(f'counts {row.counts}', w.language)})"
        who = " · ".join(p for p in (heading(f"author {row.author}", w.language), row.role, row.by) if p)
        why = f" “{row.text}”" if row.text else ""
        w.bullet(Line.assemble((f"{row.at}  {who}: ", QUIET), f"{row.title}: {row.says}{why}", (counts, QUIET)))
