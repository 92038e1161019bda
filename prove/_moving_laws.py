"""Laws of less care and of leaving, read from the rules and rows themselves, not from what makes the proposals."""

from waymark.knowledge.model.effect import Emergency, Minimum
from waymark.planning.level import AXES
from waymark.planning.prepare import Prepared
from waymark.planning.situation import Situation
from waymark.progress.handover import Handover
from waymark.progress.report import Progress
from waymark.record.documents.person import Person

__all__ = ["against_leaving", "against_less_care", "below"]

_REVIEWS = 2
_DOSES = ("medication.dose_mg", "medication.injection")
# Words of ending, lowering or punishing have no place in a packet.
_NEVER = ("discharged for", "as a consequence", "sanction", "must leave", "taken away", "end the medicine")


def below(prepared: Prepared, situation: Situation, key: str) -> list[str]:
    """Axes on which a level gives less than a floor of a rule that is true."""
    level = next(candidate for candidate in prepared.candidates if candidate.key == key)
    findings = situation.findings(mute=True)
    floors = [effect for _, effect in findings.yes(Minimum) if effect.strength == "floor"]
    return [
        f"{key} is below a floor of {axis}"
        for axis, given in zip(AXES, level.most, strict=True)
        if any(getattr(floor.minima, axis) > given for floor in floors)
    ]


def against_less_care(prepared: Prepared, situation: Situation, found: Progress) -> list[str]:
    """What does not hold where less care is called ready, or nearly."""
    step = found.step_down
    if any(change.move == "less-care" for change in found.changes) and (step is None or step.state != "ready"):
        return ["less care is proposed and not ready"]
    if step is None or step.state not in ("ready", "first"):
        return []
    broken = [] if step.level is None else below(prepared, situation, step.level)
    if step.level is None:
        broken.append("less care without a level")
    findings, values = situation.findings(mute=True), situation.values
    if findings.yes(Emergency):
        broken.append("less care in an emergency")
    improved = values.get("course.reviews_improved")
    if not isinstance(improved, tuple) or improved[0] < _REVIEWS:
        broken.append("less care without two reviews that went well")
    if values.get("course.use_after_abstinence") is True:
        broken.append("less care although use came back")
    if values.get("medication_stopped") is True:
        broken.append("less care although the medicine was stopped")
    if step.state == "ready" and values.get("hard_plan.complete") is not True:
        broken.append("less care without a plan for hard moments")
    for signal in found.signals:
        if signal.safety:
            broken.append(f"less care beside {signal.rule}")
    return broken


def against_leaving(prepared: Prepared, person: Person, day: int, packet: Handover) -> list[str]:
    """What does not hold of the packet of somebody who would leave early on this day."""
    broken = []
    if not packet.crisis:
        broken.append("no number to call")
    if not (packet.bridge and packet.way_back):
        broken.append("no bridge, or no way back")
    taken = _taken(person, day)
    named = {one.name for one in packet.medicines}
    if taken and not any(one.must_go_on for one in packet.medicines):
        broken.append(f"medicine is taken ({taken}) and none goes on: {sorted(named)}")
    open_ = {item.item for item in packet.open if item.state == "open"}
    if any(one.must_go_on and one.who is None for one in packet.medicines) and (
        "task:prescriber-after-the-move" not in open_
    ):
        broken.append("a medicine goes on with nobody, and nobody is asked")
    if taken and packet.naloxone_at_hand is not True and "task:naloxone-kit" not in open_:
        broken.append("naloxone is not open")
    said = " ".join((*packet.bridge, *packet.way_back, *(item.title for item in packet.open))).lower()
    broken += [f"the packet says “{words}”" for words in _NEVER if words in said]
    return broken


def _taken(person: Person, day: int) -> str | None:
    """A medicine that the latest row calls current, or a dose in the last week."""
    rows = [row for row in person.lists.medicines.rows if isinstance(row.at, int) and row.at <= day]
    if rows and rows[-1].state == "current":
        return rows[-1].medicine
    # What a test found may come from anywhere; it is no dose.
    doses = [row for row in person.measures if row.measure in _DOSES and isinstance(row.at, int)]
    recent = [row for row in doses if isinstance(row.at, int) and day - 7 < row.at <= day]
    return str(recent[-1].text) if recent else None
