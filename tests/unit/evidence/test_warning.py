"""The event, what may be known at the end of a week, and the shipped model of it."""

import copy

import pytest

from waymark.evidence.errors import EvidenceError
from waymark.evidence.warning.history import History, moment_of_event, still_possible
from waymark.evidence.warning.model import SHIPPED, Alarm, load_model, raises_alarm, read_model, risk
from waymark.evidence.warning.predictors import predictors


def history(weeks: str, **known: object) -> History:
    made = History(who=1, arm="Methadone", medicine="methadone", weeks=weeks, before="__-+", waited=5)
    for name, value in known.items():
        setattr(made, name, value)
    return made


FULL = {
    "attended": [1, 5, 9, 30],
    "found": [(-9, "Cocaine"), (3, "Cocaine"), (30, "Thc")],
    "doses": [(0, 30.0), (5, 60.0), (16, 80.0), (30, 90.0)],
    "withdrawal": [(0, 3.0), (10, 1.0), (30, 2.0)],
    "used_before": [-3, -2],
    "baseline": {"days of heroin": 1.0},
}


@pytest.mark.parametrize(
    ("weeks", "moment"),
    [
        ("---oooo-----", 7),
        ("++++--------", None),
        ("--+++++-----", 7),
        ("--------+*o+", 12),
        ("---------+*o+", None),
        ("--------", 12),
        ("---------", None),
        ("----_ooo_ooo", None),
    ],
)
def test_the_event_lies_wholly_inside_weeks_4_to_12(weeks: str, moment: int | None) -> None:
    assert moment_of_event(weeks) == moment


@pytest.mark.parametrize(
    ("weeks", "week", "possible"),
    [
        ("-" * 12, 8, True),
        ("-" * 12, 9, False),
        ("-" * 8 + "oooo", 9, True),
        ("-" * 8 + "oo--", 11, False),
        ("+" * 12, 7, False),
        ("+" * 12, 6, True),
    ],
)
def test_whether_it_can_still_happen(weeks: str, week: int, possible: bool) -> None:
    assert still_possible(weeks, week) == possible


@pytest.mark.parametrize("week", [1, 2, 3])
def test_nothing_later_than_the_week_is_looked_at(week: int) -> None:
    known = history("-+o*-+o", **FULL)
    later = copy.deepcopy(known)
    later.weeks = known.weeks[:week] + "+++++++++"
    for name in ("attended", "found", "doses", "withdrawal"):
        rows = [row for row in getattr(known, name) if (row if isinstance(row, int) else row[0]) <= 7 * week]
        setattr(later, name, rows)
    assert predictors(later, week) == predictors(known, week)


def test_what_was_not_written_down_is_not_known() -> None:
    values = predictors(history("-+-"), 3)
    for name in ("dose of methadone", "medicine stopped", "withdrawal lately", "days of heroin"):
        assert values[name] is None
    assert predictors(history("-+-", doses=[]), 3)["no dose so far"] == 1
    assert predictors(history("-+-", **FULL), 3)["dose of methadone"] == pytest.approx(80 / 60)


def test_the_model_knows_every_predictor_of_every_week_and_no_protected_one() -> None:
    model = load_model()
    assert sorted(model.weeks) == list(range(1, 12))
    for week, fitted in model.weeks.items():
        assert list(fitted.terms) == list(predictors(history("-" * 12), week))
    words = " ".join(model.weeks[3].terms).split()
    assert not {"race", "ethnicity", "hispanic", "age", "sex", "male", "site", "education", "marital"} & set(words)


def test_more_bad_weeks_are_more_risk() -> None:
    model = load_model()
    clean, missing, used = (risk(model, history(weeks, **FULL), 3) for weeks in ("---", "ooo", "+++"))
    assert 0 < clean < used < 1
    assert clean < missing < 1


def test_what_can_no_longer_happen_has_no_risk_and_raises_no_alarm() -> None:
    model = load_model()
    over = history("---++++-----", **FULL)
    assert risk(model, over, 7) == 0
    assert not raises_alarm(Alarm(0, 0, ""), 0, over, 7)


def test_three_bad_weeks_in_a_row_that_count_always_raise_an_alarm() -> None:
    near = history("---+o*------", **FULL)
    assert raises_alarm(Alarm(0.9, 0.05, ""), 0.1, near, 6)
    assert not raises_alarm(Alarm(0.9, 0.05, ""), 0.1, near, 5)
    assert raises_alarm(Alarm(0.2, 0.05, ""), 0.31, near, 5)
    assert not raises_alarm(Alarm(0.2, 0.06, ""), 0.31, near, 5)


def test_a_week_the_model_does_not_know() -> None:
    with pytest.raises(EvidenceError, match="weeks 1 to 11"):
        risk(load_model(), history("-"), 12)


@pytest.mark.parametrize("content", [b"{}", b"[", SHIPPED.read_bytes().replace(b"warning-model/1", b"warning-model/2")])
def test_a_file_that_is_no_such_model_is_one_sentence(content: bytes) -> None:
    with pytest.raises(EvidenceError, match="as it is shipped"):
        read_model(content, "model.json")
