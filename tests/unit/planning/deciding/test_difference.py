"""The difference of two versions: every changed line, what matters first, with its reason, in two voices."""

import pytest

from tests.people.cast import MARIA, TARA
from tests.people.plans import plan_of
from tests.unit.planning.deciding.rows import LATER, Row, both, known, row
from waymark.planning.deciding.difference import GROUPS, Difference, difference, group_of
from waymark.planning.outline import changed_lines, outline_of
from waymark.planning.plan import Plan
from waymark.rendering.difference import Letter, letter
from waymark.rendering.difference_words import WORDS

USE = "goal:GO-04-agree:amphetamines"
CHANGES: list[tuple[Row, list[tuple[str, object]], list[Row]]] = [
    (TARA, [("amphetamines.days_of_30", 2)], []),
    (TARA, [("pregnant", True)], both("medicine:topiramate:amphetamines")),
    (TARA, [], [row(USE, "declined", at=LATER), row("intervention:met", "declined", "clinician", at=LATER)]),
    (MARIA, [("alcohol.severe_harm_cannot_stop", True)], both("level")),
    (MARIA, [("suicidal_statement", True), ("opioids.days_of_30", 0)], []),
]


def two(person: Row, facts: list[tuple[str, object]], rows: list[Row], language: str = "en") -> tuple[Plan, Plan]:
    later = known(person, *facts) if facts else person
    return plan_of(person, language=language), plan_of(later, rows or None, at=LATER, language=language)


def told(found: Letter) -> str:
    parts = [s for section in found.sections for p in section.paragraphs for s in (p.because, *p.lines)]
    return "\n".join([found.opening, *parts, found.closing])


def mentioned(found: Letter) -> set[str]:
    return {item for section in found.sections for p in section.paragraphs for item in p.items}


@pytest.mark.parametrize("voice", ["clinician", "person"])
@pytest.mark.parametrize(("person", "facts", "rows"), CHANGES)
def test_every_changed_line_is_told(person: Row, facts: list[object], rows: list[Row], voice: str) -> None:
    old, new = two(person, facts, rows)  # type: ignore[arg-type]
    found = letter(difference(old, new), voice)  # type: ignore[arg-type]
    changed = set(changed_lines(outline_of(old), outline_of(new)))
    assert changed
    assert changed <= mentioned(found)


def test_what_matters_comes_first() -> None:
    old, new = two(*CHANGES[1])
    names = [s.name for s in letter(difference(old, new), "person").sections]
    assert names[0] == "safety"
    assert names[1] == "decided"
    assert [n for n in names if n in GROUPS] == [n for n in GROUPS if n in names]
    assert group_of("earlier:medicine:x") == "medicines"


def test_the_reason_names_the_fact_that_moved() -> None:
    old, new = two(*CHANGES[0])
    entry = next(c for c in difference(old, new).changed if c.item == "intervention:cra")
    assert entry.what == "gone"
    (move,) = entry.causes.moves
    assert (move.fact, move.before, move.after) == ("amphetamines.days_of_30", "12 days", "2 days")
    assert "12 days → 2 days (November 18, 2026)" in told(letter(difference(old, new), "clinician"))


def test_the_person_hears_no_numbers_of_facts_and_no_shame() -> None:
    for person, facts, rows in CHANGES:
        said = told(letter(difference(*two(person, facts, rows)), "person"))
        assert "worse" not in said.lower()
        assert "12 days → 2 days" not in said


def test_a_decision_is_the_reason_of_what_it_did() -> None:
    old, new = two(*CHANGES[2])
    found = difference(old, new)
    entry = next(c for c in found.changed if c.item == USE)
    assert [d.decision for d in entry.causes.decisions] == ["declined"]
    assert "Because of what you decided:" in told(letter(found, "person"))
    assert "You said no for now to: " in told(letter(found, "person"))


def test_what_others_told_is_not_named_to_the_person() -> None:
    old = plan_of(TARA)
    row_ = {"at": LATER, "fact": "amphetamines.days_of_30", "value": 2, "source": "collateral"}
    new = plan_of({**TARA, "facts": [*TARA["facts"], row_]})
    label = new.facts["amphetamines.days_of_30"].label
    assert label in told(letter(difference(old, new), "clinician"))
    assert f"“{label}”" not in told(letter(difference(old, new), "person"))


def test_the_same_plan_has_nothing_to_tell() -> None:
    plan = plan_of(MARIA)
    found: Difference = difference(plan, plan)
    assert found.same
    assert "nothing in your plan is different" in letter(found, "person").opening
    assert letter(found, "clinician").sections == ()


def test_it_speaks_spanish() -> None:
    said = told(letter(difference(*two(*CHANGES[0], language="es")), "person"))
    assert "Por lo que sabemos ahora de" in said
    assert "No longer" not in said
    assert "New:" not in said


def test_the_letters_own_words_shame_nobody() -> None:
    for english, spanish in WORDS.values():
        assert not {"worse", "fail", "failed", "dirty", "clean"} & set(english.lower().split())
        assert not {"peor", "fracaso", "sucio", "limpio"} & set(spanish.lower().split())
        assert "must" not in english.lower().split()


def test_another_release_is_the_reason_where_no_fact_moved() -> None:
    import msgspec

    plan = plan_of(MARIA)
    inputs = msgspec.structs.replace(plan.inputs, release="0" * 32)
    other = msgspec.structs.replace(plan, inputs=inputs, interventions=plan.interventions[1:])
    (entry,) = difference(plan, other).changed
    assert entry.causes.release
    assert not entry.causes.moves


def test_lines_that_could_be_told_with_each_other_are_told_once() -> None:
    import msgspec

    old, new = two(*CHANGES[0])
    found = difference(old, new)
    gone = next(c for c in found.changed if c.item == "intervention:cra")
    twin = msgspec.structs.replace(gone, item="left-out:intervention:cra")
    both_gone = msgspec.structs.replace(found, changed=(gone, twin))
    for voice in ("clinician", "person"):
        items = [i for s in letter(both_gone, voice).sections for p in s.paragraphs for i in p.items]
        assert sorted(items) == ["intervention:cra", "left-out:intervention:cra"]
