"""What is due, kept ready so that a list of three hundred people costs what a list of three costs.

Derived: every row can be made again from records, plans, notes and appointments (`waymark worklist rebuild`). What a
row says is sealed; in the clear stand only its kind, whom it asks, and when. What stood on the list at the end of a day
and stands there no more is kept beside: the list of a past day is what was shown then.
"""

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from waymark.site.accounts.models import User
from waymark.site.people.models import Person, Programme


class WorkRow(models.Model):
    """One thing to do about one person. `mark`: a keyed hash of what it is, the same while it is the same thing.

    It shows from `shows_from` (and not before `hidden_until`, where somebody put it off), and is due at `due_at`. It
    says so since `since`.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    role = models.CharField(max_length=16, blank=True)
    rank = models.PositiveSmallIntegerField()
    mark = models.BinaryField(max_length=16)
    shows_from = models.DateTimeField()
    due_at = models.DateTimeField()
    hidden_until = models.DateTimeField(null=True)
    sealed = models.BinaryField()
    # The database knows it too: workers of the version before write rows without it.
    since = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} for {self.person_id}"


class WorkItem(WorkRow):
    """What is due now."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="work_items")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "mark"], name="work_item_once")]
        indexes = [models.Index(fields=["programme", "rank", "due_at"], name="work_item_ranked")]


class WorkBefore(WorkRow):
    """A row as it stood at the end of a day, until it was done or said something else."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="work_before")
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["programme", "until"], name="work_before_until")]


class LookedAt(models.Model):
    """The last day on which what is due about this person was worked out: what comes up by itself is new each day."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    day = models.DateField()

    def __str__(self) -> str:
        return f"{self.person_id} on {self.day}"


class Behind(models.Model):
    """Something about this person changed since their rows were made: who reads next makes them anew."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")

    def __str__(self) -> str:
        return f"behind for {self.person_id}"


class Snooze(models.Model):
    """Somebody put something off until a moment, and said why; the last one holds."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="snoozes")
    mark = models.BinaryField(max_length=16)
    until = models.DateTimeField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sealed_reason = models.BinaryField()

    def __str__(self) -> str:
        return f"put off until {self.until} for {self.person_id}"
