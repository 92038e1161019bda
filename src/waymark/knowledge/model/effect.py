"""What a rule does when its condition is true, and what it does while the condition is unknown."""

from typing import Literal

import msgspec

from waymark.knowledge.model.common import Text

__all__ = [
    "Alert",
    "Cadence",
    "Discourage",
    "Effect",
    "Emergency",
    "Exclude",
    "Get",
    "Inform",
    "Minima",
    "Minimum",
    "OpenProblem",
    "Rate",
    "Recommend",
    "Review",
    "Task",
]


class _Effect(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="do"
):
    pass


class Rate(_Effect, frozen=True, kw_only=True, tag="rate"):
    """The dimension is at least this much, because of this anchor. Unknown: the rating may be higher; says so."""

    dimension: str
    at_least: int
    anchor: str
    substance: str | None = None
    # Flags that level rules and texts read, e.g. "score only", "evaluate today", "daily", "nursing".
    mark: str | None = None


class Minima(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Least values on the axes of care: hours a week, medical cover 0-4, nights 0-2, co-occurring capability 0-2,
    dispensing 0-2."""

    hours: float = 0
    medical: int = 0
    nights: int = 0
    cooccurring: int = 0
    dispensing: int = 0


class Minimum(_Effect, frozen=True, kw_only=True, tag="minimum"):
    """A minimum on the axes of care. A floor is safety; a target is the help most likely to work, maybe relaxed."""

    strength: Literal["floor", "target"]
    minima: Minima
    relaxed: Minima | None = None
    # `apply`: also while the rule is not yet known, once the yes-or-no fact `given` is true (less care would only be
    # safe under conditions that nobody has confirmed).
    unknown: Literal["wait", "apply"] = "wait"
    given: str | None = None


class Emergency(_Effect, frozen=True, kw_only=True, tag="emergency"):
    """No routine plan: the emergency path (scope `plan`)."""

    action: Text
    afterwards: Text


class Exclude(_Effect, frozen=True, kw_only=True, tag="exclude"):
    """This option is excluded. Unknown: the option is held, and the plan says what to find out first.

    Options: `medicine:ID`, `intervention:ID`, `level:KEY`, `setting:ambulatory-alcohol-withdrawal`, or a use of a
    medicine as `medicine:ID@alcohol`.
    """

    option: str
    # `discourage`d use that a clinician may still choose after the named review, instead of a hard stop.
    hard: bool = True
    override_by: Literal["nobody", "prescriber", "medical director", "clinician"] = "prescriber"
    unknown: Literal["hold", "ignore"] = "hold"


class Recommend(_Effect, frozen=True, kw_only=True, tag="recommend"):
    """This option fits. `rank`: first, second line, or adjunct; `strength_of_fit` breaks ties."""

    option: str
    rank: Literal["first", "second", "adjunct"] = "first"
    problem: str | None = None
    substance: str | None = None
    unknown: Literal["ask", "ignore"] = "ask"


class Discourage(_Effect, frozen=True, kw_only=True, tag="discourage"):
    """Recommended against; shown with the reason, never hidden."""

    option: str


class Review(_Effect, frozen=True, kw_only=True, tag="review"):
    """A named role must look at this in time. Unknown: the review is asked for when `unknown` says so (safety)."""

    role: Literal["prescriber", "physician", "nurse", "psychiatry", "clinician", "obstetric", "supervisor", "emergency"]
    within_hours: float
    what: Text
    unknown: Literal["review", "ask", "ignore"] = "ask"
    # With `unknown: review`: only once this yes-or-no fact is true, so that nobody drowns in reviews.
    given: str | None = None


class Alert(_Effect, frozen=True, kw_only=True, tag="alert"):
    """Said at the top of the plan."""

    level: Literal["danger", "attention", "note"]
    says: Text


class OpenProblem(_Effect, frozen=True, kw_only=True, tag="problem"):
    """Opens a problem (a need with goals). `confirm`: opened on a diagnosis, an answer or days of use, to be confirmed
    with `confirm_with` (an instrument id). `urgency` 0 (calm) to 3 (now)."""

    problem: str
    substance: str | None = None
    urgency: int = 1
    confirm_with: str | None = None


class Get(_Effect, frozen=True, kw_only=True, tag="get"):
    """Find this out: an instrument, a laboratory test, a fact.

    Never delays a medication start unless an exclusion holds it.
    """

    what: str
    label: Text
    within_hours: float
    # A yes-or-no fact that makes it needless.
    done_when: str | None = None
    by: str = "clinician"


class Cadence(_Effect, frozen=True, kw_only=True, tag="cadence"):
    """Repeat this so often while the reason holds."""

    what: str
    label: Text
    every_days: float


class Task(_Effect, frozen=True, kw_only=True, tag="task"):
    """Something to do in the first days. `tonight` items are for the person."""

    task: str
    who: Literal["person", "clinician", "prescriber", "nurse", "case manager", "peer", "family"]
    within_hours: float
    does: Text
    # A yes-or-no fact that says it is done already: then the task is left away.
    done_when: str | None = None


class Inform(_Effect, frozen=True, kw_only=True, tag="inform"):
    """Something both should know when they decide."""

    says: Text
    about: str | None = None


Effect = (
    Rate
    | Minimum
    | Emergency
    | Exclude
    | Recommend
    | Discourage
    | Review
    | Alert
    | OpenProblem
    | Get
    | Cadence
    | Task
    | Inform
)
