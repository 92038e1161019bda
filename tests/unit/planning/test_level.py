"""The least intensive composite that is safe and likely to help; wishes move only inside what is acceptable."""

import pytest

from waymark.planning.level import Candidate, Choice, Demand, Vector, choose

NOTHING: Vector = (0, 0, 0, 0, 0)


def candidate(key: str, hours: tuple[float, float], medical: int, nights: int, dispensing: int = 0) -> Candidate:
    level, *add_ons = key.split("+")
    most: Vector = (hours[1], medical, nights, 1, dispensing)
    return Candidate(key, level, tuple(add_ons), most, hours[0], 1 + len(add_ons))


# Least intensive first, as the releases give them: nights, hours asked, medical cover, parts.
TABLE = tuple(
    sorted(
        (
            candidate("calm", (0, 2), 1, 0),
            candidate("calm+DOSE", (0, 2), 1, 0, dispensing=2),
            candidate("visits", (1, 8), 1, 0),
            candidate("visits+HOME", (1, 8), 1, 1),
            candidate("day", (9, 19), 1, 0),
            candidate("day+DOSE", (9, 19), 1, 0, dispensing=2),
            candidate("long-day", (20, 40), 2, 0),
            candidate("house", (20, 40), 1, 1),
            candidate("ward", (20, 40), 4, 2),
        ),
        key=lambda c: c.intensity,
    )
)


def ask(
    demand: Demand,
    *,
    offered: frozenset[str] | None = None,
    closed: frozenset[str] = frozenset(),
    preferred: frozenset[str] = frozenset(),
    refused: frozenset[str] = frozenset(),
    table: tuple[Candidate, ...] = TABLE,
) -> Choice:
    return choose(
        table,
        demand,
        lambda level: level not in closed,
        lambda c: offered is None or c.key in offered,
        preferred,
        refused,
    )


def keys(choice: Choice) -> list[str]:
    return [c.key for c in choice.acceptable]


def test_the_order_is_nights_then_hours_then_cover_then_parts() -> None:
    order = [c.key for c in TABLE]
    assert order.index("long-day") < order.index("visits+HOME"), "nights away weigh more than hours"
    assert order.index("visits") < order.index("day"), "hours the person gives come next"
    assert order.index("day") < order.index("day+DOSE"), "fewer parts come first"
    assert order.index("house") < order.index("ward")


def test_nothing_asked_gets_the_least() -> None:
    assert ask(Demand()).recommended.key == "calm"


def test_the_least_intensive_that_meets_floor_and_target_is_recommended() -> None:
    assert ask(Demand(targets=(9, 0, 0, 0, 0), relaxed=NOTHING)).recommended.key == "day"
    assert ask(Demand(floors=(0, 0, 0, 0, 2), targets=(9, 0, 0, 0, 0), relaxed=NOTHING)).recommended.key == "day+DOSE"
    assert ask(Demand(floors=(0, 3, 0, 0, 0))).recommended.key == "ward"


def test_what_meets_floors_and_relaxed_targets_without_asking_more_is_acceptable() -> None:
    choice = ask(Demand(targets=(20, 0, 1, 0, 0), relaxed=(1, 0, 1, 0, 0)))
    assert choice.recommended.key == "house"
    assert keys(choice) == ["visits+HOME"]


def test_nothing_acceptable_falls_below_a_floor() -> None:
    choice = ask(Demand(floors=(0, 2, 0, 0, 0), targets=(30, 0, 0, 0, 0), relaxed=NOTHING))
    assert choice.recommended.key == "long-day"
    assert keys(choice) == []


def test_an_add_on_that_nobody_needs_is_not_acceptable() -> None:
    choice = ask(Demand(targets=(9, 0, 0, 0, 0), relaxed=NOTHING))
    assert "calm" in keys(choice)
    assert "calm+DOSE" not in keys(choice)


def test_a_wish_for_an_acceptable_level_is_followed() -> None:
    demand = Demand(targets=(9, 0, 0, 0, 0), relaxed=NOTHING)
    choice = ask(demand, preferred=frozenset({"visits"}))
    assert len(set(keys(choice))) == len(keys(choice))
    assert choice.recommended.key == "visits"
    assert keys(choice)[0] == "day", "what would be recommended otherwise stays in view"
    assert choice.unmet is None


def test_a_wish_for_less_than_a_floor_is_not_followed() -> None:
    choice = ask(Demand(floors=(0, 3, 0, 0, 0)), preferred=frozenset({"calm"}))
    assert choice.recommended.key == "ward"


