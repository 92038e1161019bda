"""The record in rows: appended, numbered, each sealed. What was noted stays; a correction is a row too."""

from django.db import models

from waymark.site.accounts.models import User
from waymark.site.people.models import Person


class RecordRow(models.Model):
    """One row of a `waymark.person/1` document. `part`: its table (`facts`, `lists.medicines.rows`, `about`).

    When it was so stands inside, sealed; when it was noted here is `noted_at`. `digest`: keyed, so that what is sent
    twice is stored once.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="record_rows")
    number = models.BigIntegerField()
    part = models.CharField(max_length=40)
    noted_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on_behalf = models.CharField(max_length=16, blank=True)
    digest = models.BinaryField(max_length=16)
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="record_row_one_place_each"),
            models.UniqueConstraint(fields=["person", "digest"], name="record_row_stored_once"),
        ]

    def __str__(self) -> str:
        return f"row {self.number} of {self.person_id}"


class Received(models.Model):
    """A document as it came in, to the byte; handed out again while nothing was noted since."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="received")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    rows = models.BigIntegerField()
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"document {self.pk} of {self.person_id}"
