"""Three values of one field: how they go together, and whose word stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.people.cast import TARA
from tests.people.plans import plan_of
from tests.unit.planning.deciding.rows import known, row
from waymark.planning.deciding.merging import kind_of

USE = "goal:GO-04-agree:amphetamines"
VALUES = st.one_of(st.none(), st.integers(0, 3), st.sampled_from(("a", "b")))


@pytest.mark.parametrize(
    ("base", "human", "proposed", "kind"),
    [
        (6, 6, 6, "untouched"),
        (6, 4, 4, "same"),
        (6, 6, 3, "facts moved"),
        (6, 4, 6, "human moved"),
        (6, 4, 3, "conflict"),
    ],
)
def test_the_five_ways(base: int, human: int, proposed: int, kind: str) -> None:
    assert kind_of(base, human, proposed) == kind


@given(VALUES, VALUES, VALUES)
def test_a_conflict_is_where_all_three_differ(base: object, human: object, proposed: object) -> None:
    kind = kind_of(base, human, proposed)  # type: ignore[arg-type]
    assert (kind == "conflict") is (len({base, human, proposed}) == 3)
    assert (kind in ("facts moved", "untouched")) is (human == base)


@pytest.mark.parametrize(
    ("days", "target", "kind"), [(12, None, "untouched"), (8, None, "facts moved"), (12, 4, "human moved")]
)
def test_a_goal_three_ways(days: int, target: int | None, kind: str) -> None:
    said = row(USE) if target is None else row(USE, "changed", change={"target": target})
    plan = plan_of(known(TARA, ("amphetamines.days_of_30", days)), [said])
    (merged,) = (m for m in plan.merged if (m.item, m.field) == (USE, "target"))
    assert merged.kind == kind
    assert merged.stands == "human"


def test_a_conflict_shows_both_sides_and_the_reason_in_both_voices() -> None:
    plan = plan_of(known(TARA, ("amphetamines.days_of_30", 8)), [row(USE, "changed", change={"target": 5})])
    (merged,) = (m for m in plan.merged if (m.item, m.field) == (USE, "target"))
    assert (merged.kind, merged.base, merged.human, merged.proposed) == (
        "conflict",
        "6 days of 30",
        "5 days of 30",
        "4 days of 30",
    )
    for said in (merged.says.clinician, merged.says.person):
        assert "5 days" in said
        assert "4 days" in said
    assert "12 days → 8 days (2026-11-18)" in merged.says.clinician
    assert "12 days" not in merged.says.person
    spanish = plan_of(
        known(TARA, ("amphetamines.days_of_30", 8)), [row(USE, "changed", change={"target": 5})], language="es"
    )
    (merged,) = (m for m in spanish.merged if (m.item, m.field) == (USE, "target"))
    assert "pasó a 5" in merged.says.person
