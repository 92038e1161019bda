"""Handing over: nothing is lost between two places, medicine goes on, what is open is followed until it is closed."""

import pytest

from tests.people.cast import Document, fact
from tests.people.plans import maker, strings
from tests.unit.progress.walked import day, documents, measured, somebody, told
from waymark.planning.situation import read_situation
from waymark.progress.handover import Handover, Kind, handover_of, kind_of
from waymark.progress.moving import KINDS
from waymark.progress.walk import Walk

CAME = measured("attendance", *(["attended"] * 12))
METHADONE = {
    "medicines": {
        "state": [{"at": day(0), "complete": True}],
        "rows": [
            {"at": day(0), "medicine": "methadone", "state": "current", "dose": "80 mg", "prescriber": "Dr. Ruiz"}
        ],
    }
}


def leaver(*rows: Document, **more: object) -> Document:
    return somebody(*rows, measures=CAME, lists=METHADONE, **more)


def packet(who: Document, at: int = 80, kind: Kind = "discharge", language: str = "en") -> Handover:
    made = maker(language)
    return handover_of(Walk(read_situation(made.prepared, documents(who, made=made), day(at))), kind)


def open_tasks(found: Handover) -> set[str]:
    return {one.item for one in found.open if one.state == "open"}


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_leaves_with_an_empty_hand(kind: Kind) -> None:
    found = packet(leaver(), kind=kind)
    (methadone,) = found.medicines
    assert (methadone.dose, methadone.must_go_on, methadone.who) == ("80 mg", True, None)
    assert "Goes on" in methadone.says
    assert found.naloxone_at_hand is None
    assert "today" in found.naloxone
    assert found.crisis
    assert found.way_back
    assert {"task:book-first-visit", "task:prescriber-after-the-move", "task:naloxone-kit"} <= open_tasks(found)
    assert found.open[0].safety


def test_an_item_closes_when_somebody_notes_that_it_is_done() -> None:
    done = [
        fact("handover.kind", "discharge", day(70), text="moves to Cedar"),
        fact("handover.first_visit_days", 5, day(76), text="Monday 10:00, Cedar, Ana"),
        fact("handover.prescriber_named", True, day(77), text="Dr. Oh, Cedar"),
        fact("naloxone_at_hand", True, day(77)),
        fact("handover.medicine_days", 7, day(77)),
    ]
    found = packet(leaver(*done))
    assert found.text == "moves to Cedar"
    assert (found.visit.at, found.visit.days) == (day(81), 1)
    assert "Cedar, Ana" in found.visit.says
    (methadone,) = found.medicines
    assert (methadone.who, methadone.covered_until) == ("Dr. Oh, Cedar", day(84))
    assert not {"task:book-first-visit", "task:prescriber-after-the-move", "task:naloxone-kit"} & open_tasks(found)
    closed = {one.item: one.closed for one in found.open if one.state == "closed"}
    assert closed["task:prescriber-after-the-move"] == day(77)
    before = packet(leaver(*done), at=72)
    assert "task:prescriber-after-the-move" in open_tasks(before), "on that day nobody had agreed to it"


def test_what_is_open_is_followed_after_the_move_until_it_is_closed() -> None:
    moved = [
        fact("handover.kind", "transfer", day(70)),
        fact("handover.first_visit_days", 5, day(70)),
    ]
    assert "was-the-first-visit-after-a-move-missed" not in {s.rule for s in told(leaver(*moved), 75).signals}
    late = {s.rule: s for s in told(leaver(*moved), 76).signals}
    assert late["was-the-first-visit-after-a-move-missed"].safety
    assert packet(leaver(*moved), 76, "transfer").visit.overdue
    kept = [*moved, fact("handover.first_visit_kept", True, day(77))]
    assert "was-the-first-visit-after-a-move-missed" not in {s.rule for s in told(leaver(*kept), 78).signals}


@pytest.mark.parametrize(("in_hand", "gap"), [(5, False), (4, True), (0, True)])
def test_medicine_that_ends_before_the_first_visit_calls_the_prescriber_today(in_hand: int, gap: bool) -> None:
    who = leaver(
        fact("handover.kind", "step_down", day(70)),
        fact("handover.first_visit_days", 5, day(70)),
        fact("handover.medicine_days", in_hand, day(70)),
    )
    found = {signal.rule: signal for signal in told(who, 71).signals}
    assert ("is-there-a-gap-in-the-medicine" in found) is gap
    if gap:
        assert found["is-there-a-gap-in-the-medicine"].within_hours <= 8


def test_leaving_early_is_met_with_a_bridge_and_no_sanction() -> None:
    who = leaver(fact("course.wants_to_leave_early", True, day(78)))
    walk = Walk(read_situation(maker().prepared, documents(who), day(80)))
    assert kind_of(walk) == "leaving_early"
    found = handover_of(walk, "leaving_early")
    said = " ".join(found.bridge)
    assert "medicine goes on" in said
    assert "door stays open" in said
    assert "Naloxone" in said
    assert {"task:leaving-pack", "task:next-day-call", "task:calls-after-leaving-early"} <= open_tasks(found)
    assert packet(leaver(), kind="discharge").bridge == ()


def test_somebody_who_never_met_opioids_is_offered_naloxone_and_owed_none() -> None:
    drinks = {**leaver(), "facts": [fact("alcohol.diagnosed", True, day(0)), fact("opioids.used_ever", False, day(0))]}
    found = packet({**drinks, "lists": {}}, kind="leaving_early")
    assert "offered" in found.naloxone
    assert "task:naloxone-kit" not in open_tasks(found)
    assert found.medicines == ()


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_nobody_knows_is_said(language: str) -> None:
    found = packet(somebody(measures=CAME), language=language)
    assert len(found.unknown) == 3
    assert not found.consent_noted
    assert found.visit.at is None
    assert [text for _, text in strings(found) if "{" in text] == []


def test_what_was_arranged_for_one_move_says_nothing_of_the_next() -> None:
    first = [
        fact("handover.kind", "transfer", day(20)),
        fact("handover.first_visit_days", 3, day(20), text="Cedar"),
        fact("handover.prescriber_named", True, day(20), text="Dr. Oh"),
        fact("handover.first_visit_kept", True, day(23)),
        fact("handover.kind", "none", day(25)),
    ]
    assert "does-the-medicine-go-on-after-a-move" not in {s.rule for s in told(leaver(*first), 40).signals}
    again = [*first, fact("handover.kind", "leaving_early", day(70))]
    found = packet(leaver(*again), 72, "leaving_early")
    assert found.visit.at is None
    assert [one.who for one in found.medicines] == [None]
    assert {"task:book-first-visit", "task:prescriber-after-the-move"} <= open_tasks(found)
    assert "does-the-medicine-go-on-after-a-move" in {s.rule for s in told(leaver(*again), 72).signals}


def test_a_move_that_was_noted_stays_open_until_somebody_says_it_is_over() -> None:
    who = leaver(fact("handover.kind", "discharge", day(0)))
    assert "is-a-move-being-prepared" in {s.rule for s in told(who, 300).signals}
    over = leaver(fact("handover.kind", "discharge", day(0)), fact("handover.kind", "none", day(200)))
    assert "is-a-move-being-prepared" not in {s.rule for s in told(over, 300).signals}
