"""A letter or an outside result as a file."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from waymark.site.documents.actions import KINDS, LARGEST
from waymark.site.documents.media import ENDINGS
from waymark.site.pages.forms import PageForm

__all__ = ["DocumentForm"]

_ACCEPT = ",".join(f".{ending}" for endings in ENDINGS.values() for ending in endings)


class DocumentForm(PageForm):
    """What it is, and the file."""

    subject = "documents"
    kind = forms.ChoiceField(choices=[(kind, kind) for kind in KINDS], initial="letter", widget=forms.RadioSelect)
    # How long a name is shown is decided where it is kept; a long one is no reason to refuse a letter.
    file = forms.FileField(widget=forms.FileInput(attrs={"accept": _ACCEPT}))

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(self.words("too_large"))
        return file
