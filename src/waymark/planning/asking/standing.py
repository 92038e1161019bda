"""The vote for a situation that stands, as a plan has it: what would be asked next if somebody asked."""

from waymark.planning.asking.catalogue import catalogue_of
from waymark.planning.asking.choosing import Chooser
from waymark.planning.asking.room import Room
from waymark.planning.asking.vote import Leaves
from waymark.planning.asking.working import Working
from waymark.planning.findings import Findings
from waymark.planning.situation import Situation

__all__ = ["chooser_of"]

LISTS = ("substances", "medicines", "conditions")


def chooser_of(situation: Situation, findings: Findings) -> Chooser:
    """What is open in this situation and matters, with the votes; a clinician is there to answer."""
    prepared = situation.prepared
    catalogue = catalogue_of(prepared)
    working = Working.standing(situation)
    leaves = Leaves(prepared, catalogue).moved(working.values, working.unanswered)
    return Chooser(catalogue, working, Room(lists=LISTS), findings, leaves, None)
