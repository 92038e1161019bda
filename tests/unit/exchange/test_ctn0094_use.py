"""What the trial tables say of substance use, and what they do not."""

from waymark.exchange.ctn0094.draft import Draft
from waymark.exchange.ctn0094.report import Tally
from waymark.exchange.ctn0094.use import calendar, days_of_band, injecting, survey, urine
from waymark.record.documents.common import Interval

Answers = dict[str, tuple[str, int | None]]


def facts(draft: Draft) -> dict[str, object]:
    return {row.fact: row.value for row in draft.facts}


def surveyed(project: str, answers: Answers) -> Draft:
    draft = Draft(1, 5)
    survey(draft, project, [(1, what, did, days) for what, (did, days) in answers.items()], None, Tally())
    return draft


def needle(**levels: int | str | None) -> dict[str, int | str | None]:
    row: dict[str, int | str | None] = {"who": 1, "days": None, "shared": None}
    row |= {f"{drug}_inject_days": None for drug in ("cocaine", "heroin", "speedball", "opioid", "speed")}
    return row | levels


NOTHING: Answers = dict.fromkeys(("cocaine", "heroin", "opioid", "speed", "speedball"), ("No", 0))


def test_days_with_several_opioids_lie_between_the_largest_and_the_sum() -> None:
    draft = surveyed("27", NOTHING | {"heroin": ("Yes", 20), "opioid": ("Yes", 4), "speedball": ("Yes", 2)})
    assert facts(draft)["opioids.days_of_30"] == Interval(at_least=20, at_most=26)
    assert facts(draft)["cocaine.days_of_30"] == 2


def test_bands_of_ctn_0051_become_bounds() -> None:
    assert days_of_band("51", 4) == Interval(at_least=1, at_most=13)
    assert days_of_band("51", 14) == Interval(at_least=5, at_most=29)
    assert (days_of_band("51", 0), days_of_band("51", 30)) == (0, 30)
    assert days_of_band("27", 14) == 14


def test_no_means_never_only_where_the_trial_kept_ever_apart() -> None:
    assert facts(surveyed("30", NOTHING))["cocaine.used_ever"] is False
    assert "cocaine.used_ever" not in facts(surveyed("27", NOTHING))
    assert "cocaine.used_ever" not in facts(surveyed("51", NOTHING))


def test_days_not_asked_stay_unknown() -> None:
    draft = surveyed("27", NOTHING | {"heroin": ("No", None)})
    assert "opioids.days_of_30" not in facts(draft)
    assert facts(draft)["amphetamines.days_of_30"] == 0


def test_level_one_is_no_injecting_and_a_missing_level_is_unknown() -> None:
    draft = Draft(1, 5)
    row = needle(days=30, shared="Yes", heroin_inject_days=31, cocaine_inject_days=1)
    injecting(draft, "27", row, frozenset(), Tally())
    assert facts(draft) == {
        "injecting.days_30": 30,
        "shares_equipment": True,
        "opioids.injected_30": True,
    }


def test_nothing_injected_at_all_says_no_for_every_drug() -> None:
    draft = Draft(1, 5)
    injecting(draft, "27", needle(days=0, shared="No"), frozenset(), Tally())
    assert facts(draft)["cocaine.injected_30"] is False
    assert facts(draft)["amphetamines.injected_30"] is False


def test_injecting_of_heroin_is_stored_as_days_plus_one() -> None:
    draft = Draft(1, 5)
    rows = [(1, what, did, days) for what, (did, days) in (NOTHING | {"heroin": ("Yes", 25)}).items()]
    survey(draft, "27", rows, needle(days=20, heroin_inject_days=21), Tally())
    (row,) = draft.substances
    assert (row.substance, row.route, row.days_of_30) == ("heroin", "injected", 25)
    assert row.text is not None
    assert "heroin injected on 20 days" in row.text


def test_zero_days_are_known_only_where_a_calendar_was_kept() -> None:
    kept, empty = Draft(1, 5), Draft(1, 5)
    calendar(kept, -1, [(1, "Heroin", -3)], [], Tally())
    calendar(empty, -1, [], [], Tally())
    assert facts(kept)["alcohol.days_of_30"] == 0
    assert facts(empty) == {}


def test_days_after_the_calendar_leave_its_count_standing_unless_impossible() -> None:
    draft = Draft(1, 6)
    calendar(
        draft, -1, [(1, "Heroin", day) for day in range(-30, 0)] + [(1, "Cocaine", 3), (1, "Cocaine", 4)], [], Tally()
    )
    rows = [(row.at, row.value) for row in draft.facts if row.fact == "opioids.days_of_30"]
    assert rows == [(-1, 30)]
    rows = [(row.at, row.value) for row in draft.facts if row.fact == "cocaine.days_of_30"]
    # None until day -1; then two days of use and five without a row: at least 2, at most 7.
    assert rows == [(-1, 0), (6, Interval(at_least=2, at_most=7))]


def test_the_last_use_day_bounds_the_days_since() -> None:
    draft = Draft(1, 6)
    calendar(draft, -1, [(1, "Heroin", -2)], [], Tally())
    assert facts(draft)["opioids.days_since_last_use"] == Interval(at_least=0, at_most=8)


def test_a_calendar_that_ends_after_the_as_of_day_is_not_yet_known() -> None:
    draft = Draft(1, 0)
    calendar(draft, 4, [(1, "Heroin", -2)], [], Tally())
    assert not [row for row in draft.facts if row.fact == "alcohol.days_of_30"]


def test_days_of_heavy_drinking_are_unknown_where_amounts_were_not_recorded() -> None:
    def heavy(*names: str) -> object:
        draft = Draft(1, 0)
        grouped = [(1, "Alcohol", -2 - place) for place, _ in enumerate(names)]
        calendar(draft, 0, grouped, [(1, name, "TFB", -2 - place) for place, name in enumerate(names)], Tally())
        return facts(draft).get("alcohol.heavy_30")

    assert heavy("Light Drinking", "Heavy Drinking") is True
    assert heavy("Light Drinking") is False
    assert heavy("Alcohol") is None


def test_urine_gives_positives_only_and_own_treatment_is_not_an_opioid_found() -> None:
    draft = Draft(1, 40)
    rows = [(1, "Methadone", 0), (1, "Thc", 0), (1, "Methadone", 30), (1, "Opioid", 30)]
    urine(draft, "methadone", 3, rows, Tally())
    assert [(row.at, row.measure, row.value, row.text) for row in draft.measures] == [
        (0, "drug_test.cannabis", "positive", "thc"),
        (0, "drug_test.opioids", "positive", "methadone"),
        (30, "drug_test.opioids", "positive", "opioid"),
        (30, "medication.found_in_urine", "positive", "methadone"),
    ]
    alone = Draft(1, 40)
    urine(alone, "methadone", 3, [(1, "Methadone", 30)], Tally())
    assert [row.measure for row in alone.measures] == ["medication.found_in_urine"]
