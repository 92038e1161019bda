"""The record in rows: appended, numbered, each sealed. What was noted stays; a correction is a row too."""

from django.db import models

from waymark.site.accounts.models import User
from waymark.site.people.models import Person

# What stands at the head of a document and tells how its rows are read.
HEAD = ("id", "anchor", "about")


class RecordRow(models.Model):
    """One row of a `waymark.person/1` document. `part`: its table (`facts`, `lists.medicines.rows`, `about`).

    When it was so stands inside, sealed; when it was noted here is `noted_at`. `digest`: keyed, so that what is sent
    twice is stored once.
    """

    # No index of their own: rows are found by their person and something more, never by who noted them.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="record_rows", db_index=False)
    number = models.BigIntegerField()
    part = models.CharField(max_length=40)
    noted_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    on_behalf = models.CharField(max_length=16, blank=True)
    digest = models.BinaryField(max_length=16)
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="record_row_one_place_each"),
            models.UniqueConstraint(fields=["person", "digest"], name="record_row_stored_once"),
        ]
        indexes = [
            # Every answer is read together with them, and there are a handful among thousands of rows.
            models.Index(fields=["person", "number"], condition=models.Q(part__in=HEAD), name="record_row_of_the_head"),
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
