"""Forms on paper: which there are, a sheet to print, and a filled one entered at once."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from waymark.record.errors import RecordError
from waymark.site.access.gate import Gate
from waymark.site.access.policy import policy
from waymark.site.interviews.actions import enter_form
from waymark.site.interviews.entry_forms import EntryForm, allowed
from waymark.site.interviews.holding import packs
from waymark.site.interviews.sheets import Sheet, sheet_of, sheets_of
from waymark.site.pages.once import once
from waymark.site.pages.wording import language_of
from waymark.site.people.selectors import identity_of
from waymark.site.plans.library import library
from waymark.site.records.shown import text_of

__all__ = ["enter", "forms", "paper"]


@policy("interview", "write")
def forms(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Every form, those of the moment first."""
    try:
        now, others = sheets_of(gate, language_of(request))
    except RecordError as error:
        shown = {"gate": gate, "sentences": error.sentences, "mend": True}
        return TemplateResponse(request, "interviews/unreadable.html", shown, status=422)
    shown = {"gate": gate, "called": identity_of(gate).called, "now": now, "others": others}
    return TemplateResponse(request, "interviews/forms.html", shown)


@policy("interview", "write")
@once
def enter(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Enter a filled form: all its items on one page."""
    language = language_of(request)
    sheet = sheet_of(request.GET.get("form", "")[:120], language)
    if sheet is None:
        return _choose(request, gate)
    instrument, pack = library(language).instruments[sheet.instrument], packs(language).get(sheet.instrument)
    form = EntryForm(request.POST or None, language=language, instrument=instrument, pack=pack, today=gate.acting.day)
    sentences: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        row = form.row(by=gate.acting.user.called, now=gate.acting.at, substance=sheet.substance)
        try:
            raised = enter_form(gate=gate, row=row, sent_as=form.cleaned_data["mark"], language=language)
            where = "interview" if raised else "interview-forms"
            return redirect(f"{reverse(where, args=[gate.about.public_id])}?said=form_noted")
        except RecordError as error:
            sentences = tuple(error.sentences)
    wrong = request.method == "POST"
    shown = _sheet(gate, sheet, language) | {"form": form, "sentences": sentences, "mend": wrong}
    return TemplateResponse(request, "interviews/enter.html", shown, status=422 if wrong else 200)


@policy("interview", "write")
def paper(request: HttpRequest, gate: Gate) -> HttpResponse:
    """A sheet to print and fill by hand; no name on it."""
    language = language_of(request)
    sheet = sheet_of(request.GET.get("form", "")[:120], language)
    if sheet is None:
        return _choose(request, gate)
    instrument, pack = library(language).instruments[sheet.instrument], packs(language).get(sheet.instrument)
    lines = []
    for number, item in enumerate(instrument.items, start=1):
        words = None if pack is None else pack.items[item.id]
        options = [f"{value:g}" if words is None else words.options.get(value, f"{value:g}") for value in item.options]
        lines.append(
            {
                "number": number,
                "asks": text_of(item.label) if words is None else words.asks,
                "above": "" if words is None else words.above,
                "options": options,
                "range": "" if item.options else allowed(item, language),
            }
        )
    return TemplateResponse(request, "interviews/paper.html", _sheet(gate, sheet, language) | {"lines": lines})


def _sheet(gate: Gate, sheet: Sheet, language: str) -> dict[str, Any]:
    return {
        "gate": gate,
        "sheet": sheet,
        "called": identity_of(gate).called,
        "pack": packs(language).get(sheet.instrument),
    }


def _choose(request: HttpRequest, gate: Gate) -> HttpResponse:
    if request.method == "POST":
        return TemplateResponse(request, "interviews/no_form.html", {"gate": gate}, status=422)
    return redirect("interview-forms", person=gate.about.public_id)
