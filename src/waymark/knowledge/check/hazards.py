"""Does something stand against each hazard, and is each safety rule there for one?"""

from collections.abc import Iterator

from waymark.knowledge.assemble import Library
from waymark.knowledge.check.findings import Finding, found, warned
from waymark.knowledge.convert import nearest

__all__ = ["hazards"]


def hazards(library: Library) -> Iterator[Finding]:
    """Rules that a hazard names exist; each hazard has a control, and a test unless it is open; no rule is left out."""
    written_rules = {written.template for written in library.written["rules"]}
    names = [*library.entries["rules"], *written_rules]
    for written in library.written["hazards"]:
        hazard = written.origin
        for number, name in enumerate(hazard.rules):
            if name not in names:
                what = f"there is no rule `{name}`{nearest(name, names) or '; correct the id'}"
                yield found("hazards", written, what, "rules", number)
        if not hazard.rules and not hazard.features and hazard.state != "open":
            yield found("hazards", written, "nothing stands against it; name `rules` or `features`, or say it is open")
        if hazard.features and hazard.controls is None:
            yield found("hazards", written, "add `controls`: say in words what the features do", "features")
        if not hazard.tests and hazard.state != "open":
            yield found("hazards", written, "nothing shows its controls; name `tests`, or say that it is open")
    yield from _unguarded(library)


def _unguarded(library: Library) -> Iterator[Finding]:
    """Safety rules that no hazard names: then nobody has written down what they are for."""
    if not library.written["hazards"]:
        return
    named = {name for written in library.written["hazards"] for name in written.origin.rules}
    for written in library.written["rules"]:
        if written.origin.safety and written.template not in named:
            yield warned("hazards", written, "is a safety rule that no hazard names; add it to the hazard it is for")
