"""Public questionnaires by name: address and hash in an index, fetched and checked before anything of them is read."""

import hashlib
import http.client
import time
import urllib.error
import urllib.request
from importlib.resources import files
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import msgspec

from waymark.exchange.questionnaires.notes import QuestionnaireError

__all__ = ["Known", "KnownFile", "fetch", "read_index"]

# Seconds without a sign, and in all.
TIMEOUT = 20.0
LONGEST = 120.0
MOST_BYTES = 16_000_000


class KnownFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file: its address (a path beside the index, or https) and the hash of its bytes."""

    address: str
    sha256: str


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One questionnaire with the value sets it needs. `licence`: of the place it is published in."""

    instrument: str
    language: str
    source: str
    licence: str
    file: KnownFile
    valuesets: tuple[KnownFile, ...] = ()


def read_index(path: Path | None) -> dict[str, Known]:
    """The index by name: the library's own, or a site's. Raises QuestionnaireError."""
    try:
        raw = path.read_bytes() if path else files(__package__).joinpath("known.json").read_bytes()
        return msgspec.json.decode(raw, type=dict[str, Known])
    except OSError as error:
        raise QuestionnaireError(f"{path}: the index cannot be read ({error.strerror}); check the name") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise QuestionnaireError(f"{path}: this is no index of questionnaires ({error})") from None


def fetch(known: KnownFile, beside: Path | None) -> bytes:
    """The bytes of a file whose hash is right. `beside`: the folder of the index, for addresses that are paths."""
    raw = _read(known.address, beside)
    found = hashlib.sha256(raw).hexdigest()
    if found != known.sha256:
        raise QuestionnaireError(
            f"{known.address}: the file is not the one that was checked (sha256 {found[:12]}… in place of "
            f"{known.sha256[:12]}…); nothing of it was read"
        )
    return raw


def _read(address: str, beside: Path | None) -> bytes:
    parts = urlsplit(address)
    local = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.scheme == "https" or local:
        return _download(address)
    if parts.scheme:
        raise QuestionnaireError(f"{address}: only https addresses and paths beside the index are read")
    try:
        return ((beside or Path()) / address).read_bytes()
    except OSError as error:
        raise QuestionnaireError(f"{address}: cannot be read ({error.strerror})") from None


def _pieces(answer: IO[bytes]) -> bytes:
    """The whole answer, unless it is too large or never ends."""
    end = time.monotonic() + LONGEST
    found = bytearray()
    while piece := answer.read(65536):
        found += piece
        if len(found) > MOST_BYTES:
            break
        if time.monotonic() > end:
            raise TimeoutError(f"not finished after {LONGEST:.0f} seconds")
    return bytes(found)


def _download(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=TIMEOUT) as answer:
            raw = _pieces(answer)
    except urllib.error.HTTPError as error:
        error.close()
        raise QuestionnaireError(f"{address}: the server says {error.code} {error.reason}; it may have moved") from None
    except (OSError, ValueError, http.client.HTTPException) as error:
        why = getattr(error, "reason", error)
        raise QuestionnaireError(
            f"{address}: cannot be fetched ({why}); without a network, install a file "
            f"with “waymark instruments install FILE”"
        ) from None
    if len(raw) > MOST_BYTES:
        raise QuestionnaireError(f"{address}: larger than {MOST_BYTES} bytes, which no questionnaire is")
    return raw
