"""What is asked about a session."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from waymark.site.notes.actions import Ahead
from waymark.site.notes.sealed import Line, Session
from waymark.site.notes.selectors import Strand
from waymark.site.pages.forms import PageForm

__all__ = ["DRAFTED", "CounsellingForm", "OutcomeForm", "SessionForm"]

# Fields that a draft keeps.
DRAFTED = ("day", "did", "said", "lines", "next", "due", "referral", "text")


def _text(most: int, rows: int, *, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(max_length=most, required=required, widget=widget)


class SessionForm(PageForm):
    """What was done, what the person says, which lines of the plan it was about, what comes next."""

    subject = "notes"
    lines = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    did = _text(4000, 4, required=True)
    said = _text(4000, 3)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    next = _text(1000, 2)
    due = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    referral = forms.BooleanField(required=False)
    because = _text(500, 2, required=True)

    def __init__(self, *args: Any, strands: Sequence[Strand], today: date, amends: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.strands, self.today = list(strands), today
        self.fields["lines"].choices = [(one.mark, one.title) for one in strands]  # type: ignore[attr-defined]
        if not strands:
            del self.fields["lines"]
        self.initial.setdefault("day", today)
        for name in ("next", "due", "referral") if amends else ("because",):
            del self.fields[name]

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(self.words("day_to_come"))
        return day

    def session(self) -> Session:
        given = self.cleaned_data
        lines = tuple(Line(one.mark, one.title) for one in self.strands if one.mark in given.get("lines", ()))
        return Session(given["did"].strip(), given["said"].strip(), lines, given.get("because", "").strip())

    def ahead(self) -> Ahead | None:
        given = self.cleaned_data
        return Ahead(given["next"], given["due"], given["referral"]) if given.get("next", "").strip() else None


class OutcomeForm(PageForm):
    """How a next step came out."""

    subject = "notes"
    outcome = _text(1000, 3, required=True)


class CounsellingForm(PageForm):
    """A note for oneself."""

    subject = "notes"
    text = _text(8000, 8, required=True)
