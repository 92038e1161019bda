"""Less care, another place, the end, leaving early, the time after, the way back: what is arranged, what is open."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from waymark.progress.handover import Handover, handover_of, kind_of
from waymark.progress.walk import Walk
from waymark.record.errors import RecordError
from waymark.site.access.gate import Absent, Gate
from waymark.site.access.policy import policy
from waymark.site.days import end_of
from waymark.site.pages.forms import MARK, new_mark
from waymark.site.pages.once import once
from waymark.site.pages.wording import language_of, say
from waymark.site.people.selectors import has_died, is_here
from waymark.site.walking.going import Going, going_of, walk_of
from waymark.site.walking.moves import (
    MoveForm,
    PrepareForm,
    as_arranged,
    note_check_up,
    note_move,
    note_return,
    prepare_move,
)
from waymark.site.walking.past import NoSuchDay, other_rules, past_day

__all__ = ["arrange", "check_up", "come_back", "move", "prepare"]


@policy("plan", "read")
def move(request: HttpRequest, gate: Gate) -> HttpResponse:
    """How near less care is; the packet of the move that is prepared; the time after, and the way back."""
    language, own = language_of(request), gate.acting.role == "person"
    shown: dict[str, Any] = {
        "gate": gate, "own": own, "mark": new_mark(), "sentences": [], "past": None, "packet": None, "going": None,
        "may_write": gate.may("plan", "write"), "may_note": gate.may("record", "write"),
        "here": True, "today": gate.acting.day, "as_of": request.GET.get("as-of", "")[:10], "died": False,
    }  # fmt: skip
    try:
        past = past_day(request, gate)
        moment = None if past is None else end_of(past)
        shown |= {"here": is_here(gate, moment), "died": has_died(gate.about, moment), "rules": other_rules(past)}
        going, walk = going_of(gate, language, past), None
        if going is not None:
            walk = walk_of(gate, language, past)
            shown |= {"going": going, "packet": _packet(walk)}
    except NoSuchDay as error:
        shown |= {"sentences": [say(language, f"walking.{error.name}")], "mend": True}
        return TemplateResponse(request, "walking/move.html", shown, status=422)
    except RecordError as error:
        return TemplateResponse(
            request, "walking/move.html", shown | {"sentences": list(error.sentences), "mend": True}, status=422
        )
    shown |= {
        "past": past,
        "may_write": shown["may_write"] and past is None,
        "may_note": shown["may_note"] and not past,
    }
    return TemplateResponse(request, "walking/move.html", shown)


def _packet(walk: Walk) -> Handover | None:
    kind = kind_of(walk)
    return None if kind is None else handover_of(walk, kind)


@policy("record", "write")
@once
def prepare(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Say which move is prepared, and why; staff alone."""
    language = language_of(request)
    going = _going(gate, language)
    kind = kind_of(walk_of(gate, language))
    form = PrepareForm(request.POST or None, language=language, initial={"kind": kind})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            prepare_move(
                gate=gate, language=language, kind=given["kind"], text=given["text"].strip(), sent_as=given["mark"]
            )
            return redirect(_back(gate, "move_prepared" if given["kind"] != "none" else "changed"))
        except RecordError as error:
            return _form(request, gate, form, "prepare", going, error.sentences)
    return _form(request, gate, form, "prepare", going)


@policy("record", "write")
@once
def arrange(request: HttpRequest, gate: Gate) -> HttpResponse:
    """What is arranged for the way over; only what is new or otherwise is noted."""
    language = language_of(request)
    going = _going(gate, language)
    form = MoveForm(
        request.POST or None, language=language, today=gate.acting.day,
        initial=as_arranged(walk_of(gate, language)),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            note_move(gate=gate, language=language, form=form, sent_as=form.cleaned_data["mark"])
            return redirect(_back(gate, "changed"))
        except RecordError as error:
            return _form(request, gate, form, "arrange", going, error.sentences)
    return _form(request, gate, form, "arrange", going)


@policy("record", "write")
@require_POST
@once
def check_up(request: HttpRequest, gate: Gate) -> HttpResponse:
    """A check-up took place, or did not."""
    took = request.POST.get("took") != "no"
    note_check_up(gate=gate, language=language_of(request), took=took, sent_as=request.POST.get(MARK, "")[:40])
    return redirect(_back(gate, "noted"))


@policy("plan", "write")
@require_POST
@once
def come_back(request: HttpRequest, gate: Gate) -> HttpResponse:
    """They want to come back: it waits for the team. Of somebody who is back the time after has ended."""
    back = request.POST.get("back") == "yes" and gate.acting.role != "person"
    sent_as = request.POST.get(MARK, "")[:40] or new_mark()
    note_return(gate=gate, language=language_of(request), back=back, sent_as=sent_as)
    return redirect(_back(gate, "back_noted"))


def _going(gate: Gate, language: str) -> Going:
    going = going_of(gate, language)
    if going is None:
        raise Absent("nothing is noted, so no move is prepared", person=gate.about.public_id)
    return going


def _form(
    request: HttpRequest, gate: Gate, form: Any, which: str, going: Going, sentences: Sequence[str] = ()
) -> HttpResponse:
    wrong = request.method == "POST"
    shown = {"gate": gate, "form": form, "mend": wrong, "which": which, "going": going, "sentences": sentences}
    return TemplateResponse(request, "walking/move_form.html", shown, status=422 if wrong else 200)


def _back(gate: Gate, said: str) -> str:
    return reverse("move", args=[gate.about.public_id]) + f"?said={said}"
