"""The calendar: one's own days, a person's times, groups and who came, and the feed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from waymark.site.access.gate import Gate, person_gate
from waymark.site.access.policy import PROGRAMME, open_to_all, policy
from waymark.site.appointments.actions import (
    CAME,
    book,
    cancel,
    end_feeds,
    extend_group,
    join_group,
    leave_group,
    make_feed,
    mark,
    open_group,
)
from waymark.site.appointments.feed import calendar_by
from waymark.site.appointments.forms import BookForm, GroupForm, JoinForm, MarkForm, MoreForm
from waymark.site.appointments.selectors import (
    Slotted,
    appointment_of,
    appointments_of,
    days_of,
    expected_at,
    feed_of,
    group_of,
    groups_for,
    groups_of,
    session_of,
)
from waymark.site.pages.failures import absent
from waymark.site.pages.forms import PageForm
from waymark.site.pages.once import once
from waymark.site.pages.wording import language_of
from waymark.site.people.actions import BadInput
from waymark.site.people.selectors import care_team_of, names_of

__all__ = [
    "calendar",
    "feed",
    "group",
    "group_session",
    "join",
    "leave",
    "make_appointment",
    "more_sessions",
    "one",
    "read_feed",
    "times",
]


@policy("calendar", "read", about=PROGRAMME)
def calendar(request: HttpRequest, gate: Gate) -> HttpResponse:
    """One's own days."""
    shown = {"days": days_of(gate), "now": gate.acting.at, "may_group": gate.may("calendar", "write")}
    return TemplateResponse(request, "appointments/calendar.html", shown)


@policy("calendar", "write", about=PROGRAMME)
@once
def group(request: HttpRequest, gate: Gate) -> HttpResponse:
    """A new group that one leads."""
    form = GroupForm(request.POST or None, language=language_of(request))
    if request.method == "POST" and form.is_valid():
        try:
            open_group(gate=gate, title=form.cleaned_data["title"], slot=form.slot())
            return redirect(reverse("calendar") + "?said=group_opened")
        except BadInput as error:
            form.add_error("title" if error.name.endswith("title_missing") else "day", error.said(form.language))
            form.focus()
    return _form(request, form, "appointments/group.html")


@policy("calendar", "write", about=PROGRAMME)
@once
def group_session(request: HttpRequest, gate: Gate, meeting: str) -> HttpResponse:
    """Who came to one session: a line for each person one cares for, all at once."""
    found = session_of(gate, meeting)
    lines, _ = expected_at(gate, found.appointment)
    sentences: list[str] = []
    if request.method == "POST":
        try:
            for line in lines:
                came = request.POST.get(f"came-{line.line.person.public_id}", "")
                if came in CAME and not line.came:
                    own = person_gate(gate.acting, line.line.person.public_id, "appointments", "write", gate.kind)
                    mark(gate=own, appointment=found.appointment, came=came)
            return redirect(reverse("calendar") + "?said=marked")
        except BadInput as error:
            sentences = [error.said(language_of(request))]
    return _session(request, gate, found, sentences, MoreForm(language=language_of(request)))


@policy("calendar", "write", about=PROGRAMME)
@require_POST
@once
def more_sessions(request: HttpRequest, gate: Gate, meeting: str) -> HttpResponse:
    """The group goes on for some weeks more."""
    found = session_of(gate, meeting)
    form = MoreForm(request.POST, language=language_of(request))
    if form.is_valid() and found.appointment.group is not None:
        try:
            made = extend_group(gate=gate, group=found.appointment.group, weeks=form.cleaned_data["more_weeks"])
            return redirect(reverse("calendar") + f"?said=group_extended&n={len(made)}")
        except BadInput as error:
            form.add_error("more_weeks", error.said(form.language))
            form.focus()
    return _session(request, gate, found, [], form)


def _session(request: HttpRequest, gate: Gate, found: Slotted, sentences: list[str], more: MoreForm) -> HttpResponse:
    lines, others = expected_at(gate, found.appointment)
    wrong = request.method == "POST"
    shown = {
        "one": found, "lines": lines, "others": others, "came": CAME, "form": PageForm(language=language_of(request)),
        "sentences": sentences, "more": more, "mend": wrong,
    }  # fmt: skip
    return TemplateResponse(request, "appointments/session.html", shown, status=422 if wrong else 200)


