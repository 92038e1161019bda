"""What is asked about a change, about something that stands out, about what counts, and after use."""

from datetime import date
from typing import Any

from django import forms

from waymark.knowledge.model.tool import ToolField
from waymark.site.pages.forms import PageForm
from waymark.site.plans.forms import VOICES

__all__ = ["AsideForm", "ChangeForm", "CountForm", "ReviewForm", "TalkForm", "number_in"]

_DAYS_OF_HOURS = 24
# What of a change can be another number, with how far it may go.
_LIMITS = {"target": (0.0, 10_000.0), "within_hours": (1.0, 365.0)}


def number_in(change: dict[str, str | float]) -> tuple[str, float] | None:
    """The one number of an edit that two people can change: its name, and its value as a page asks for it."""
    for name in _LIMITS:
        value = change.get(name)
        if isinstance(value, int | float):
            return name, value / _DAYS_OF_HOURS if name == "within_hours" else value
    return None


class ChangeForm(PageForm):
    """Yes, yes with another number, or not now; by whom."""

    subject = "walking"
    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)
    whose = forms.ChoiceField(choices=[(one, one) for one in VOICES], required=False, widget=forms.RadioSelect)
    answer = forms.ChoiceField(choices=[("agreed", "agreed"), ("declined", "declined")], widget=forms.RadioSelect)
    number = forms.FloatField(required=False)
    text = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))
    again = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(
        self, *args: Any, own: bool, today: date, number: tuple[str, float] | None, unit: str = "", **kwargs: Any
    ) -> None:
        self.today, self.named = today, number
        super().__init__(*args, **kwargs)
        if own:
            del self.fields["whose"]
        else:
            self.initial.setdefault("whose", "both")
        if number is None:
            del self.fields["number"]
            return
        name, value = number
        low, high = _LIMITS[name]
        field = forms.FloatField(required=False, min_value=low, max_value=high, label=self.words(f"number_{name}"))
        field.widget.attrs |= {"class": "short", "step": "any"}
        self._dress("number", field)
        field.help_text = unit
        self.fields["number"] = field
        self.initial.setdefault("number", f"{value:g}")

    def clean_again(self) -> date | None:
        again: date | None = self.cleaned_data["again"]
        if again is not None and again <= self.today:
            raise forms.ValidationError(self.words("again_past"))
        return again

    @property
    def other_number(self) -> tuple[str, float] | None:
        """Another number than the one that stood there, as the plan keeps it."""
        given = self.cleaned_data.get("number")
        if self.named is None or given is None or given == self.named[1]:
            return None
        name = self.named[0]
        return name, float(given * _DAYS_OF_HOURS if name == "within_hours" else given)


class AsideForm(PageForm):
    """Of something that stands out: it was done, it helped to know, it did not, or put it aside until a day, with a
    reason. `done`: what it asks for can be noted as done."""

    subject = "walking"
    word = forms.ChoiceField(
        choices=[(one, one) for one in ("done", "agreed", "disagreed", "declined")], widget=forms.RadioSelect
    )
    text = forms.CharField(max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}))
    until = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, today: date, safety: bool, done: bool = False, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        left = {"declined"} if safety else set[str]()
        left |= set() if done else {"done"}
        choices = self.fields["word"].choices  # type: ignore[attr-defined]
        self.fields["word"].choices = [one for one in choices if one[0] not in left]  # type: ignore[attr-defined]
        if safety:
            # What protects life is never put aside.
            del self.fields["until"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("word") != "declined":
            return given
        if not given.get("text", "").strip():
            self.add_error("text", self.words("aside_why"))
        until = given.get("until")
        if "until" not in self.errors and (until is None or until <= self.today):
            self.add_error("until", self.words("aside_until"))
        return given


class CountForm(PageForm):
    """What counts as progress: the person's own choice."""

    subject = "walking"
    counts = forms.ChoiceField(widget=forms.RadioSelect)
    since = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, today: date, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        self.fields["counts"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        since = given.get("since")
        if given.get("counts") == "own_date" and "since" not in self.errors and (since is None or since > self.today):
            self.add_error("since", self.words("since_wrong"))
        return given


class TalkForm(PageForm):
    """Four answers of the person after a talk, each from 0 to 10; one is enough."""

    subject = "walking"

    def __init__(self, *args: Any, asks: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in asks.items():
            field = forms.IntegerField(required=False, min_value=0, max_value=10, label=label)
            field.widget.attrs |= {"class": "short", "inputmode": "numeric"}
            self._dress(name, field)
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not self.answers:
            raise forms.ValidationError(self.words("talk_some"))
        return given

    @property
    def answers(self) -> dict[str, int]:
        """By the names of their facts."""
        given = self.cleaned_data
        return {name.replace("_", ".", 1): value for name, value in given.items() if isinstance(value, int)}


class ReviewForm(PageForm):
    """The lines of the library's own review after use; each may be left out."""

    subject = "walking"

    def __init__(self, *args: Any, lines: tuple[ToolField, ...], texts: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in lines:
            field: forms.Field
            if line.kind == "yes or no":
                choices = [(one, self.words(one)) for one in ("yes", "no")]
                field = forms.ChoiceField(choices=choices, required=False, widget=forms.RadioSelect)
            else:
                field = forms.CharField(
                    max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
                )
            field.label = texts[line.id]
            self._dress(line.id, field)
            self.fields[line.id] = field
            if line.id == "situation":
                self._ask_how_sure()

    def _ask_how_sure(self) -> None:
        """Of the situation that was just written, in a number of the person's own."""
        field = forms.IntegerField(required=False, min_value=0, max_value=10)
        field.widget.attrs |= {"class": "short", "inputmode": "numeric"}
        self._dress("sure", field)
        self.fields["sure"] = field

    @property
    def answers(self) -> dict[str, str | bool | int]:
        """What was written; what was left out is not there. A nought is an answer."""
        found: dict[str, str | bool | int] = {}
        for name, value in self.cleaned_data.items():
            if name == "mark" or value is None or value == "":
                continue
            found[name] = value == "yes" if value in ("yes", "no") else value
        return found
