"""An interview held by staff: where it stands, one question at a time, what has to be looked at now."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_POST

from waymark.planning.asking.steps import Question, Tell
from waymark.record.errors import RecordError
from waymark.site.access.gate import Gate
from waymark.site.access.policy import policy
from waymark.site.interviews import actions
from waymark.site.interviews.dealing import Dealt, deal
from waymark.site.interviews.holding import Held
from waymark.site.interviews.reviews import look_at_review, waiting_reviews
from waymark.site.interviews.sending import sent_again, typed
from waymark.site.interviews.several import SEVERAL, deal_several, page_of, rows_of
from waymark.site.interviews.shown import contradictions, numbers, road_of, shown_question
from waymark.site.interviews.sittings import (
    held_now,
    latest_interview,
    locked_interview,
    open_interview,
    own_parts_of,
)
from waymark.site.interviews.steps import facts_in_words, next_of, standing
from waymark.site.pages.forms import new_mark
from waymark.site.pages.once import once
from waymark.site.pages.wording import LANGUAGES, language_of
from waymark.site.people.selectors import identity_of, names_of

__all__ = ["ask", "begin", "interview", "looked", "pause"]


@policy("interview", "read")
def interview(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Where the interview stands, what waits, and the ways on."""
    sitting = open_interview(gate)
    last = sitting or latest_interview(gate)
    parts = own_parts_of(gate)
    shown: dict[str, Any] = {
        "gate": gate,
        "called": identity_of(gate).called,
        "open": sitting,
        "last": last,
        "parts": parts,
        "names": names_of([*([last.last_by] if last else []), *(part.by for part in parts)]),
        "waiting": waiting_reviews(gate.about),
        "now": gate.acting.at,
        "may_ask": gate.may("interview", "write"),
        "may_plan": gate.may("plan", "write"),
        "mark": new_mark(),
    }
    try:
        shown["stand"] = standing(gate, language_of(request))
    except RecordError as error:
        shown["sentences"] = error.sentences
    return TemplateResponse(request, "interviews/interview.html", shown)


