"""What must hold of every plan of a history, worked out from the rows alone and not as the planner reads them."""

from collections.abc import Callable
from typing import Any

from waymark.planning.deciding.contents import items_in
from waymark.planning.deciding.difference import difference
from waymark.planning.outline import changed_lines, outline_of
from waymark.planning.plan import Item, MedicineOption, Plan, Step
from waymark.rendering.difference import letter

__all__ = ["Oracle", "check_difference", "check_plan"]

Row = dict[str, Any]
YES = ("agreed", "changed")
AUTHORS = ("person", "clinician")
SHAMING = ("worse", "failed", "failure", "relapse", "peor", "fracas")
# Lines that stay in sight with the no beside them: they protect life, or are facts of care and not offers.
STAYS = ("alert", "need", "hold", "inform", "open", "level", "medicine", "step", "task", "get", "review", "watch")


class Oracle:
    """The rows so far, read plainly: who last said what of each item, at this day."""

    def __init__(self, rows: list[Row], day: str) -> None:
        self.rows, self.day = rows, day

    def said(self, item: str, author: str) -> list[Row]:
        """What an author said of an item and did not take back; choosing a goal for another is a yes to it."""
        said: list[Row] = []
        for row in self.rows:
            if row["author"] != author or row.get("fact") is not None or row["decision"] in ("override", "settled"):
                continue
            if row["item"] == item:
                said = [] if row["decision"] == "withdrawn" else [*said, row]
            elif row.get("instead") == item:
                said = [*said, {**row, "decision": "agreed", "chosen for": row["item"]}]
            # A choice is taken back with the next word on the goal that gave way.
            said = [r for r in said if r.get("chosen for") != row["item"] or r["at_row"] == row["at_row"]]
        return said

    def last(self, item: str, author: str) -> str:
        said = self.said(item, author)
        while said and said[-1]["decision"] == "paused" and self.due(said[-1].get("until")):
            said = said[:-1]
        if not said or (said[-1]["decision"] == "declined" and self.due(said[-1].get("re_offer"))):
            return "proposed"
        return str(said[-1]["decision"])

    def due(self, moment: str | None) -> bool:
        return moment is not None and moment <= self.day

    @property
    def items(self) -> list[str]:
        names = [r["item"] for r in self.rows if r["decision"] not in ("override", "settled") and not r.get("fact")]
        names += [r["instead"] for r in self.rows if r.get("instead")]
        return [n for n in dict.fromkeys(names) if not n.startswith("rule:")]

    def declined(self, item: str) -> bool:
        person, clinician = (self.last(item, author) for author in AUTHORS)
        return person == "declined" or (clinician == "declined" and person not in (*YES, "paused", "replaced"))

    def yes(self, item: str) -> bool:
        return any(self.last(item, author) in YES for author in AUTHORS)

    def replaced(self, item: str) -> bool:
        person, clinician = (self.last(item, author) for author in AUTHORS)
        return person == "replaced" or (clinician == "replaced" and person not in YES)


def check_plan(plan: Plan, oracle: Oracle, tell: Callable[[], str]) -> None:
    """The laws of one plan. `tell`: the history so far, for the counter-example."""

    def demand(holds: bool, law: str) -> None:
        if not holds:
            raise AssertionError(f"{law}\n{tell()}")

    items = items_in(plan)
    earlier = {e.item: e for e in plan.earlier}
    demand(len(plan.log) == len(oracle.rows), f"a decision is lost: {len(plan.log)} of {len(oracle.rows)} in the log")
    for number, (line, row) in enumerate(zip(plan.log, oracle.rows, strict=True)):
        same = (line.item, line.author, line.decision) == (row["item"], row["author"], row["decision"])
        demand(same and bool(line.says) and bool(line.title), f"row {number} is not told as it was made")
    for item in oracle.items:
        _check_item(plan, oracle, item, items.get(item), earlier, demand)
    _check_edits(plan, oracle, items, demand)
    for kept in plan.earlier:
        told = kept.why is not None and kept.why.person and kept.why.clinician and kept.decide and kept.title
        demand(bool(told), f"{kept.item} is carried without a reason")
        if kept.standing == "stopped":
            alert = any(a.id == f"alert:stopped:{kept.item}" and a.level == "danger" for a in plan.alerts)
            demand(alert, f"{kept.item} is stopped and it is not said at the top")


