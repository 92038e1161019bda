"""What is asked about rewards."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from waymark.site.pages.forms import PageForm
from waymark.site.rewards.rules import Rules

__all__ = ["BeginForm", "HandForm", "RulesForm", "TestForm"]


class BeginForm(PageForm):
    """What is tested for, how it is rewarded, for how long."""

    subject = "rewards"
    substance = forms.ChoiceField()
    way = forms.ChoiceField(
        choices=[("voucher", "voucher"), ("bowl", "bowl")], initial="voucher", widget=forms.RadioSelect
    )
    weeks = forms.IntegerField(min_value=1, max_value=52)
    tests_week = forms.IntegerField(min_value=1, max_value=7)

    def __init__(self, *args: Any, substances: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["substance"].choices = list(substances)  # type: ignore[attr-defined]


class TestForm(PageForm):
    """The result of one test."""

    subject = "rewards"
    result = forms.ChoiceField(
        choices=[(one, one) for one in ("as hoped", "other", "not given", "excused")], widget=forms.RadioSelect
    )
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("day", today)


class HandForm(PageForm):
    """What was handed out."""

    subject = "rewards"
    dollars = forms.DecimalField(min_value=0, max_digits=8, decimal_places=2)
    text = forms.CharField(max_length=200, required=False)


class RulesForm(PageForm):
    """Amounts of the programme, in dollars."""

    subject = "rewards"
    first = forms.DecimalField(min_value=0, max_digits=8, decimal_places=2)
    step = forms.DecimalField(min_value=0, max_digits=8, decimal_places=2)
    most = forms.DecimalField(min_value=0, max_digits=8, decimal_places=2)
    cap = forms.DecimalField(min_value=0, max_digits=8, decimal_places=2)
    back_after = forms.IntegerField(min_value=1, max_value=20)

    def rules(self) -> Rules:
        given = self.cleaned_data
        cents = {name: round(given[name] * 100) for name in ("first", "step", "most", "cap")}
        return Rules(**cents, back_after=given["back_after"])
