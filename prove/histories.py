"""Proof of decisions: random histories of facts, edits, declines and releases, composed after each event.

No decision is lost, nothing declined comes back before its date, nothing agreed vanishes silently, a merge drops no
side, a difference tells every changed line, and the same history gives the same bytes.
"""

import json
import multiprocessing
import tempfile
import time
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import msgspec

from prove._history_events import KINDS, Row, draw_fact, draw_row, later
from prove._history_laws import Oracle, check_difference, check_plan
from waymark.demo.people import make_person
from waymark.knowledge.look import show_entry
from waymark.knowledge.release import Release, load_release
from waymark.planning.compose import Documents, compose
from waymark.planning.outline import changed_lines, outline_of
from waymark.planning.plan import Plan
from waymark.planning.prepare import Prepared, prepare
from waymark.record.documents.decisions import Decisions
from waymark.record.documents.person import Person
from waymark.record.errors import RecordError
from waymark.record.reading import read_decisions, read_person
from waymark.record.validate import validate
from waymark.record.validate_decisions import validate_decisions

_HISTORIES = {"small": 60, "full": 10_000}
_EVENTS = (4, 8)
# Asked of every so-manieth plan only: it takes a second composing.
_OFTEN = 0.1
_PARTS = 40
# What a site may change without a sign-off: a number, and a rule that opens a goal for many.
_VALUE, _RULE = ("craving_attention", 2), "is-depression-likely-by-score"


class Told(NamedTuple):
    """What one history came to."""

    events: Counter[str]
    plans: int
    lines: int
    earlier: Counter[str]
    merges: Counter[str]
    refused: int


