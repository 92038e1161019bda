"""How it goes: measures, what stands out, changes by name with their look dates, and what counts for the person."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from waymark.progress.report import Made, Signal
from waymark.progress.together import ANSWERS
from waymark.record.errors import RecordError
from waymark.site.access.gate import Absent, Gate
from waymark.site.access.policy import policy
from waymark.site.pages.forms import new_mark
from waymark.site.pages.once import once
from waymark.site.pages.wording import language_of, say
from waymark.site.plans.keys import named_by
from waymark.site.plans.library import prepared
from waymark.site.plans.selectors import last_decision_of, last_version_of
from waymark.site.walking.actions import (
    Answer,
    Moved,
    NotSafe,
    answer_change,
    answer_signal,
    choose_count,
    line_of,
    note_talk,
)
from waymark.site.walking.forms import AsideForm, ChangeForm, CountForm, TalkForm, number_in
from waymark.site.walking.going import Going, going_of
from waymark.site.walking.past import NoSuchDay, other_rules, past_day
from waymark.site.walking.shown import course_of, edited, mark_of_change

__all__ = ["change", "count", "progress", "signal", "talk"]


@policy("plan", "read")
def progress(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Every measure, what stands out, what could be changed and what came of it; `?as-of=` as it was shown then."""
    own, language = gate.acting.role == "person", language_of(request)
    shown: dict[str, Any] = {
        "gate": gate, "own": own, "today": gate.acting.day, "as_of": request.GET.get("as-of", "")[:10],
        "may_ask": gate.may("interview", "write"), "may_aside": gate.may("work", "write"),
        "may_decide": gate.may("plan", "write"), "sentences": [], "past": None, "course": None, "mark": new_mark(),
    }  # fmt: skip
    try:
        shown["past"] = past = past_day(request, gate)
        shown["rules"] = other_rules(past)
        going = going_of(gate, language, past)
    except NoSuchDay as error:
        shown["sentences"] = [say(language, f"walking.{error.name}")]
        return TemplateResponse(request, "walking/progress.html", shown | {"mend": True}, status=422)
    except RecordError as error:
        shown["sentences"] = list(error.sentences)
        return TemplateResponse(request, "walking/progress.html", shown | {"mend": True}, status=422)
    if going is not None:
        shown["course"] = course_of(going, gate.about, own=own, pictures=True)
    shown["may_decide"] = shown["may_decide"] and past is None
    shown["may_aside"] = shown["may_aside"] and past is None
    shown["moved"] = shown["may_decide"] and not own and _moved(gate)
    return TemplateResponse(request, "walking/progress.html", shown)


def _moved(gate: Gate) -> bool:
    """What was noted or decided stands in no version yet."""
    last = last_version_of(gate.about)
    return last is None or (last.rows, last.decisions) != (gate.about.rows, last_decision_of(gate.about))


@policy("plan", "write")
@once
def change(request: HttpRequest, gate: Gate, change: str) -> HttpResponse:
    """One change by name: why, what it does, what is expected until when; and the answer to it, of one or of both."""
    own, language = gate.acting.role == "person", language_of(request)
    going = _going(gate, language)
    name = named_by(gate.about, change, [*(one.id for one in (*going.progress.changes, *going.progress.made))])
    line = line_of(going, name)
    assert line is not None
    made = isinstance(line, Made)
    number = None if isinstance(line, Made) else next(filter(None, (number_in(one.change) for one in line.edits)), None)
    seen = mark_of_change(going, name, line)
    form = ChangeForm(
        request.POST or None, language=language, own=own, today=gate.acting.day, number=number,
        initial={"seen": seen},
    )  # fmt: skip
    moved, sentences = False, list[str]()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = Answer(
            word=given["answer"], told=_voices(own, given.get("whose", "")), text=given["text"].strip(),
            number=form.other_number if given["answer"] == "agreed" else None, again=given["again"],
        )  # fmt: skip
        try:
            answer_change(
                gate=gate, language=language, name=name, seen=given["seen"], answer=answer, sent_as=given["mark"]
            )
            said = "change_agreed" if answer.word == "agreed" else "change_declined"
            return redirect(reverse("progress", args=[gate.about.public_id]) + f"?said={said}")
        except Moved:
            moved = True
            form.data = _with(request, seen)
        except NotSafe:
            form.add_error("number", say(language, "walking.number_unsafe"))
            form.focus()
        except RecordError as error:
            sentences = list(error.sentences)
    wrong = request.method == "POST"
    course = course_of(going, gate.about, own=own)
    shown = {
        "gate": gate, "own": own, "form": form, "made": made, "moved": moved, "sentences": sentences, "mend": wrong,
        "one": next((one for one in course.tried if one.made.id == name), None)
        or next(one for one in (*course.apart, course.main, *course.later) if one and one.change.id == name),
        "said": going.said.get(name, {}), "lines": () if isinstance(line, Made) else
        tuple(edited(edit, language) for edit in line.edits),
    }  # fmt: skip
    return TemplateResponse(request, "walking/change.html", shown, status=422 if wrong else 200)


