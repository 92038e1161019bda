"""Letters, outside results and other files about a person; content and name are sealed."""

from django.db import models

from waymark.site.accounts.models import User, public_id
from waymark.site.people.models import Person


class Document(models.Model):
    """One file. `kind`: what it is; `media`: what its bytes are, found by looking at them."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=16)
    media = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sealed_name = models.BinaryField()
    sealed = models.BinaryField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.public_id