@policy("interview", "write")
@require_POST
@once
def begin(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Begin, or go on where it was left."""
    actions.begin_interview(gate=gate)
    return redirect("interview-ask", person=gate.about.public_id)


@policy("interview", "write")
@require_POST
@once
def pause(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Stop for now."""
    sitting = locked_interview(gate)
    if sitting is not None:
        actions.pause_interview(gate=gate, sitting=sitting)
    return _told(gate, "paused")


@policy("interview", "write")
@require_POST
@once
def looked(request: HttpRequest, gate: Gate, review: str) -> HttpResponse:
    """Somebody looked at a safety review; the interview goes on, or rests."""
    emergency = any(
        line.id.startswith("emergency:")
        for one in waiting_reviews(gate.about)
        if one.review.public_id == review
        for line in one.lines
    )
    look_at_review(gate=gate, public=review)
    sitting = locked_interview(gate)
    if sitting is None:
        return _told(gate, "looked")
    if request.POST.get("then") == "pause":
        actions.pause_interview(gate=gate, sitting=sitting)
        return _told(gate, "looked")
    if emergency:
        actions.go_on_after_all(gate=gate, held=held_now(gate, sitting, language_of(request)))
    return redirect("interview-ask", person=gate.about.public_id)


@policy("interview", "write")
@once
def ask(request: HttpRequest, gate: Gate) -> HttpResponse:
    """The next question, or what comes before it; every answer is a row before the next one is shown."""
    try:
        return _sent(request, gate) if request.method == "POST" else _put(request, gate)
    except RecordError as error:
        shown = {"gate": gate, "sentences": error.sentences, "mend": True}
        return TemplateResponse(request, "interviews/unreadable.html", shown, status=422)


def _put(request: HttpRequest, gate: Gate) -> HttpResponse:
    sitting = open_interview(gate)
    if sitting is None:
        return redirect("interview", person=gate.about.public_id)
    held = held_now(gate, sitting, language_of(request))
    waiting = waiting_reviews(gate.about)
    if waiting:
        shown = _frame(gate, held) | {"waiting": waiting[0], "numbers": numbers(held)}
        return _page(request, held, "interviews/now.html", shown)
    return _step(request, gate, held)


def _sent(request: HttpRequest, gate: Gate) -> HttpResponse:
    if locked_interview(gate) is None:
        # Somebody stopped it meanwhile; what was sent is noted all the same.
        actions.begin_interview(gate=gate)

    def again() -> Held:
        sitting = locked_interview(gate)
        assert sitting is not None
        return held_now(gate, sitting, language_of(request))

    held = again()
    if request.POST.get("do") == "language" and request.POST.get("to") in LANGUAGES:
        actions.turn_language(gate=gate, held=held, language=request.POST["to"])
        return _on(gate)
    if request.POST.get("do") in ("single", "several"):
        actions.turn_pages(gate=gate, held=held, single=request.POST["do"] == "single")
        return _on(gate)
    if SEVERAL in request.POST and request.POST.get("do", "answer") in ("answer", "skip"):
        dealt = deal_several(sent=request.POST, gate=gate, held=held, again=again)
        return _on(gate) if dealt.done else _step(request, gate, again(), dealt)
    if request.POST.get("do") == "more":
        return _step(request, gate, held, Dealt((request.POST.get("question", "")[:200], ())))
    dealt = deal(sent=request.POST, gate=gate, held=held, again=again)
    if dealt.rests:
        sitting = locked_interview(gate)
        if sitting is not None:
            actions.pause_interview(gate=gate, sitting=sitting)
        return _told(gate, "not_today")
    return _on(gate) if dealt.done else _step(request, gate, held, dealt)


def _step(request: HttpRequest, gate: Gate, held: Held, dealt: Dealt | None = None) -> HttpResponse:
    """One question, something to tell, or the end; with what was sent where it could not be noted."""
    step = next_of(held, None if dealt is None else dealt.question)
    shown = _frame(gate, held) | {"road": road_of(held, step if isinstance(step, Question) else None)}
    status = 200
    if dealt is not None:
        shown |= {"sentences": dealt.sentences, "noted": dealt.noted, "sent": typed(request), "mend": not dealt.done}
        shown["differs"] = dealt.differs
        status = 200 if dealt.done else 422
    if isinstance(step, Question):
        page = _together(held, step, dealt)
        if len(page) > 1 or (dealt is not None and dealt.several):
            shown["rows"] = rows_of(held, page, request.POST if dealt is not None else None, dealt)
            shown["question"], shown["last"] = shown["rows"][0].asked, shown["rows"][-1].asked
            return _page(request, held, "interviews/several.html", shown, status)
        shown["question"] = asked = shown_question(held, step)
        shown |= sent_again(asked, shown.get("sent", {}))
        return _page(request, held, "interviews/question.html", shown, status)
    if isinstance(step, Tell):
        return _page(
            request, held, f"interviews/{step.kind}.html", shown | {"tell": step, "numbers": numbers(held)}, status
        )
    shown |= {"done": step, "waits": facts_in_words(held, step), "against": contradictions(held.asking)}
    return _page(request, held, "interviews/done.html", shown, status)


def _together(held: Held, step: Question, dealt: Dealt | None) -> tuple[Question, ...]:
    """The questions of one page: those that were sent and could not be noted, or those that go together now."""
    if dealt is None:
        return page_of(held, step)
    again = [one for name in dealt.several if (one := held.asking.question(name)) is not None]
    return tuple(again) or (step,)


def _frame(gate: Gate, held: Held) -> dict[str, Any]:
    """What every page of the interview shows."""
    return {
        "gate": gate,
        "held": held,
        "called": identity_of(gate).called,
        "turn": held.sitting.turn,
        "mark": new_mark(),
        "can_back": bool(held.state.given),
        "own": False,
        "may_plan": gate.may("plan", "write"),
        "sends": reverse("interview-ask", args=[gate.about.public_id]),
        "other": "es" if held.asking.prepared.language == "en" else "en",
    }


def _page(request: HttpRequest, held: Held, template: str, shown: dict[str, Any], status: int = 200) -> HttpResponse:
    """In the language that is asked in."""
    language = held.asking.prepared.language
    request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
    with translation.override(language):
        response = TemplateResponse(request, template, shown, status=status)
        response.render()
    return response


def _on(gate: Gate) -> HttpResponse:
    return redirect("interview-ask", person=gate.about.public_id)


def _told(gate: Gate, said: str) -> HttpResponse:
    return redirect(f"{reverse('interview', args=[gate.about.public_id])}?said={said}")
