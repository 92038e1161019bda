"""The workspace: two authors over one list of lines, together or apart; one line with all that can be said of it."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from waymark.planning.deciding.contents import items_in
from waymark.planning.plan import Plan
from waymark.record.documents.decisions import Decision
from waymark.record.errors import RecordError
from waymark.rendering.agreed import merges_shown
from waymark.rendering.view import View
from waymark.site.access.gate import Gate
from waymark.site.access.policy import policy
from waymark.site.pages.forms import MARK, new_mark
from waymark.site.pages.once import once
from waymark.site.pages.wording import language_of, say
from waymark.site.plans.actions import decide_together
from waymark.site.plans.deciding import AT_ONCE, Said, Shown, Verb, decision_row, line_of
from waymark.site.plans.forms import VOICES, DecideForm, VoiceForm
from waymark.site.plans.keys import key_of, named_by
from waymark.site.plans.library import library
from waymark.site.plans.options import options_beside
from waymark.site.plans.standing import Standing, standing_of
from waymark.site.plans.table import Table, table_of
from waymark.site.plans.ways import ways_of

__all__ = ["decide", "meets", "say_lines", "workspace"]


@policy("plan", "read")
def workspace(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Every line, ready to be answered with one touch, alone or several at once."""
    return _laid_out(request, gate)


def _laid_out(
    request: HttpRequest, gate: Gate, *, sentences: Iterable[str] = (), stale: Iterable[tuple[Shown, str]] = ()
) -> HttpResponse:
    standing, faults = _standing(request, gate)
    if standing is None:
        return TemplateResponse(request, "plans/no_workspace.html", {"gate": gate, "sentences": faults})
    own, wrong = gate.acting.role == "person", list(sentences)
    whose = (request.POST or request.GET).get("whose", "mine")
    form = VoiceForm(language=language_of(request), initial={"whose": whose if whose in VOICES else "mine"})
    table, moved = table_of(gate, standing), list(stale)
    shown = {
        "gate": gate, "own": own, "table": table, "form": form, "mark": new_mark(), "sentences": wrong,
        "stale": moved, "meets": len(_meeting(standing.plan)), "mend": bool(wrong or moved),
        "may_decide": gate.may("plan", "write"), "ticked": request.POST.getlist("line"),
        "ticked_groups": request.POST.getlist("group"),
    }  # fmt: skip
    return TemplateResponse(request, "plans/workspace.html", shown, status=422 if wrong or moved else 200)


