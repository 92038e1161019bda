"""The look: one question for all the dangers that whoever sits with the person can see."""

from tests.people.grounds import grounded
from waymark.planning.asking.catalogue import CHECK, Catalogue


def test_the_look_names_the_most_urgent_danger_first() -> None:
    prepared = grounded("maria")[1].prepared
    places = {fact.id: fact.observed for fact in prepared.facts.values() if fact.observed}
    assert sorted(places.values()) == list(range(1, len(places) + 1))
    look = Catalogue(prepared).topics[CHECK].facts
    assert look == tuple(sorted(places, key=places.__getitem__))
    assert look[:2] == ("unrousable", "breathing_slow")


def test_a_class_of_substances_is_asked_with_what_people_call_it() -> None:
    prepared = grounded("maria")[1].prepared
    unnamed = [s.id for s in prepared.substances.values() if s.examples is None]
    assert unnamed == []
