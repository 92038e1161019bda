"""What a session note says: only ever kept sealed."""

import msgspec

__all__ = ["Line", "Session"]


class Line(msgspec.Struct, frozen=True):
    """A line of the plan as it was worded when a session was about it."""

    mark: str
    title: str


class Session(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was done, what the person says, which lines of the plan it was about."""

    did: str
    said: str = ""
    lines: tuple[Line, ...] = ()
    because: str = ""
