"""What is asked about an appointment, a group, and who came."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from waymark.site.appointments.actions import CAME, KINDS, Slot
from waymark.site.pages.forms import PageForm

__all__ = ["BookForm", "GroupForm", "JoinForm", "MarkForm", "MoreForm"]

_MINUTES = (15, 30, 45, 60, 90, 120, 180)
_MOST_WEEKS = 26


class _SlotForm(PageForm):
    subject = "appointments"
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    at = forms.TimeField(widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"))
    minutes = forms.TypedChoiceField(choices=[(one, str(one)) for one in _MINUTES], coerce=int, initial=45)
    weeks = forms.IntegerField(min_value=1, max_value=_MOST_WEEKS, initial=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weeks"].widget.attrs["class"] = "short"
        self.fields["at"].error_messages["invalid"] = self.words("at_invalid")

    def slot(self) -> Slot:
        given = self.cleaned_data
        return Slot(given["day"], given["at"], given["minutes"], given["weeks"])


class BookForm(_SlotForm):
    """With whom of the team, how, when."""

    staff = forms.ChoiceField()
    kind = forms.ChoiceField(choices=[(one, one) for one in KINDS], initial="visit", widget=forms.RadioSelect)

    def __init__(self, *args: Any, team: Sequence[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].choices = list(team)  # type: ignore[attr-defined]
        self.initial.setdefault("day", today)
        self.order_fields(["mark", "staff", "kind", "day", "at", "minutes", "weeks"])


class GroupForm(_SlotForm):
    """What the group is called, and when it meets."""

    title = forms.CharField(max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["mark", "title", "day", "at", "minutes", "weeks"])


class MoreForm(PageForm):
    """For how many weeks more a group meets."""

    subject = "appointments"
    more_weeks = forms.IntegerField(min_value=1, max_value=_MOST_WEEKS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["more_weeks"].widget.attrs["class"] = "short"


class JoinForm(PageForm):
    """Which group."""

    subject = "appointments"
    group = forms.ChoiceField()

    def __init__(self, *args: Any, groups: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = list(groups)  # type: ignore[attr-defined]


class MarkForm(PageForm):
    """Whether somebody came, or that it is called off."""

    subject = "appointments"
    came = forms.ChoiceField(widget=forms.RadioSelect)
    why = forms.CharField(max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}))

    def __init__(self, *args: Any, begun: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = (*CAME, "cancelled") if begun else ("cancelled",)
        self.fields["came"].choices = [(one, self.words(f"came_{one}")) for one in choices]  # type: ignore[attr-defined]
        if not begun:
            self.initial["came"] = "cancelled"
