"""Documents about one person: the list, adding one, taking one along, taking one back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from waymark.site.access.gate import Gate
from waymark.site.access.policy import policy
from waymark.site.documents.actions import keep_document, withdraw_document
from waymark.site.documents.forms import DocumentForm
from waymark.site.documents.selectors import content_of, document_of, documents_of, name_of
from waymark.site.pages.once import once
from waymark.site.pages.wording import language_of
from waymark.site.people.actions import BadInput
from waymark.site.people.selectors import names_of

__all__ = ["add", "documents", "download", "withdraw"]


@policy("documents", "read")
def documents(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Everything that was kept, the latest first."""
    kept = documents_of(gate)
    names = names_of(one.document.by for one in kept)
    shown = {
        "gate": gate,
        "own": gate.acting.role == "person",
        "kept": [(one, names[one.document.by_id]) for one in kept],
        "may_write": gate.may("documents", "write"),
    }
    return TemplateResponse(request, "documents/documents.html", shown)


@policy("documents", "write")
@once
def add(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Keep one file; what is no letter, picture or text, or says it is another kind than it is, is refused."""
    language = language_of(request)
    form = DocumentForm(request.POST or None, request.FILES or None, language=language)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            keep_document(gate=gate, kind=form.cleaned_data["kind"], name=file.name or "", content=file.read())
            return redirect(reverse("documents", args=[gate.about.public_id]) + "?said=kept")
        except BadInput as error:
            form.add_error("file", error.said(language))
            form.focus()
    wrong = request.method == "POST"
    shown = {"gate": gate, "form": form, "mend": wrong}
    return TemplateResponse(request, "documents/add.html", shown, status=422 if wrong else 200)


@policy("documents", "read")
def download(request: HttpRequest, gate: Gate, document: str) -> HttpResponse:
    """The file as it came, always to be saved, never shown as a page of ours."""
    found = document_of(gate, document)
    response = HttpResponse(content_of(gate, found), content_type=found.media)
    response.headers["Content-Disposition"] = content_disposition_header(True, name_of(gate, found)) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@policy("documents", "write")
@once
def withdraw(request: HttpRequest, gate: Gate, document: str) -> HttpResponse:
    """Ask once, then take it back."""
    found = document_of(gate, document)
    if request.method == "POST":
        withdraw_document(gate=gate, document=found)
        return redirect(reverse("documents", args=[gate.about.public_id]) + "?said=withdrawn")
    shown = {"gate": gate, "document": found, "name": name_of(gate, found)}
    return TemplateResponse(request, "documents/withdraw.html", shown)
