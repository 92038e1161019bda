"""A message to the team."""

from django import forms

from waymark.site.pages.forms import PageForm

__all__ = ["MessageForm"]


class MessageForm(PageForm):
    """Its text."""

    subject = "messages"
    text = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))
