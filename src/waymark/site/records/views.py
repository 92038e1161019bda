"""The record of one person: reading it, taking it in and out as a file, noting one answer by hand."""

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from waymark.record.errors import RecordError
from waymark.site.access.gate import Gate
from waymark.site.access.policy import policy
from waymark.site.pages.once import once
from waymark.site.pages.wording import language_of
from waymark.site.people.selectors import identity_of, names_of
from waymark.site.plans.library import library
from waymark.site.records.actions import Stale, note_rows, receive_document
from waymark.site.records.archive import archive_of
from waymark.site.records.choices import by_area, choice_of, found
from waymark.site.records.forms import FileForm, NoteForm
from waymark.site.records.parts import NotADocument
from waymark.site.records.selectors import Noted, document_id, document_of, latest_of
from waymark.site.records.shown import Day, days_of, line_of

__all__ = ["archive", "download", "note", "record", "upload"]

MOST_LINES = 40


def _days(rows: list[Noted], language: str) -> list[Day]:
    release = library(language)
    lines = [line_of(row.part, row.noted_at, row.by.pk, release) for row in rows]
    return days_of(lines, names_of(row.by for row in rows))


@policy("record", "read")
def record(request: HttpRequest, gate: Gate) -> HttpResponse:
    """What was noted last, in words; ways to note more, and to take it along."""
    most = MOST_LINES if request.GET.get("all") != "yes" else gate.about.rows
    shown = {
        "gate": gate,
        "own": gate.acting.role == "person",
        "days": _days(latest_of(gate, most=most), language_of(request)),
        "more": max(0, gate.about.rows - most),
        "may_write": gate.may("record", "write"),
        "may_export": gate.may("record", "export"),
    }
    return TemplateResponse(request, "records/record.html", shown)


@policy("record", "export")
def download(request: HttpRequest, gate: Gate) -> HttpResponse:
    """The record as a `waymark.person/1` file, to the byte as it came in while nothing was noted since."""
    response = HttpResponse(document_of(gate.about), content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="record.json"'
    return response


@policy("record", "export")
def archive(request: HttpRequest, gate: Gate) -> HttpResponse:
    """The whole record with plans, decisions and documents as one file."""
    response = HttpResponse(archive_of(gate), content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="record.zip"'
    return response


@policy("record", "write")
@once
def upload(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Take in a file: rows that are not here yet are added; nothing is taken away."""
    form = FileForm(request.POST or None, request.FILES or None, language=language_of(request))
    sentences: list[str] = []
    if request.method == "POST" and form.is_valid():
        document = form.cleaned_data["file"].read()
        sentences = [] if form.cleaned_data["other"] else _of_somebody_else(gate, document, form)
        if not sentences:
            try:
                new = receive_document(gate=gate, document=document)
                said = f"?said=received&n={new}" if new else "?said=received_nothing"
                return redirect(reverse("record", args=[gate.about.public_id]) + said)
            except (RecordError, NotADocument) as error:
                sentences = str(error).splitlines()
    wrong = request.method == "POST"
    shown = {"gate": gate, "form": form, "sentences": sentences, "mend": wrong}
    return TemplateResponse(request, "records/upload.html", shown, status=422 if wrong else 200)


class _Head(msgspec.Struct):
    """What a file says of whom it is about."""

    id: str = ""
    about: dict[str, object] = {}


def _of_somebody_else(gate: Gate, document: bytes, form: FileForm) -> list[str]:
    """Why the file may be another person's, in sentences; the reader says later what else is wrong with it."""
    try:
        head = msgspec.json.decode(document.removeprefix(b"\xef\xbb\xbf"), type=_Head)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []
    told = []
    kept, called = document_id(gate), str(head.about.get("called") or "")
    here = identity_of(gate).called
    if kept and head.id and kept != head.id:
        told.append(form.words("other_id"))
    if called and called.split()[:1] != here.split()[:1]:
        told.append(form.words("other_name", called=called[:120]))
    return told


@policy("record", "write")
def note(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Note one answer: first choose what, then answer. A record that moved on meanwhile is shown beside it."""
    language = language_of(request)
    choice = choice_of(language, request.GET.get("what", "")[:80])
    if choice is None:
        text = request.GET.get("find", "")[:100]
        shown = {"gate": gate, "text": text, "found": found(language, text) if text.strip() else None}
        shown["areas"] = by_area(language) if shown["found"] is None else []
        return TemplateResponse(request, "records/choose.html", shown, status=422 if request.method == "POST" else 200)
    initial = {"seen": gate.about.rows}
    form = NoteForm(request.POST or None, language=language, choice=choice, today=gate.acting.day, initial=initial)
    sentences: list[str] = []
    meanwhile: list[Day] = []
    if request.method == "POST" and form.is_valid():
        try:
            note_rows(gate=gate, parts=[form.part()], sent_as=form.cleaned_data["mark"], seen=form.cleaned_data["seen"])
            # Not `redirect`, which tries first whether the address is the name of a view.
            return HttpResponseRedirect(reverse("record", args=[gate.about.public_id]) + "?said=noted")
        except RecordError as error:
            sentences = list(error.sentences)
        except Stale as stale:
            seen = form.cleaned_data["seen"] or 0
            meanwhile = _days(latest_of(gate, most=MOST_LINES, after=seen), language)
            data = request.POST.copy()
            data["seen"] = str(stale.rows)
            form.data = data
    wrong = request.method == "POST"
    shown = {
        "gate": gate,
        "form": form,
        "choice": choice,
        "sentences": sentences,
        "meanwhile": meanwhile,
        "mend": wrong,
    }
    return TemplateResponse(request, "records/note.html", shown, status=422 if wrong else 200)
