"""What every published definition says of itself."""

from typing import Literal

import msgspec

from waymark.evidence.outcomes.measures import Measure

__all__ = [
    "AS_USE",
    "BREAKS",
    "GAP_WEIGHS_AS_ABSTINENCE",
    "GAP_WEIGHS_AS_USE",
    "LEFT_OUT",
    "SHORT_COURSE",
    "USE_OR_GONE",
    "Column",
    "Definition",
]

Kind = Literal["yes or no", "weeks", "share", "score", "time", "event"]


class Column(msgspec.Struct, frozen=True):
    """One column of the published table. `time` (in weeks) and `event` (1 or 0) belong together as time and event."""

    name: str
    kind: Kind
    measure: Measure


class Definition(msgspec.Struct, frozen=True, kw_only=True):
    """One endpoint: what it says, where it comes from, what it does with missing weeks, what it does not show."""

    columns: tuple[Column, ...]
    says: str
    # Short citation and DOI of the trial that used it. Named in the dictionary of the data, not re-read by us.
    source: str
    doi: str | None
    missing: str
    hides: str
    status: Literal["to verify"] = "to verify"


AS_USE = "Counts as use."
GAP_WEIGHS_AS_USE = "Stays in the number of weeks and is not negative: weighs like use."
GAP_WEIGHS_AS_ABSTINENCE = "Stays in the number of weeks and is not positive: weighs like abstinence."
LEFT_OUT = "Taken out before anything is counted."
BREAKS = "Breaks a run; is neither use nor abstinence."
USE_OR_GONE = "Whether somebody used or did not come."
SHORT_COURSE = "How long somebody stayed: two weeks there, both negative, is as good as a whole course."
