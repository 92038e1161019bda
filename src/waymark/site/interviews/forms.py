"""What is asked of staff around an interview."""

from django import forms

from waymark.site.pages.forms import PageForm

__all__ = ["OwnForm"]


class OwnForm(PageForm):
    """How the person answers alone: here with somebody near, here with nobody near, or by a link."""

    subject = "interviews"
    way = forms.ChoiceField(choices=[("near", "near"), ("here", "here"), ("link", "link")], widget=forms.RadioSelect)
    language = forms.ChoiceField(choices=[("en", "English"), ("es", "Español")], widget=forms.RadioSelect)
