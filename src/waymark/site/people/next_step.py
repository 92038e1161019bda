"""The one thing to do next with somebody, for whoever looks: words first, one button."""

from collections.abc import Sequence

import msgspec
from django.urls import reverse

from waymark.site.access.gate import Gate
from waymark.site.plans.models import PlanVersion

__all__ = ["NextStep", "next_step"]


class NextStep(msgspec.Struct, frozen=True):
    """`says` and `does`: texts by their names. `post`: pressing it writes."""

    says: str
    does: str
    href: str
    post: bool = False
    n: int = 0


def next_step(gate: Gate, versions: Sequence[PlanVersion], *, here: bool, decisions: int) -> NextStep | None:
    """What helps most now. `here`: a time in the programme is open; `decisions`: the number of the last decision."""
    person = gate.about
    last = versions[0] if versions else None

    def to(name: str, *more: str) -> str:
        return reverse(name, args=[person.public_id, *more])

    if not here:
        if gate.may("record", "write"):
            return NextStep("people.step_again", "people.again", to("reopen-episode"), post=True)
        return None
    if gate.may("interview", "write") and person.rows == 0:
        return NextStep("people.step_interview", "interviews.start", to("interview"))
    if gate.may("record", "write") and person.rows == 0:
        return NextStep("people.step_note", "people.step_note_does", to("note"))
    moved = last is None or last.rows < person.rows or last.decisions < decisions
    if moved and person.rows and gate.may("plan", "write") and gate.acting.role != "person":
        says = "people.step_first_plan" if last is None else "people.step_moved"
        return NextStep(says, "plans.make_first" if last is None else "plans.make", to("make-plan"), post=True)
    if last is None:
        return None
    signed = any(one.user_id == gate.acting.user.pk for one in last.signatures.all())
    if gate.may("plan", "sign") and not signed:
        own = "_own" if gate.acting.role == "person" else ""
        return NextStep(
            f"people.step_sign{own}", f"people.step_sign_does{own}", to("plan", last.public_id), n=last.number
        )
    if gate.may("plan", "read"):
        return NextStep("people.step_read", "plans.read", to("plan", last.public_id), n=last.number)
    return None
