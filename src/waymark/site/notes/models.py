"""What was done in a session, tied to the plan; and a counsellor's own notes, kept apart from the record."""

from django.db import models

from waymark.site.accounts.models import User, public_id
from waymark.site.people.models import Person


class SessionNote(models.Model):
    """A short note on one session: appended; a later row amends it, and both stay. `day`: when the session was."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="session_notes")
    day = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=16)
    amends = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="amended_by")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return self.public_id


class Touch(models.Model):
    """A line of the plan that a session was about. `mark`: keyed, so that the table tells nothing of plans."""

    note = models.ForeignKey(SessionNote, on_delete=models.PROTECT, related_name="touches")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="touches")
    mark = models.BinaryField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "mark"], name="touch_once_each")]
        indexes = [models.Index(fields=["person", "mark", "-at"], name="touch_last")]

    def __str__(self) -> str:
        return f"touch in {self.note_id}"


class NextStep(models.Model):
    """What somebody said they would do next. It is open until somebody writes how it came out."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="next_steps")
    note = models.ForeignKey(SessionNote, on_delete=models.PROTECT, related_name="next_steps")
    referral = models.BooleanField(default=False)
    due = models.DateField(null=True)
    role = models.CharField(max_length=16)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sealed_outcome = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, closed_by__isnull=True, sealed_outcome__isnull=True)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False, sealed_outcome__isnull=False),
                name="next_step_closed_has_who",
            )
        ]

    def __str__(self) -> str:
        return self.public_id


class CounsellingNote(models.Model):
    """42 CFR 2.31(b): what a counsellor writes for themselves, apart from the record. Only who wrote it reads it."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="counselling_notes")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    amends = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="amended_by")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return self.public_id


class NoteDraft(models.Model):
    """What somebody began to write and laid aside, for their eyes only; gone once it is noted."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="note_drafts")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="note_drafts")
    kind = models.CharField(max_length=12)
    at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "user", "kind"], name="note_draft_one_each")]

    def __str__(self) -> str:
        return f"draft of {self.user_id}"
