"""Sealing for an owner: their own data key, unwrapped once a process, never written anywhere in the clear."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from waymark.site.keys.models import DataKey
from waymark.site.keys.ring import KeyLost, new_master, ring
from waymark.site.keys.seal import new_data_key, open_, seal, unwrap, wrap
from waymark.site.statements import Statement, connected

__all__ = [
    "at_hand",
    "forget_keys",
    "give_key",
    "key_lost",
    "keys_held",
    "keys_of",
    "open_for",
    "open_with",
    "rewrap",
    "rotate",
    "seal_for",
    "seal_with",
    "shred",
    "unwrapped",
]

# Keys of owners that were asked for in this transaction.
_held: ContextVar[dict[str, bytes] | None] = ContextVar("held", default=None)
# Keys that came with something else in this transaction, still wrapped: id of the master, wrapped key.
_came: ContextVar[dict[str, tuple[str, bytes]] | None] = ContextVar("came", default=None)
_TABLE = DataKey._meta.db_table
_GONE = "there is no key of {owner}: what was sealed for them was shredded, or this database is not whole"


def give_key(owner: str) -> None:
    """Make the data key of a new owner; inside the transaction that makes the owner."""
    master, wrapped = wrap(ring(), new_data_key(), owner)
    DataKey.objects.create(owner=owner, master=master, wrapped=wrapped)


def seal_for(owner: str, plain: bytes, place: str) -> bytes:
    """Sealed with the owner's key and bound to its place. Raises KeyLost."""
    return seal(_key(owner), plain, f"{owner}/{place}")


def open_for(owner: str, sealed: bytes, place: str) -> bytes:
    """The plain bytes. Raises KeyLost, Broken."""
    return open_(_key(owner), sealed, f"{owner}/{place}")


def keys_of(owners: Iterable[str]) -> Mapping[str, bytes]:
    """The data keys of many owners in one question, for lists. Raises KeyLost."""
    wanted = set(owners)
    held = _held.get()
    found = {owner: held[owner] for owner in wanted if owner in held} if held is not None else {}
    rest = wanted - found.keys()
    came = _came.get() or {}
    new = {owner: _unwrapped(*came[owner], owner) for owner in rest if owner in came}
    for owner, master, wrapped in _kept([owner for owner in rest if owner not in new]):
        new[owner] = _unwrapped(master, bytes(wrapped), owner)
    for owner in rest:
        if owner not in new:
            raise key_lost(owner)
    if held is not None:
        held |= new
    return found | new


def at_hand(owner: str, master: str, wrapped: bytes) -> None:
    """A key that came along with another answer of the database; it is unwrapped when somebody asks for it."""
    came = _came.get()
    if came is not None:
        came[owner] = master, wrapped


@contextmanager
def keys_held() -> Iterator[None]:
    """Inside, a key that was asked of the database is not asked again: for the length of one transaction."""
    before, came = _held.set({}), _came.set({})
    try:
        yield
    finally:
        _held.reset(before)
        _came.reset(came)


def open_with(key: bytes, owner: str, sealed: bytes, place: str) -> bytes:
    """As `open_for`, with a key from `keys_of`."""
    return open_(key, sealed, f"{owner}/{place}")


def seal_with(key: bytes, owner: str, plain: bytes, place: str) -> bytes:
    """As `seal_for`, with a key from `keys_of`, for many at once."""
    return seal(key, plain, f"{owner}/{place}")


def shred(owner: str) -> None:
    """Take an owner's key away for good: what was sealed for them can never be read again, in no backup made later."""
    DataKey.objects.filter(owner=owner).delete()
    _unwrapped.cache_clear()
    for kept in (_held.get(), _came.get()):
        if kept is not None:
            kept.pop(owner, None)


def rotate(batch: int = 200) -> int:
    """Wrap every data key with a new master key while others go on working; returns how many were wrapped anew.

    Stopped half-way, nothing is lost: each key opens with the master it names, and the next rotation takes the rest.
    """
    from waymark.site.configuration import configuration

    new_master(configuration().keys)
    return rewrap(batch)


def rewrap(batch: int = 200) -> int:
    """Wrap with the current master whatever an older one still wraps."""
    from django.db import transaction

    forget_keys()
    done = 0
    while True:
        with transaction.atomic():
            rows = list(DataKey.objects.exclude(master=ring().current).select_for_update()[:batch])
            for row in rows:
                plain = unwrap(ring(), row.master, bytes(row.wrapped), row.owner)
                row.master, row.wrapped = wrap(ring(), plain, row.owner)
                row.save(update_fields=["master", "wrapped"])
        done += len(rows)
        if len(rows) < batch:
            return done


def forget_keys() -> None:
    """Read the key ring anew, as after a rotation or a restore."""
    ring.cache_clear()
    _unwrapped.cache_clear()


def _key(owner: str) -> bytes:
    return keys_of([owner])[owner]


def _kept(owners: list[str]) -> list[tuple[str, str, bytes]]:
    """Owner, master and wrapped key of those that have one."""
    if not owners:
        return []
    return _question(len(owners)).rows(connected(), owners)


@lru_cache(maxsize=64)
def _question(owners: int) -> Statement:
    return Statement(f"SELECT owner, master, wrapped FROM {_TABLE} WHERE owner IN ({', '.join(['%s'] * owners)})")


def key_lost(owner: str) -> KeyLost:
    """What to raise for an owner who has no key."""
    return KeyLost(_GONE.format(owner=owner))


def unwrapped(owner: str, master: str, wrapped: bytes) -> bytes:
    """A data key as its row keeps it, for lists that bring it along. Raises KeyLost."""
    return _unwrapped(master, wrapped, owner)


@lru_cache(maxsize=4096)
def _unwrapped(master: str, wrapped: bytes, owner: str) -> bytes:
    if master not in ring().masters:
        # Another process may have rotated since this one read the ring.
        ring.cache_clear()
    return unwrap(ring(), master, wrapped, owner)
