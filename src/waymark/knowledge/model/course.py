"""How care goes: what is followed over time from single events, and what can be changed where it stands still."""

from typing import Annotated, Literal

import msgspec

from waymark.knowledge.model.common import Clinical, Text, Voices

__all__ = ["Capital", "CheckUp", "Does", "Move", "Track"]

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Track(Clinical, frozen=True, kw_only=True):
    """Events of a record that are read over time: tests, visits, doses. Numbers that stand alone are facts.

    `measure`: as rows of the record name it; `{substance}` stands for any class. A value in `good` went well, one in
    `poor` did not; any other (not valid, not done) counts as neither. Without both, days with a row are counted.
    """

    id: str
    label: Text
    kind: Literal["test", "attendance", "taken", "use"]
    measure: str
    good: tuple[str, ...] = ()
    poor: tuple[str, ...] = ()
    better: Literal["higher", "lower"]
    # Of the share that went well: what change means something, and what treatment aims for.
    meaningful_change: Share | None = None
    target: Share | None = None
    # After so many days without a row it says nothing of now.
    stale_days: int
    # How to read it, to the person.
    says: Text


# What a move does to the plan: agrees on lines that the plan has, makes coming easier, makes a goal smaller, puts
# another way of help in the place of one, takes a further one up, looks more often, takes more or less care.
Does = Literal[
    "lines", "easier", "smaller goal", "other way", "one more", "more often", "step up", "step down", "rate again"
]


class Move(Clinical, frozen=True, kw_only=True):
    """One rung of the ladder: what can be changed in a plan when a rule on the course of care fires.

    `answers`: rules, as written. `main`: only one such change at a time; what protects life and a step down are none of
    the waiting. Texts may show `{item}` (the line that is changed), `{before}` and `{after}`.
    """

    id: str
    label: Text
    step: Annotated[int, msgspec.Meta(ge=0, le=8)]
    does: Does
    main: bool = True
    answers: tuple[str, ...]
    # Kinds of interventions a further one is taken from.
    kinds: tuple[str, ...] = ()
    because: Voices
    # What should have come by the day it is looked at, and what it asks of the person.
    expects: Text
    burden: Text
    look_days: Annotated[int, msgspec.Meta(ge=1, le=92)]


class CheckUp(Clinical, frozen=True, kw_only=True):
    """Check-ups in the time after: on these days since the main part of care ended, or every so many days from one day
    to another. `opens`: days before it is due on which it may already take place.
    """

    id: str
    label: Text
    days: tuple[int, ...] = ()
    every_days: int | None = None
    from_day: int = 0
    to_day: int = 0
    opens: int
    # What is talked about, to the person.
    says: Text


class Capital(Clinical, frozen=True, kw_only=True):
    """One field of what a person can build recovery on: items of the BARC-10, kinds of strengths and of help in it."""

    id: str
    label: Text
    items: tuple[str, ...]
    strengths: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    # What can be done for it where the plan has nothing yet, to the person.
    does: Text