def _check_item(
    plan: Plan,
    oracle: Oracle,
    item: str,
    line: Item | None,
    earlier: dict[str, Any],
    demand: Callable[[bool, str], None],
) -> None:
    declined = oracle.declined(item)
    if declined:
        _check_declined(plan, oracle, item, line, demand)
    if line is not None and item != "level":
        for author in AUTHORS:
            expected, shown = oracle.last(item, author), getattr(line.state, author)
            demand(shown == expected, f"{author} said {expected} to {item}, the plan shows {shown}")
    if oracle.yes(item) and not declined:
        there = line is not None or item in earlier or any(c.id == item for c in plan.crisis)
        there = there or (
            item.startswith("medicine:") and any(item == f"medicine:{m.medicine}" for m in plan.medicines)
        )
        demand(there, f"{item} was agreed and is nowhere in the plan")
    if isinstance(line, MedicineOption) and line.status == "excluded" and oracle.yes(item) and item in earlier:
        demand(earlier[item].standing == "stopped", f"{item} is excluded and carried as {earlier[item].standing}")


def _check_declined(
    plan: Plan, oracle: Oracle, item: str, line: Item | None, demand: Callable[[bool, str], None]
) -> None:
    """Nothing declined comes back before its date: it is not worked on, and stands nowhere without the no beside it."""
    worked_on = {g.id for g in plan.goals} | {o.id for o in plan.interventions}
    worked_on |= {s.id for s in plan.next_72_hours if s.id.startswith("tonight:")}
    demand(item not in worked_on, f"{item} was declined and is worked on")
    if line is not None and item != "level":
        refused = any(getattr(line.state, author) == "declined" for author in AUTHORS)
        demand(refused, f"{item} was declined and comes back as if nobody had said so")
        demand(item.partition(":")[0] in (*STAYS, "goal", "left-out"), f"{item} was declined and is still offered")


def _check_edits(plan: Plan, oracle: Oracle, items: dict[str, Item], demand: Callable[[bool, str], None]) -> None:
    """No side of a merge is dropped, and the authors' word stands except against safety."""
    merged = {(m.item, m.field): m for m in plan.merged}
    for item in oracle.items:
        kept = [row for author in AUTHORS for row in oracle.said(item, author)]
        change: Row = {}
        for row in oracle.rows:
            if row["decision"] == "changed" and any(row["at_row"] == k["at_row"] for k in kept):
                change |= row.get("change", {})
        for field, value in change.items():
            found = merged.get((item, field))
            demand(found is not None, f"the change of {field} of {item} is in no merge")
            if found is None:
                continue
            sides = (found.base, found.human, found.proposed, found.says.person, found.says.clinician)
            demand(all(sides), f"a side of the merge of {field} of {item} is dropped")
            line = items.get(item)
            shown = getattr(line, field, value) if field in ("target", "days", "who", "within_hours") else value
            if shown != value:
                demand(found.stands == "proposed", f"{field} of {item} is {shown}, not {value}, and nobody says so")
                # Safety sets the hours of its steps, and nobody but the emergency service is called to an emergency.
                firm = isinstance(line, Step) and (field == "within_hours" or item == "step:emergency")
                demand(firm, f"{field} of {item} was taken back without safety asking for it")


def check_difference(old: Plan, new: Plan, tell: Callable[[], str]) -> int:
    """Every changed line is told in either voice; returns how many there were."""
    changed = set(changed_lines(outline_of(old), outline_of(new)))
    found = difference(old, new)
    for voice in AUTHORS:
        told = letter(found, voice)  # type: ignore[arg-type]
        items = {i for section in told.sections for p in section.paragraphs for i in p.items}
        text = " ".join(
            [
                told.opening,
                told.closing,
                *(s for x in told.sections for p in x.paragraphs for s in (p.because, *p.lines)),
            ]
        )
        # The library's own words for a line or a fact are its business; the letter's are looked at here.
        theirs = {*(c.title for c in found.changed), *found.learned, *(r.title for r in found.decided)}
        for said in sorted(theirs, key=len, reverse=True):
            text = text.replace(said, "") if said else text
        if missing := changed - items:
            raise AssertionError(f"the {voice}'s letter does not mention {sorted(missing)[:5]}\n{tell()}")
        if any(not line.strip() for x in told.sections for p in x.paragraphs for line in p.lines):
            raise AssertionError(f"the {voice}'s letter has an empty line\n{tell()}")
        if voice == "person" and (word := next((w for w in SHAMING if f" {w}" in text.lower()), None)):
            raise AssertionError(f"the person's letter says “{word}”\n{tell()}")
    return len(changed)
