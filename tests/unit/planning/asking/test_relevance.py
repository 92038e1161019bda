"""What composing reads beside the rules is declared, so that the interview can ask for it."""

import msgspec
import pytest

from tests.unit.planning.asking.helpers import interview, prepared
from waymark.demo.people import make_people
from waymark.planning.asking.relevance import order_only, read_directly
from waymark.planning.evidence import Evidence
from waymark.planning.findings import Findings
from waymark.planning.outline import outlined
from waymark.planning.situation import Documents, read_situation
from waymark.record.reading import read_person


def test_composing_reads_no_fact_that_is_not_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[str] = set()
    value, given = Evidence.value, Findings.given

    def noting_value(self: Evidence, fact: str) -> object:
        read.add(fact)
        return value(self, fact)

    def noting_given(self: Findings, fact: str | None) -> bool:
        if fact is not None:
            read.add(fact)
        return given(self, fact)

    monkeypatch.setattr(Evidence, "value", noting_value)
    monkeypatch.setattr(Findings, "given", noting_given)
    for person in make_people(40, seed=23):
        raw = msgspec.json.encode(person)
        outlined(read_situation(prepared(), Documents(person=read_person(raw, "p"), record=raw)))
    known = {fact for fact in read if fact in prepared().facts}
    assert len(known) > 40
    assert known - order_only(prepared()) <= read_directly(prepared())


def test_a_rating_that_is_as_high_already_leaves_lower_ones_out() -> None:
    low = interview({"alcohol.used_ever": True})
    high = interview({"alcohol.used_ever": True, "alcohol.severe_harm_cannot_stop": True})
    rates = [name for name in low.open.conditions if name.startswith("is-alcohol-risk-at-least")]
    left = [name for name in high.open.conditions if name.startswith("is-alcohol-risk-at-least")]
    assert len(left) < len(rates)


def test_an_exclusion_matters_only_for_what_is_on_the_table() -> None:
    rule = "is-the-person-too-young-for-buprenorphine-injections"
    assert rule not in interview().open.conditions
    on_the_table = interview({"opioids.diagnosed": True, "opioids.days_of_30": 30})
    assert any(option.startswith("medicine:buprenorphine") for _, option in _recommended(on_the_table))
    assert rule in on_the_table.open.conditions


def _recommended(going: object) -> list[tuple[str, str]]:
    from waymark.planning.asking.interview import Interview
    from waymark.planning.options import weigh_options

    assert isinstance(going, Interview)
    return [(rule, effect.option) for rule, effect in weigh_options(going.findings).recommended]


def test_who_knows_how_often_but_not_what_is_asked_how_often() -> None:
    """Days of injecting say that something was injected, where nobody knows by which drug."""
    rule = "does-the-person-inject"
    drugs = ("opioids", "cocaine", "amphetamines", "sedatives")
    unknown = {f"{drug}.injected_30": "unknown" for drug in drugs}
    used = {f"{drug}.days_of_30": 20 for drug in drugs}
    going = interview({**used, **unknown})
    assert rule in going.open.conditions
    assert rule in going.chooser.votes.conditions["fact:injecting.days_30"]
    # As long as somebody can be asked for a drug, that is what is asked; and what is known is not asked.
    begun = interview(used)
    assert rule not in begun.chooser.votes.conditions.get("fact:injecting.days_30", {})
    assert "fact:injecting.days_30" not in interview({**used, **unknown, "injecting.days_30": 12}).chooser.votes.weights
