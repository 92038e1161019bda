"""The next 72 hours are few, and who knows less of what is settled anyway reads the same list."""

import msgspec

from tests.people.cast import MARIA
from tests.people.plans import maker
from waymark.planning.evidence import Evidence
from waymark.planning.first_days import START, first_days
from waymark.planning.lines import decide
from waymark.planning.situation import Documents, read_situation
from waymark.record.documents.person import Person


def test_which_rules_spoke_for_a_settled_level_moves_no_step() -> None:
    """A short interview stops asking for further reasons once the level is settled."""
    raw = msgspec.json.encode(MARIA)
    documents = Documents(person=msgspec.json.decode(raw, type=Person), record=raw)
    situation = read_situation(maker().prepared, documents)
    prepared, findings = situation.prepared, situation.findings()
    evidence, stand = Evidence(prepared, situation.known), situation.stand
    lines = decide(situation, findings, evidence)
    speaking = {"must": "", "suggest": "", "project": ""}
    for rule in prepared.rules:
        if not rule.safety and speaking.get(rule.strength) == "":
            speaking[rule.strength] = rule.id
    assert all(speaking.values())
    lists = set()
    for rules in ((), *((name,) for name in speaking.values())):
        level = msgspec.structs.replace(lines.level, rules=rules)
        first, then = first_days(prepared, findings, evidence, stand, lines.goals, level)
        lists.add((tuple(s.id for s in first), tuple(s.id for s in then)))
    assert len(lists) == 1
    assert START in next(iter(lists))[0]
