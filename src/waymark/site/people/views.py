"""People: the list, registering, one person, and what is changed about them. What may be done stands in the table."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from waymark.record.errors import RecordError
from waymark.site.access.acting import acting_of
from waymark.site.access.decision import holds_in_care, holds_in_programme
from waymark.site.access.gate import Gate
from waymark.site.access.policy import PROGRAMME, own_account, policy
from waymark.site.days import end_of
from waymark.site.interviews.actions import begin_with
from waymark.site.interviews.reviews import waiting_reviews
from waymark.site.pages.forms import MARK, PageForm, new_mark
from waymark.site.pages.once import once
from waymark.site.pages.paging import start_of
from waymark.site.pages.wording import language_of, say
from waymark.site.people import actions
from waymark.site.people.forms import (
    ContactForm,
    EndingForm,
    IdentityForm,
    RegisterForm,
    TeamForm,
    contact_as_typed,
    identity_as_typed,
)
from waymark.site.people.next_step import next_step
from waymark.site.people.sections import sections_of, sections_then
from waymark.site.people.selectors import (
    Listed,
    care_team_of,
    colleagues_of,
    contact_of,
    contact_state_of,
    ending_of,
    episodes_of,
    identity_of,
    listed,
    my_people,
    names_of,
    place_of,
    search,
)
from waymark.site.plans.glance import Glance, glance_at, passed
from waymark.site.plans.models import PlanVersion
from waymark.site.plans.selectors import last_decision_of, versions_of
from waymark.site.plans.standing import standing_of
from waymark.site.records.selectors import voice_of
from waymark.site.walking.going import going_of
from waymark.site.walking.moves import begin_aftercare, note_return
from waymark.site.walking.past import NoSuchDay, other_rules, past_day
from waymark.site.walking.shown import Course, course_of

__all__ = ["again", "contact", "ending", "home", "identity", "join", "leave", "people", "person", "register", "team"]

Said = Callable[[], object]


@own_account("leads everybody to what is theirs")
def home(request: HttpRequest) -> HttpResponse:
    """Staff to their people, a person to their own page, an auditor to the audit."""
    acting = acting_of(request)
    if acting is None:
        return redirect("account")
    request.acting = acting  # type: ignore[attr-defined]
    if acting.role == "person" and acting.membership.person is not None:
        return redirect("person", person=acting.membership.person.public_id)
    if acting.role == "supporter":
        return render(request, "people/nothing.html", {"says": "people.nothing_shared"})
    if acting.role == "auditor":
        return redirect("lately")
    if holds_in_programme(acting.role, "work", "read"):
        return redirect("work")
    return redirect("people")


@policy("directory", "read", about=PROGRAMME)
def people(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Those one cares for, and a search over the programme."""
    # Sent as a form: a name never stands in an address, a history or the log of something in between.
    text = request.POST.get("search", "")[:200]
    found = search(gate, text) if text.strip() else None
    page = my_people(gate, start_of(request))
    shown = {
        "page": page,
        "mine": [(line, _door(gate, line)) for line in page.lines],
        "found": None if found is None else [(line, _door(gate, line)) for line in found],
        "text": text,
        "may_register": gate.may("directory", "write"),
        "cares": gate.acting.role in ("counsellor", "prescriber", "nurse", "case_manager", "peer", "supervisor"),
    }
    return TemplateResponse(request, "people/people.html", shown)


def _door(gate: Gate, line: Listed) -> tuple[str, str]:
    """Where a name leads, and what is there: the person's page, emergency access, the audit, or nowhere."""
    if line.mine:
        return reverse("person", args=[line.person.public_id]), ""
    if gate.may("emergency", "write") and gate.acting.role != "privacy_officer":
        return reverse("emergency", args=[line.person.public_id]), "people.not_on_team"
    if gate.may("audit", "read"):
        return reverse("who-saw", args=[line.person.public_id]), "audit.seen"
    return "", ""


