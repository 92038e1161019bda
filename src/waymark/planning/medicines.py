"""Medicines as options for the prescriber: what is free, what waits, what is excluded, with checks and interactions."""

import msgspec

from waymark.knowledge.model.care_elements import Medicine
from waymark.planning.evidence import Evidence
from waymark.planning.options import RANKS, Options, Standing
from waymark.planning.phrases import say
from waymark.planning.plan import MedicineOption
from waymark.planning.prepare import Prepared
from waymark.planning.stand import Stand

__all__ = ["list_medicines"]


def list_medicines(
    prepared: Prepared, options: Options, evidence: Evidence, stand: Stand
) -> tuple[MedicineOption, ...]:
    """Every medicine some rule recommends for this person, free ones first, then held, then excluded.

    The same medicine may stand for two uses. Naming a medicine here is never a prescription and never a dose.
    """
    spoken: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for rule, effect in options.recommended:
        kind, _, medicine = effect.option.partition(":")
        if kind == "medicine" and medicine in prepared.medicines:
            use = effect.substance or (prepared.medicines[medicine].treats or ("",))[0]
            spoken.setdefault((medicine, use), []).append((rule, effect.rank))
    found = [
        _option(prepared, options, evidence, stand, prepared.medicines[medicine], use, said)
        for (medicine, use), said in spoken.items()
    ]
    wanted = evidence.option("mat.wants")
    order = {"current": 0, "option": 1, "held": 2, "excluded": 3}
    return _as_ordered(
        stand,
        sorted(
            found,
            key=lambda m: (
                order[m.status],
                m.state.standing == "declined",
                m.medicine != wanted,
                not _taken(prepared.medicines[m.medicine], evidence),
                # What speaks against one for this person comes after what nothing speaks against.
                bool(options.standing(f"medicine:{m.medicine}", m.treats).discouraged),
                RANKS[m.rank],
                m.treats,
                prepared.medicines[m.medicine].order,
                m.id,
            ),
        ),
    )


def _taken(medicine: Medicine, evidence: Evidence) -> bool:
    """The person takes its ingredient now; in which form may not be known. What goes on comes before what is new."""
    return evidence.value(f"{medicine.ingredient}_current") is True


def _as_ordered(stand: Stand, medicines: list[MedicineOption]) -> tuple[MedicineOption, ...]:
    """With the places the authors gave them, among those of one status: what waits never comes before what is free."""
    places = {m.id: int(place) for m in medicines if (place := stand.changes.get(m.id, {}).get("order")) is not None}
    offered = {m.id: n for n, m in enumerate(medicines, start=1)}
    for name, place in sorted(places.items(), key=lambda item: item[1]):
        medicine = next(m for m in medicines if m.id == name)
        alike = [m for m in medicines if m.status == medicine.status and m is not medicine]
        first = next(n for n, m in enumerate(medicines) if m.status == medicine.status)
        alike.insert(place - 1, msgspec.structs.replace(medicine, proposed={"order": offered[name]}))
        medicines[first : first + len(alike)] = alike
    return tuple(medicines)


def _option(
    prepared: Prepared,
    options: Options,
    evidence: Evidence,
    stand: Stand,
    medicine: Medicine,
    use: str,
    said: list[tuple[str, str]],
) -> MedicineOption:
    text = prepared.text
    standing = options.standing(f"medicine:{medicine.id}", use)
    rank = min((r for _, r in said), key=RANKS.__getitem__)
    rules = dict.fromkeys([*(r for r, _ in said), *standing.excluded, *standing.held, *standing.soft])
    item = f"medicine:{medicine.id}:{use}" if use else f"medicine:{medicine.id}"
    return MedicineOption(
        id=item,
        title=text(medicine.label),
        detail=text(medicine.says.person),
        why=evidence.reasons(*(standing.excluded or [r for r, _ in said])),
        facts=evidence.cite_rules(*rules),
        rules=tuple(rules),
        state=stand.of(item, f"medicine:{medicine.id}"),
        medicine=medicine.id,
        treats=use,
        status=_status(stand, medicine, standing),
        rank=rank,  # type: ignore[arg-type]
        off_label=medicine.off_label,
        how_given=text(medicine.how_given),
        benefits=text(medicine.benefits),
        burdens=text(medicine.burdens),
        risks=text(medicine.risks),
        checks=tuple(text(c) for c in medicine.baseline_checks),
        monitoring=tuple(text(m) for m in medicine.monitoring),
        cautions=tuple(
            evidence.reason(prepared.rule(r).because).clinician for r in (*standing.soft, *standing.discouraged)
        ),
        find_out_first=standing.find_out,
        interactions=_interactions(prepared, stand, medicine),
        available_here=prepared.offers_medicine(medicine.id),
    )


def _status(stand: Stand, medicine: Medicine, standing: Standing):  # type: ignore[no-untyped-def]
    if standing.excluded:
        return "excluded"
    # What is taken already does not wait to begin: what is to be found out stands beside it.
    if medicine.id in stand.current_medicines:
        return "current"
    return "held" if standing.held else "option"


def _interactions(prepared: Prepared, stand: Stand, medicine: Medicine) -> tuple[str, ...]:
    """What is known between this medicine and those the person takes now, either way round."""
    said: dict[str, None] = {}
    for other_id in stand.current_medicines:
        other = prepared.medicines.get(other_id)
        if other is None or other.id == medicine.id:
            continue
        for cls, text in medicine.interactions.items():
            if cls in other.classes or cls == other.ingredient:
                said[f"{prepared.text(other.label)}: {prepared.text(text)}"] = None
        for cls, text in other.interactions.items():
            if cls in medicine.classes or cls == medicine.ingredient:
                said[f"{prepared.text(other.label)}: {prepared.text(text)}"] = None
    if stand.unrecognised_medicines:
        names = ", ".join(stand.unrecognised_medicines)
        said[say("not checked for interactions", prepared.language, names=names)] = None
    return tuple(said)
