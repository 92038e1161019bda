"""A paper form entered at once: every item on one page, what is missing said and kept as missing."""

from datetime import date
from typing import Any

from django import forms

from waymark.knowledge.model.instrument import Instrument, Item
from waymark.planning.asking.room import PackWords
from waymark.record.documents.person import AnswerRow, NoAnswer
from waymark.record.index import index_of
from waymark.site.days import day_of, minute
from waymark.site.pages.forms import PageForm
from waymark.site.pages.wording import say
from waymark.site.plans.library import library
from waymark.site.records.shown import text_of

__all__ = ["EntryForm", "allowed"]

_LONGEST = 12
_DECLINED = "-"


class EntryForm(PageForm):
    """`pack`: the official wording installed here, where there is one."""

    subject = "interviews"
    at = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    author = forms.ChoiceField(choices=[("person", "person"), ("clinician", "clinician")], widget=forms.RadioSelect)
    gaps = forms.BooleanField(required=False)

    def __init__(self, *args: Any, instrument: Instrument, pack: PackWords | None, today: date, **kwargs: Any) -> None:
        self.instrument, self.pack, self.today = instrument, pack, today
        super().__init__(*args, **kwargs)
        self.initial |= {"at": today, "author": instrument.rated_by}
        for number, item in enumerate(instrument.items, start=1):
            self.fields[_name(item)] = self._field(number, item)
        self.open_items: list[str] = []

    def _field(self, number: int, item: Item) -> forms.CharField:
        words = self.pack.items[item.id].asks if self.pack is not None else text_of(item.label)
        attrs = {"class": "tiny", "inputmode": "decimal", "autocomplete": "off"}
        if number == 1 and not self.is_bound:
            attrs["autofocus"] = "autofocus"
        field = forms.CharField(required=False, max_length=_LONGEST, widget=forms.TextInput(attrs=attrs))
        field.label, field.help_text = f"{number}. {words}", allowed(item, self.language)
        field.error_messages["max_length"] = self.words("item_wrong", values=allowed(item, self.language))
        return field

    @property
    def items(self) -> list[Any]:
        """The fields of the items, in the order of the form."""
        return [self[_name(item)] for item in self.instrument.items]

    def clean_at(self) -> date:
        at: date = self.cleaned_data["at"]
        if at > self.today:
            raise forms.ValidationError(say(self.language, "records.at_to_come"))
        return at

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        answers: dict[str, float | NoAnswer] = {}
        for item in self.instrument.items:
            text = str(given.get(_name(item), "")).strip()
            if text == _DECLINED:
                answers[item.id] = "declined"
            elif text:
                number = _number(text, item)
                if number is None:
                    self.add_error(_name(item), self.words("item_wrong", values=allowed(item, self.language)))
                else:
                    answers[item.id] = number
        # What the form itself jumps over is not missing.
        followed = index_of(library()).scorer(self.instrument.id).branching.follow(answers)
        self.open_items = [name for name in followed.missing if name not in answers]
        if not answers and not self.errors:
            self.add_error(None, self.words("form_empty"))
        elif self.open_items and not given.get("gaps") and not self.errors:
            numbers = [n for n, item in enumerate(self.instrument.items, start=1) if item.id in self.open_items]
            self.add_error("gaps", self.words("gaps_which", items=", ".join(map(str, numbers))))
        given["answers"] = answers | dict.fromkeys(self.open_items, "missing")
        return given

    def row(self, *, by: str, now: Any, substance: str | None) -> AnswerRow:
        """The sheet as it was filled. One of today is noted at this minute, so that it is the newest."""
        given = self.cleaned_data
        at = minute(now) if given["at"] == day_of(now) else given["at"].isoformat()
        return AnswerRow(
            at=at, instrument=self.instrument.id, version=self.instrument.version, author=given["author"],
            wording="official" if self.pack is None else "pack", pack=None if self.pack is None else self.pack.name,
            mode="paper", substance=substance, items=given["answers"], closed=True, by=by,
            source="self-report" if given["author"] == "person" else "clinician",
        )  # fmt: skip


def allowed(item: Item, language: str) -> str:
    """The numbers that an item takes."""
    if item.options:
        return " / ".join(f"{option:g}" for option in item.options)
    if item.minimum is None or item.maximum is None:
        return say(language, "interviews.a_number")
    return f"{item.minimum:g} – {item.maximum:g}"


def _number(text: str, item: Item) -> float | None:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    if item.options:
        return number if number in item.options else None
    low, high = item.minimum, item.maximum
    inside = (low is None or number >= low) and (high is None or number <= high)
    return number if inside and abs(number) < 1e6 else None


def _name(item: Item) -> str:
    return f"item {item.id}"
