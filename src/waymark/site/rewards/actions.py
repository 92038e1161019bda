"""Beginning a run of rewards, noting a test, handing out: rows of a ledger, each following from the one before."""

from collections.abc import Mapping
from datetime import date

import msgspec
from django.db import transaction
from django.db.models import Sum

from waymark.site.access.gate import Absent, Gate
from waymark.site.accounts.models import public_id
from waymark.site.audit.record import note
from waymark.site.keys.vault import seal_for
from waymark.site.people.actions import BadInput
from waymark.site.people.models import Person
from waymark.site.plans.library import library
from waymark.site.records.actions import note_rows
from waymark.site.records.parts import Part
from waymark.site.rewards.ledger import Entry, Terms, before_of, entries_of, place, proof_of, seed_of, terms_of
from waymark.site.rewards.models import LedgerRow, RewardRules, RewardRun
from waymark.site.rewards.rules import Bowl, Given, Result, Rules, awards_of, drawn

__all__ = ["begin_run", "hand_out", "note_test", "set_rules", "standing_rules"]


def standing_rules(gate: Gate) -> Rules:
    """What the programme decided last; until then what the library starts from. The bowl is always the library's."""
    told = library().numbers

    def cents(name: str) -> int:
        return round(told[f"rewards.{name}"] * 100)

    bowl, most_draws = _bowl(told), round(told["rewards.most_draws"])
    row = RewardRules.objects.filter(programme=gate.acting.programme).order_by("-pk").first()
    if row is not None:
        return Rules(
            first=row.first, step=row.step, most=row.most, back_after=row.back_after, cap=row.cap, bowl=bowl,
            most_draws=most_draws,
        )  # fmt: skip
    return Rules(
        first=cents("first"), step=cents("step"), most=cents("most"), cap=cents("cap_year"),
        back_after=round(told["rewards.back_after"]), bowl=bowl, most_draws=most_draws,
    )  # fmt: skip


def _bowl(told: Mapping[str, float]) -> Bowl:
    """The library's bowl: kind words, then prizes from the small to the top one."""
    prizes = [
        (round(told[f"rewards.bowl_{size}_slips"]), round(told[f"rewards.bowl_{size}"] * 100))
        for size in ("small", "large", "top")
    ]
    return ((round(told["rewards.bowl_slips"]) - sum(count for count, _ in prizes), 0), *prizes)


@transaction.atomic
def set_rules(*, gate: Gate, rules: Rules) -> RewardRules:
    """What holds for runs that begin from now on. Raises BadInput."""
    by = gate.acting
    if not 0 < rules.first <= rules.most <= rules.cap:
        raise BadInput("rewards.rules_order")
    row = RewardRules.objects.create(
        programme=by.programme, first=rules.first, step=rules.step, most=rules.most, back_after=rules.back_after,
        cap=rules.cap, at=by.at, by=by.user,
    )  # fmt: skip
    _noted(gate, "rewards.set_rules", "oversight", "", f"rules {row.pk}")
    return row


@transaction.atomic
def begin_run(*, gate: Gate, substance: str, bowl: bool, weeks: int, tests_week: int) -> RewardRun:
    """Begin today, by the rules of today; one run at a time. Raises BadInput."""
    person, by = Person.objects.select_for_update().get(pk=gate.about.pk), gate.acting
    last = person.reward_runs.order_by("-pk").first()
    if last is not None and (by.day - last.starts).days < last.weeks * 7:
        raise BadInput("rewards.runs_already")
    run = RewardRun(
        public_id=public_id(), person=person, bowl=bowl, starts=by.day, weeks=weeks, tests_week=tests_week,
        at=by.at, by=by.user,
    )  # fmt: skip
    plain = msgspec.json.encode(Terms(substance, standing_rules(gate)))
    run.sealed = seal_for(person.owner, plain, f"rewards {run.public_id}")
    run.save(force_insert=True)
    _noted(gate, "rewards.begin_run", "rewards", person.public_id, run.public_id)
    return run