@policy("calendar", "read", about=PROGRAMME)
@once
def feed(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Make a secret address for one's own calendar program, or take it back."""
    address = ""
    if request.method == "POST":
        if "end" in request.POST:
            end_feeds(gate=gate)
            return redirect(reverse("calendar-feed") + "?said=feed_ended")
        address = request.build_absolute_uri(reverse("read-feed", args=[make_feed(gate=gate)]))
    return TemplateResponse(request, "appointments/feed.html", {"feed": feed_of(gate), "address": address})


@open_to_all("a calendar program cannot sign in; the secret in the address is asked instead, and it tells no names")
def read_feed(request: HttpRequest, feed: str) -> HttpResponse:
    """The feed of a secret; nothing else is told where there is none."""
    text = calendar_by(token=feed[:80])
    if text is None:
        return absent(request)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


@policy("appointments", "read")
def times(request: HttpRequest, gate: Gate) -> HttpResponse:
    """A person's times, and the groups they are in."""
    found = appointments_of(gate)
    may_write = gate.may("appointments", "write")
    shown = {
        "gate": gate,
        "own": gate.acting.role == "person",
        "ahead": [one for one in found if one.appointment.ends_at > gate.acting.at],
        "behind": [one for one in found if one.appointment.ends_at <= gate.acting.at],
        "names": names_of(one.appointment.staff for one in found),
        "groups": groups_of(gate),
        "may_write": may_write,
        "form": _join_form(request, gate) if may_write else None,
    }
    return TemplateResponse(request, "appointments/times.html", shown)


def _join_form(request: HttpRequest, gate: Gate) -> JoinForm:
    groups = groups_for(gate)
    names = names_of(leader for _, leader in groups)
    choices = [(one.public_id, f"{one.title}, {names[leader.pk]}") for one, leader in groups]
    return JoinForm(request.POST or None, language=language_of(request), groups=choices)


@policy("appointments", "write")
@require_POST
@once
def join(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Give the person a place in a group."""
    form = _join_form(request, gate)
    if form.is_valid():
        try:
            chosen = form.cleaned_data["group"]
            join_group(gate=gate, group=next(one for one, _ in groups_for(gate) if one.public_id == chosen))
            return redirect(reverse("appointments", args=[gate.about.public_id]) + "?said=joined_group")
        except BadInput as error:
            form.add_error("group", error.said(form.language))
    return _form(request, form, "appointments/join.html", gate=gate)


@policy("appointments", "write")
@require_POST
@once
def leave(request: HttpRequest, gate: Gate) -> HttpResponse:
    """End the person's place in a group."""
    leave_group(gate=gate, group=group_of(gate, request.POST.get("group", "")))
    return redirect(reverse("appointments", args=[gate.about.public_id]) + "?said=left_group")


@policy("appointments", "write")
@once
def make_appointment(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Book a time, or a series."""
    team = care_team_of(gate)
    names = names_of(member.user for member in team)
    by_id = {member.user.public_id: member.user for member in team}
    form = BookForm(
        request.POST or None, language=language_of(request),
        team=[(key, names[user.pk]) for key, user in by_id.items()], today=gate.acting.day,
        initial={"staff": gate.acting.user.public_id},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            book(gate=gate, staff=by_id[form.cleaned_data["staff"]], kind=form.cleaned_data["kind"], slot=form.slot())
            return redirect(reverse("appointments", args=[gate.about.public_id]) + "?said=booked")
        except BadInput as error:
            form.add_error("day", error.said(form.language))
            form.focus()
    return _form(request, form, "appointments/book.html", gate=gate)


@policy("appointments", "write")
@once
def one(request: HttpRequest, gate: Gate, appointment: str) -> HttpResponse:
    """Write whether the person came, or call it off."""
    found = appointment_of(gate, appointment)
    begun = found.appointment.starts_at <= gate.acting.at
    form = MarkForm(request.POST or None, language=language_of(request), begun=begun)
    if request.method == "POST" and form.is_valid():
        came, why = form.cleaned_data["came"], form.cleaned_data["why"]
        try:
            if came == "cancelled":
                cancel(gate=gate, appointment=found.appointment, why=why)
            else:
                mark(gate=gate, appointment=found.appointment, came=came)
            said = "cancelled" if came == "cancelled" else "marked"
            return redirect(reverse("appointments", args=[gate.about.public_id]) + f"?said={said}")
        except BadInput as error:
            form.add_error("came", error.said(form.language))
    return _form(request, form, "appointments/one.html", gate=gate, one=found)


def _form(request: HttpRequest, form: PageForm, template: str, **more: object) -> HttpResponse:
    wrong = request.method == "POST"
    return TemplateResponse(request, template, {"form": form, "mend": wrong, **more}, status=422 if wrong else 200)
