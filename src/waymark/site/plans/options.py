"""Options side by side: what each is, what it asks, what it gives, what else. Only what the library says of them."""

from collections.abc import Iterable

import msgspec

from waymark.planning.plan import Composite, LevelChoice, MedicineOption, Offer, Plan

__all__ = ["Option", "options_beside"]


class Option(msgspec.Struct, frozen=True):
    """One column. `rows`: names among the words of plans, and texts. `stands`: how it stands in the plan."""

    title: str
    stands: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    # What the prescriber looks at before and after: one touch away.
    more: tuple[tuple[str, tuple[str, ...]], ...] = ()
    here: bool = False
    item: str = ""


def options_beside(plan: Plan, name: str) -> list[Option]:
    """For the level, a medicine or a help that has others beside it; nothing for other lines."""
    if name == plan.level.id:
        return list(_levels(plan.level))
    medicine = next((one for one in plan.medicines if one.id == name), None)
    if medicine is not None:
        alike = [one for one in plan.medicines if one.treats == medicine.treats]
        return [_medicine(one, plan, here=one.id == name) for one in alike]
    offer = next((one for one in plan.interventions if one.id == name), None)
    return [] if offer is None else [_offer(offer)]


def _levels(level: LevelChoice) -> Iterable[Option]:
    places: tuple[tuple[str, Composite | None], ...] = (
        ("recommended", level.recommended),
        *(("acceptable", one) for one in level.acceptable),
        ("less", level.next_down),
        ("more", level.next_up),
        ("unmet", level.unmet),
        ("meanwhile", level.meanwhile),
    )
    seen = set()
    for stands, one in places:
        if one is not None and one.key not in seen:
            seen.add(one.key)
            low, high = one.hours
            hours = f"{low:g}–{high:g}" if low != high else f"{low:g}"
            rows = (
                ("is", (one.says, one.setting)), ("asks", (one.asks_of_person,)), ("hours", (hours,)),
                ("compared", (one.compared,)),
            )  # fmt: skip
            yield Option(one.title, stands, _said(rows), here=stands == "recommended")


def _medicine(one: MedicineOption, plan: Plan, *, here: bool) -> Option:
    first = tuple(plan.labels.get(fact, fact) for fact in one.find_out_first)
    rows = (
        ("is", (one.how_given,)), ("gives", (one.benefits,)), ("asks", (one.burdens,)), ("risks", (one.risks,)),
        ("first", first),
    )  # fmt: skip
    more = (("checks", one.checks), ("watch", (*one.monitoring, *one.cautions, *one.interactions)))
    stands = "off_label" if one.status == "option" and one.off_label else one.status
    return Option(one.title, stands, _said(rows), more=_said(more), here=here, item=one.id)


def _offer(one: Offer) -> Option:
    rows = (
        ("is", (one.dose,)), ("gives", (one.evidence or "",)), ("asks", (one.burden or "",)),
        ("watch", (one.cautions or "",)), ("instead", one.alternatives),
    )  # fmt: skip
    return Option(one.title, one.rank, _said(rows), here=True, item=one.id)


def _said(rows: Iterable[tuple[str, Iterable[str]]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    told = ((name, tuple(text for text in texts if text)) for name, texts in rows)
    return tuple((name, texts) for name, texts in told if texts)
