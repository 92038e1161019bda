"""Messages of the team about one person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from waymark.site.access.gate import Gate
from waymark.site.access.policy import policy
from waymark.site.messages.actions import have_read, write_message
from waymark.site.messages.forms import MessageForm
from waymark.site.messages.selectors import messages_of
from waymark.site.pages.once import once
from waymark.site.people.selectors import names_of

__all__ = ["messages", "send"]


@policy("messages", "read")
def messages(request: HttpRequest, gate: Gate) -> HttpResponse:
    """What was written; opening it is having read it."""
    have_read(gate=gate)
    return _page(request, gate, MessageForm(language=request.LANGUAGE_CODE))  # type: ignore[attr-defined]


@policy("messages", "write")
@require_POST
@once
def send(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Write one."""
    form = MessageForm(request.POST, language=request.LANGUAGE_CODE)  # type: ignore[attr-defined]
    if form.is_valid():
        write_message(gate=gate, text=form.cleaned_data["text"])
        return redirect(reverse("messages", args=[gate.about.public_id]) + "?said=message_sent")
    return _page(request, gate, form)


def _page(request: HttpRequest, gate: Gate, form: MessageForm) -> HttpResponse:
    found = messages_of(gate)
    wrong = request.method == "POST"
    shown = {
        "gate": gate, "own": gate.acting.role == "person", "found": found, "form": form, "mend": wrong,
        "names": names_of(one.row.by for one in found), "may_write": gate.may("messages", "write"),
    }  # fmt: skip
    return TemplateResponse(request, "messages/messages.html", shown, status=422 if wrong else 200)
