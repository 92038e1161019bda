"""The record on pages: a file in and out, one answer at a time, forms that grew stale or come too late, too much."""

import io
import json
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from tests.integration.site.people_there import There, acting
from waymark.site.access.gate import person_gate
from waymark.site.people.models import Person
from waymark.site.records.actions import note_rows
from waymark.site.records.choices import choices
from waymark.site.records.models import RecordRow
from waymark.site.records.parts import Part

DAY = "2026-11-03"


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def hidden(answer: object, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', text(answer))
    assert found, name
    return found[1]


def record(there: There) -> str:
    return f"/people/{there.here.somebody.public_id}/record"


def somebody_new(client: Client) -> str:
    answer = client.post("/people/new", {"called": "Lou", "language": "en", "when": "arranged only"})
    return str(answer["Location"]).partition("?")[0] + "/record"


def as_file(document: object, name: str = "record.json") -> SimpleUploadedFile:
    raw = document if isinstance(document, bytes) else json.dumps(document, indent=1).encode()
    return SimpleUploadedFile(name, raw, "application/json")


# A file of a few hundred kilobytes that no reader can follow to its end.
DEEP = b"[" * 100_000 + b"]" * 100_000
DOCUMENT = {"format": "waymark.person/1", "id": "lou-7", "facts": [{"at": DAY, "fact": "homeless", "value": True}]}


def test_a_record_goes_in_and_comes_out_to_the_byte(there: There) -> None:
    client = there.client("counsellor")
    address = somebody_new(client)
    answer = client.post(f"{address}/add", {"file": as_file(DOCUMENT)})
    assert answer["Location"].endswith("?said=received&n=2")
    assert "has no home" in text(client.get(answer["Location"]))
    came = client.get(f"{address}/file")
    assert came.content == json.dumps(DOCUMENT, indent=1).encode()
    assert came["Content-Disposition"].startswith("attachment")
    again = client.post(f"{address}/add", {"file": as_file(DOCUMENT)})
    assert again["Location"].endswith("received_nothing")


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ({**DOCUMENT, "facts": [{"at": DAY, "fact": "homeles", "value": True}]}, "did you mean"),
        ({**DOCUMENT, "format": "other/1"}, "waymark.person/1"),
        (b"%PDF-1.7 letter", "not a record"),
        (b'{"format": ', "the record"),
        (b"{" + b"[" * 100, "the record"),
        (b'{"format":"waymark.person/1","id":"x","about":{"called":%s}}' % DEEP, "nested"),
        (b'{"format":"waymark.person/1","id":"x","other":%s}' % DEEP, "nested"),
        (
            b'{"format":"waymark.person/1","id":"x","facts":[{"at":"%s","fact":"age","value":%s}]}'
            % (DAY.encode(), DEEP),
            "nested",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_sentences(there: There, document: object, says: str) -> None:
    client = there.client("counsellor")
    address = somebody_new(client)
    answer = client.post(f"{address}/add", {"file": as_file(document)})
    assert answer.status_code == 422
    assert says in text(answer)
    assert "Nothing was stored yet" in text(answer)
    assert "Traceback" not in text(answer)


def test_the_file_of_somebody_else_is_asked_about_first(there: There) -> None:
    client = there.client("counsellor")
    address = somebody_new(client)
    assert client.post(f"{address}/add", {"file": as_file(DOCUMENT)}).status_code == 302
    other = {**DOCUMENT, "id": "another", "about": {"called": "Kim"}}
    answer = client.post(f"{address}/add", {"file": as_file(other)})
    assert answer.status_code == 422
    assert "number of another record" in text(answer)
    assert "“Kim”" in text(answer)
    assert client.post(f"{address}/add", {"file": as_file(other), "other": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("what", "value", "noted"),
    [
        ("fact:homeless", "yes", {"fact": "homeless", "value": True}),
        ("fact:homeless", "declined", {"fact": "homeless", "value": "declined"}),
        ("fact:age", "41", {"fact": "age", "value": 41}),
        ("measure:drug_test.opioids", "negative", {"measure": "drug_test.opioids", "value": "negative"}),
        ("measure:attendance", "missed", {"measure": "attendance", "value": "missed"}),
    ],
)
def test_one_answer_is_noted_from_the_choices_of_the_library(
    there: There, what: str, value: str, noted: dict[str, object]
) -> None:
    client = there.client("counsellor")
    answer = client.post(f"{record(there)}/note?what={what}", {"value": value, "at": DAY, "source": "self-report"})
    assert answer.status_code == 302, text(answer)
    document = client.get(f"{record(there)}/file").json()
    rows = [*document.get("facts", []), *document.get("measures", [])]
    assert {"at": DAY, "source": "self-report", **noted} in rows or {"at": DAY, **noted} in rows


@pytest.mark.parametrize(
    ("what", "sent", "says"),
    [
        ("fact:homeless", {"value": "perhaps"}, "one of the answers shown"),
        ("fact:homeless", {}, "answer the question"),
        ("fact:age", {"value": "-4"}, "lowest that can be"),
        ("fact:age", {"value": "many"}, "write a number"),
        ("fact:age", {"value": "4", "instead": "declined"}, "keep one of the two"),
        ("fact:homeless", {"value": "yes", "at": "2199-01-01"}, "still to come"),
    ],
)
def test_an_answer_that_cannot_be_is_told_beside_its_field(
    there: There, what: str, sent: dict[str, str], says: str
) -> None:
    rows = RecordRow.objects.count()
    answer = there.client("counsellor").post(
        f"{record(there)}/note?what={what}", {"at": DAY, "source": "test", "text": "typed here", **sent}
    )
    assert answer.status_code == 422
    assert says in text(answer)
    assert "typed here" in text(answer)
    assert RecordRow.objects.count() == rows


def test_every_choice_can_be_opened_in_both_languages(there: There) -> None:
    from waymark.site.records.forms import NoteForm

    for language in ("en", "es"):
        for choice in choices(language).values():
            form = NoteForm(language=language, choice=choice, today=there.here.somebody.registered_at.date())
            assert form.fields["value"].label, choice.id


def test_a_double_click_notes_once_and_a_stale_form_shows_both(there: There) -> None:
    client, address = there.client("counsellor"), f"{record(there)}/note?what=fact:homeless"
    page = client.get(address)
    sent = {
        "value": "yes",
        "at": DAY,
        "source": "clinician",
        "mark": hidden(page, "mark"),
        "seen": hidden(page, "seen"),
    }
    rows = RecordRow.objects.count()
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 302
    assert RecordRow.objects.count() == rows + 1
    other = sent | {"value": "no", "text": "moved in with her aunt", "mark": "another-mark"}
    answer = client.post(address, other)
    assert answer.status_code == 422
    assert "Something was noted while this page was open" in text(answer)
    assert "has no home" in text(answer)
    assert "moved in with her aunt" in text(answer)
    assert client.post(address, other | {"seen": hidden(answer, "seen")}).status_code == 302
    assert RecordRow.objects.count() == rows + 2


def test_finding_what_to_note_forgives_case_and_accents(there: There) -> None:
    client = there.client("counsellor")
    assert "what=fact%3Ahomeless" in text(client.get(f"{record(there)}/note?find=HOME"))
    assert "Nothing has all these words" in text(client.get(f"{record(there)}/note?find=qqqq"))
    assert "What happened" in text(client.get(f"{record(there)}/note?what=fact:no-such-thing"))


def test_the_person_reads_and_takes_along_but_does_not_write(there: There) -> None:
    client = there.client("person")
    page = text(client.get(record(there)))
    assert "What is noted about you" in page
    assert f"{record(there)}/note" not in page
    assert client.get(f"{record(there)}/file").status_code == 200
    assert client.get(f"{record(there)}/note").status_code == 404


@pytest.mark.parametrize(("role", "has", "lacks"), [("counsellor", "contact.json", ""), ("nurse", "", "record.json")])
def test_a_whole_record_is_taken_along_by_those_who_may(there: There, role: str, has: str, lacks: str) -> None:
    answer = there.client(role).get(f"{record(there)}/archive")
    if lacks:
        assert answer.status_code == 404
        return
    assert answer["Content-Disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        plan = archive.read("plans/version-1.json")
        assert archive.read("documents/001 letter.txt") == b"From the clinic next door."
    assert {"record.json", "identity.json", "signatures.json", has} <= set(names)
    version = there.here.somebody.plans.get()
    assert plan == there.client(role).get(f"{record(there)[:-7]}/plan/{version.public_id}?as=json").content


@pytest.mark.parametrize("size", [3, 13])
def test_a_paste_of_megabytes_is_one_sentence(there: There, size: int) -> None:
    client = there.client("counsellor")
    answer = client.post("/people/new", {"called": "Sam", "words": "x" * (size * 1024 * 1024)})
    assert answer.status_code == 413
    assert len(answer.content) < 4000
    assert "This is too much at once" in text(answer)
    long = client.post("/people/new", {"called": "Sam", "when": "daytime", "words": "y" * 3000})
    assert long.status_code == 422
    assert "2000 characters fit, and there are 3000" in text(long)


@pytest.mark.parametrize("kind", ["typed", "with a file"])
def test_what_is_too_much_is_read_to_its_end_and_thrown_away(there: There, kind: str) -> None:
    """Else a browser that is still sending tells of a broken connection, and nobody reads the sentence."""
    sent = {"called": "Sam", "words": "x" * (4 * 1024 * 1024)}
    kwargs: dict[str, str] = {}
    if kind == "typed":
        kwargs["content_type"] = "application/x-www-form-urlencoded"
    data: object = "&".join(f"{name}={value}" for name, value in sent.items()) if kind == "typed" else sent
    answer = there.client("counsellor").post("/people/new", data, **kwargs)  # type: ignore[arg-type]
    assert answer.status_code == 413
    assert answer.wsgi_request.read(1) == b""


def test_a_form_that_comes_after_the_session_ended_is_kept(there: There) -> None:
    client = Client()
    sent = {"called": "Night shift", "when": "daytime", "mark": "m"}
    kept = client.post("/people/new", sent, headers={"sec-fetch-site": "same-origin"})
    assert kept.status_code == 403
    assert "Night shift" in text(kept)
    assert 'action="/people/new"' in text(kept)
    foreign = client.post("/people/new", sent, headers={"sec-fetch-site": "cross-site"})
    assert "Night shift" not in text(foreign), "another page could put words into the mouth of a colleague"
    assert Person.objects.filter(programme=there.here.programme).count() == 1


def test_a_form_whose_mark_has_run_out_is_shown_again(there: There) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(there.here.staff["counsellor"])
    answer = client.post("/people/new", {"called": "Sam"}, headers={"sec-fetch-site": "same-origin"})
    assert answer.status_code == 403
    assert 'value="Sam"' in text(answer)
    assert "Send again" in text(answer)
    secret = client.post("/sign-in", {"password": "hidden words"}, headers={"sec-fetch-site": "same-origin"})
    assert "hidden words" not in text(secret)


def test_a_form_of_which_only_scores_are_known_has_its_name(there: There) -> None:
    row = b'{"at":"2026-11-02","instrument":"gad7","scores":{"total":15}}'
    with transaction.atomic():
        gate = person_gate(acting(there.here, "counsellor"), there.here.somebody.public_id, "record", "write", "test")
        note_rows(gate=gate, parts=[Part("answers", row)], sent_as="gad7")
    assert "GAD-7" in there.client("counsellor").get(f"/people/{there.here.somebody.public_id}/record").content.decode()
