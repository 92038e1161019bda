"""Codes of an app, as RFC 6238 has them: six digits, every thirty seconds, SHA-1, which is what apps can do."""

import base64
import hmac
import secrets
from hashlib import sha1
from urllib.parse import quote, urlencode

__all__ = ["STEP", "code_at", "new_secret", "setup_address", "step_of"]

STEP = 30
_DIGITS = 6
# Clocks of telephones go wrong: the code before and the code after are taken too.
_TOLERANCE = 1


def new_secret() -> str:
    """160 random bits, as apps want them typed."""
    return base64.b32encode(secrets.token_bytes(20)).decode("ascii")


def code_at(secret: str, step: int) -> str:
    """The code of one time step."""
    digest = hmac.new(base64.b32decode(secret), step.to_bytes(8, "big"), sha1).digest()
    place = digest[-1] & 0x0F
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**_DIGITS:0{_DIGITS}}"


def step_of(secret: str, code: str, seconds: float, after: int = 0) -> int | None:
    """The time step a code belongs to, later than `after`; None when it is wrong, too old, or was used already."""
    plain = "".join(code.split())
    if not (plain.isascii() and plain.isdigit()):
        return None
    now = int(seconds) // STEP
    for step in range(now - _TOLERANCE, now + _TOLERANCE + 1):
        if step > after and hmac.compare_digest(code_at(secret, step), plain):
            return step
    return None


def setup_address(secret: str, account: str, issuer: str) -> str:
    """What an app reads from the picture."""
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{urlencode({'secret': secret, 'issuer': issuer})}"
