"""Forms that speak: each question takes its words from the files of words, in the language of the page."""

import secrets
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

from django import forms

from waymark.site.pages.wording import say, wording

__all__ = ["MARK", "PageForm", "Shared", "new_mark"]

# The name of the field by which a form that is sent twice is known.
MARK = "mark"
# What may be wrong with an answer, by Django's name for it, and our sentence.
_SENTENCES = {
    "required": "forms.required",
    "max_length": "forms.max_length",
    "max_value": "forms.max_value",
    "min_value": "forms.min_value",
    "invalid": "forms.invalid",
    "invalid_choice": "forms.invalid_choice",
    "invalid_list": "forms.invalid_choice",
    "missing": "forms.required_file",
    "empty": "forms.empty_file",
}


# As in documents: pages speak of lives now being lived, and no clock is asked for a day that it cannot count to.
_YEARS = range(1900, 2200)


def new_mark() -> str:
    """A mark that no other form carries."""
    return secrets.token_urlsafe(12)


class Shared(dict[str, forms.Field]):
    """Fields that are ready for every form of their kind: none of them is changed any more, so none is copied."""

    def __deepcopy__(self, memo: object) -> dict[str, forms.Field]:
        return dict(self)


class PageForm(forms.Form):
    """`subject`: the file of words; `called` there as a label, `called_hint` as a hint, `when_daytime` as a choice."""

    subject = "forms"
    # What is wrong is told by us, in our words, with everything kept.
    use_required_attribute = False
    mark = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        self.initial.setdefault(MARK, new_mark())
        if isinstance(self.base_fields, Shared):
            return
        for name, field in self.fields.items():
            if not isinstance(field.widget, forms.HiddenInput):
                self._dress(name, field)
        self.order_fields([MARK])

    def words(self, name: str, **given: object) -> str:
        """A text of this form's subject."""
        return say(self.language, f"{self.subject}.{name}", **given)

    def _dress(self, name: str, field: forms.Field) -> None:
        field.label = field.label or self.words(name)
        if f"{self.subject}.{name}_hint" in wording():
            field.help_text = self.words(f"{name}_hint")
        for fault, sentence in _SENTENCES.items():
            if fault in field.error_messages or fault in ("max_length", "max_value", "min_value"):
                field.error_messages[fault] = self._sentence(name, sentence)
        if isinstance(field, forms.FileField):
            field.error_messages["required"] = say(self.language, "forms.required_file")
        if isinstance(field, forms.DateField):
            field.error_messages["invalid"] = say(self.language, "forms.invalid_date")
            field.validators.append(_in_these_years(say(self.language, "forms.far_date")))
            field.widget.attrs.setdefault("autocomplete", "off")
        if isinstance(field, forms.ChoiceField):
            field.choices = [(value, self._choice(name, value, label)) for value, label in field.choices]

    def _sentence(self, name: str, sentence: str) -> str:
        own = f"{self.subject}.{name}_{sentence.removeprefix('forms.')}"
        if own in wording():
            return say(self.language, own)
        return wording()[sentence][self.language if self.language in wording()[sentence] else "en"]

    def _choice(self, name: str, value: Any, label: Any) -> str:
        own = f"{self.subject}.{name}_{str(value).replace(' ', '_')}"
        return self.words(own.removeprefix(f"{self.subject}.")) if own in wording() else str(label)

    def is_valid(self) -> bool:
        """As Django's; the first field that is wrong takes the focus."""
        good = super().is_valid()
        if not good:
            self.focus()
        return good

    def focus(self) -> None:
        """Put the cursor where something has to be mended."""
        for name in self.fields:
            if name in self.errors:
                # Another form may be asking by the same field.
                mended = self.fields[name] = deepcopy(self.fields[name])
                mended.widget.attrs["autofocus"] = True
                self._bound_fields_cache.pop(name, None)
                return


def _in_these_years(sentence: str) -> Callable[[date], None]:
    def check(day: date) -> None:
        if day.year not in _YEARS:
            raise forms.ValidationError(sentence)

    return check
