"""How care goes: what is followed over time from single events, and what can be changed where it stands still."""

from typing import Annotated, Literal

import msgspec

from waymark.knowledge.model.common import Clinical, Text

__all__ = ["Track"]

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
