"""After use: five calm minutes, on a device of the programme with the person, or by their own account."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from waymark.planning.front import list_crisis
from waymark.planning.prepare import Prepared
from waymark.progress.return_to_use import REVIEW, after_use, questions
from waymark.record.errors import RecordError
from waymark.site.access.gate import Gate
from waymark.site.access.policy import policy
from waymark.site.interviews.reviews import waiting_reviews
from waymark.site.pages.once import once
from waymark.site.pages.wording import LANGUAGES, language_of
from waymark.site.people.selectors import identity_of
from waymark.site.plans.library import prepared
from waymark.site.walking.actions import keep_review
from waymark.site.walking.forms import ReviewForm
from waymark.site.walking.going import going_of, walk_of

__all__ = ["after", "kept_shown", "review_form", "review_shown"]

# What was raised before belongs to another moment, and is looked after elsewhere.
_LATELY = timedelta(minutes=15)


@policy("plan", "write")
@once
def after(request: HttpRequest, gate: Gate) -> HttpResponse:
    """The lines of the review; what is written goes into the plan for hard moments, and nothing starts over."""
    own = gate.acting.role == "person"
    # The page is the person's: it speaks their language, whoever holds the device.
    language = language_of(request)
    if not own and (spoken := identity_of(gate).language) in LANGUAGES:
        language = spoken
    shown: dict[str, Any] = {"gate": gate, "own": own, "language": language}
    if request.method != "POST" and request.GET.get("kept"):
        return TemplateResponse(request, "walking/after_kept.html", shown | kept_shown(gate, language))
    form = review_form(request, gate, language)
    sentences: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            keep_review(
                gate=gate, language=language, answers=form.answers, sent_as=form.cleaned_data["mark"], alone=own
            )
            return redirect(reverse("after-use", args=[gate.about.public_id]) + "?kept=yes")
        except RecordError as error:
            sentences = list(error.sentences)
    wrong = request.method == "POST"
    shown |= {"form": form, "sentences": sentences, "mend": wrong, **review_shown(gate, language)}
    return TemplateResponse(request, "walking/after.html", shown, status=422 if wrong else 200)


def _ready(gate: Gate, language: str) -> Prepared:
    return prepared(language, gate.acting.programme.offers)


def review_form(request: HttpRequest, gate: Gate, language: str) -> ReviewForm:
    """The lines of the library's review, in this language."""
    ready = _ready(gate, language)
    lines = questions(ready)
    texts = {one.id: ready.text(one.label) for one in lines}
    return ReviewForm(request.POST or None, language=language, lines=lines, texts=texts)


def review_shown(gate: Gate, language: str) -> dict[str, Any]:
    """What stands around the lines: what it is for, when not now, the steps."""
    ready = _ready(gate, language)
    tool = ready.tools[REVIEW]
    return {
        "title": ready.text(tool.label),
        "says": "" if tool.says is None else ready.text(tool.says),
        "not_when": "" if tool.not_when is None else ready.text(tool.not_when),
        "steps": [ready.text(step) for step in tool.steps],
    }


def kept_shown(gate: Gate, language: str) -> dict[str, Any]:
    """What is said afterwards; whom to call, first of all where the words may mean danger."""
    walk, going = walk_of(gate, language), going_of(gate, language)
    situation = walk.situation
    return {
        "title": _ready(gate, language).text(_ready(gate, language).tools[REVIEW].label),
        "said": after_use(walk),
        "danger": any(one.review.raised_at > gate.acting.at - _LATELY for one in waiting_reviews(gate.about)),
        "numbers": list_crisis(situation.prepared, situation.findings())[:4],
        "count": None if going is None else going.progress.own,
    }
