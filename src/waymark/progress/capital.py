"""What a person can build recovery on, over time: the BARC-10, and by field what is there, thin, and done for it."""

from waymark.knowledge.model.course import Capital
from waymark.progress.phrases import tell
from waymark.progress.report_ahead import CapitalField, FieldItem, RecoveryCapital
from waymark.progress.walk import Walk
from waymark.record.gather import yields_score
from waymark.record.time import stamp

__all__ = ["capital_of"]

_FORM, _TOTAL = "barc10", "barc10.total"
# An item up to here counts as thin, as in the form's own score of weak areas.
_THIN = 3
_MOST = 3

Forms = list[dict[str, float]]


def capital_of(walk: Walk) -> RecoveryCapital:
    """The total at the start and now, and the four fields with asset, gap and action."""
    prepared, language = walk.prepared, walk.prepared.language
    values = walk.gathered.values.get(_TOTAL)
    points = sorted((day, value) for day, value in (values.by_day if values else {}).items() if day <= walk.day)
    forms = _forms(walk)
    # What the form asks most about comes first.
    fields = sorted(prepared.release.capital.values(), key=lambda one: (-len(one.items), one.id))
    key = "capital none" if not points else "capital one" if len(points) == 1 else "capital two"
    first, last = (points[0], points[-1]) if points else (None, None)
    at = None if last is None else walk.calendar.show(last[0])
    shown = {"first": first and f"{first[1]:g}", "now": last and f"{last[1]:g}", "at": at}
    return RecoveryCapital(
        measure=_TOTAL if points else None,
        first=None if first is None else first[1],
        now=None if last is None else last[1],
        at=at,
        supported_from=prepared.release.numbers["barc_supported_from"],
        fields=tuple(_field(walk, one, forms) for one in fields),
        says=tell(key, language, **shown),
    )


def _forms(walk: Walk) -> Forms:
    """Item answers of every form that was given with items, oldest first."""
    instrument = walk.prepared.release.instruments[_FORM]
    rows = [row for _, row in walk.rows["answers"] if row.instrument == _FORM and yields_score(row, instrument)]
    rows.sort(key=lambda row: stamp(row.at))
    found = [{name: v for name, v in row.items.items() if isinstance(v, int | float)} for row in rows]
    return [items for items in found if items]


def _field(walk: Walk, field: Capital, forms: Forms) -> CapitalField:
    prepared, language = walk.prepared, walk.prepared.language
    instrument = prepared.release.instruments[_FORM]
    labels = {item.id: prepared.text(item.label) for item in instrument.items}
    items, gaps = [], []
    if forms:
        for name in field.items:
            if name in forms[0] and name in forms[-1]:
                items.append(FieldItem(label=labels[name], first=forms[0][name], now=forms[-1][name]))
                if forms[-1][name] <= _THIN:
                    gaps.append(tell("capital item", language, label=labels[name], now=f"{forms[-1][name]:g}"))
    person = walk.situation.person
    assets = [one.text for one in person.strengths if one.kind in field.strengths]
    if field.id == "people":
        assets += [one.name for one in person.supporters if one.safe is not False]
    helps = [offer.title for offer in walk.lines.interventions if offer.kind in field.kinds]
    return CapitalField(
        id=field.id,
        label=prepared.text(field.label),
        items=tuple(items),
        assets=tuple(dict.fromkeys(assets)),
        gaps=tuple(gaps),
        actions=tuple(helps[:_MOST]) or (prepared.text(field.does),),
    )
