"""What was considered and is not proposed, each with its reason."""

import msgspec

from waymark.planning.evidence import Evidence
from waymark.planning.open_questions import option_title
from waymark.planning.options import Options
from waymark.planning.phrases import say
from waymark.planning.phrases_deciding import tell
from waymark.planning.plan import LeftOut, MedicineOption
from waymark.planning.prepare import Prepared
from waymark.planning.stand import Stand

__all__ = ["list_left_out", "missing_line", "waiting_line"]


def list_left_out(
    prepared: Prepared,
    options: Options,
    evidence: Evidence,
    medicines: tuple[MedicineOption, ...],
    stand: Stand,
    offers: tuple[LeftOut, ...],
) -> tuple[LeftOut, ...]:
    """Options that are excluded here, or that the person declined; each once, with every reason.

    `offers`: what was left out when ways of help were chosen; it comes first.
    """
    found: dict[str, LeftOut] = {line.option: line for line in offers}
    listed = {f"medicine:{m.medicine}" for m in medicines}
    considered = {effect.option for _, effect in options.recommended}
    for option, standing in options:
        # A tool has another in its place; it is told where somebody asks for it.
        if not standing.excluded or option.startswith(("intervention:", "tool:")):
            continue
        if option.startswith("medicine:") and option.split("@")[0] not in listed:
            continue
        if option.startswith("setting:") and option not in considered:
            continue
        rules = tuple(standing.excluded)
        found[option] = LeftOut(
            id=f"left-out:{option}",
            title=option_title(prepared, option),
            why=evidence.reasons(*rules),
            facts=evidence.cite_rules(*rules),
            rules=rules,
            option=option,
        )
    for option in dict.fromkeys([*stand.wishes, *stand.decided()]):
        if not stand.declined(option):
            continue
        declined = _declined(prepared, evidence, stand, option)
        excluded = found.get(option)
        # Excluded and declined: one line, so that neither the reason nor the no is lost.
        found[option] = (
            declined
            if excluded is None
            else msgspec.structs.replace(excluded, detail=declined.detail, state=declined.state)
        )
    return tuple(found.values())


def _declined(prepared: Prepared, evidence: Evidence, stand: Stand, option: str) -> LeftOut:
    """What somebody said no to, as a wish or as a decision, under the name it had."""
    title, detail, state = option_title(prepared, option), say("declined", prepared.language), stand.of(option)
    if stand.spoken(option) is not None:
        from waymark.planning.deciding.titles import level_name, title_of

        title = title_of(prepared, evidence, option) or title
        seen = next((key for key in stand.level_seen.values() if key is not None), None) if option == "level" else None
        if seen is not None:
            title = f"{title}: {level_name(prepared, seen) or seen}"
        if state.person != "declined" and stand.wishes.get(option) != "declines":
            detail = tell("clinician declined", prepared.language)
    return LeftOut(id=f"left-out:{option}", title=title, detail=detail, state=state, option=option)


def waiting_line(prepared: Prepared, name: str) -> LeftOut:
    """It would fit the person, and the week is full: offered when something else is done."""
    return LeftOut(
        id=f"left-out:intervention:{name}",
        title=prepared.text(prepared.interventions[name].label),
        detail=say("week is full", prepared.language),
        option=f"intervention:{name}",
    )


def missing_line(prepared: Prepared, name: str, instead: str) -> LeftOut:
    """It fits best and is not offered here: what stands in its place, and what that loses."""
    item, other = prepared.interventions[name], prepared.interventions[instead]
    said = say("not here instead", prepared.language, other=prepared.text(other.label))
    lost = "" if item.effect is None else say("not here loses", prepared.language, effect=prepared.text(item.effect))
    return LeftOut(
        id=f"left-out:intervention:{name}",
        title=prepared.text(item.label),
        detail=f"{said} {lost}".strip(),
        option=f"intervention:{name}",
    )
