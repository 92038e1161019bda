"""What was sent from a page, to be shown again or sent once more."""

from typing import Any

from django.http import HttpRequest

from waymark.site.interviews.entering import MOST_NAMED
from waymark.site.interviews.shown import Asked
from waymark.site.pages.forms import MARK

__all__ = ["sent_again", "typed"]

_ROWS, _MORE_ROWS = 4, 4
_MANY = ("chosen", "more", "named", "asked")
_NEVER = ("csrfmiddlewaretoken", MARK, "turn", "question", "keep", "do")


def typed(request: HttpRequest) -> dict[str, Any]:
    """By the names of the fields; `chosen`: what was ticked."""
    kept: dict[str, Any] = {name: request.POST[name][:500] for name in request.POST if name not in _NEVER}
    kept["more"] = request.POST.get("do") == "more"
    return kept | {"chosen": [one[:100] for one in request.POST.getlist("named")[:200]]}


def sent_again(asked: Asked, sent: dict[str, Any]) -> dict[str, Any]:
    """Rows of a list as they were filled, the fields to send once more, and what was sent in words."""
    found: dict[str, Any] = {"rows": _rows(sent)} if asked.lists else {}
    if sent:
        fields = [(name, str(value)) for name, value in sent.items() if name not in _MANY]
        asked_of = (("asked", one) for one in asked.facts)
        found["sent_fields"] = [*fields, *(("named", one) for one in sent["chosen"]), *asked_of]
        labels = dict(asked.options)
        words = [labels.get(str(sent.get("value", "")), ""), *(labels.get(one, "") for one in sent["chosen"])]
        words += [str(sent.get("text", ""))]
        words += [str(sent.get(f"name_{number}", "")) for number in range(MOST_NAMED)]
        found["sent_words"] = "; ".join(word for word in words if word) or str(sent.get("value", ""))
    return found


def _rows(sent: dict[str, Any]) -> list[dict[str, Any]]:
    """As many as were filled and some empty ones."""
    fields = ("name", "days", "since", "injected")
    filled = [
        row
        for number in range(MOST_NAMED)
        if (row := {field: sent.get(f"{field}_{number}", "") for field in fields})["name"].strip()
    ]
    blank = max(_ROWS - len(filled), _MORE_ROWS if sent.get("more") else 1)
    rows = [*filled, *({} for _ in range(blank))][:MOST_NAMED]
    return [{"number": number, **row} for number, row in enumerate(rows)]
