"""The gallery: every part of a page with its arguments, drawn with invented content."""

import re
from datetime import UTC, datetime
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

import msgspec
from django import forms
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from waymark.site.pages.forms import PageForm
from waymark.site.people.identity import ContactSafety, Emergency, Identity, NeverContact
from waymark.site.people.next_step import NextStep
from waymark.site.people.selectors import PageOfPeople
from waymark.site.plans.deciding import Shown
from waymark.site.records.selectors import Voice
from waymark.site.records.shown import Day, Line

__all__ = ["SIZES", "TOKENS", "Part", "parts"]

TOKENS = ("paper", "card", "ink", "quiet", "line", "edge", "accent", "well", "look", "danger")
SIZES = ("small", "lead", "large", "title")
_THEN = datetime(2026, 11, 2, 17, 30, tzinfo=UTC)
_COMMENT = re.compile(r"\{#\s*(.*?)\s*#\}", re.DOTALL)


class Part(msgspec.Struct, frozen=True):
    """One part: its name, what its own comment says it takes, and how it looks."""

    name: str
    says: str
    shown: SafeString


class _Sample(PageForm):
    subject = "people"
    called = forms.CharField(max_length=120)
    birth = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    when = forms.ChoiceField(choices=[("daytime", "daytime"), ("evening", "evening")], widget=forms.RadioSelect)
    may_leave_message = forms.BooleanField(required=False)
    words = forms.CharField(max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 3}))


def parts(request: HttpRequest) -> list[Part]:
    """All of them, in the order of their names."""
    folder = files("waymark.site.pages").joinpath("templates", "parts")
    found = []
    for name, given in sorted(_given(request.LANGUAGE_CODE).items()):  # type: ignore[attr-defined]
        source = folder.joinpath(f"{name}.html").read_text(encoding="utf-8")
        comment = _COMMENT.match(source)
        shown = render_to_string(f"parts/{name}.html", given, request)
        found.append(Part(name, comment[1] if comment else "", shown))
    return found


def _given(language: str) -> dict[str, dict[str, Any]]:
    form, wrong = (
        _Sample(language=language, auto_id="sample_%s"),
        _Sample({"called": ""}, language=language, auto_id="wrong_%s"),
    )
    wrong.is_valid()
    del wrong.fields["called"].widget.attrs["autofocus"]
    line = SimpleNamespace(called="Sam", pronouns="they/them")
    contact = ContactSafety(("text",), "evening", never=(NeverContact("Robin", "lives in the same house"),))
    shown = Shown("goal:1", "Evenings without use", "four of seven by December", "", "agreed", "proposed", "proposed")
    noted = Day(_THEN.date(), "Dana", (Line("takes acamprosate now", "no", "2026-11-01", _THEN, 1),))
    seen = SimpleNamespace(at=_THEN, role="nurse", name="Dana", what="read a plan", outcome="done", emergency=False)
    glass = SimpleNamespace(
        called="Sam",
        access=SimpleNamespace(at=_THEN, until=_THEN),
        emergency=Emergency("found asleep", "Dr. Lee", "City ER"),
    )
    return {
        "audit": {"lines": [seen], "older": None},
        "back": {"href": "#", "says": "people.title"},
        "emergency": {"one": glass, "name": "Dana"},
        "empty": {"says": "people.none", "does": "people.register", "href": "#"},
        "errors": {"form": wrong, "sentences": ()},
        "field": {"field": wrong["called"]},
        "fields": {"form": form},
        "help": {},
        "identity": {"identity": Identity("Sam", legal_name="Samantha Reed", birth="1990-05-01")},
        "lines": {"days": [noted]},
        "never": {"contact": contact},
        "next": {"step": NextStep("people.step_moved", "plans.make", "#")},
        "pages": {"page": PageOfPeople((), 40, 95)},
        "people": {"people": [(line, ("#", ""))]},
        "reach": {"contact": contact, "identity": Identity("Sam", phone="555 0100")},
        "said": {"just": "said.noted", "just_n": 0},
        "say": {"kind": "look", "title": "people.stale", "says": "people.stale_says"},
        "stale": {"stale": [("Pronouns", "she/her")]},
        "states": {"line": shown},
        "times": {"episodes": [(SimpleNamespace(opened_at=_THEN, closed_at=None), None)]},
        "voice": {"voice": Voice(("I want my daughter back on weekends.",), ("cooks", "three good years"))},
        "typed": {"typed": [("words", "What I wrote")], "path": "#", "had_file": False},
    }
