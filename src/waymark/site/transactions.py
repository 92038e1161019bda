"""Actions that need a transaction and no savepoint of their own."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from waymark.site.statements import connected

__all__ = ["in_one_transaction"]

P = ParamSpec("P")
T = TypeVar("T")


def in_one_transaction(action: Callable[P, T]) -> Callable[P, T]:
    """In the transaction that is open, or in one of its own.

    For an action that refuses before it writes anything: whoever catches its refusal has nothing to take back. Two
    statements fewer than `transaction.atomic`, which sets a savepoint for what might have been written.
    """

    @wraps(action)
    def joined(*args: P.args, **kwargs: P.kwargs) -> T:
        if connected().in_atomic_block:
            return action(*args, **kwargs)
        with transaction.atomic():
            return action(*args, **kwargs)

    return joined
