"""Putting something off: until when, and why."""

from django import forms

from waymark.site.pages.forms import PageForm

__all__ = ["PutOffForm"]


class PutOffForm(PageForm):
    """Until which day, and a reason that the team can read."""

    subject = "work"
    until = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}))
