"""Is each line of the written reference carried by what the coverage says carries it?"""

from collections.abc import Iterator

from waymark.knowledge.assemble import Library
from waymark.knowledge.check.findings import Finding, found, warned
from waymark.knowledge.convert import nearest
from waymark.knowledge.folder import Written
from waymark.knowledge.model.coverage import GuidanceLine
from waymark.knowledge.model.value import NamedValue

__all__ = ["coverage"]


def coverage(library: Library) -> Iterator[Finding]:
    """Every id that is named exists and names the line in turn; what is not carried whole says why."""
    for written in library.written["coverage"]:
        line: GuidanceLine = written.origin
        for kind, ids in line.by.items():
            yield from _named(library, written, kind, ids)
        carries = bool(line.features) or any(line.by.values())
        if line.carried in ("whole", "in part") and not carries:
            yield found("coverage", written, "nothing carries it; name it in `by`, or say `not yet`", "carried")
        if line.carried == "not yet" and carries:
            yield found("coverage", written, "is not carried yet and yet something carries it; say `in part`", "by")
        if line.carried != "whole" and not line.why:
            yield found("coverage", written, f"is carried `{line.carried}`; add `why`", "carried")
    yield from _unknown_lines(library)


def _named(library: Library, written: Written, kind: str, ids: tuple[str, ...]) -> Iterator[Finding]:
    if kind not in library.written or kind == "coverage":
        kinds = [name for name in library.written if name != "coverage"]
        help_ = nearest(kind, kinds) or f"; kinds are {', '.join(kinds)}"
        yield found("coverage", written, f"`{kind}` is no kind of entries{help_}", "by", kind)
        return
    entries = {other.template: other for other in library.written[kind]}
    expanded = library.entries[kind]
    for number, name in enumerate(ids):
        other = entries.get(name) or expanded.get(name)
        if other is None:
            help_ = nearest(name, [*entries, *expanded]) or "; correct the id, or add the entry"
            yield found("coverage", written, f"`{name}` is not among the {kind}{help_}", "by", kind, number)
        elif kind == "rules" and written.id not in _references(other):
            what = f"{name} does not name this line; add {written.id} to its `reference`, or leave it out here"
            yield found("coverage", written, what, "by", kind, number)


def _unknown_lines(library: Library) -> Iterator[Finding]:
    """Lines that an entry names and no coverage speaks of, though it speaks of their family (`WD-` of `WD-A8`)."""
    lines = {written.id for written in library.written["coverage"]}
    families = {_family(line) for line in lines} - {""}
    for kind in ("rules", "values", "medicines"):
        for written in library.written[kind]:
            for name in sorted(_references(written) - lines):
                if _family(name) in families:
                    what = f"names the line `{name}` of the reference, which no coverage accounts for"
                    yield warned("coverage", written, f"{what}{nearest(name, lines) or '; add the line'}")


def _family(line: str) -> str:
    return line.partition("-")[0] if "-" in line else ""


def _references(written: Written) -> set[str]:
    entry = written.origin
    named = set(getattr(entry, "reference", ()))
    if isinstance(entry, NamedValue):
        named |= {name for dated in entry.history for name in dated.reference}
    return named
