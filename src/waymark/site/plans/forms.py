"""What is asked about a plan: who says what of a line, a signature, words for a goal, which sheet to print."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from waymark.knowledge.model.fact import Fact
from waymark.planning.wording_goals.asked import ANSWERS
from waymark.record.documents.decisions import OVERRIDE_REASONS
from waymark.site.pages.forms import PageForm
from waymark.site.pages.wording import say
from waymark.site.plans.deciding import Said
from waymark.site.plans.models import PlanVersion
from waymark.site.plans.ways import Ways
from waymark.site.records.shown import text_of, unit_of

__all__ = ["VOICES", "CompareForm", "DecideForm", "GoalForm", "PrintForm", "SignForm", "VoiceForm"]

# Who speaks: the one at the keyboard, the person as they told it, or both of them, together.
VOICES = ("mine", "theirs", "both")
_NUMBERS = {"target": (0, 10_000), "days": (1, 730), "order": (1, 20), "within_hours": (1, 24 * 730)}


class VoiceForm(PageForm):
    """Who says it, for lines that are answered with one touch."""

    subject = "plans"
    whose = forms.ChoiceField(
        choices=[(one, one) for one in VOICES], required=False, initial="mine", widget=forms.RadioSelect
    )


class DecideForm(PageForm):
    """All that can be said of one line; what belongs to another answer than the one chosen is left aside."""

    subject = "plans"
    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)
    whose = forms.ChoiceField(choices=[(one, one) for one in VOICES], required=False, widget=forms.RadioSelect)
    decision = forms.ChoiceField(widget=forms.RadioSelect)
    text = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))
    again = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, own: bool, ways: Ways, today: date, **kwargs: Any) -> None:
        self.ways, self.today = ways, today
        super().__init__(*args, **kwargs)
        if own:
            del self.fields["whose"]
        else:
            self.initial.setdefault("whose", "mine")
        self.fields["decision"].choices = [(one, self.words(f"decision_{one}")) for one in ways.verbs]  # type: ignore[attr-defined]
        for name in ways.changes:
            self._add(f"to_{name}", self._changed(name))
        if ways.goals:
            choices = [("", self.words("instead_none")), *ways.goals]
            self._add("instead", forms.ChoiceField(choices=choices, required=False))
        for number, fact in enumerate(ways.facts):
            self._add(f"fact_{number}", _settled(fact, self.language), text_of(fact.label))
        if ways.rules:
            self._add("rule", forms.ChoiceField(choices=ways.rules, required=False, widget=forms.RadioSelect))
            reasons = [
                ("", self.words("reason_none")),
                *((one, self.words(f"reason_{one}")) for one in OVERRIDE_REASONS),
            ]
            self._add("reason", forms.ChoiceField(choices=reasons, required=False))

    def _add(self, name: str, field: forms.Field, label: str = "") -> None:
        field.label = label or self.words(name)
        if name == "to_target" and self.ways.unit:
            field.help_text = self.ways.unit
        self._dress(name, field)
        self.fields[name] = field

    def _changed(self, name: str) -> forms.Field:
        if name == "level":
            return forms.ChoiceField(choices=self.ways.levels, required=False, widget=forms.RadioSelect)
        if name == "who":
            return forms.ChoiceField(choices=[("", self.words("who_same")), *self.ways.who], required=False)
        if name == "says":
            return forms.CharField(
                max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
            )
        low, high = _NUMBERS[name]
        kind = forms.FloatField if name == "target" else forms.IntegerField
        field = kind(required=False, min_value=low, max_value=high)
        field.widget.attrs |= {"class": "short"}
        return field

    def parts(self, *verbs: str) -> list[Any]:
        """The questions that belong to some answers, for the page to show beside them."""
        belongs = {
            "declined": ("again",), "paused": ("again",), "replaced": ("instead",),
            "changed": tuple(f"to_{name}" for name in self.ways.changes),
            "settled": tuple(f"fact_{number}" for number, _ in enumerate(self.ways.facts)),
            "override": ("rule", "reason"),
        }  # fmt: skip
        names = dict.fromkeys(name for verb in verbs for name in belongs.get(verb, ()) if name in self.fields)
        return [self[name] for name in names]

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """Answers that ask for more, each with its questions."""
        later = [verb for verb in ("declined", "paused") if verb in self.ways.verbs]
        found = [("later", self.parts(*later))] if later else []
        found += [(verb, self.parts(verb)) for verb in ("changed", "replaced", "settled", "override")]
        return [(verb, fields) for verb, fields in found if fields and (verb == "later" or verb in self.ways.verbs)]

    def clean_again(self) -> date | None:
        again: date | None = self.cleaned_data["again"]
        if again is not None and again <= self.today:
            raise forms.ValidationError(self.words("again_past"))
        return again

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        verb, text = given.get("decision"), given.get("text")
        if verb == "changed" and not self._change(given):
            self.add_error("decision", self.words("change_missing"))
        if verb == "replaced" and not given.get("instead"):
            self.add_error("instead", self.words("instead_missing"))
        if verb in ("settled", "override") and not text:
            self.add_error("text", self.words(f"text_{verb}"))
        if verb in ("settled", "override") and given.get("whose") == "theirs":
            self.add_error("whose", self.words("whose_staff"))
        if verb == "settled" and not any(
            given.get(f"fact_{n}") not in (None, "") for n, _ in enumerate(self.ways.facts)
        ):
            self.add_error("fact_0", self.words("settle_missing"))
        if verb == "override" and not (given.get("rule") and given.get("reason")):
            self.add_error("reason" if given.get("rule") else "rule", self.words("override_missing"))
        return given

    def said(self, item: str) -> list[Said]:
        """What was said, a row for each fact that is settled; else one."""
        given = self.cleaned_data
        verb, text = given["decision"], given["text"].strip()
        if verb == "settled":
            values = [(fact, _plain(given[f"fact_{n}"])) for n, fact in enumerate(self.ways.facts)]
            return [
                Said(item=f"fact:{fact.id}", verb=verb, text=text, fact=fact.id, value=value)
                for fact, value in values
                if value is not None
            ]
        if verb == "override":
            return [Said(item=f"rule:{given['rule']}", verb=verb, text=text, reason=given["reason"])]
        change = self._change(given) if verb == "changed" else {}
        instead = given["instead"] if verb == "replaced" else ""
        return [Said(item=item, verb=verb, text=text, again=given["again"], change=change, instead=instead)]

    def _change(self, given: dict[str, Any]) -> dict[str, str | float]:
        values = {name: given.get(f"to_{name}") for name in self.ways.changes}
        return {name: value for name, value in values.items() if value not in (None, "")}


def _settled(fact: Fact, language: str) -> forms.Field:
    none = [("", say(language, "plans.settle_open"))]
    if fact.type == "boolean":
        return forms.ChoiceField(
            choices=[*none, *((one, say(language, f"people.{one}")) for one in ("yes", "no"))], required=False
        )
    if fact.type == "category":
        return forms.ChoiceField(
            choices=[*none, *((one.id, text_of(one.label)) for one in fact.options)], required=False
        )
    low, high = fact.range or (None, None)
    number = forms.FloatField(required=False, min_value=low, max_value=high, help_text=unit_of(fact, language))
    number.widget.attrs |= {"class": "short"}
    return number


def _plain(value: Any) -> bool | float | str | None:
    if value in ("yes", "no"):
        return bool(value == "yes")
    return None if value == "" else value  # type: ignore[no-any-return]


class SignForm(PageForm):
    """Sign, or say that one does not, with the sentence that is meant. `here`: the person signs on a device of the
    programme."""

    subject = "plans"
    intent = forms.ChoiceField(widget=forms.RadioSelect)
    signer = forms.CharField(
        max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"})
    )
    understood = forms.BooleanField(required=False)
    text = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}))

    def __init__(self, *args: Any, intents: tuple[str, ...], here: bool, **kwargs: Any) -> None:
        self.here = here
        super().__init__(*args, **kwargs)
        self.fields["intent"].choices = [(one, self.words(f"sign_{one}")) for one in intents]  # type: ignore[attr-defined]
        self.fields["text"].label = self.words("sign_text")
        self.fields["text"].help_text = self.words("sign_text_hint")
        if not here:
            del self.fields["signer"], self.fields["understood"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.here and not (given.get("signer") or "").strip():
            self.add_error("signer", self.words("signer_missing"))
        if self.here and given.get("intent") == "agrees" and not given.get("understood"):
            self.add_error("understood", self.words("understood_missing"))
        return given


class PrintForm(PageForm):
    """Which sheet, in which language, on which paper, and whether others may look at it."""

    subject = "plans"
    sheet = forms.ChoiceField(
        choices=[(one, one) for one in ("person", "full", "card")], widget=forms.RadioSelect, initial="person"
    )
    lang = forms.ChoiceField(choices=[("en", "English"), ("es", "Español")], widget=forms.RadioSelect)
    paper = forms.ChoiceField(choices=[("", "as usual here"), ("letter", "Letter"), ("a4", "A4")], required=False)
    going = forms.BooleanField(required=False)
    discreet = forms.BooleanField(required=False)
    card_size = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("discreet") and given.get("sheet") == "full":
            self.add_error("discreet", self.words("discreet_full"))
        if given.get("going") and (given.get("sheet") != "person" or given.get("discreet")):
            self.add_error("going", self.words("going_only"))
        if given.get("card_size") and given.get("sheet") != "card":
            self.add_error("card_size", self.words("card_size_only"))
        return given


class CompareForm(PageForm):
    """With which version, told to whom, in which language."""

    subject = "plans"
    other = forms.ChoiceField(required=False)
    voice = forms.ChoiceField(choices=[("clinician", ""), ("person", "")], required=False)
    lang = forms.ChoiceField(choices=[("en", "English"), ("es", "Español")], required=False)

    def __init__(self, *args: Any, versions: Sequence[PlanVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = [  # type: ignore[attr-defined]
            (one.public_id, self.words("version", n=one.number)) for one in versions
        ]


class GoalForm(PageForm):
    """Words as they come; then which goal they speak of, and what is missing of the five letters."""

    subject = "plans"
    words = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))
    goal = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)
    area = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    specific = forms.CharField(max_length=400, required=False)
    baseline = forms.CharField(max_length=100, required=False)
    measurable = forms.CharField(max_length=400, required=False)
    achievable = forms.CharField(max_length=400, required=False)
    relevant = forms.CharField(max_length=400, required=False)
    by = forms.CharField(max_length=100, required=False)

    def answers(self) -> dict[str, str]:
        """What was answered, by the names of the letters."""
        return {name: self.cleaned_data[name] for name in ANSWERS if self.cleaned_data.get(name, "").strip()}