def main(seed: int, scale: str) -> list[str]:
    """Figures, or an AssertionError that tells the history."""
    number = _HISTORIES[scale]
    start = time.perf_counter()
    parts = [
        (seed, first, min(first + number // _PARTS + 1, number)) for first in range(0, number, number // _PARTS + 1)
    ]
    if scale == "small":
        told = [history(seed, n) for n in range(number)]
    else:
        with multiprocessing.get_context("spawn").Pool(2) as pool:
            told = [one for part in pool.imap(_part, parts) for one in part]
    return figures(told, time.perf_counter() - start)


def _part(part: tuple[int, int, int]) -> list[Told]:
    seed, first, end = part
    return [history(seed, n) for n in range(first, end)]


def figures(told: list[Told], took: float) -> list[str]:
    events: Counter[str] = sum((t.events for t in told), Counter())
    earlier: Counter[str] = sum((t.earlier for t in told), Counter())
    merges: Counter[str] = sum((t.merges for t in told), Counter())
    return [
        f"{len(told):,} histories, {sum(t.plans for t in told):,} plans, {events.total():,} events "
        f"({', '.join(f'{name} {count:,}' for name, count in events.most_common())}), in {took:.0f} s",
        f"{sum(t.lines for t in told):,} changed lines, each told in both voices",
        f"agreed and no longer proposed: {', '.join(f'{name} {count:,}' for name, count in earlier.most_common())}",
        f"three ways: {', '.join(f'{name} {count:,}' for name, count in merges.most_common())}",
        f"events that the record or the library would not take, and left out: {sum(t.refused for t in told):,}",
        "no decision lost, nothing declined back before its date, nothing agreed gone silently, no side of a merge "
        "dropped, the same history the same bytes",
    ]


@cache
def releases() -> tuple[Prepared, ...]:
    """The library, the same with another number, and without one rule."""
    plain = load_release()
    return tuple(prepare(release) for release in (plain, *_changed(plain)))


def _changed(plain: Release) -> list[Release]:
    name, less = _VALUE
    was = plain.numbers[name]
    reason = {"en": "Drawn for a proof."}
    value = {"id": name, "value": was - less, "was": was, "valid_from": "2026-11-21", "reason": reason}
    off = {"rule": _RULE, "was": show_entry(_RULE)[0].fingerprint, "reason": reason}
    found = []
    changes: tuple[dict[str, Any], ...] = ({"values": [value]}, {"switched_off": [off]})
    with tempfile.TemporaryDirectory() as folder:
        for number, part in enumerate(changes):
            place = Path(folder) / f"site-{number}"
            place.mkdir()
            head = {"id": f"site-{number}", "layer": "organisation", "name": {"en": "A site"}}
            (place / "overlay.yaml").write_text(json.dumps({"overlay": {**head, **part}}), encoding="utf-8")
            found.append(load_release(overlays=(place,)))
    return found


class _Life:
    """One person over time: the record, the rows, and the plan as it stands."""

    def __init__(self, seed: int, number: int) -> None:
        self.chance = Random(f"history {seed} {number}")
        self.name = f"history {number} of seed {seed}"
        self.person: dict[str, Any] = make_person(self.chance.randrange(400), seed, releases()[0].release)
        self.rows: list[Row] = []
        self.script: list[str] = []
        self.library = 0
        self.plan = self.composed(None)
        self.at = self.plan.header.at[:10]

    def composed(self, at: str | None, rows: list[Row] | None = None) -> Plan:
        """The plan of the history so far; checked as the command checks its documents."""
        prepared = releases()[self.library]
        raw = msgspec.json.encode(self.person)
        person = read_person(raw, "person")
        decided, decisions = self.document(self.rows if rows is None else rows)
        documents = Documents(person=person, record=raw, decisions=decisions, decisions_json=decided)
        return compose(prepared, documents, at)

    def document(self, rows: list[Row]) -> tuple[bytes | None, Decisions | None]:
        if not rows:
            return None, None
        plain = [{key: value for key, value in row.items() if key != "at_row"} for row in rows]
        raw = msgspec.json.encode({"format": "waymark.decisions/1", "person": self.person["id"], "rows": plain})
        return raw, read_decisions(raw, "decisions")

    def tell(self) -> str:
        """The history, as somebody would have to repeat it."""
        rows = json.dumps(self.rows[-6:], ensure_ascii=False, default=str)
        return f"{self.name} ({self.person['id']}): {'; '.join(self.script)}\nlast rows: {rows}"

    def fact(self, row: Row) -> None:
        before = self.person
        self.person = {**before, "facts": [*before.get("facts", ()), row]}
        try:
            person: Person = read_person(msgspec.json.encode(self.person), "person")
            validate(person, releases()[self.library].release, "person")
        except RecordError:
            self.person = before
            raise

    def decide(self, row: Row) -> None:
        kept = [*self.rows, {**row, "at_row": len(self.rows)}]
        _, decisions = self.document(kept)
        person = read_person(msgspec.json.encode(self.person), "person")
        if decisions is not None:
            validate_decisions(decisions, releases()[self.library].release, person, "decisions")
        self.rows = kept


def history(seed: int, number: int) -> Told:
    """One history: an event, a plan, the laws; then the next."""
    life = _Life(seed, number)
    told = Told(Counter(), 0, 0, Counter(), Counter(), 0)
    events, plans, lines, refused = told.events, 0, 0, 0
    for _ in range(life.chance.randint(*_EVENTS)):
        kind = life.chance.choices(list(KINDS), list(KINDS.values()))[0]
        life.at = later(life.at, life.chance.choice((0, 1, 3, 7, 15)))
        try:
            happened = _happen(life, kind)
        except RecordError:
            refused += 1
            continue
        if not happened:
            continue
        events[kind] += 1
        old, life.plan = life.plan, life.composed(life.at)
        plans += 1
        check_plan(life.plan, Oracle(life.rows, life.at), life.tell)
        lines += check_difference(old, life.plan, life.tell)
        told.earlier.update(e.standing for e in life.plan.earlier)
        told.merges.update(m.kind for m in life.plan.merged if m.field != "line")
        if life.chance.random() < _OFTEN:
            _check_again(life, kind)
    return told._replace(plans=plans, lines=lines, refused=refused)


def _happen(life: _Life, kind: str) -> bool:
    """Let it happen; False where this kind finds nothing to be about."""
    release = releases()[life.library].release
    if kind == "fact":
        row = draw_fact(release, life.plan, life.at, life.chance)
        life.fact(row)
        life.script.append(f"{life.at} {row['fact']} = {row['value']}")
        return True
    if kind == "wait":
        life.at = later(life.at, life.chance.choice((30, 60, 120)))
        life.script.append(f"{life.at} wait")
        return True
    if kind == "release":
        life.library = life.chance.choice([n for n in range(len(releases())) if n != life.library])
        life.script.append(f"{life.at} release {life.library}")
        return True
    drawn = draw_row(kind, release, life.plan, life.at, life.rows, life.chance)
    if drawn is None:
        return False
    life.decide(drawn)
    life.script.append(f"{life.at} {drawn['author']} {kind} {drawn['item']}")
    return True


def _check_again(life: _Life, kind: str) -> None:
    """The same bytes again; and a yes or a dispute changes no line of the plan it was said of."""
    again = life.composed(life.at)
    if msgspec.json.encode(again) != msgspec.json.encode(life.plan):
        raise AssertionError(f"the same history gives other bytes\n{life.tell()}")
    last = life.rows[-1] if life.rows else None
    if last is None or kind not in ("agreed", "disagreed") or (kind == "disagreed" and last["author"] == "person"):
        return
    before = life.composed(life.at, life.rows[:-1])
    one, other = outline_of(before), outline_of(life.plan)
    moved = [name for name in changed_lines(one, other) if last["item"] not in name]
    # A word that takes back an earlier one of the same author is a decision of another kind.
    first = not any((r["item"], r["author"]) == (last["item"], last["author"]) for r in life.rows[:-1])
    if first and moved and last["item"] in _standing(before):
        raise AssertionError(f"{kind} on {last['item']} moved {moved[:5]}\n{life.tell()}")


def _standing(plan: Plan) -> set[str]:
    from waymark.planning.deciding.contents import items_in

    return set(items_in(plan))
