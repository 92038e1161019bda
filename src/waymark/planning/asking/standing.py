"""The vote for a situation that stands, as a plan has it: what would be asked next if somebody asked."""

from collections.abc import Sequence

from waymark.planning.asking.catalogue import catalogue_of
from waymark.planning.asking.choosing import Chooser
from waymark.planning.asking.room import Room
from waymark.planning.asking.working import Working
from waymark.planning.findings import Findings
from waymark.planning.goals import Opened
from waymark.planning.options import Options
from waymark.planning.situation import Situation

__all__ = ["chooser_of"]

LISTS = ("substances", "medicines", "conditions")


def chooser_of(situation: Situation, findings: Findings, options: Options, opened: Sequence[Opened]) -> Chooser:
    """What is open in this situation and matters, with the votes; a clinician is there to answer.

    `options`, `opened`: what these findings say of options and problems.
    """
    prepared = situation.prepared
    catalogue = catalogue_of(prepared)
    working = Working.standing(situation)
    leaves = findings.leaves.moved(working.values, working.unanswered)
    return Chooser(catalogue, working, Room(lists=LISTS), findings, leaves, None, options, opened)
