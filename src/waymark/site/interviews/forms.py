"""What is asked of staff around an interview."""

from django import forms

from waymark.site.interviews.models import OwnPart
from waymark.site.pages.forms import PageForm

__all__ = ["OwnForm"]


class OwnForm(PageForm):
    """What the person answers alone, and how: here with somebody near, here with nobody near, or by a link."""

    subject = "interviews"
    about = forms.ChoiceField(
        choices=[(one, one) for one in OwnPart.ABOUT], initial="interview", required=False, widget=forms.RadioSelect
    )
    way = forms.ChoiceField(choices=[("near", "near"), ("here", "here"), ("link", "link")], widget=forms.RadioSelect)
    language = forms.ChoiceField(choices=[("en", "English"), ("es", "Español")], widget=forms.RadioSelect)