@transaction.atomic
def note_test(*, gate: Gate, run: RewardRun, day: date, result: Result) -> LedgerRow:
    """A test into the record, and what it earns into the ledger. Raises BadInput, Absent."""
    person, by = Person.objects.select_for_update().get(pk=gate.about.pk), gate.acting
    _theirs(run, person)
    last = LedgerRow.objects.filter(run__person=person, kind="test").order_by("-day").first()
    if not run.starts <= day <= by.day or (day - run.starts).days >= run.weeks * 7:
        raise BadInput("rewards.day_wrong")
    if last is not None and day <= last.day:
        raise BadInput("rewards.day_taken", day=last.day.isoformat())
    terms, told = terms_of(run), entries_of(run)
    number = len(told) + 1
    tests = [Given(row.day, one.result or "other", one.draw) for row, one in told if row.kind == "test"]
    awards = awards_of([*tests, Given(day, result)], terms.rules, bowl=False)
    draw = _draw(run, number, awards[-1].rung, terms.rules) if run.bowl and result == "as hoped" else ()
    award = awards_of([*tests, Given(day, result, draw)], terms.rules, bowl=run.bowl, before=before_of(run))[-1]
    if result != "excused":
        gate.also("record", "write")
        _into_record(gate, run, terms.substance, day, result)
    row = _appended(gate, run, number, "test", day, award.cents, Entry(result, draw))
    _noted(gate, "rewards.note_test", "rewards", person.public_id, run.public_id)
    return row


@transaction.atomic
def hand_out(*, gate: Gate, run: RewardRun, cents: int, text: str) -> LedgerRow:
    """A voucher or a prize was handed out, never more than was earned. Raises BadInput, Absent."""
    person, by = Person.objects.select_for_update().get(pk=gate.about.pk), gate.acting
    _theirs(run, person)
    there = run.ledger.aggregate(all=Sum("cents"))["all"] or 0
    if not 0 < cents <= there:
        raise BadInput("rewards.not_so_much", there=f"{there / 100:.2f}")
    row = _appended(gate, run, run.ledger.count() + 1, "handed", by.day, -cents, Entry(text=text.strip()))
    _noted(gate, "rewards.hand_out", "rewards", person.public_id, run.public_id)
    return row


def _into_record(gate: Gate, run: RewardRun, substance: str, day: date, result: Result) -> None:
    """Where the road sees it."""
    value = {"as hoped": "negative", "other": "positive"}.get(result, "not done")
    row = {"at": day.isoformat(), "source": "test", "measure": f"drug_test.{substance}", "value": value}
    note_rows(gate=gate, parts=[Part("measures", msgspec.json.encode(row))], sent_as=f"reward {run.public_id} {day}")


def _appended(gate: Gate, run: RewardRun, number: int, kind: str, day: date, cents: int, entry: Entry) -> LedgerRow:
    by = gate.acting
    before = run.ledger.order_by("-number").values_list("proof", flat=True).first()
    row = LedgerRow(run=run, number=number, kind=kind, day=day, cents=cents, at=by.at, by=by.user)
    row.sealed = seal_for(run.person.owner, msgspec.json.encode(entry), place(run, number))
    row.proof = proof_of(run, row, entry, bytes(before or b""))
    row.save(force_insert=True)
    return row


def _theirs(run: RewardRun, person: Person) -> None:
    if run.person_id != person.pk:
        raise Absent("the rewards are another person's", person=person.public_id)


def _noted(gate: Gate, action: str, content: str, person: str, target: str) -> None:
    by = gate.acting
    note(
        action, chain=by.programme.pk, actor=by.user.public_id, role=by.role, content=content, person=person,
        target=target,
    )  # fmt: skip


def _draw(run: RewardRun, number: int, rung: int, rules: Rules) -> tuple[int, ...]:
    """A slip for each step of the ladder, up to a number."""
    return drawn(seed_of(run, number), min(rung, rules.most_draws), rules.slips)
