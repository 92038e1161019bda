"""Giving the person their own part, and the pages on which they answer it alone, without an account.

What was typed cannot be read back: one address for every question, nothing kept by the browser, no way back after the
end, and a locked page that leads only to the door of the staff.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import logout
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_POST

from waymark.planning.asking.steps import Question, Tell
from waymark.record.errors import RecordError
from waymark.site.access.gate import Absent, Gate
from waymark.site.access.policy import open_to_all, policy
from waymark.site.accounts import limits
from waymark.site.accounts.sessions import IDLE
from waymark.site.audit.record import NO_PROGRAMME, note
from waymark.site.interviews import actions, own_actions
from waymark.site.interviews.check_in import next_in_check_in
from waymark.site.interviews.dealing import Dealt, deal
from waymark.site.interviews.forms import OwnForm
from waymark.site.interviews.holding import Held, hold
from waymark.site.interviews.models import OwnPart
from waymark.site.interviews.sending import sent_again, typed
from waymark.site.interviews.shown import numbers, road_of, shown_question
from waymark.site.interviews.sittings import own_part_of
from waymark.site.interviews.steps import next_of
from waymark.site.pages.failures import not_now
from waymark.site.pages.forms import new_mark
from waymark.site.pages.once import once
from waymark.site.pages.wording import LANGUAGES
from waymark.site.people.selectors import identity_of
from waymark.site.walking.actions import keep_review
from waymark.site.walking.return_views import kept_shown, review_form, review_shown

__all__ = ["answering", "arrive", "closed", "end_own", "give_own"]

# In the session of a browser that answers: which part, and the key to it.
_PART, _KEY = "answering", "answering key"
# Without a click, the part locks. Our choice.
_IDLE_MINUTES = 15
View = Callable[..., HttpResponse]


# -- given out by staff ------------------------------------------------------------------------------------------


@policy("interview", "write")
def give_own(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Hand this device over, or make a link that works once."""
    spoken = identity_of(gate).language
    language = spoken if spoken in LANGUAGES else LANGUAGES[0]
    form = OwnForm(
        request.POST or None,
        language=request.LANGUAGE_CODE,  # type: ignore[attr-defined]
        initial={"language": language, "about": request.GET.get("about", "interview")},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        way = given["way"]
        part, secret = own_actions.give_own_part(
            gate=gate, way="link" if way == "link" else "device", attended=way == "near", language=given["language"],
            about=given["about"] or "interview",
        )  # fmt: skip
        if way != "link":
            return _handed_over(request, secret)
        link = request.build_absolute_uri(reverse("answer", args=[secret]))
        shown = {"gate": gate, "part": part, "link": link, "hours": own_actions.LINK_HOURS}
        return TemplateResponse(request, "interviews/own_link.html", shown)
    wrong = request.method == "POST"
    shown = {"gate": gate, "form": form, "called": identity_of(gate).called, "mend": wrong}
    return TemplateResponse(request, "interviews/own_give.html", shown, status=422 if wrong else 200)


def _handed_over(request: HttpRequest, secret: str) -> HttpResponse:
    """Staff are signed off on this device before the person gets it."""
    note("accounts.sign_off", chain=NO_PROGRAMME, actor=request.user.public_id)  # type: ignore[union-attr]
    opened = own_actions.open_own_part(token=secret, at=timezone.now())
    assert opened is not None
    logout(request)
    _answers_here(request, *opened)
    return _forgetting(redirect("answering"))


@policy("interview", "write")
@require_POST
@once
def end_own(request: HttpRequest, gate: Gate, part: str) -> HttpResponse:
    """Take a part back that was given out."""
    own_actions.end_own_part(gate=gate, part=own_part_of(gate, part))
    return redirect(f"{reverse('interview', args=[gate.about.public_id])}?said=own_ended")


# -- answered without an account --------------------------------------------------------------------------------


def _whole_or_not_now(view: View) -> View:
    """In one transaction; nothing is shown of what could not be noted."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except Absent:
            return _locked(request)
        except (DatabaseError, OSError):
            return not_now(request)

    return guarded


@open_to_all("whoever holds the link of their own part has no account; it works once, and only opens questions")
@require_http_methods(["GET", "HEAD", "POST"])
@_whole_or_not_now
def arrive(request: HttpRequest, token: str) -> HttpResponse:
    """What the link is for; it is used up by the button, not by a look (programs look at links that are sent)."""
    part = own_actions.own_part_by_token(token, timezone.now())
    if part is None:
        wait, _ = limits.spend((limits.LINK, limits.address_of(request)))
        return render(request, "interviews/own_dead.html", {"wait": wait}, status=404)
    with _speaking(request, part.language):
        if request.method == "POST":
            opened = own_actions.open_own_part(token=token, at=timezone.now())
            if opened is None:
                return render(request, "interviews/own_dead.html", status=404)
            request.session.flush()
            _answers_here(request, *opened)
            return _forgetting(redirect("answering"))
        return render(request, "interviews/own_arrive.html", {"hours": own_actions.DEVICE_HOURS})


@open_to_all("the person answers alone; the browser holds a key to one part of one person, and reads nothing back")
@require_http_methods(["GET", "HEAD", "POST"])
@_whole_or_not_now
def answering(request: HttpRequest) -> HttpResponse:
    """One question after another, each kept at once."""
    part = _part_here(request, lock=request.method == "POST")
    if part is None:
        return _locked(request)
    gate = own_actions.answering_gate(part, "interviews.answering")
    # Every click keeps the session awake.
    request.session.modified = True
    try:
        held = _held(part, gate)
        with _speaking(request, held.asking.prepared.language):
            if part.about == "after_use" and "hello" in held.state.told:
                return _after_use(request, gate, part, held)
            return _sent(request, gate, part, held) if request.method == "POST" else _step(request, gate, held)
    except RecordError:
        return render(request, "interviews/own_not_now.html", {"own": True}, status=422)


@open_to_all("says that a part is closed; nothing of anybody")
def closed(request: HttpRequest) -> HttpResponse:
    """The end: a locked page."""
    return render(request, "interviews/own_closed.html", {"device": request.GET.get("way") == "device"})


def _sent(request: HttpRequest, gate: Gate, part: OwnPart, held: Held) -> HttpResponse:
    does = request.POST.get("do", "")
    if does == "finish":
        return _finished(request, gate, part)
    if does in ("hello", "read"):
        actions.shown_to_person(gate=gate, held=held, what=does)
        return redirect("answering")
    if does == "language" and request.POST.get("to") in LANGUAGES:
        actions.turn_language(gate=gate, held=held, language=request.POST["to"])
        return redirect("answering")
    if does == "more":
        return _step(request, gate, held, Dealt((request.POST.get("question", "")[:200], ())))
    dealt = deal(sent=request.POST, gate=gate, held=held, again=lambda: _held(part, gate))
    if dealt.rests:
        return _finished(request, gate, part)
    return redirect("answering") if dealt.done else _step(request, gate, _held(part, gate), dealt)


def _step(request: HttpRequest, gate: Gate, held: Held, dealt: Dealt | None = None) -> HttpResponse:
    part = held.sitting
    assert isinstance(part, OwnPart)
    shown: dict[str, Any] = {
        "own": True, "held": held, "part": part, "turn": part.turn, "mark": new_mark(), "sends": reverse("answering"),
        "can_back": bool(held.state.given), "other": "es" if held.asking.prepared.language == "en" else "en",
        "near": part.by.called if part.attended else "", "numbers": numbers(held),
    }  # fmt: skip
    if "hello" not in held.state.told:
        return render(request, "interviews/own_hello.html", shown)
    put, check_in = None if dealt is None else dealt.question, part.about == "check_in"
    step = next_in_check_in(gate, held, put) if check_in else next_of(held, put)
    if held.state.card or (isinstance(step, Tell) and step.kind == "emergency"):
        return render(request, "interviews/own_card.html", shown | {"tell": step if isinstance(step, Tell) else None})
    if not check_in:
        shown["road"] = road_of(held, step if isinstance(step, Question) else None)
    status = 200
    if dealt is not None:
        shown |= {"sentences": dealt.sentences, "sent": typed(request), "mend": not dealt.done}
        status = 200 if dealt.done else 422
    if isinstance(step, Question):
        shown["question"] = asked = shown_question(held, step)
        shown |= sent_again(asked, shown.get("sent", {}))
        return render(request, "interviews/question.html", shown, status=status)
    if isinstance(step, Tell):
        return render(request, "interviews/limits.html", shown | {"tell": step}, status=status)
    return render(request, "interviews/own_done.html", shown | {"done": step}, status=status)


def _after_use(request: HttpRequest, gate: Gate, part: OwnPart, held: Held) -> HttpResponse:
    """The five calm minutes; once kept, they are not read back."""
    language, does = held.asking.prepared.language, request.POST.get("do", "")
    if does == "finish":
        return _finished(request, gate, part)
    shown: dict[str, Any] = {"own": True, "sends": reverse("answering"), "kiosk": True}
    if "kept" in held.state.told:
        # Whoever sits there now may not be who answered before: what they counted is not read back either.
        return render(request, "walking/own_kept.html", shown | kept_shown(gate, language) | {"count": None})
    form = review_form(request, gate, language)
    wrong = does == "keep" and not form.is_valid()
    if does == "keep" and not wrong:
        keep_review(
            gate=gate, language=language, answers=form.answers, sent_as=form.cleaned_data["mark"],
            alone=not part.attended, on_behalf="person",
        )  # fmt: skip
        actions.shown_to_person(gate=gate, held=held, what="kept")
        return redirect("answering")
    shown |= {"form": form, "mend": wrong, **review_shown(gate, language)}
    return render(request, "walking/own_after.html", shown, status=422 if wrong else 200)


def _finished(request: HttpRequest, gate: Gate, part: OwnPart) -> HttpResponse:
    own_actions.finish_own_part(gate=gate, part=part)
    request.session.flush()
    return _forgetting(redirect(f"{reverse('answer-closed')}?way={part.way}"))


def _answers_here(request: HttpRequest, part: OwnPart, key: str) -> None:
    """This browser, and only it, answers this part."""
    request.session[_PART], request.session[_KEY] = part.public_id, key
    request.session[IDLE] = _IDLE_MINUTES


def _part_here(request: HttpRequest, *, lock: bool) -> OwnPart | None:
    public, key = str(request.session.get(_PART, "")), str(request.session.get(_KEY, ""))
    return own_actions.own_part_held(public, key, timezone.now(), lock=lock) if public else None


def _held(part: OwnPart, gate: Gate) -> Held:
    part.person = gate.about
    return hold(part, by="person", language=part.language, now=gate.acting.at)


def _locked(request: HttpRequest) -> HttpResponse:
    return render(request, "interviews/own_closed.html", {"device": True, "lapsed": True})


def _forgetting(response: HttpResponse) -> HttpResponse:
    """The browser throws away what it kept of the pages before."""
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _speaking(request: HttpRequest, language: str) -> Any:
    request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
    return translation.override(language)