@pytest.mark.parametrize("refusal", ["day", "day+DOSE"])
def test_a_refused_level_gives_the_next_that_fits(refusal: str) -> None:
    demand = Demand(floors=(0, 0, 0, 0, 2), targets=(9, 0, 0, 0, 0), relaxed=NOTHING)
    choice = ask(demand, refused=frozenset({refusal}))
    assert choice.recommended.key == "calm+DOSE"
    assert choice.unmet is not None
    assert choice.unmet.key == "day+DOSE", "what is indicated is still named"


def test_refusing_a_level_with_another_that_fits_leaves_nothing_unmet() -> None:
    choice = ask(Demand(targets=(9, 0, 0, 0, 0), relaxed=NOTHING), refused=frozenset({"day"}))
    assert choice.recommended.meets((9, 0, 0, 0, 0))
    assert choice.unmet is None


def test_a_floor_nobody_here_meets_is_recommended_elsewhere() -> None:
    choice = ask(Demand(floors=(0, 3, 0, 0, 0)), offered=frozenset({"calm", "visits", "day"}))
    assert choice.recommended.key == "ward", "what is not safe is never the recommendation"
    assert choice.unmet == choice.recommended
    assert choice.meanwhile is not None
    assert choice.meanwhile.key in {"calm", "visits", "day"}


def test_what_comes_nearest_to_an_unmet_floor_bridges_the_time() -> None:
    offered = frozenset({"calm", "day", "long-day"})

    def here(floors: tuple[float, int, int, int, int]) -> str:
        meanwhile = ask(Demand(floors=floors), offered=offered).meanwhile
        assert meanwhile is not None
        return meanwhile.key

    assert here((0, 3, 0, 0, 0)) == "long-day"


def test_dispensing_that_is_not_here_is_an_unmet_need_and_no_unsafe_place() -> None:
    choice = ask(Demand(floors=(0, 0, 0, 0, 2)), offered=frozenset({"calm", "day", "long-day"}))
    assert choice.recommended.key == "calm", "no more than helps"
    assert choice.meanwhile is None
    assert choice.unmet is not None


def test_refusing_all_that_is_safe_gives_the_strongest_help_accepted() -> None:
    choice = ask(Demand(floors=(0, 3, 0, 0, 0)), refused=frozenset({"ward"}))
    assert choice.recommended.key != "ward"
    assert choice.meanwhile is None
    assert choice.unmet is not None
    assert choice.unmet.key == "ward"


def test_a_relaxed_target_is_met_before_a_mere_floor() -> None:
    demand = Demand(floors=NOTHING, targets=(30, 0, 0, 0, 0), relaxed=(5, 0, 0, 0, 0))
    choice = ask(demand, offered=frozenset({"calm", "visits", "day"}))
    assert choice.recommended.key == "visits"
    assert choice.unmet is not None
    assert choice.unmet.key == "long-day"


def test_a_closed_gate_is_never_recommended_nor_acceptable() -> None:
    choice = ask(Demand(targets=(9, 0, 0, 0, 0), relaxed=NOTHING), closed=frozenset({"day", "calm"}))
    assert choice.recommended.level not in {"day", "calm"}
    assert {c.level for c in choice.acceptable}.isdisjoint({"day", "calm"})


def test_the_steps_down_and_up_lie_on_both_sides() -> None:
    choice = ask(Demand(targets=(9, 0, 0, 0, 0), relaxed=NOTHING))
    assert choice.next_down is not None
    assert choice.next_up is not None
    assert choice.next_down.intensity < choice.recommended.intensity < choice.next_up.intensity
    assert ask(Demand()).next_down is None
    assert ask(Demand(floors=(0, 3, 0, 0, 0))).next_up is None


def lighter(table: tuple[Candidate, ...]) -> list[tuple[str, str]]:
    """Levels chosen from this table for a demand, each with a lighter one that is chosen for a higher demand."""
    grid = [(h, m, n, 0, d) for h in (0, 5, 15, 30) for m in (0, 2, 4) for n in (0, 1, 2) for d in (0, 2)]
    chosen = {demand: ask(Demand(floors=demand), table=table).recommended for demand in grid}
    met = {demand: one for demand, one in chosen.items() if one.meets(demand)}
    assert len(met) > 20
    return [
        (one.key, other.key)
        for low, one in met.items()
        for high, other in met.items()
        if all(a <= b for a, b in zip(low, high, strict=True)) and one.intensity > other.intensity
    ]


def test_a_higher_demand_never_gets_a_lighter_level() -> None:
    assert lighter(TABLE) == []


def test_a_lighter_level_for_a_higher_demand_is_found() -> None:
    """A table in a wrong order: whoever needs nothing gets the house, whoever needs more medical cover the long day."""
    house = next(one for one in TABLE if one.key == "house")
    assert ("house", "long-day") in lighter((house, *(one for one in TABLE if one is not house)))
