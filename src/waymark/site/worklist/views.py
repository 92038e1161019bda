"""The work list: what waits for me today, safety first, one thing to do for each."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from waymark.site.access.gate import Gate
from waymark.site.access.policy import PROGRAMME, policy
from waymark.site.meetings.selectors import asked_of_me
from waymark.site.messages.selectors import new_for
from waymark.site.pages.once import once
from waymark.site.pages.paging import start_of
from waymark.site.pages.wording import language_of, say
from waymark.site.people.actions import BadInput
from waymark.site.walking.past import NoSuchDay, past_day
from waymark.site.worklist.actions import put_off
from waymark.site.worklist.forms import PutOffForm
from waymark.site.worklist.selectors import ASKS, Ask, item_of, work_of, work_then

__all__ = ["snooze", "work"]


@policy("work", "read", about=PROGRAMME)
def work(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Ranked, by what it asks of me; `?ask=sign` only those, `?from=40` the next page, `?as-of=` as it stood then."""
    chosen = request.GET.get("ask", "")
    ask = cast(Ask, chosen) if chosen in ASKS else None
    past, sentences = None, list[str]()
    try:
        past = past_day(request, gate, "work")
    except NoSuchDay as error:
        sentences = [say(language_of(request), f"walking.{error.name}")]
    start = start_of(request)
    listed = work_of(gate, ask=ask, start=start) if past is None else work_then(gate, past, ask=ask, start=start)
    shown = {
        "listed": listed,
        "ask": ask,
        "all": gate.acting.role == "supervisor",
        "asks": [(name, count) for name, count in listed.counts.items() if count],
        "may_register": gate.may("directory", "write"),
        "new": new_for(gate) if past is None else (),
        "asked": asked_of_me(gate) if past is None else (),
        "past": past,
        "then": "" if past is None else f"&as-of={past.isoformat()}",
        "as_of": request.GET.get("as-of", "")[:10],
        "today": gate.acting.day,
        "sentences": sentences,
        "mend": bool(sentences),
    }
    return TemplateResponse(request, "worklist/work.html", shown, status=422 if sentences else 200)


@policy("work", "write")
@once
def snooze(request: HttpRequest, gate: Gate, entry: str) -> HttpResponse:
    """Put one entry off, with a reason."""
    item, said = item_of(gate, entry)
    form = PutOffForm(request.POST or None, language=request.LANGUAGE_CODE)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            put_off(gate=gate, item=item, until=given["until"], reason=given["reason"])
            return redirect(reverse("work") + "?said=put_off")
        except BadInput as error:
            form.add_error("reason" if error.name == "work.reason_missing" else "until", error.said(form.language))
            form.focus()
    wrong = request.method == "POST"
    shown = {"gate": gate, "item": item, "said": said, "form": form, "mend": wrong}
    return TemplateResponse(request, "worklist/snooze.html", shown, status=422 if wrong else 200)
