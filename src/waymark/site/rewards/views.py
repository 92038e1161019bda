"""Rewards for verified tests: a person's runs with their ledger, and the amounts of the programme."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from waymark.site.access.gate import Gate
from waymark.site.access.policy import PROGRAMME, policy
from waymark.site.pages.forms import PageForm
from waymark.site.pages.once import once
from waymark.site.pages.wording import language_of
from waymark.site.people.actions import BadInput
from waymark.site.plans.library import library
from waymark.site.records.shown import text_of
from waymark.site.rewards.actions import begin_run, hand_out, note_test, set_rules, standing_rules
from waymark.site.rewards.forms import BeginForm, HandForm, RulesForm, TestForm
from waymark.site.rewards.selectors import run_of, runs_of

__all__ = ["begin", "hand", "rewards", "rules", "test"]

# Medicine comes first there: staying away from opioids is never what a reward hangs on (reference PSY-CM).
_NEVER = ("opioids",)


def _substances(language: str) -> dict[str, str]:
    release = library(language)
    measured = {one.measure for fact in release.facts.values() for one in fact.measured}
    return {
        name: text_of(substance.label)
        for name, substance in release.substances.items()
        if f"drug_test.{name}" in measured and name not in _NEVER
    }


@policy("rewards", "read")
def rewards(request: HttpRequest, gate: Gate) -> HttpResponse:
    """What was earned and handed out, and what the next test is worth."""
    found, names = runs_of(gate), _substances(language_of(request))
    shown = {
        "gate": gate, "own": gate.acting.role == "person", "may_write": gate.may("rewards", "write"),
        "runs": [(one, names.get(one.substance, one.substance)) for one in found],
    }  # fmt: skip
    return TemplateResponse(request, "rewards/rewards.html", shown)


@policy("rewards", "write")
@once
def begin(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Begin a run."""
    told = library().numbers
    initial = {"weeks": round(told["rewards.weeks"]), "tests_week": round(told["rewards.tests_week"])}
    choices = list(_substances(language_of(request)).items())
    form = BeginForm(request.POST or None, language=language_of(request), substances=choices, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            begin_run(
                gate=gate, substance=given["substance"], bowl=given["way"] == "bowl", weeks=given["weeks"],
                tests_week=given["tests_week"],
            )  # fmt: skip
            return _back(gate, "rewards_begun")
        except BadInput as error:
            form.add_error("substance", error.said(form.language))
    return _form(request, form, "rewards.begin", gate=gate)


@policy("rewards", "write")
@once
def test(request: HttpRequest, gate: Gate, reward: str) -> HttpResponse:
    """Note one test."""
    run = run_of(gate, reward)
    form = TestForm(request.POST or None, language=language_of(request), today=gate.acting.day)
    if request.method == "POST" and form.is_valid():
        try:
            note_test(gate=gate, run=run, day=form.cleaned_data["day"], result=form.cleaned_data["result"])
            return _back(gate, "test_noted")
        except BadInput as error:
            form.add_error("day", error.said(form.language))
    return _form(request, form, "rewards.test", gate=gate)


@policy("rewards", "write")
@once
def hand(request: HttpRequest, gate: Gate, reward: str) -> HttpResponse:
    """Write that a reward was handed out."""
    run = run_of(gate, reward)
    form = HandForm(request.POST or None, language=language_of(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            hand_out(gate=gate, run=run, cents=round(given["dollars"] * 100), text=given["text"])
            return _back(gate, "handed_out")
        except BadInput as error:
            form.add_error("dollars", error.said(form.language))
    return _form(request, form, "rewards.hand", gate=gate)


@policy("oversight", "write", about=PROGRAMME)
@once
def rules(request: HttpRequest, gate: Gate) -> HttpResponse:
    """The amounts and the cap of the programme, for runs that begin from now on."""
    now = standing_rules(gate)
    initial = {name: f"{getattr(now, name) / 100:.2f}" for name in ("first", "step", "most", "cap")}
    initial["back_after"] = str(now.back_after)
    form = RulesForm(request.POST or None, language=language_of(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            set_rules(gate=gate, rules=form.rules())
            return redirect(reverse("oversight") + "?said=changed")
        except BadInput as error:
            form.add_error("most", error.said(form.language))
    return _form(request, form, "rewards.rules")


def _back(gate: Gate, said: str) -> HttpResponse:
    return redirect(reverse("rewards", args=[gate.about.public_id]) + f"?said={said}")


def _form(request: HttpRequest, form: PageForm, title: str, **more: object) -> HttpResponse:
    wrong = request.method == "POST"
    shown = {"form": form, "title": title, "mend": wrong, **more}
    return TemplateResponse(request, "rewards/form.html", shown, status=422 if wrong else 200)
