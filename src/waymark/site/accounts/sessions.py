"""Sessions in rows: found by a keyed hash of the cookie, sealed, ended at once from anywhere by taking the row away."""

import hmac
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.db.models import FilteredRelation, QuerySet
from django.utils import timezone

from waymark.site.access.acting import held_at
from waymark.site.accounts.models import Membership, SignedIn, User
from waymark.site.configuration import configuration
from waymark.site.keys.keyed import keyed
from waymark.site.keys.ring import ring
from waymark.site.keys.seal import Broken, open_, seal
from waymark.site.prepared import Places, Prepared

__all__ = ["IDLE", "SessionStore", "end_sessions", "lapsed", "stay"]

# In the session: after how many minutes without a click it ends, where that is not what staff have.
IDLE = "idle minutes"
_ENDS = "ends"
# A row is kept this long after its end, so that what is sent too late still finds whose it was.
_KEPT = timedelta(days=1)
# How old the last click may be before it is written down anew: reading must not write each time.
_GRAIN = timedelta(minutes=1)
# What hardly a page asks of an account or a session; who wants it gets it by a question of its own.
_SELDOM = ("public_id", "began_at", "user__last_login", "user__sealed_email", "user__made_at")


def _living(at: Places) -> QuerySet[SignedIn]:
    """A session that has not ended, once for each membership of its account; at least once."""
    held = FilteredRelation("user__memberships", condition=held_at(at.moment("now"), "user__memberships__"))
    found = SignedIn.objects.filter(key_hash=at.text("key"), expire_date__gt=at.moment("now")).annotate(held=held)
    found = found.select_related("user", "held__programme").order_by("held__pk")
    return found.defer(*_SELDOM)


_LIVING = Prepared(_living)


class SessionStore(SessionBase):
    """Django's sessions over our rows."""

    # The session as it was found, with its account; and what that may act as now.
    row: SignedIn | None = None
    held: Sequence[Membership] = ()

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing when it has ended."""
        found = _LIVING.all(key=_hashed(str(self.session_key)), now=timezone.now())
        if not found:
            self._session_key = None
            return {}
        self.row = found[0]
        self.held = [one.held for one in found if hasattr(one, "held")]
        return _opened(found[0])

    def exists(self, session_key: str) -> bool:
        return SignedIn.objects.filter(key_hash=_hashed(session_key)).exists()

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Raises UpdateError when the session was ended in the meantime."""
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)
        now = timezone.now()
        ends = data.setdefault(_ENDS, (now + timedelta(seconds=settings.SESSION_COOKIE_AGE)).isoformat())
        key_hash = _hashed(str(self.session_key))
        held = {
            "user_id": int(data[SESSION_KEY]) if SESSION_KEY in data else None,
            "sealed": seal(_key(), json.dumps(data).encode(), f"session {key_hash}"),
            "seen_at": now,
            "expire_date": _end(data, now, datetime.fromisoformat(ends)),
        }
        if must_create:
            try:
                with transaction.atomic():
                    SignedIn.objects.create(key_hash=key_hash, began_at=now, **held)
            except IntegrityError:
                raise CreateError from None
        elif not SignedIn.objects.filter(key_hash=key_hash).update(**held):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            SignedIn.objects.filter(key_hash=_hashed(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        SignedIn.objects.filter(expire_date__lt=timezone.now() - _KEPT).delete()


def stay(session: SessionStore) -> None:
    """Somebody clicked: the session begins to be idle anew."""
    row, now = session.row, timezone.now()
    if row is not None and row.seen_at < now - _GRAIN:
        data = _opened(row)
        end = _end(data, now, datetime.fromisoformat(data[_ENDS]))
        SignedIn.objects.filter(pk=row.pk).update(seen_at=now, expire_date=end)


def lapsed(session_key: str) -> SignedIn | None:
    """The session of somebody that has ended by itself."""
    ended = SignedIn.objects.filter(
        key_hash=_hashed(session_key), expire_date__lte=timezone.now(), user__is_active=True
    )
    return ended.select_related("user").first()


def end_sessions(user: User, *, besides: str | None = None) -> int:
    """End every session of an account, besides the one with this cookie; returns how many."""
    rows = SignedIn.objects.filter(user=user)
    if besides is not None:
        rows = rows.exclude(key_hash=_hashed(besides))
    return int(rows.delete()[0])


def browser_of(row: SignedIn) -> str:
    """Which browser a session belongs to, as it said itself."""
    return str(_opened(row).get("browser", ""))


def is_here(row: SignedIn, session_key: str | None) -> bool:
    """Whether a row is the session with this cookie."""
    return session_key is not None and hmac.compare_digest(row.key_hash, _hashed(session_key))


def _end(data: dict[str, Any], now: datetime, ends: datetime) -> datetime:
    minutes = data.get(IDLE) or configuration().idle_minutes
    return min(now + timedelta(minutes=minutes), ends)


def _opened(row: SignedIn) -> dict[str, Any]:
    try:
        found = json.loads(open_(_key(), bytes(row.sealed), f"session {row.key_hash}"))
    except Broken:
        # The keys were changed, or the row was: nobody is signed in by it.
        return {}
    return found if isinstance(found, dict) else {}


def _hashed(session_key: str) -> str:
    return keyed(ring().web, f"session\0{session_key}".encode()).hex()


def _key() -> bytes:
    return keyed(ring().web, b"seals sessions")
