"""Needs by dimension: the rating, the anchors that fired, and what could still raise it."""

from waymark.knowledge.model.care import Dimension
from waymark.knowledge.model.effect import Rate
from waymark.planning.evidence import Evidence
from waymark.planning.findings import Findings
from waymark.planning.phrases import say
from waymark.planning.plan import Need
from waymark.planning.prepare import Prepared

__all__ = ["find_needs", "rating_of"]

Key = tuple[str, str | None]


def find_needs(prepared: Prepared, findings: Findings, evidence: Evidence) -> tuple[Need, ...]:
    """One line per dimension, and per substance where the dimension is rated so.

    A dimension nobody has looked at is not yet rated, never 0. Per substance only those that matter here are shown.
    """
    fired = _collect(findings, yes=True)
    open_ = _collect(findings, yes=False)
    needs = []
    for dimension in sorted(prepared.release.dimensions.values(), key=lambda d: d.order):
        if not dimension.per_substance:
            needs.append(_need(prepared, findings, evidence, dimension, None, fired, open_))
            continue
        for substance in prepared.substances:
            if (dimension.id, substance) in fired or _used(evidence, substance):
                needs.append(_need(prepared, findings, evidence, dimension, substance, fired, open_))
    return tuple(needs)


def rating_of(needs: tuple[Need, ...], dimension: str) -> int:
    """The highest rating of a dimension over substances; 0 where nothing is rated."""
    return max((n.rating or 0 for n in needs if n.dimension == dimension), default=0)


def _collect(findings: Findings, *, yes: bool) -> dict[Key, list[tuple[str, Rate]]]:
    found: dict[Key, list[tuple[str, Rate]]] = {}
    for rule, effect in findings.yes(Rate) if yes else findings.open(Rate):
        found.setdefault((effect.dimension, effect.substance), []).append((rule.id, effect))
    return found


def _used(evidence: Evidence, substance: str) -> bool:
    return evidence.value(f"{substance}.used_30") is True or evidence.value(f"{substance}.disorder") is True


def _need(
    prepared: Prepared,
    findings: Findings,
    evidence: Evidence,
    dimension: Dimension,
    substance: str | None,
    fired: dict[Key, list[tuple[str, Rate]]],
    open_: dict[Key, list[tuple[str, Rate]]],
) -> Need:
    key = (dimension.id, substance)
    firing, waiting = fired.get(key, []), open_.get(key, [])
    rating = max((e.at_least for _, e in firing), default=None if waiting else 0)
    # Every anchor at the rating is shown; lower ones that fired are implied by it.
    top = [(r, e) for r, e in firing if e.at_least == rating]
    higher = [(r, e) for r, e in waiting if e.at_least > (rating or 0)]
    could_be = max((e.at_least for _, e in higher), default=None)
    open_facts = dict.fromkeys(f for r, e in higher if e.at_least == could_be for f in findings.missing(r))
    title = prepared.text(dimension.label)
    if substance is not None:
        title = f"{title}: {prepared.text(prepared.substances[substance].name)}"
    return Need(
        id=":".join(("need", dimension.id, *((substance,) if substance else ()))),
        title=title,
        detail=None if rating is not None else say("not yet rated", prepared.language),
        why=evidence.reasons(*dict.fromkeys(r for r, _ in top)),
        facts=evidence.cite_rules(*(r for r, _ in firing)),
        rules=tuple(dict.fromkeys(r for r, _ in top)),
        dimension=dimension.id,
        substance=substance,
        rating=rating,
        anchors=tuple(dict.fromkeys(e.anchor for _, e in top)),
        marks=tuple(dict.fromkeys(e.mark for _, e in top if e.mark)),
        could_be=could_be,
        open_facts=tuple(open_facts),
    )
