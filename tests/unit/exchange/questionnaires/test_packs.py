"""Packs: official words by our item ids, kept whole, found again, never exchanged unasked."""

import hashlib
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.unit.exchange.questionnaires.built import dast, install, phq
from waymark.exchange.questionnaires.known import Known, KnownFile, fetch, read_index
from waymark.exchange.questionnaires.notes import QuestionnaireError
from waymark.exchange.questionnaires.packs import Pack
from waymark.exchange.questionnaires.shelf import kept_packs, pack_for, put, take_away


def test_a_pack_says_where_its_words_come_from() -> None:
    form = phq(copyright="(c) somebody,\nverbatim")
    pack = install(form)
    assert pack.name == "phq9.en"
    assert pack.copyright == "(c) somebody,\nverbatim"
    assert pack.licence_class == "FREE"
    assert pack.origin.sha256 == hashlib.sha256(json.dumps(form).encode()).hexdigest()
    assert pack.items["item_9"].text == {"en": "made up: dead"}
    assert pack.items["item_9"].stem == {"en": "made up: the last two weeks"}
    assert msgspec.json.decode(msgspec.json.encode(pack), type=Pack) == pack


def test_the_opposite_question_keeps_its_words_and_turns_its_values() -> None:
    options = install(dast("Are you unable to stop?")).items["item_3"].options
    assert {option.text["en"]: option.value for option in options} == {"No": 1.0, "Yes": 0.0}


def test_a_bare_yes_or_no_gets_its_words_and_the_right_value() -> None:
    form = dast("Are you unable to stop?")
    for item in form["item"]:
        item["type"] = "boolean"
        del item["answerOption"]
    pack = install(form)
    assert {option.text["en"]: option.value for option in pack.items["item_3"].options} == {"No": 1.0, "Yes": 0.0}
    assert {option.text["en"]: option.value for option in pack.items["item_1"].options} == {"No": 0.0, "Yes": 1.0}
    with pytest.raises(QuestionnaireError, match="language “fi”"):
        install({**form, "language": "fi"})


def test_a_pack_is_kept_once_and_replaced_only_when_asked(tmp_path: Path) -> None:
    pack, other = install(phq()), install(phq(title="PHQ-9 again"))
    assert put(tmp_path / "packs", pack)
    assert not put(tmp_path / "packs", pack)
    with pytest.raises(QuestionnaireError, match="add --replace"):
        put(tmp_path / "packs", other)
    assert put(tmp_path / "packs", other, replace=True)
    assert [one.title for one in kept_packs(tmp_path / "packs")] == ["PHQ-9 again"]
    assert not take_away(tmp_path / "packs", "../packs/phq9.en")
    assert take_away(tmp_path / "packs", "phq9.en")
    assert kept_packs(tmp_path / "packs") == []


def test_another_language_stands_beside(tmp_path: Path) -> None:
    put(tmp_path, install(phq()))
    put(tmp_path, install(phq(language="es")))
    packs = kept_packs(tmp_path)
    assert [pack.name for pack in packs] == ["phq9.en", "phq9.es"]
    found = pack_for(packs, "phq9", "es")
    assert found is not None
    assert found.languages == ("es",)
    assert pack_for(packs, "phq9", "de") is None


def test_translations_in_the_file_become_languages_of_the_pack() -> None:
    form = phq()
    address = "http://hl7.org/fhir/StructureDefinition/translation"

    def translated(words: str) -> dict[str, object]:
        inner = [{"url": "lang", "valueCode": "es"}, {"url": "content", "valueString": f"es {words}"}]
        return {"extension": [{"url": address, "extension": inner}]}

    for item in form["item"]:
        item["_text"] = translated(item["text"])
        for option in item.get("answerOption", ()):
            option["valueCoding"]["_display"] = translated(option["valueCoding"]["display"])
    pack = install(form)
    assert pack.languages == ("en", "es")
    assert pack.items["item_1"].text["es"] == "es made up: interest"
    del form["item"][3]["_text"]
    assert install(form).languages == ("en",)


def test_a_damaged_pack_is_refused_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "phq9.en.json").write_text('{"format": "waymark.pack/1"}')
    with pytest.raises(QuestionnaireError, match=r"phq9\.en\.json: cannot be read as a content pack"):
        kept_packs(tmp_path)


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path != "/form.json":
            self.send_error(404)
            return
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"here": "it is"}')

    def log_message(self, *_: object) -> None:
        """Silence."""


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a server of our own on this machine."""
    found = http.server.HTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=found.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{found.server_port}"
    found.shutdown()
    thread.join()
    found.server_close()


RIGHT = hashlib.sha256(b'{"here": "it is"}').hexdigest()


def test_a_fetched_file_is_read_only_when_its_hash_is_right(server: str) -> None:
    assert fetch(KnownFile(f"{server}/form.json", RIGHT), None) == b'{"here": "it is"}'
    with pytest.raises(QuestionnaireError, match="not the one that was checked"):
        fetch(KnownFile(f"{server}/form.json", "0" * 64), None)
    with pytest.raises(QuestionnaireError, match="the server says 404"):
        fetch(KnownFile(f"{server}/other.json", RIGHT), None)


def test_without_a_server_one_sentence_says_so(server: str) -> None:
    with pytest.raises(QuestionnaireError, match=r"cannot be fetched .*without a network"):
        fetch(KnownFile("http://127.0.0.1:9/form.json", RIGHT), None)
    for address in ("http://example.org/x", "file:///etc/hosts", "ftp://127.0.0.1/x"):
        with pytest.raises(QuestionnaireError, match="only https"):
            fetch(KnownFile(address, RIGHT), None)


def test_an_address_may_be_a_path_beside_the_index(tmp_path: Path) -> None:
    (tmp_path / "form.json").write_bytes(b'{"here": "it is"}')
    entry = Known("phq9", "en", "ours", "CC0-1.0", KnownFile("form.json", RIGHT))
    (tmp_path / "index.json").write_bytes(msgspec.json.encode({"mine": entry}))
    index = read_index(tmp_path / "index.json")
    assert fetch(index["mine"].file, tmp_path) == b'{"here": "it is"}'
    with pytest.raises(QuestionnaireError, match="cannot be read"):
        read_index(tmp_path / "none.json")


def test_every_known_file_has_an_address_that_never_changes() -> None:
    for entry in read_index(None).values():
        for one in (entry.file, *entry.valuesets):
            assert one.address.startswith("https://")
            assert len(one.sha256) == 64
            assert any(len(part) == 40 for part in one.address.split("/"))