def _with(request: HttpRequest, seen: str) -> Any:
    """What was sent, with the mark of what stands there now."""
    data = request.POST.copy()
    data["seen"] = seen
    return data


@policy("work", "write")
@once
def signal(request: HttpRequest, gate: Gate, signal: str) -> HttpResponse:
    """Of something that stands out: whether it helped to know, or put aside with a reason."""
    language = language_of(request)
    going = _going(gate, language)
    name = named_by(gate.about, signal, [one.id for one in going.progress.signals])
    found = next(one for one in going.progress.signals if one.id == name)
    asks = _settled_by(gate, language, found)
    form = AsideForm(
        request.POST or None, language=language, today=gate.acting.day, safety=found.safety, done=bool(asks),
        initial={} if found.safety else {"word": "declined"},
    )  # fmt: skip
    sentences: list[str] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            answer_signal(
                gate=gate, language=language, signal=found, word=given["word"], text=given["text"].strip(),
                until=given.get("until"), sent_as=given["mark"],
            )  # fmt: skip
            said = {"declined": "signal_aside", "done": "noted"}.get(given["word"], "signal_said")
            return redirect(reverse("progress", args=[gate.about.public_id]) + f"?said={said}")
        except RecordError as error:
            sentences = list(error.sentences)
    wrong = request.method == "POST"
    course = course_of(going, gate.about, own=False)
    shown = {
        "gate": gate, "form": form, "sentences": sentences, "mend": wrong, "signal": found,
        "asks": asks,
        "why": found.why.clinician if found.why else "", "useful": going.useful.get(found.rule, {}), "course": course,
    }  # fmt: skip
    return TemplateResponse(request, "walking/signal.html", shown, status=422 if wrong else 200)


def _settled_by(gate: Gate, language: str, signal: Signal) -> tuple[str, ...]:
    """The question to which yes says that it was done; none where it takes several, or whoever reads notes nothing."""
    ready = prepared(language, gate.acting.programme.offers)
    asked = [ready.facts[one].asked for one in signal.settles] if gate.may("record", "write") else []
    return tuple(ready.text(one.question) for one in asked if one is not None) if len(asked) == 1 else ()


@policy("plan", "write")
@once
def count(request: HttpRequest, gate: Gate) -> HttpResponse:
    """What counts as progress, as the person chooses it."""
    own, language = gate.acting.role == "person", language_of(request)
    going = _going(gate, language)
    ready = prepared(language, gate.acting.programme.offers)
    fact = ready.facts["own_progress.counts"]
    choices = [(one.id, ready.text(one.label)) for one in fact.options]
    form = CountForm(
        request.POST or None, language=language, today=gate.acting.day, choices=choices,
        initial={"counts": going.progress.own.counts},
    )  # fmt: skip
    sentences: list[str] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            choose_count(
                gate=gate, language=language, counts=given["counts"], since=given["since"], sent_as=given["mark"]
            )
            return redirect(reverse("progress", args=[gate.about.public_id]) + "?said=count_chosen")
        except RecordError as error:
            sentences = list(error.sentences)
    wrong = request.method == "POST"
    shown = {"gate": gate, "own": own, "form": form, "sentences": sentences, "mend": wrong, "going": going}
    return TemplateResponse(request, "walking/count.html", shown, status=422 if wrong else 200)


@policy("plan", "write")
@once
def talk(request: HttpRequest, gate: Gate) -> HttpResponse:
    """How the person found the talk: four numbers, on this device or by their own account."""
    language = language_of(request)
    ready = prepared(language, gate.acting.programme.offers)
    facts = {name: ready.facts[name] for name in ANSWERS}
    asks = {name.replace(".", "_"): ready.text(fact.asked.question) for name, fact in facts.items() if fact.asked}
    form = TalkForm(request.POST or None, language=language, asks=asks)
    sentences: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            note_talk(gate=gate, language=language, answers=form.answers, sent_as=form.cleaned_data["mark"])
            return redirect(reverse("progress", args=[gate.about.public_id]) + "?said=talk_noted")
        except RecordError as error:
            sentences = list(error.sentences)
    wrong = request.method == "POST"
    shown = {"gate": gate, "form": form, "sentences": sentences, "mend": wrong}
    return TemplateResponse(request, "walking/talk.html", shown, status=422 if wrong else 200)


def _going(gate: Gate, language: str) -> Going:
    going = going_of(gate, language)
    if going is None:
        raise Absent("nothing is noted, so nothing goes one way or the other", person=gate.about.public_id)
    return going


def _voices(own: bool, whose: str) -> tuple[bool, ...]:
    """For each author who speaks: whether staff write down what the person said."""
    return (False,) if own else {"theirs": (True,), "both": (True, False)}.get(whose, (False,))
