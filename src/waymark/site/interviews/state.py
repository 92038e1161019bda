"""What of a sitting is no part of the record, sealed with the person's key; and its moment."""

from datetime import timedelta

import msgspec

from waymark.site.interviews.models import Sitting
from waymark.site.keys.vault import open_for, seal_for

__all__ = ["IDLE", "Given", "State", "open_state", "seal_state"]

# Longer without an answer, and what comes is noted at a moment of its own. Our choice.
IDLE = timedelta(minutes=30)
# How many answers can be taken back one after another.
_MOST_BACK = 60


class Given(msgspec.Struct, frozen=True, array_like=True):
    """An answer of this sitting: the question's id, the rows it made (table and JSON as written), and the turn in which
    it was sent; answers of one page have the same."""

    question: str
    rows: tuple[tuple[str, msgspec.Raw], ...]
    turn: int = -1


class State(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """`at`: the moment its answers are noted at. `shown`: ids of dangers the person was shown. `settled`: rules that
    the last answer settled with yes. `again`: a question that was taken back and is put again."""

    at: str | int
    current: str | None = None
    aside: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    go_on: bool = False
    shown: tuple[str, ...] = ()
    given: tuple[Given, ...] = ()
    settled: tuple[str, ...] = ()
    more: int = 0
    answers: int = 0
    again: str | None = None
    # Of the person's own part: a crisis card waits to be read.
    card: bool = False
    language: str | None = None
    # One question to a page, although several could stand together.
    single: bool = False

    def having(self, *given: Given) -> "State":
        """The same after more answers."""
        return msgspec.structs.replace(
            self, given=(*self.given, *given)[-_MOST_BACK:], answers=self.answers + len(given), again=None
        )


def open_state(sitting: Sitting) -> State:
    """What was kept of a sitting."""
    plain = open_for(sitting.person.owner, bytes(sitting.sealed), _place(sitting))
    return msgspec.json.decode(plain, type=State)


def seal_state(sitting: Sitting, state: State) -> None:
    """Put it into the row; the caller saves."""
    sitting.sealed = seal_for(sitting.person.owner, msgspec.json.encode(state), _place(sitting))


def _place(sitting: Sitting) -> str:
    return f"{type(sitting).__name__.lower()} {sitting.public_id}"
