"""What is asked when somebody is registered."""

from datetime import date

from django import forms

from waymark.site.people.identity import ContactSafety, Identity, NeverContact

__all__ = ["RegisterForm"]


class RegisterForm(forms.Form):
    """Names and reach. Only how to call somebody is needed."""

    called = forms.CharField(max_length=120)
    legal_name = forms.CharField(max_length=200, required=False)
    birth = forms.DateField(required=False)
    pronouns = forms.CharField(max_length=40, required=False)
    gender = forms.CharField(max_length=60, required=False)
    language = forms.ChoiceField(choices=[("en", "English"), ("es", "Español")])
    phone = forms.CharField(max_length=40, required=False)
    email = forms.CharField(max_length=200, required=False)
    ways = forms.MultipleChoiceField(
        choices=[(way, way) for way in ("call", "text", "email", "letter", "in person only")], required=False
    )
    when = forms.ChoiceField(choices=[(when, when) for when in ("arranged only", "any time", "daytime", "evening")])
    may_leave_message = forms.BooleanField(required=False)
    may_name_us = forms.BooleanField(required=False)
    never = forms.CharField(max_length=400, required=False)
    words = forms.CharField(max_length=2000, required=False)
    anyway = forms.BooleanField(required=False)

    def identity(self) -> Identity:
        given = self.cleaned_data
        birth = given["birth"]
        return Identity(
            called=given["called"].strip(),
            legal_name=given["legal_name"].strip(),
            birth=birth.isoformat() if isinstance(birth, date) else "",
            pronouns=given["pronouns"],
            gender=given["gender"],
            language=given["language"],
            phone=given["phone"],
            email=given["email"],
        )

    def contact(self) -> ContactSafety:
        given = self.cleaned_data
        never = tuple(NeverContact(who.strip()) for who in given["never"].split(",") if who.strip())
        return ContactSafety(
            ways=tuple(given["ways"]),
            when=given["when"],
            may_leave_message=given["may_leave_message"],
            may_name_us=given["may_name_us"],
            never=never,
            words=given["words"],
        )
