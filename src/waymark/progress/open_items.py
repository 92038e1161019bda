"""What is open when somebody moves on, by whom it is followed, and by when; and what was closed on the way.

An item is open until somebody notes that it is done: the fact that closes it, a visit, a measure. It does not close by
the passing of time, and not because the packet was sent.
"""

from collections.abc import Iterator

from waymark.knowledge.model.effect import Task
from waymark.planning.evidence import Evidence
from waymark.planning.plan import Plan
from waymark.planning.situation import Situation
from waymark.progress.noted import day_of_row, yes_row
from waymark.progress.phrases import tell
from waymark.progress.report import Signal
from waymark.progress.report_ahead import OpenItem
from waymark.progress.walk import Walk

__all__ = ["open_items_of"]

# Rules of a move; their tasks stand in the packet also when they are done.
_OF_MOVE = (
    "does-the-medicine-go-on-after-a-move",
    "is-naloxone-in-hand-before-a-move",
    "is-a-move-being-prepared",
    "is-the-plan-for-hard-moments-complete-before-a-move",
    "is-the-first-visit-after-a-move-far-off",
    "is-an-early-leaving-followed-by-calls",
)
_HOURS = 24
# Of what is to be found out first so many are named; the plan has all.
_FEW = 3
# What is talked about while somebody stays.
_TALKS = ("task:step-down-talk",)


def open_items_of(walk: Walk, situation: Situation, plan: Plan, signals: tuple[Signal, ...]) -> tuple[OpenItem, ...]:
    """Open before closed, what protects life first, then by the day it is due."""
    found: dict[str, OpenItem] = {}
    for item in (*_of_move(walk, situation), *_of_plan(walk, situation, plan, signals), *_looks(walk)):
        found.setdefault(item.item, item)
    return tuple(
        sorted(found.values(), key=lambda one: (one.state == "closed", not one.safety, one.by or "9", one.item))
    )


def _of_move(walk: Walk, situation: Situation) -> Iterator[OpenItem]:
    """What the rules of a move ask for, done or not."""
    findings, prepared = situation.findings(), walk.prepared
    spoken = findings.spoken
    evidence = Evidence(prepared, situation.known)
    for name in _OF_MOVE:
        if spoken.get(name) != "yes":
            continue
        rule = prepared.rule(name)
        for effect in rule.effects:
            if isinstance(effect, Task):
                closed = effect.done_when is not None and evidence.value(effect.done_when) is True
                row = yes_row(walk, effect.done_when) if closed and effect.done_when else None
                yield OpenItem(
                    item=f"task:{effect.task}",
                    title=evidence.fill(effect.does),
                    who=effect.who,
                    by=_by(walk, effect.within_hours),
                    state="closed" if closed else "open",
                    safety=rule.safety,
                    closes=effect.done_when,
                    closed=None if row is None else walk.calendar.show(day_of_row(row)),
                    why=evidence.reasons(name),
                )


def _of_plan(walk: Walk, situation: Situation, plan: Plan, signals: tuple[Signal, ...]) -> Iterator[OpenItem]:
    """Steps that the plan asks for because something stands out, what waits to be found out, and what is overdue."""
    wanted = {item for signal in signals for item in signal.items}
    leaving = walk.evidence.option("handover.kind") != "step_down"
    for step in (*plan.next_72_hours, *plan.reviews):
        if step.id in wanted and not (leaving and step.id in _TALKS):
            yield OpenItem(
                item=step.id,
                title=step.title,
                who=step.who,
                by=_by(walk, step.within_hours),
                safety=any(walk.prepared.rule(r).safety for r in step.rules if walk.prepared.has_rule(r)),
                why=step.why,
            )
    labels = walk.prepared.labels
    for hold in plan.holds:
        facts = ", ".join(labels.get(name, name) for name in hold.find_out[:_FEW])
        facts += ", …" if len(hold.find_out) > _FEW else ""
        title = tell("find out first", walk.prepared.language, title=hold.title, facts=facts)
        yield OpenItem(item=hold.id, title=title, who="clinician", why=hold.why)
    for due in walk.due:
        if due.state in ("overdue", "never"):
            yield OpenItem(item=due.item, title=f"{due.title}: {due.says}", who="clinician", by=due.next)


def _looks(walk: Walk) -> Iterator[OpenItem]:
    """Changes whose look date is still to come: whoever goes on looks."""
    for made in walk.made:
        if made.came == "not yet":
            yield OpenItem(item=made.id, title=f"{made.title}: {made.says}", who="clinician", by=made.look)


def _by(walk: Walk, hours: float) -> str:
    return walk.calendar.show(walk.day + int(hours // _HOURS))
