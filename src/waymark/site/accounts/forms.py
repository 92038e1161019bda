"""What is asked for accounts. What is wrong is said beside its field."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from waymark.site.pages.wording import say

__all__ = ["Again", "Code", "Confirm", "InviteForm", "NewAccount", "NewPassword", "Passkey", "SignIn"]


def _password(autocomplete: str) -> forms.CharField:
    return forms.CharField(
        max_length=400, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": autocomplete})
    )


class Spoken(forms.Form):
    """A form that speaks the language of its page."""

    def __init__(self, *args: Any, language: str = "en", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        for field in self.fields.values():
            field.error_messages["required"] = say(language, "accounts.field_empty")


class SignIn(Spoken):
    name = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = _password("current-password")


class Code(Spoken):
    """From an app, or a recovery code."""

    code = forms.CharField(
        max_length=40, widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"})
    )


class Confirm(Spoken):
    """One's own password, before something that would be worth having for whoever sits down at an open screen."""

    password = _password("current-password")


class Again(Spoken):
    """A new password, twice."""

    new = _password("new-password")
    again = _password("new-password")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        new, again = given.get("new"), given.get("again")
        if new:
            try:
                validate_password(new)
            except forms.ValidationError as wrong:
                self.add_error("new", wrong)
            if again and new != again:
                self.add_error("again", say(self.language, "accounts.not_alike"))
        return given


class NewPassword(Again):
    password = _password("current-password")
    field_order = ("password", "new", "again")


class NewAccount(Again):
    called = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "nickname"}))
    name = forms.CharField(
        min_length=4, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false"})
    )
    field_order = ("called", "name", "new", "again")


class AppCode(Code, Confirm):
    """The first code of a new app."""

    field_order = ("code", "password")


class Passkey(Confirm):
    """What the browser answered about a new passkey, and what its owner calls it."""

    key_name = forms.CharField(max_length=60, required=False)
    credential = forms.CharField(max_length=20_000, widget=forms.HiddenInput, required=False)


class InviteForm(Spoken):
    """Whom to invite, as what."""

    called = forms.CharField(max_length=120)
    role = forms.ChoiceField()

    def __init__(self, *args: Any, roles: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(role, say(self.language, f"roles.{role}")) for role in roles]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]