@policy("plan", "write")
@require_POST
@once
def say_lines(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Lines answered with one touch. What moved since the page was opened is shown again with what was said of it."""
    standing, faults = _standing(request, gate)
    if standing is None:
        return TemplateResponse(request, "plans/no_workspace.html", {"gate": gate, "sentences": faults}, status=422)
    table = table_of(gate, standing)
    verb, _, one = request.POST.get("say", "").partition(" ")
    keys = [one] if one else [*request.POST.getlist("line"), *_of_groups(table, request.POST.getlist("group"))]
    if verb not in AT_ONCE or not keys:
        return _laid_out(request, gate, sentences=[_words(request, "tick_first")])
    fresh, stale = _sorted(table, request.POST, keys)
    rows = [
        decision_row(standing.plan, Said(item=line.id, verb=verb), gate.acting, told=told)
        for line in fresh
        for told in _voices(gate, request.POST.get("whose", ""))
    ]
    fault = _noted(gate, rows, request.POST.get(MARK, ""))
    if fault or stale:
        return _laid_out(request, gate, sentences=fault, stale=[(line, verb) for line in stale])
    whose = request.POST.get("whose", "mine")
    told = f"?said=decided_lines&n={len(fresh)}&whose={whose if whose in VOICES else 'mine'}"
    return redirect(reverse("workspace", args=[gate.about.public_id]) + f"{told}#line-{keys[0][:16]}")


def _of_groups(table: Table, names: Iterable[str]) -> list[str]:
    """Keys of the lines of whole groups that nobody has said no to."""
    wanted = set(names)
    return [table.keys[line.id] for group in table.groups if group.name in wanted for line in group.undecided]


def _sorted(table: Table, sent: QueryDict, keys: Iterable[str]) -> tuple[list[Shown], list[Shown]]:
    """Lines that stand as they were seen, and lines that moved meanwhile."""
    lines = [line for key in dict.fromkeys(keys) if (line := table.line(key)) is not None]
    fresh = [line for line in lines if sent.get(f"seen-{table.keys[line.id]}") == line.mark]
    return fresh, [line for line in lines if line not in fresh]


def _voices(gate: Gate, whose: str) -> tuple[bool, ...]:
    """For each row: whether staff write down what the person said."""
    if gate.acting.role == "person":
        return (False,)
    return {"theirs": (True,), "both": (True, False)}.get(whose, (False,))


def _noted(gate: Gate, rows: list[Decision], mark: str) -> list[str]:
    """What is wrong with them; nothing where they were noted."""
    try:
        decide_together(gate=gate, decisions=rows, sent_as=mark[:40])
    except RecordError as error:
        return list(error.sentences)
    return []


@policy("plan", "write")
@once
def decide(request: HttpRequest, gate: Gate, line: str) -> HttpResponse:
    """One line with its options side by side, and every answer there is to it."""
    standing, faults = _standing(request, gate)
    if standing is None:
        return TemplateResponse(request, "plans/no_workspace.html", {"gate": gate, "sentences": faults})
    plan, own, language = standing.plan, gate.acting.role == "person", language_of(request)
    name = named_by(
        gate.about, line, [*items_in(plan), *(row.item for row in plan.log), *(e.item for e in plan.earlier)]
    )
    shown_line = line_of(plan, name, own=own)
    if shown_line is None:
        # A decision about a rule or a fact: it is taken back where it stands in words.
        shown_line = Shown(name, _logged(plan, name), "", "", "proposed", "proposed", "proposed")
    form = DecideForm(
        request.POST or None, language=language, own=own, ways=ways_of(plan, name, library(language), own=own),
        today=gate.acting.day, initial={"seen": shown_line.mark},
    )  # fmt: skip
    sentences: list[str] = []
    stale = False
    if request.method == "POST" and form.is_valid():
        stale = form.cleaned_data["seen"] != shown_line.mark
        if not stale:
            told = _voices(gate, form.cleaned_data.get("whose", ""))
            rows = [
                decision_row(plan, said, gate.acting, told=voice)
                for said in form.said(name)
                for voice in (told if said.verb not in ("settled", "override") else (False,))
            ]
            sentences = _noted(gate, rows, form.cleaned_data[MARK])
            if not sentences:
                return redirect(reverse("workspace", args=[gate.about.public_id]) + f"?said=decided#line-{line}")
        else:
            form.data = _seen_again(request.POST, shown_line.mark)
    wrong = request.method == "POST"
    shown = {
        "gate": gate, "own": own, "line": shown_line, "key": line, "form": form, "sentences": sentences,
        "stale": stale, "said": [row for row in plan.log if row.item == name][-6:], "mend": wrong,
        "beside": options_beside(plan, name), "version": standing.version, "view": View(plan),
    }  # fmt: skip
    return TemplateResponse(request, "plans/decide.html", shown, status=422 if wrong else 200)


def _seen_again(sent: QueryDict, mark: str) -> QueryDict:
    data = sent.copy()
    data["seen"] = mark
    return data


def _logged(plan: Plan, name: str) -> str:
    return next((row.title for row in reversed(plan.log) if row.item == name), name)


@policy("plan", "write")
@once
def meets(request: HttpRequest, gate: Gate) -> HttpResponse:
    """New facts meet what was decided: as it was, as you decided, as the facts have it; choose, nothing is lost."""
    standing, faults = _standing(request, gate)
    if standing is None:
        return TemplateResponse(request, "plans/no_workspace.html", {"gate": gate, "sentences": faults})
    plan = standing.plan
    sentences: list[str] = []
    if request.method == "POST":
        choice, _, key = request.POST.get("say", "").partition(" ")
        verbs: dict[str, Verb] = {"keep": "agreed", "take": "withdrawn"}
        sentences = [_words(request, "choose_first")]
        if choice in verbs:
            said = Said(item=named_by(gate.about, key, [merge.item for merge in plan.merged]), verb=verbs[choice])
            told = _voices(gate, request.POST.get("whose", ""))
            rows = [decision_row(plan, said, gate.acting, told=voice) for voice in told]
            sentences = _noted(gate, rows, request.POST.get(MARK, ""))
        if not sentences:
            return redirect(reverse("meets", args=[gate.about.public_id]) + "?said=decided")
    form = VoiceForm(language=language_of(request), initial={"whose": "mine"})
    shown = {
        "gate": gate, "own": gate.acting.role == "person", "form": form, "mark": new_mark(), "sentences": sentences,
        "merged": [(key_of(gate.about, merge.item), merge) for merge in _meeting(plan)], "mend": bool(sentences),
        "view": View(plan),
    }  # fmt: skip
    return TemplateResponse(request, "plans/meets.html", shown, status=422 if sentences else 200)


def _meeting(plan: Plan) -> list[Any]:
    """Fields where facts and decisions differ, and lines that were agreed and are not proposed any more."""
    gone = [one for one in plan.merged if one.field == "line" and one.kind == "facts moved"]
    return [*merges_shown(plan), *gone]


def _standing(request: HttpRequest, gate: Gate) -> tuple[Standing | None, list[str]]:
    try:
        return standing_of(gate, language_of(request)), []
    except RecordError as error:
        return None, list(error.sentences)


def _words(request: HttpRequest, name: str) -> str:
    return say(language_of(request), f"plans.{name}")
