"""What is asked about a plan: a decision on a line, a signature."""

from datetime import date
from typing import Any

from django import forms

from waymark.site.pages.forms import PageForm
from waymark.site.plans.deciding import SAID

__all__ = ["DecideForm", "SignForm"]


class DecideForm(PageForm):
    """Agree, talk about it, not now, or take back what was said."""

    subject = "plans"
    item = forms.CharField(max_length=200, widget=forms.HiddenInput)
    whose = forms.ChoiceField(
        choices=[("mine", "mine"), ("theirs", "theirs")], required=False, widget=forms.RadioSelect
    )
    decision = forms.ChoiceField(choices=[(one, one) for one in SAID], widget=forms.RadioSelect)
    text = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))
    again = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, own: bool, decided: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if own:
            del self.fields["whose"]
        else:
            self.initial.setdefault("whose", "mine")
        if not decided:
            choices = self.fields["decision"].choices  # type: ignore[attr-defined]
            self.fields["decision"].choices = [one for one in choices if one[0] != "withdrawn"]  # type: ignore[attr-defined]

    def clean_again(self) -> date | None:
        again: date | None = self.cleaned_data["again"]
        if again is not None and again <= self.today:
            raise forms.ValidationError(self.words("again_past"))
        return again


class SignForm(PageForm):
    """Sign, or say that one does not."""

    subject = "plans"
    intent = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, intents: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["intent"].choices = [(one, self.words(f"sign_{one}")) for one in intents]  # type: ignore[attr-defined]
