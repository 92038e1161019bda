"""From a person's own words to a goal, together: what was heard, what is missing letter by letter, and keeping it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from waymark.planning.situation import read_situation
from waymark.planning.wording_goals.goal import Proposal, WordedGoal
from waymark.planning.wording_goals.proposing import Chosen
from waymark.planning.wording_goals.word import Wording, word_goal
from waymark.record.documents.decisions import OWN
from waymark.record.errors import RecordError
from waymark.rendering.dates import dated
from waymark.rendering.view import View
from waymark.site.access.gate import Gate
from waymark.site.access.policy import policy
from waymark.site.pages.forms import MARK
from waymark.site.pages.once import once
from waymark.site.pages.wording import language_of
from waymark.site.plans.deciding import moment_of
from waymark.site.plans.forms import GoalForm
from waymark.site.plans.goals import keep_goal
from waymark.site.plans.library import prepared
from waymark.site.plans.standing import Standing, documents_of, standing_of

__all__ = ["goal"]


@policy("plan", "write")
@once
def goal(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Words are typed and sent, never put in an address. `do`: check shows what was heard; keep keeps it."""
    language = language_of(request)
    try:
        standing = standing_of(gate, language)
    except RecordError as error:
        return TemplateResponse(request, "plans/no_workspace.html", {"gate": gate, "sentences": error.sentences})
    if standing is None:
        return TemplateResponse(request, "plans/no_workspace.html", {"gate": gate})
    form = GoalForm(request.POST or None, language=language)
    heard: WordedGoal | None = None
    offered: list[Proposal] = []
    sentences: list[str] = []
    if request.method == "POST" and form.is_valid():
        hearing = _Hearing(gate, standing, form, language)
        offered, heard = hearing.offered, hearing.heard
        if request.POST.get("do") == "keep":
            own = form.cleaned_data["goal"] == OWN
            try:
                said = keep_goal(
                    gate=gate, goal=heard, plan=standing.plan, own=own, sent_as=form.cleaned_data[MARK]
                )  # fmt: skip
                return redirect(reverse("workspace", args=[gate.about.public_id]) + f"?said={said}")
            except RecordError as error:
                sentences = list(error.sentences)
    wrong, view = bool(form.errors or sentences), View(standing.plan)
    letters = _letters(heard, form)
    shown = {
        "answered": _answered(form, letters) if heard is not None else [],
        "gate": gate, "own": gate.acting.role == "person", "form": form, "heard": heard, "offered": offered,
        "chosen": form.data.get("goal", ""), "area": form.data.get("area", ""), "sentences": sentences, "mend": wrong,
        "help": view.help, "letters": letters, "own_words": OWN,
    }  # fmt: skip
    return TemplateResponse(request, "plans/goal.html", shown, status=422 if wrong else 200)


class _Hearing:
    """What `waymark goal` says of the same words, as of today. `offered`: every goal they speak of, to choose from."""

    def __init__(self, gate: Gate, standing: Standing, form: GoalForm, language: str) -> None:
        offers = gate.acting.programme.offers
        self.wording, self.form = Wording(prepared(language, offers)), form
        documents = documents_of(gate.about, offers, language)
        moment = moment_of(standing.plan, gate.acting)
        self.situation = read_situation(self.wording.prepared, documents, moment)
        first = self._worded(Chosen())
        self.offered = list(first.proposals)
        chosen = self._chosen(first)
        self.heard = first if chosen == Chosen() else self._worded(chosen)

    def _worded(self, chosen: Chosen) -> WordedGoal:
        text, answers = self.form.cleaned_data["words"], self.form.answers()
        situation = self.situation
        return word_goal(
            self.wording, text, situation.calendar, situation=situation, answers=answers, chosen=chosen
        )  # fmt: skip

    def _chosen(self, first: WordedGoal) -> Chosen:
        """Only what was offered can be chosen."""
        goal, area = self.form.cleaned_data["goal"], self.form.cleaned_data["area"]
        for one in first.proposals:
            if one.draft is not None and one.draft.item == goal:
                return Chosen(goal=one.pattern, substance=one.substance)
        return Chosen(area=area) if area in {line.area for line in first.areas} else Chosen()


def _letters(heard: WordedGoal | None, form: GoalForm) -> list[dict[str, Any]]:
    """The letters of the goal that was chosen, or of the only one, each with the field that answers it."""
    if heard is None or len(heard.proposals) != 1 or heard.standing == "danger":
        return []
    fields = {"S": "specific", "M": "measurable", "A": "achievable", "R": "relevant", "T": "by"}
    draft = heard.proposals[0].draft
    if draft is not None and draft.baseline is None and not form.cleaned_data["baseline"]:
        # Whether it is in reach is asked once it is known where it stands today.
        fields["A"] = "baseline"
    return [
        {
            "letter": one.letter, "met": one.met, "says": dated(one.says, heard.language),
            "question": dated(one.question or "", heard.language),
            "perhaps": [dated(text, heard.language) for text in one.suggestions], "field": form[fields[one.letter]],
        }
        for one in heard.proposals[0].letters
    ]  # fmt: skip


def _answered(form: GoalForm, letters: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """What was answered before and is not asked again: it goes along with the form."""
    asked = {each["field"].html_name for each in letters if each["question"]}
    return [(name, value) for name, value in form.answers().items() if name not in asked] if form.is_bound else []
