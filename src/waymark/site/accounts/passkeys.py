"""Passkeys (WebAuthn), through the fido2 library: what to ask of the browser, and whether what it answers is true."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import msgspec
from fido2.rpid import verify_rp_id
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

__all__ = ["NotProved", "Passkey", "ask_for", "ask_to_make", "made", "proved"]

_NAME = "Waymark"


class NotProved(Exception):
    """What the browser sent is no answer to what was asked."""


class Passkey(msgspec.Struct, frozen=True):
    """A passkey as it is kept: its id and public key, and how often it was used."""

    credential: bytes
    count: int


def ask_to_make(host: str, user_id: str, held: Sequence[bytes]) -> tuple[str, dict[str, Any]]:
    """(what the browser is asked, what to remember until it answers). The passkey learns no name of anybody."""
    asked, state = _server(host).register_begin(
        user=PublicKeyCredentialUserEntity(id=user_id.encode(), name=_NAME, display_name=_NAME),
        credentials=[AttestedCredentialData(one) for one in held],
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return json.dumps(dict(asked)), state


def made(host: str, state: dict[str, Any] | None, answer: str) -> Passkey:
    """The new passkey. Raises NotProved."""
    try:
        data = _server(host).register_complete(state, json.loads(answer))
        return Passkey(bytes(_credential(data.credential_data)), data.counter)
    except Exception as error:
        # A stranger's bytes may break their reader in any way there is; all of them mean the same.
        raise NotProved(type(error).__name__) from None


def ask_for(host: str, held: Sequence[bytes]) -> tuple[str, dict[str, Any]]:
    """(what the browser is asked, what to remember until it answers)."""
    asked, state = _server(host).authenticate_begin(
        credentials=[AttestedCredentialData(one) for one in held],
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return json.dumps(dict(asked)), state


def proved(host: str, state: dict[str, Any] | None, held: Sequence[Passkey], answer: str) -> tuple[int, int]:
    """(which of the held ones it was, its new count). Raises NotProved, also for a passkey that was copied."""
    try:
        given = json.loads(answer)
        credentials = [AttestedCredentialData(one.credential) for one in held]
        used = _server(host).authenticate_complete(state, credentials, given)
        count = AuthenticationResponse.from_dict(given).response.authenticator_data.counter
        place = next(i for i, one in enumerate(credentials) if one.credential_id == used.credential_id)
    except Exception as error:
        raise NotProved(type(error).__name__) from None
    if (count or held[place].count) and count <= held[place].count:
        raise NotProved("its count went back: there is a copy of it")
    return place, count


def _credential(found: AttestedCredentialData | None) -> AttestedCredentialData:
    if found is None:
        raise NotProved("no key came along")
    return found


def _server(host: str) -> Fido2Server:
    name = host.partition(":")[0]
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=name, name=_NAME), verify_origin=lambda origin: _ours(name, origin)
    )


def _ours(name: str, origin: str) -> bool:
    """Browsers hold their own machine for safe without https, and so do we."""
    parts = urlsplit(origin)
    if name == "localhost" and parts.scheme == "http":
        return parts.hostname == "localhost"
    return verify_rp_id(name, origin)
