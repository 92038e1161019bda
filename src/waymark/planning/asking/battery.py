"""Completeness for its own sake: every form of the moment, and the battery asked in full."""

from typing import TYPE_CHECKING

from waymark.planning.asking.catalogue import CHECK, Topic

if TYPE_CHECKING:
    from waymark.planning.asking.choosing import Chooser

__all__ = ["AREAS", "forms_of_the_moment", "rest_of_battery"]

# The order in which what no longer matters is asked: from what is nearest to the person's safety to the rest.
AREAS = ("safety", "use", "body", "mind", "home", "people", "readiness", "wishes", "person")


def forms_of_the_moment(chooser: "Chooser") -> list[Topic]:
    """Forms that are of the moment for this person, filled or not, in the order of the library."""
    return [t for t in chooser.catalogue.topics.values() if t.kind == "form" and chooser.indicated(t) is True]


def rest_of_battery(chooser: "Chooser") -> list[Topic]:
    """What a full assessment still asks although no answer changes the plan any more: forms first, then by area."""
    forms = [t for t in forms_of_the_moment(chooser) if chooser.askable(t)]
    facts = chooser.catalogue.facts
    measures = {p.measure.partition(".")[0] for p in chooser.prepared.goals.values()}
    single = [
        t
        for t in chooser.catalogue.topics.values()
        if t.kind == "fact"
        and chooser.askable(t)
        and chooser.indicated(t) is not False
        and t.facts[0].partition(".")[0] not in measures - facts.keys()
    ]
    look = [t for name, t in chooser.catalogue.topics.items() if name == CHECK and chooser.askable(t)]
    return [*look, *forms, *sorted(single, key=lambda t: (AREAS.index(facts[t.facts[0]].area), t.id))]
