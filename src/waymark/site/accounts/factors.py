"""Second factors: added, used, taken away; each with its audit row."""

import hmac
import secrets
import time
from hashlib import sha256
from typing import Any

import msgspec
from django.db import transaction
from django.utils import timezone

from waymark.site.accounts import passkeys, totp
from waymark.site.accounts.models import SecondFactor, User, public_id
from waymark.site.accounts.refused import Refused
from waymark.site.audit.record import NO_PROGRAMME, note
from waymark.site.keys.ring import ring
from waymark.site.keys.vault import open_for, seal_for

__all__ = [
    "Secret",
    "add_app",
    "add_passkey",
    "factors_of",
    "has_second_factor",
    "new_recovery_codes",
    "passkeys_of",
    "prove_by_code",
    "prove_by_passkey",
    "remove_factor",
    "secret_of",
]

RECOVERY_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class Secret(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is sealed of a second factor. `name`: what its owner calls it."""

    name: str = ""
    app: str = ""
    credential: bytes = b""
    code_hash: str = ""


def has_second_factor(user: User) -> bool:
    """Whether there is one that recovery codes only stand in for."""
    return user.second_factors.exclude(kind="recovery").exists()


def factors_of(user: User) -> list[SecondFactor]:
    """The app and the passkeys, in the order they were added."""
    return list(user.second_factors.exclude(kind="recovery").order_by("pk"))


def recovery_codes_left(user: User) -> int:
    return int(user.second_factors.filter(kind="recovery", used_at__isnull=True).count())


def secret_of(factor: SecondFactor) -> Secret:
    """Opened with the key of its owner."""
    plain = open_for(factor.user.owner, bytes(factor.sealed), f"second factor {factor.public_id}")
    return msgspec.json.decode(plain, type=Secret)


@transaction.atomic
def add_app(*, user: User, secret: str, code: str) -> list[str]:
    """Take an app into use once it has shown that it works. Returns recovery codes if these are the first.

    Raises Refused.
    """
    step = totp.step_of(secret, code, time.time())
    if step is None:
        raise Refused("accounts.code_wrong")
    if user.second_factors.filter(kind="app").exists():
        raise Refused("accounts.app_already")
    _add(user, "app", Secret(app=secret), step)
    return _first_codes(user)


@transaction.atomic
def add_passkey(*, user: User, name: str, host: str, state: dict[str, Any] | None, answer: str) -> list[str]:
    """Take a passkey into use. Returns recovery codes if these are the first. Raises Refused."""
    try:
        passkey = passkeys.made(host, state, answer)
    except passkeys.NotProved:
        raise Refused("accounts.passkey_wrong") from None
    _add(user, "passkey", Secret(name=name, credential=passkey.credential), passkey.count)
    return _first_codes(user)


@transaction.atomic
def new_recovery_codes(*, user: User) -> list[str]:
    """Ten codes that each work once; earlier ones work no more. Raises Refused where there is nothing to recover."""
    if not has_second_factor(user):
        raise Refused("accounts.no_factor_yet")
    user.second_factors.filter(kind="recovery").delete()
    codes = [_new_code() for _ in range(RECOVERY_CODES)]
    for code in codes:
        _store(user, "recovery", Secret(code_hash=_code_hash(user, code)), 0)
    _noted(user, "accounts.new_recovery_codes")
    return codes


@transaction.atomic
def remove_factor(*, user: User, factor: SecondFactor, needed: bool) -> None:
    """Take one away; the last one takes the recovery codes along. Raises Refused for the last one of staff."""
    others = user.second_factors.select_for_update().exclude(kind="recovery").exclude(pk=factor.pk)
    if needed and not others.exists():
        raise Refused("accounts.last_factor")
    target = factor.public_id
    if not others.exists():
        user.second_factors.filter(kind="recovery").delete()
    factor.delete()
    _noted(user, "accounts.remove_factor", target=target)


def remove_all(*, user: User, by: str) -> None:
    """Take away all of them; within the transaction of who decided it."""
    for factor in factors_of(user):
        note("accounts.remove_factor", chain=NO_PROGRAMME, actor=by, target=factor.public_id, basis="fresh start")
    user.second_factors.all().delete()


@transaction.atomic
def prove_by_code(*, user: User, code: str) -> str | None:
    """By an app's code or a recovery code, each good for one time; returns which, or None."""
    app = user.second_factors.filter(kind="app").first()
    if app is not None:
        step = totp.step_of(secret_of(app).app, code, time.time(), after=app.counter)
        # Two who send the same code at once: the database lets one of them in.
        if step is not None and _used(app, counter__lt=step, counter=step):
            return "app"
    wanted = _code_hash(user, code)
    for one in user.second_factors.filter(kind="recovery", used_at__isnull=True):
        if hmac.compare_digest(secret_of(one).code_hash, wanted) and _used(one, used_at__isnull=True):
            _noted(user, "accounts.use_recovery_code", target=one.public_id)
            return "recovery"
    return None


def passkeys_of(user: User) -> list[tuple[SecondFactor, passkeys.Passkey]]:
    """The passkeys as the browser is asked for them."""
    found = user.second_factors.filter(kind="passkey").order_by("pk")
    return [(one, passkeys.Passkey(secret_of(one).credential, one.counter)) for one in found]


@transaction.atomic
def prove_by_passkey(*, user: User, host: str, state: dict[str, Any] | None, answer: str) -> str | None:
    """By a passkey; returns which kind, or None."""
    held = passkeys_of(user)
    try:
        place, count = passkeys.proved(host, state, [passkey for _, passkey in held], answer)
    except passkeys.NotProved:
        return None
    factor = held[place][0]
    return "passkey" if _used(factor, counter=count, counter__lte=count) else None


def _used(factor: SecondFactor, counter: int | None = None, **still: Any) -> bool:
    changed: dict[str, Any] = {"used_at": timezone.now()}
    if counter is not None:
        changed["counter"] = counter
    return bool(SecondFactor.objects.filter(pk=factor.pk, **still).update(**changed))


def _add(user: User, kind: str, secret: Secret, counter: int) -> None:
    factor = _store(user, kind, secret, counter)
    note("accounts.add_factor", chain=NO_PROGRAMME, actor=user.public_id, target=factor.public_id, basis=kind)


def _store(user: User, kind: str, secret: Secret, counter: int) -> SecondFactor:
    factor = SecondFactor(public_id=public_id(), user=user, kind=kind, counter=counter, made_at=timezone.now())
    factor.sealed = seal_for(user.owner, msgspec.json.encode(secret), f"second factor {factor.public_id}")
    factor.save(force_insert=True)
    return factor


def _first_codes(user: User) -> list[str]:
    return [] if user.second_factors.filter(kind="recovery").exists() else new_recovery_codes(user=user)


def _new_code() -> str:
    letters = "".join(secrets.choice(_LETTERS) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def _code_hash(user: User, code: str) -> str:
    plain = "".join(sign for sign in code.casefold() if sign.isalnum())
    return hmac.new(ring().index, f"recovery\0{user.public_id}\0{plain}".encode(), sha256).hexdigest()


def _noted(user: User, action: str, target: str = "") -> None:
    note(action, chain=NO_PROGRAMME, actor=user.public_id, target=target)
