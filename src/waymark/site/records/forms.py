"""One answer by hand, and a record that comes as a file."""

from datetime import date
from functools import cache
from typing import Any

import msgspec
from django import forms
from django.core.files.uploadedfile import UploadedFile

from waymark.site.pages.forms import PageForm, Shared
from waymark.site.pages.wording import say
from waymark.site.records.choices import Choice, choice_of
from waymark.site.records.parts import Part
from waymark.site.records.shown import text_of, unit_of

__all__ = ["LARGEST", "FileForm", "NoteForm"]

LARGEST = 10 * 1024 * 1024
_RESULTS = ("positive", "negative", "invalid", "not done")
_SOURCES = ("self-report", "clinician", "test", "record", "collateral")
_NOT_KNOWN = ("unknown", "declined")


class _Question(PageForm):
    """How one question is asked: made once for each question and language."""

    subject = "records"
    at = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    source = forms.ChoiceField(choices=[(one, one) for one in _SOURCES])
    text = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *, choice: Choice, language: str) -> None:
        super().__init__(language=language)
        value, instead = _answers(choice, self.language)
        value.label = choice.asks
        value.error_messages |= {
            "required": self.words("value_required"),
            "invalid_choice": self._sentence("value", "forms.invalid_choice"),
        }
        self.fields["value"] = value
        if instead is not None:
            instead.label = self.words("instead")
            self.fields["instead"] = instead
        if isinstance(value, forms.FloatField):
            for limit in ("max_value", "min_value", "invalid"):
                value.error_messages[limit] = self._sentence("value", f"forms.{limit}")
        self.order_fields(["mark", "value", "instead", "at", "source", "text"])
        if choice.measure:
            del self.fields["text"]


@cache
def _fields(language: str, choice: str) -> Shared:
    found = choice_of(language, choice)
    assert found is not None
    return Shared(_Question(choice=found, language=language).fields)


class NoteForm(PageForm):
    """The answer to one question, with choices from the library; when it was so; who says so."""

    subject = "records"

    def __init__(self, *args: Any, choice: Choice, today: date, language: str, **kwargs: Any) -> None:
        self.choice, self.today = choice, today
        self.base_fields = _fields(language, choice.id)
        super().__init__(*args, language=language, **kwargs)
        self.initial.setdefault("at", today)
        self.initial.setdefault("source", "test" if choice.measure.startswith("drug_test.") else "self-report")

    def clean_at(self) -> date:
        at: date = self.cleaned_data["at"]
        if at > self.today:
            raise forms.ValidationError(self.words("at_to_come"))
        return at

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "value" in self.errors or not isinstance(self.fields["value"], forms.FloatField):
            return given
        value, instead = given.get("value"), given.get("instead")
        if value is None and not instead:
            self.add_error("value", self.words("value_required"))
        elif value is not None and instead:
            self.add_error("instead", self.words("instead_or_value"))
        return given

    def part(self) -> Part:
        """The row as it will be kept."""
        given = self.cleaned_data
        row: dict[str, Any] = {"at": given["at"].isoformat(), "source": given["source"]}
        value = _typed(given["value"], self.choice)
        if value is None:
            value = given.get("instead")
        if self.choice.measure:
            return Part("measures", msgspec.json.encode(row | {"measure": self.choice.measure, "value": value}))
        assert self.choice.fact is not None
        row |= {"fact": self.choice.fact.id, "value": value}
        if given.get("text"):
            row["text"] = given["text"]
        return Part("facts", msgspec.json.encode(row))


def _typed(value: Any, choice: Choice) -> Any:
    if value in ("yes", "no"):
        return value == "yes"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _answers(choice: Choice, language: str) -> tuple[forms.Field, forms.Field | None]:
    """How one answers: the value, and for numbers why there is none."""

    def told(*names: str, family: str = "value") -> list[tuple[str, str]]:
        return [(name, say(language, f"records.{family}_{name.replace(' ', '_')}")) for name in names]

    if choice.measure == "attendance":
        return forms.ChoiceField(choices=told("attended", "missed"), widget=forms.RadioSelect), None
    if choice.measure.startswith("drug_test."):
        return forms.ChoiceField(choices=told(*_RESULTS, family="result"), widget=forms.RadioSelect), None
    if choice.measure:
        return forms.ChoiceField(choices=told("yes", "no"), widget=forms.RadioSelect), None
    fact = choice.fact
    assert fact is not None
    if fact.type == "boolean":
        return forms.ChoiceField(choices=told("yes", "no", *_NOT_KNOWN), widget=forms.RadioSelect), None
    if fact.type == "category":
        options = [(option.id, text_of(option.label)) for option in fact.options]
        return forms.ChoiceField(choices=[*options, *told(*_NOT_KNOWN)], widget=forms.RadioSelect), None
    low, high = fact.range or (None, None)
    number = forms.FloatField(required=False, min_value=low, max_value=high)
    number.widget.attrs |= {"class": "short", "step": "1" if fact.type in ("integer", "days since") else "any"}
    number.help_text = unit_of(fact, language)
    instead = forms.ChoiceField(
        choices=[("", say(language, "records.value_none")), *told(*_NOT_KNOWN)],
        required=False,
        widget=forms.RadioSelect,
    )
    return number, instead


class FileForm(PageForm):
    """A `waymark.person/1` file. What it holds is checked by the reader of records."""

    subject = "records"
    file = forms.FileField(allow_empty_file=False, widget=forms.FileInput(attrs={"accept": ".json,application/json"}))
    other = forms.BooleanField(required=False)

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(self.words("file_too_large"))
        start = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
        file.seek(0)
        if not start.startswith(b"{"):
            raise forms.ValidationError(self.words("file_no_json"))
        return file
