"""Rewards for tests: they rise, start again, come back, stay within the cap; the ledger adds up and shows a change."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from tests.integration.site.people_there import There, acting
from waymark.record.reading import read_person
from waymark.site.access.gate import Gate, person_gate
from waymark.site.people.actions import BadInput
from waymark.site.records.selectors import document_of
from waymark.site.rewards.actions import hand_out, note_test, standing_rules
from waymark.site.rewards.ledger import entries_of, faults_of, terms_of
from waymark.site.rewards.models import LedgerRow, RewardRun
from waymark.site.rewards.rules import Given, Result, Rules, awards_of, drawn, prize

RULES = Rules(first=1000, step=100, most=1200, back_after=2, cap=5000)
DAY = date(2026, 11, 2)


def some_tests(*results: Result) -> list[Given]:
    return [Given(DAY + timedelta(days=number), result) for number, result in enumerate(results)]


def cents(*results: Result, rules: Rules = RULES) -> list[int]:
    return [award.cents for award in awards_of(some_tests(*results), rules, bowl=False)]


def test_amounts_rise_to_the_highest_start_again_and_come_back() -> None:
    hoped: Result = "as hoped"
    assert cents(hoped, hoped, hoped, hoped) == [1000, 1100, 1200, 1200]
    assert cents(hoped, hoped, hoped, "other", hoped) == [1000, 1100, 1200, 0, 1000]
    assert cents(hoped, "not given", hoped) == [1000, 0, 1000]
    wide = Rules(first=1000, step=100, most=9000, back_after=2, cap=90000)
    assert cents(hoped, hoped, hoped, "other", hoped, hoped, hoped, rules=wide)[-2:] == [1200, 1300]
    # Told before: nothing is earned, and nothing starts again.
    assert cents(hoped, "excused", hoped) == [1000, 0, 1100]


def test_nobody_earns_more_than_the_cap_in_a_year_over_all_runs() -> None:
    assert sum(cents(*["as hoped"] * 9)) == RULES.cap
    before = [(DAY - timedelta(days=300), 4500), (DAY - timedelta(days=400), 4500)]
    found = awards_of(some_tests("as hoped", "as hoped"), RULES, bowl=False, before=before)
    assert [one.cents for one in found] == [500, 0]


def test_every_slip_of_the_bowl_has_a_prize_and_a_draw_can_be_drawn_again() -> None:
    assert {prize(slip, RULES.bowl) for slip in range(RULES.slips)} == {cents for _, cents in RULES.bowl}
    assert drawn(b"a" * 32, 5, 500) == drawn(b"a" * 32, 5, 500) != drawn(b"b" * 32, 5, 500)
    with pytest.raises(ValueError, match="no such slip"):
        prize(RULES.slips, RULES.bowl)


def test_the_bowl_is_the_librarys_and_a_run_keeps_the_one_it_began_with(there: There) -> None:
    rules = standing_rules(gate_of(there))
    # As it was when runs began without naming it: an older ledger is still proved.
    assert (rules.bowl, rules.most_draws) == (RULES.bowl, RULES.most_draws)
    assert rules.slips == 500
    run = there.here.somebody.reward_runs.select_related("person").get()
    assert terms_of(run).rules == rules


def gate_of(there: There) -> Gate:
    with transaction.atomic():
        by = acting(there.here, "counsellor")
        return person_gate(by, there.here.somebody.public_id, "rewards", "write", "test")


def run_with(there: There, *, bowl: bool) -> RewardRun:
    run: RewardRun = there.here.somebody.reward_runs.get()
    RewardRun.objects.filter(pk=run.pk).update(starts=timezone.now().date() - timedelta(days=10), bowl=bowl)
    run.refresh_from_db()
    gate = gate_of(there)
    for number, result in enumerate(("as hoped", "as hoped", "not given", "as hoped")):
        with transaction.atomic():
            note_test(gate=gate, run=run, day=run.starts + timedelta(days=number), result=result)
    return run


@pytest.mark.parametrize("bowl", [False, True])
def test_the_ledger_adds_up_and_any_change_shows(there: There, bowl: bool) -> None:
    run, gate = run_with(there, bowl=bowl), gate_of(there)
    if not bowl:
        assert [row.cents for row, _ in entries_of(run)] == [1000, 1100, 0, 1000]
        with transaction.atomic():
            hand_out(gate=gate, run=run, cents=2000, text="a voucher")
    with pytest.raises(BadInput):
        hand_out(gate=gate, run=run, cents=1_000_000, text="too much")
    assert faults_of(run, entries_of(run)) == []
    row = run.ledger.order_by("number")[1]
    LedgerRow.objects.filter(pk=row.pk).update(cents=row.cents + 500)
    assert "rewards.fault_changed" in faults_of(run, entries_of(run))
    assert "rewards.fault_amount" in faults_of(run, entries_of(run))
    LedgerRow.objects.filter(pk=row.pk).update(cents=row.cents)
    assert faults_of(run, entries_of(run)) == []
    LedgerRow.objects.filter(pk=row.pk).delete()
    assert "rewards.fault_changed" in faults_of(run, entries_of(run))


def test_a_test_is_noted_once_where_the_road_reads_it(there: There) -> None:
    run, gate = run_with(there, bowl=False), gate_of(there)
    told = read_person(document_of(there.here.somebody), "the record").measures
    assert [one.value for one in told] == ["negative", "negative", "not done", "negative"]
    with pytest.raises(BadInput):
        note_test(gate=gate, run=run, day=run.starts, result="as hoped")
    page = there.client("person").get(f"/people/{there.here.somebody.public_id}/rewards").content.decode()
    assert "$31.00 wait to be handed out." in page
    for word in ("failed", "dirty", "punish", "penalty"):
        assert word not in page


def test_the_programme_sets_amounts_and_opioids_are_never_offered(there: There) -> None:
    client = there.client("supervisor")
    sent = {"first": "20", "step": "1", "most": "10", "cap": "599", "back_after": 3}
    assert client.post("/oversight/rewards", sent).status_code == 422
    assert client.post("/oversight/rewards", sent | {"most": "40"}).status_code == 302
    assert 'value="599.00"' in client.get("/oversight/rewards").content.decode()
    page = there.client("counsellor").get(f"/people/{there.here.somebody.public_id}/rewards/new").content.decode()
    assert 'value="cocaine"' in page
    assert 'value="opioids"' not in page
