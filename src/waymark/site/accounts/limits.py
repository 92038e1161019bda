"""How often something may be tried: counted in the database, so that several processes count together.

An account that does not exist is counted like one that does: being told to wait tells nothing. A browser that signed in
before is counted apart: somebody else's tries from elsewhere do not keep its owner out.
"""

import hmac
from datetime import timedelta
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Network, ip_address

import msgspec
from django.core import signing
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from waymark.site.accounts.models import Tries
from waymark.site.configuration import configuration
from waymark.site.keys.ring import ring

__all__ = [
    "ADDRESS",
    "LINK",
    "NAME",
    "PASSWORD",
    "SECOND",
    "Limit",
    "address_of",
    "forgive",
    "known_here",
    "line_of",
    "spend",
]

_COOKIE = "waymark-known"
_COOKIE_DAYS = 90
_MOST_KNOWN = 20


class Limit(msgspec.Struct, frozen=True):
    """`most` tries within `minutes`."""

    name: str
    most: int
    minutes: int


# Project defaults.
NAME = Limit("sign-in name", 10, 15)
ADDRESS = Limit("address", 100, 15)
SECOND = Limit("second factor", 10, 15)
PASSWORD = Limit("own password", 10, 15)
LINK = Limit("link", 20, 15)


@transaction.atomic
def spend(*counted: tuple[Limit, str]) -> tuple[int, bool]:
    """Count one try for each; returns (minutes to wait, 0: go on; whether this is the first too many)."""
    now, wait, first = timezone.now(), 0, False
    # Always in the same order, so that two processes never wait for each other.
    for limit, who in sorted(counted, key=lambda one: _bucket(*one)):
        window = timedelta(minutes=limit.minutes)
        row, _ = Tries.objects.select_for_update().get_or_create(bucket=_bucket(limit, who), defaults={"since": now})
        if row.since <= now - window:
            row.since, row.count = now, 0
        row.count += 1
        row.save(update_fields=["since", "count"])
        if row.count > limit.most:
            wait = max(wait, 1 + int((row.since + window - now).total_seconds()) // 60)
            first = first or row.count == limit.most + 1
    return wait, first


def forgive(*counted: tuple[Limit, str]) -> None:
    """It was the right one: this try does not count."""
    for limit, who in counted:
        Tries.objects.filter(bucket=_bucket(limit, who), count__gt=0).update(count=F("count") - 1)


def clear_old() -> None:
    """Take away what counts no more."""
    Tries.objects.filter(since__lt=timezone.now() - timedelta(days=1)).delete()


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; behind our own proxy, what that proxy saw."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if configuration().production and address in ("127.0.0.1", "::1"):
        address = str(request.META.get("HTTP_X_FORWARDED_FOR", address)).rpartition(",")[2].strip()
    return line_of(address)


def line_of(address: str) -> str:
    """The line that an address stands for: without its port, and of IPv6 the half that a house is given. Whoever has
    one line has all addresses of the other half."""
    bare = address[1:].partition("]")[0] if address.startswith("[") else address
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ip_address(bare)
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or IPv6Network((found, 64), strict=False))


def known_here(request: HttpRequest, name: str) -> str:
    """What tries of this name are counted under: apart for a browser that this name signed in from before."""
    mark = _mark(name)
    return f"{name} known" if mark in _known(request) else name


def remember_here(request: HttpRequest, response: HttpResponse, name: str) -> None:
    """This browser has signed in with this name. The cookie holds keyed hashes, and signs nobody in."""
    marks = [_mark(name), *(mark for mark in _known(request) if mark != _mark(name))][:_MOST_KNOWN]
    response.set_cookie(
        _COOKIE,
        signing.dumps(marks, salt=_COOKIE),
        max_age=_COOKIE_DAYS * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=configuration().production,
        path="/sign-in",
    )


def _known(request: HttpRequest) -> list[str]:
    try:
        found = signing.loads(request.COOKIES.get(_COOKIE, ""), salt=_COOKIE, max_age=_COOKIE_DAYS * 24 * 3600)
    except signing.BadSignature:
        return []
    return [str(mark) for mark in found]


def _mark(name: str) -> str:
    return _hashed("known", name)[:20]


def _bucket(limit: Limit, who: str) -> str:
    return _hashed(limit.name, who)


def _hashed(kind: str, text: str) -> str:
    return hmac.new(ring().index, f"tries\0{kind}\0{text}".encode(), sha256).hexdigest()
