"""What needs somebody at once, as far as an interview has come: shown in the middle of whatever form."""

import msgspec

from waymark.planning.asking.interview import Interview
from waymark.planning.evidence import Evidence
from waymark.planning.lines import decide
from waymark.planning.plan import Alert, EmergencyPath, Step
from waymark.planning.situation import read_situation

__all__ = ["AT_ONCE_HOURS", "Urgent", "urgent"]

# Steps that somebody takes within the hour are shown with what made them due.
AT_ONCE_HOURS = 1.0


class Urgent(msgspec.Struct, frozen=True):
    """`alerts`: of danger; `steps`: those that somebody takes within the hour."""

    emergency: EmergencyPath | None
    alerts: tuple[Alert, ...]
    steps: tuple[Step, ...]

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(line.id for line in (*self.alerts, *self.steps))


def urgent(interview: Interview, *, mute: bool = False) -> Urgent:
    """What is dangerous by what is noted now. `mute`: nobody reads the reasons."""
    documents = msgspec.structs.replace(interview.working.documents, person=interview.person)
    situation = read_situation(interview.prepared, documents, interview.calendar.at)
    lines = decide(situation, situation.findings(mute=mute), Evidence(situation.prepared, situation.known, mute=mute))
    return Urgent(
        emergency=lines.emergency,
        alerts=tuple(alert for alert in lines.alerts if alert.level == "danger"),
        steps=tuple(step for step in lines.next_72_hours if step.within_hours <= AT_ONCE_HOURS),
    )
