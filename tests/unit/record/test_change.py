"""From one form to the next: how far, which way, and whether it means something."""

import pytest

from waymark.knowledge.release import load_release
from waymark.record.change import Change, changes, reliable_size
from waymark.record.scoring import Scorer

RELEASE = load_release()


def change(instrument: str, score: str, before: dict[str, float], after: dict[str, float], **more: float) -> Change:
    scorer = Scorer(RELEASE.instruments[instrument])
    first, second = (scorer.score({}, entered=told) for told in (before, after))
    found = changes(scorer.instrument, first, second, more)
    return next(one for one in found if one.score == score)


def pain(*items: float) -> dict[str, float]:
    return dict(zip(("item_1", "item_2", "item_3"), items, strict=True))


@pytest.mark.parametrize(
    ("before", "after", "percent", "means"),
    [((6, 5, 5), (4, 3, 3), -37.5, True), ((5, 5, 5), (4, 4, 3), -26.7, False), ((10, 10, 10), (7, 7, 7), -30.0, True)],
)
def test_thirty_percent_less_pain_means_something(
    before: tuple[float, ...], after: tuple[float, ...], percent: float, means: bool
) -> None:
    scorer = Scorer(RELEASE.instruments["peg"])
    found = changes(scorer.instrument, scorer.score(pain(*before)), scorer.score(pain(*after)))
    assert [one.score for one in found] == ["score"]
    assert found[0].percent == pytest.approx(percent, abs=0.05)
    assert (found[0].better, found[0].means_something) == (True, means)


@pytest.mark.parametrize(
    ("score", "before", "after", "better", "means"),
    [
        ("use", 0, 1, False, True),
        ("risk", 8, 11, False, False),
        ("risk", 8, 12, False, True),
        ("protective", 16, 12, False, True),
        ("protective", 13, 16, True, False),
        ("protective", 13, 13, None, False),
    ],
)
def test_the_brief_monitor_by_the_working_rule(
    score: str, before: float, after: float, better: bool | None, means: bool
) -> None:
    found = change("bam", score, {score: before}, {score: after})
    assert (found.better, found.means_something) == (better, means)


def test_beyond_measurement_error_is_reckoned_from_the_groups_own_figures() -> None:
    """SC-09: 1.96 x SD x sqrt(2) x sqrt(1 - r)."""
    assert reliable_size(10, 0.9) == pytest.approx(8.765, abs=0.001)
    below = change("barc10", "total", {"total": 40}, {"total": 48}, total=reliable_size(10, 0.9))
    above = change("barc10", "total", {"total": 40}, {"total": 49}, total=reliable_size(10, 0.9))
    assert (below.reliable, above.reliable) == (False, True)
    assert above.means_something is None


def test_what_is_not_known_exactly_is_not_compared() -> None:
    scorer = Scorer(RELEASE.instruments["bam_steps"])
    full = scorer.score({f"item_{n}": 0.0 for n in range(1, 18)})
    part = scorer.score({"item_4": 0.0, "item_6": 1.0})
    assert {one.score for one in changes(scorer.instrument, full, part)} == {"use"}


def test_from_nothing_there_is_no_share() -> None:
    assert change("whodas12", "total", {"total": 0}, {"total": 3}).percent is None
    assert change("whodas12", "total", {"total": 0}, {"total": 3}).means_something is True
    assert change("whodas12", "total", {"total": 0}, {"total": 2.5}).means_something is False
