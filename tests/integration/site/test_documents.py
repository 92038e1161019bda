"""Documents: what they are is found by looking; a lie is refused; handed out to be saved, never to be shown as ours."""

import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.integration.site.people_there import There
from waymark.site.documents.media import media_of
from waymark.site.documents.models import Document


def _png() -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")
    )


PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 40 + b"\xff\xd9"
GOOD = [("letter.pdf", PDF), ("scan.png", _png()), ("photo.JPG", JPEG), ("nota ñ.txt", "Señora, mañana".encode())]


def send(there: There, name: str, content: bytes, kind: str = "letter"):  # type: ignore[no-untyped-def]
    address = f"/people/{there.here.somebody.public_id}/documents/add"
    return there.client("counsellor").post(address, {"kind": kind, "file": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize(("name", "content"), GOOD)
def test_what_is_kept_comes_back_to_the_byte_and_only_to_be_saved(there: There, name: str, content: bytes) -> None:
    assert send(there, name, content).status_code == 302
    kept = Document.objects.latest("pk")
    for part in (content[:20], name.encode()):
        assert part not in bytes(kept.sealed)
        assert part not in bytes(kept.sealed_name)
    client = there.client("counsellor")
    base = f"/people/{there.here.somebody.public_id}/documents"
    assert name in client.get(base).content.decode()
    answer = client.get(f"{base}/{kept.public_id}")
    assert answer.content == content
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == media_of(content)
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("letter.pdf", _png(), "which is PNG"),
        ("photo.png", b"<html><script>alert(1)</script></html>", "which is TXT"),
        ("letter.pdf", b"MZ\x90\0program", "no PDF, PNG, JPEG or plain text inside"),
        ("letter.pdf", b"%PDF-1.7 cut off", "which is TXT"),
        ("letter.txt", b"\x00\x01\x02", "no PDF, PNG, JPEG or plain text inside"),
        ("page.html", b"plain words", "does not fit"),
        ("letter.pdf\u202etxt.exe", PDF, "does not fit"),
        ("empty.txt", b"", "empty"),
        ("big.txt", b"a" * (10 * 1024 * 1024 + 1), "more than 10 MB"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(there: There, name: str, content: bytes, says: str) -> None:
    before = Document.objects.count()
    answer = send(there, name, content, "court")
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert Document.objects.count() == before
    assert 'value="court" id="id_kind_2"' in answer.content.decode().replace("required ", "")


def test_a_document_is_taken_back_and_not_handed_out_any_more(there: There) -> None:
    person = there.here.somebody
    base, kept = f"/people/{person.public_id}/documents", person.documents.get()
    client = there.client("counsellor")
    assert "Nobody can open it any more" in client.get(f"{base}/{kept.public_id}/withdraw").content.decode()
    assert client.post(f"{base}/{kept.public_id}/withdraw").status_code == 302
    assert client.get(f"{base}/{kept.public_id}").status_code == 404
    page = client.get(base).content.decode()
    assert "taken back" in page
    assert f"{base}/{kept.public_id}" not in page


def test_the_person_reads_their_letters_and_adds_none(there: There) -> None:
    base = f"/people/{there.here.somebody.public_id}/documents"
    client = there.client("person")
    page = client.get(base).content.decode()
    assert "letter.txt" in page
    assert "withdraw" not in page
    assert f"{base}/add" not in page
    assert client.get(f"{base}/add").status_code == 404
    assert there.client("peer").get(base).status_code == 404


def test_no_file_at_all_is_asked_for(there: There) -> None:
    address = f"/people/{there.here.somebody.public_id}/documents/add"
    answer = there.client("counsellor").post(address, {"kind": "letter"})
    assert answer.status_code == 422
    assert "Please choose a file." in answer.content.decode()
