"""Who wants to know when something about a person changed: told in the transaction of the change, in a fixed order.

Rooms that keep something derived say so once, when the site starts; actions that change what it comes from tell it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from waymark.site.people.models import Person

__all__ = ["changed", "follow", "together"]

_Told = Callable[[Person], None]
_FOLLOWERS: dict[str, tuple[_Told, _Told]] = {}
_WAITING: ContextVar[dict[int, Person] | None] = ContextVar("people whose change is told later", default=None)


def follow(name: str, told: _Told, *, in_passing: _Told | None = None) -> None:
    """Be told of every change about a person; once for each name. `in_passing`: of those of which a hundred come in a
    row, as answers do."""
    _FOLLOWERS[name] = told, in_passing or told


def changed(person: Person, *, in_passing: bool = False) -> None:
    """Something was noted, planned, signed or arranged; whatever followers write stands or falls with it.

    `in_passing`: an answer among others.
    """
    waiting = _WAITING.get()
    if waiting is not None:
        waiting[person.pk] = person
        return
    for name in sorted(_FOLLOWERS):
        _FOLLOWERS[name][in_passing](person)


@contextmanager
def together() -> Iterator[None]:
    """Many changes in one transaction, each person told of once at the end of it."""
    waiting: dict[int, Person] = {}
    token = _WAITING.set(waiting)
    try:
        yield
    finally:
        _WAITING.reset(token)
    for person in waiting.values():
        changed(person)
