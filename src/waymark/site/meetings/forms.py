"""What is asked about a meeting, and a question to a colleague."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from waymark.site.meetings.actions import Minutes
from waymark.site.pages.forms import PageForm

__all__ = ["AnswerForm", "AskForm", "MeetingForm"]


def _text(most: int, rows: int, *, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(max_length=most, required=required, widget=widget)


class MeetingForm(PageForm):
    """Who met over what, what the person said, what was decided."""

    subject = "meetings"
    kind = forms.ChoiceField(choices=[("case", "case"), ("family", "family")], initial="case", widget=forms.RadioSelect)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    question = _text(1000, 2, required=True)
    present = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    guests = _text(300, 2)
    said = _text(2000, 3)
    decision = _text(2000, 3)

    def __init__(self, *args: Any, team: Sequence[str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("day", today)
        person = self.words("the_person")
        self.fields["present"].choices = [(one, one) for one in (person, *dict.fromkeys(team))]  # type: ignore[attr-defined]

    def minutes(self) -> Minutes:
        given = self.cleaned_data
        return Minutes(
            given["question"].strip(), tuple(given["present"]), given["said"].strip(), given["decision"].strip(),
            given["guests"].strip(),
        )  # fmt: skip


class AskForm(PageForm):
    """Whom, and what."""

    subject = "meetings"
    asked = forms.ChoiceField()
    question = _text(1000, 3, required=True)

    def __init__(self, *args: Any, team: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked"].choices = list(team)  # type: ignore[attr-defined]


class AnswerForm(PageForm):
    """What one thinks."""

    subject = "meetings"
    answer = _text(2000, 4, required=True)
