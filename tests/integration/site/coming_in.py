"""How tests come in by the door: name, password, code; and a passkey made of software."""

import hashlib
import json
import os
import re
import time

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from tests.integration.site.people_there import PASSWORD
from waymark.site.accounts import totp
from waymark.site.accounts.factors import add_app
from waymark.site.accounts.models import User

__all__ = ["SoftPasskey", "asked", "code_of", "give_app", "sign_in"]

FLAG = AuthenticatorData.FLAG


def give_app(user: User, ago: int = 10) -> tuple[str, list[str]]:
    """An app for an account, taken into use some time ago: (its secret, the recovery codes)."""
    secret = totp.new_secret()
    real = time.time
    time.time = lambda: real() - ago * totp.STEP
    try:
        return secret, add_app(user=user, secret=secret, code=code_of(secret))
    finally:
        time.time = real


def code_of(secret: str, later: int = 0) -> str:
    """What the app shows now, or some steps later."""
    return totp.code_at(secret, int(time.time()) // totp.STEP + later)


def sign_in(name: str, secret: str | None = None, password: str = PASSWORD, client: Client | None = None) -> Client:
    """A browser that came in by the door."""
    browser = client or Client()
    browser.post("/sign-in", {"name": name, "password": password})
    if secret is not None:
        browser.post("/sign-in/second", {"code": code_of(secret)})
    return browser


def asked(page: bytes) -> dict[str, object]:
    """What a page asks of a passkey."""
    found = re.search(r'data-asked="([^"]*)"', page.decode())
    assert found, page.decode()
    plain = found[1].replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&")
    return dict(json.loads(plain)["publicKey"])


class SoftPasskey:
    """A passkey that a test holds in its hand."""

    def __init__(self, origin: str = "http://localhost") -> None:
        self.origin, self.count = origin, 0
        self.id, self.key = os.urandom(16), ec.generate_private_key(ec.SECP256R1())

    def make(self, wanted: dict[str, object]) -> str:
        """The answer to being asked for a new one."""
        held = AttestedCredentialData.create(Aaguid.NONE, self.id, ES256.from_cryptography_key(self.key.public_key()))
        data = AuthenticatorData.create(self._site(), FLAG.UP | FLAG.UV | FLAG.AT, self.count, held)
        client = CollectedClientData.create("webauthn.create", str(wanted["challenge"]), self.origin)
        told = AttestationObject.create("none", data, {})
        return self._answer({"clientDataJSON": websafe_encode(client), "attestationObject": websafe_encode(told)})

    def show(self, wanted: dict[str, object]) -> str:
        """The answer to being asked to prove itself."""
        self.count += 1
        data = AuthenticatorData.create(self._site(), FLAG.UP | FLAG.UV, self.count)
        client = CollectedClientData.create("webauthn.get", str(wanted["challenge"]), self.origin)
        signature = self.key.sign(data + client.hash, ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": websafe_encode(client),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
            }
        )

    def _site(self) -> bytes:
        return hashlib.sha256(b"localhost").digest()

    def _answer(self, response: dict[str, str]) -> str:
        name = websafe_encode(self.id)
        told = {"id": name, "rawId": name, "type": "public-key", "response": response, "clientExtensionResults": {}}
        return json.dumps(told)