@policy("directory", "write", about=PROGRAMME)
@once
def register(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Register somebody; people who look alike are shown first. `then`: go straight on to the interview."""
    form = RegisterForm(request.POST or None, language=language_of(request))
    alike: list[tuple[Listed, tuple[str, str]]] = []
    sentences: list[str] = []
    if request.method == "POST" and form.is_valid():
        anyway = form.cleaned_data["anyway"]
        try:
            made = actions.register_person(
                by=gate.acting, identity=form.identity(), contact=form.contact(), anyway=anyway
            )
            asks = request.POST.get("then") == "interview" and begin_with(made.public_id, by=gate)
            return redirect(_told(reverse("interview-ask" if asks else "person", args=[made.public_id]), "registered"))
        except actions.PossibleDuplicate as found:
            alike = [(line, _door(gate, line)) for line in listed(gate, found.people)]
        except actions.BadInput as error:
            sentences = [error.said(form.language)]
    wrong = request.method == "POST"
    shown = {"form": form, "alike": alike, "sentences": sentences, "mend": wrong}
    shown["may_ask"] = holds_in_care(gate.acting.role, "interview", "write")
    return TemplateResponse(request, "people/register.html", shown, status=422 if wrong else 200)


@policy("identity", "read")
def person(request: HttpRequest, gate: Gate) -> HttpResponse:
    """One person on one screen: who, how to reach them, who walks along, the versions, how it goes, what to do next.

    `?as-of=YYYY-MM-DD`: as it was shown at the end of that day, with nothing to press.
    """
    may, own, language = gate.may, gate.acting.role == "person", language_of(request)
    sentences: Sequence[str] = ()
    try:
        past = past_day(request, gate) if may("plan", "read") else None
    except NoSuchDay as error:
        past, sentences = None, (say(language, f"walking.{error.name}"),)
    moment = None if past is None else end_of(past)
    team = care_team_of(gate, moment) if may("care_team", "read") else []
    versions = versions_of(gate, moment) if may("plan", "read") else []
    episodes = episodes_of(gate, moment) if may("record", "read") else []
    signatures = [one for version in versions for one in version.signatures.all()]
    signers = [user for one in signatures for user in (one.user, one.witness) if user is not None]
    here = any(episode.closed_at is None for episode in episodes) or not episodes
    glance, course, faults = _glance(gate, language, past) if may("plan", "read") else (None, None, ())
    shown = {
        "gate": gate,
        "own": own,
        "identity": identity_of(gate),
        "contact": contact_of(gate) if may("contact", "read") else None,
        "voice": voice_of(gate, moment) if may("record", "read") else None,
        "team": team,
        "names": names_of([member.user for member in team] + signers),
        "versions": versions,
        "episodes": [(episode, ending_of(gate.about, episode)) for episode in episodes],
        "here": here,
        "glance": glance,
        "passed": passed(glance, past or gate.acting.day) if glance is not None else (),
        "course": course,
        "sentences": (*sentences, *faults),
        "glass": gate.decision.relation == "emergency",
        "past": past,
        "rules": other_rules(past),
        "today": gate.acting.day,
    }
    shown |= _ways(gate, versions, here=here) if past is None else _then(gate, past)
    return TemplateResponse(request, "people/own.html" if own else "people/person.html", shown)


def _ways(gate: Gate, versions: Sequence[PlanVersion], *, here: bool) -> dict[str, Any]:
    """What can be done from the page; nothing of it on a page of a past day."""
    may = gate.may
    return {
        "beside": sections_of(gate, "beside"),
        "papers": sections_of(gate, "papers"),
        "mark": new_mark(),
        "waiting": waiting_reviews(gate.about) if may("interview", "read") else [],
        "may_ask": may("interview", "write"),
        "may": _may(gate),
        "step": next_step(gate, versions, here=here, decisions=last_decision_of(gate.about) if versions else 0),
    }


def _then(gate: Gate, past: date) -> dict[str, Any]:
    """Of a past day: what was due, and nothing to press."""
    reads = {"plan_read": gate.may("plan", "read"), "record_read": gate.may("record", "read")}
    return {"beside": sections_then(gate, past), "may": dict.fromkeys(_may(gate), False) | reads}


def _glance(gate: Gate, language: str, past: date | None) -> tuple[Glance | None, Course | None, Sequence[str]]:
    """The plan as it stands, and how it goes; or why that cannot be read."""
    own = gate.acting.role == "person"
    try:
        standing = standing_of(gate, language, None if past is None else end_of(past))
        going = going_of(gate, language, past) if standing is not None else None
    except RecordError as error:
        return None, None, error.sentences
    glance = glance_at(standing, gate.about, own=own) if standing is not None else None
    return glance, course_of(going, gate.about, own=own) if going is not None else None, ()


def _may(gate: Gate) -> dict[str, bool]:
    """What has a link on the page: nobody sees a way that is closed to them."""
    asked = (
        ("identity", "write"),
        ("contact", "write"),
        ("care_team", "write"),
        ("record", "read"),
        ("record", "write"),
        ("plan", "read"),
        ("plan", "write"),
        ("documents", "read"),
        ("audit", "read"),
        ("accounts", "write"),
    )
    return {f"{content}_{action}": gate.may(content, action) for content, action in asked}  # type: ignore[arg-type]


@policy("identity", "write")
@once
def identity(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Change who somebody is; what a colleague changed meanwhile is shown and not overwritten."""
    now, state = identity_of(gate), actions.state_of(bytes(gate.about.sealed_identity))
    form = IdentityForm(
        request.POST or None, language=language_of(request), initial=identity_as_typed(now) | {"seen": state}
    )
    return _changed(
        request,
        gate,
        form,
        lambda: actions.change_identity(gate=gate, identity=form.identity(), seen=form.cleaned_data["seen"] or None),
        "people/identity.html",
        {"now": identity_as_typed(now), "state": state},
    )


@policy("contact", "write")
@once
def contact(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Change how somebody may be reached."""
    now, state = contact_of(gate), contact_state_of(gate)
    own = gate.acting.role == "person"
    initial = contact_as_typed(now) | {"seen": state}
    form = ContactForm(request.POST or None, language=language_of(request), own=own, initial=initial)
    return _changed(
        request,
        gate,
        form,
        lambda: actions.note_contact(gate=gate, contact=form.contact(), seen=form.cleaned_data["seen"] or None),
        "people/contact.html",
        {"now": contact_as_typed(now), "state": state, "own": own},
    )


def _changed(
    request: HttpRequest, gate: Gate, form: PageForm, store: Said, template: str, more: dict[str, Any]
) -> HttpResponse:
    """Store a form, or show it again with what is wrong and with what stands there meanwhile."""
    sentences: list[str] = []
    stale: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            store()
            return redirect(_told(reverse("person", args=[gate.about.public_id]), "changed"))
        except actions.BadInput as error:
            sentences = [error.said(form.language)]
        except actions.Changed:
            stale = [(str(form.fields[name].label), _as_text(form, name, value)) for name, value in more["now"].items()]
            data = request.POST.copy()
            data["seen"] = more["state"]
            form.data = data
    wrong = request.method == "POST"
    shown = {"gate": gate, "form": form, "sentences": sentences, "stale": stale, "mend": wrong, **more}
    return TemplateResponse(request, template, shown, status=422 if wrong else 200)


def _as_text(form: PageForm, name: str, value: object) -> str:
    choices = dict(getattr(form.fields[name], "choices", ()))
    if isinstance(value, bool):
        return form.words("yes" if value else "no")
    if isinstance(value, list):
        return ", ".join(str(choices.get(one, one)) for one in value)
    return str(choices.get(value, value))


@policy("care_team", "read")
def team(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Who walks along now; whoever may, adds and ends."""
    return _team(request, gate)


@policy("care_team", "write")
@require_POST
@once
def join(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Put a colleague on the team."""
    return _team(request, gate)


@policy("care_team", "write")
@require_POST
@once
def leave(request: HttpRequest, gate: Gate, place: str) -> HttpResponse:
    """End somebody's place today."""
    sentences = []
    try:
        actions.leave_care_team(gate=gate, member=place_of(gate, place))
        return redirect(_told(reverse("care-team", args=[gate.about.public_id]), "left_team"))
    except actions.BadInput as error:
        sentences = [error.said(language_of(request))]
    return _team(request, gate, sentences)


def _team(request: HttpRequest, gate: Gate, sentences: list[str] | None = None) -> HttpResponse:
    language, sentences = language_of(request), sentences or []
    may_write = gate.may("care_team", "write")
    colleagues = colleagues_of(gate) if may_write else []
    by_value = {f"{one.user.public_id} {one.role}": one for one, _ in colleagues}
    joining = request.method == "POST" and not sentences
    form = None
    if may_write:
        choices = [
            (value, f"{name}, {say(language, f'roles.{by_value[value].role}')}")
            for value, (_, name) in zip(by_value, colleagues, strict=True)
        ]
        form = TeamForm(request.POST if joining else None, language=language, colleagues=choices)
        if joining and form.is_valid():
            one = by_value[form.cleaned_data["member"]]
            try:
                actions.join_care_team(gate=gate, member=one.user, role=one.role)
                return redirect(_told(reverse("care-team", args=[gate.about.public_id]), "joined_team"))
            except actions.BadInput as error:
                sentences = [error.said(language)]
    members = care_team_of(gate)
    wrong = request.method == "POST"
    shown = {
        "gate": gate,
        "form": form,
        "team": members,
        "names": names_of(member.user for member in members),
        "sentences": sentences,
        "mend": wrong,
        "own": gate.acting.role == "person",
    }
    return TemplateResponse(request, "people/team.html", shown, status=422 if wrong else 200)


@policy("record", "write")
@once
def ending(request: HttpRequest, gate: Gate) -> HttpResponse:
    """End this time in the programme."""
    form = EndingForm(request.POST or None, language=language_of(request))
    return _changed(
        request,
        gate,
        form,
        lambda: _ended(gate, form, language_of(request)),
        "people/ending.html",
        {"now": {}, "state": ""},
    )


def _ended(gate: Gate, form: EndingForm, language: str) -> None:
    """The time after begins with the end of care, where there is one: check-ups and the way back."""
    actions.close_episode(gate=gate, ending=form.document())
    if form.document().kind != "died" and gate.about.rows:
        begin_aftercare(gate=gate, language=language, sent_as=form.cleaned_data["mark"])


@policy("record", "write")
@require_POST
@once
def again(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Begin another time in the programme."""
    # Where one is open, that is just what was asked for.
    with suppress(actions.BadInput):
        actions.reopen_episode(gate=gate)
        if gate.about.rows:
            sent_as = request.POST.get(MARK, "")[:40] or new_mark()
            note_return(gate=gate, language=language_of(request), back=True, sent_as=sent_as)
    return redirect(_told(reverse("person", args=[gate.about.public_id]), "reopened"))


def _told(address: str, said: str) -> str:
    return f"{address}?said={said}"
