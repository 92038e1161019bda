"""What is asked about people: who they are, how to reach them, who walks along, how a time ended, an emergency."""

import re
from datetime import date
from typing import Any

from django import forms

from waymark.site.pages.forms import PageForm
from waymark.site.people.identity import ContactSafety, Emergency, Ending, Identity, NeverContact, Review

__all__ = [
    "ContactForm",
    "EmergencyForm",
    "EndingForm",
    "IdentityForm",
    "RegisterForm",
    "ReviewForm",
    "TeamForm",
    "contact_as_typed",
    "identity_as_typed",
]

_WAYS = ("call", "text", "email", "letter", "in person only")
_WHEN = ("arranged only", "any time", "daytime", "evening")
# Between a name and why: a dash with spaces, or a colon.
_WHY = re.compile(r"\s+[-–—]\s+|:\s+")


def _plain(values: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(value, value) for value in values]


def _text(most: int, *, required: bool = False, rows: int = 0, **attributes: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    # A name may be written in either direction; the browser looks at its first letter.
    widget.attrs |= {"dir": "auto", **attributes}
    return forms.CharField(max_length=most, required=required, widget=widget)


class IdentityForm(PageForm):
    """Who somebody is. Only how to call them is needed."""

    subject = "people"
    called = _text(120, required=True, autocomplete="off")
    pronouns = _text(40, autocomplete="off")
    legal_name = _text(200, autocomplete="off")
    birth = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    gender = _text(60, autocomplete="off")
    language = forms.ChoiceField(choices=_plain(("en", "es")), required=False, initial="en")
    phone = _text(40, autocomplete="off", inputmode="tel")
    email = _text(200, autocomplete="off", inputmode="email")
    address = _text(400, rows=3, autocomplete="off")
    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def identity(self) -> Identity:
        given = self.cleaned_data
        birth = given["birth"]
        return Identity(
            called=given["called"].strip(),
            legal_name=given["legal_name"].strip(),
            birth=birth.isoformat() if isinstance(birth, date) else "",
            pronouns=given["pronouns"],
            gender=given["gender"],
            language=given["language"] or "en",
            phone=given["phone"],
            email=given["email"],
            address=given["address"],
        )


class ContactForm(PageForm):
    """How, when and whether a message may be left, and who never."""

    subject = "people"
    ways = forms.MultipleChoiceField(choices=_plain(_WAYS), required=False, widget=forms.CheckboxSelectMultiple)
    when = forms.ChoiceField(choices=_plain(_WHEN), initial="arranged only", widget=forms.RadioSelect)
    may_leave_message = forms.BooleanField(required=False)
    may_name_us = forms.BooleanField(required=False)
    never = _text(2000, rows=3)
    words = _text(2000, rows=3)
    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            self.fields["words"].label = self.words("words_own")

    def contact(self) -> ContactSafety:
        given = self.cleaned_data
        lines = [line.strip() for line in given["never"].splitlines() if line.strip()]
        return ContactSafety(
            ways=tuple(given["ways"]),
            when=given["when"],
            may_leave_message=given["may_leave_message"],
            may_name_us=given["may_name_us"],
            never=tuple(_never(line) for line in lines),
            words=given["words"],
        )


class RegisterForm(IdentityForm, ContactForm):
    """Names and reach in one go. `anyway`: somebody looked at those who are alike."""

    anyway = forms.BooleanField(required=False, widget=forms.HiddenInput)


class TeamForm(PageForm):
    """A colleague, in a role they hold."""

    subject = "people"
    member = forms.ChoiceField()

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [("", self.words("member_choose")), *colleagues]  # type: ignore[attr-defined]


class EndingForm(PageForm):
    """How a time in the programme ended."""

    subject = "people"
    ending = forms.ChoiceField(
        choices=_plain(("completed", "transferred", "left", "died", "other")), widget=forms.RadioSelect
    )
    ending_words = _text(4000, rows=4)

    def document(self) -> Ending:
        return Ending(kind=self.cleaned_data["ending"], words=self.cleaned_data["ending_words"])


class EmergencyForm(PageForm):
    """What 42 CFR 2.51 asks for; who discloses, and when, is written beside it by itself."""

    subject = "people"
    nature = _text(2000, required=True, rows=4)
    recipient = _text(200, required=True, autocomplete="off")
    affiliation = _text(200, required=True, autocomplete="off")

    def emergency(self) -> Emergency:
        given = self.cleaned_data
        return Emergency(nature=given["nature"], recipient=given["recipient"], affiliation=given["affiliation"])


class ReviewForm(PageForm):
    """What a privacy officer found."""

    subject = "people"
    review = forms.ChoiceField(choices=_plain(("needed", "not needed", "open")), widget=forms.RadioSelect)
    review_words = _text(4000, required=True, rows=4)

    def document(self) -> Review:
        return Review(found=self.cleaned_data["review"], words=self.cleaned_data["review_words"])


def identity_as_typed(identity: Identity) -> dict[str, Any]:
    """An identity as its form shows it."""
    return {name: getattr(identity, name) for name in Identity.__struct_fields__}


def contact_as_typed(contact: ContactSafety) -> dict[str, Any]:
    """Contact safety as its form shows it."""
    never = "\n".join(f"{one.who} – {one.why}" if one.why else one.who for one in contact.never)
    return {
        "ways": list(contact.ways),
        "when": contact.when,
        "may_leave_message": contact.may_leave_message,
        "may_name_us": contact.may_name_us,
        "never": never,
        "words": contact.words,
    }


def _never(line: str) -> NeverContact:
    who, *why = _WHY.split(line, maxsplit=1)
    return NeverContact(who.strip(), why[0].strip() if why else "")
