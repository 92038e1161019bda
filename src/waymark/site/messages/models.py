"""What the team says to one another about a person: kept with the record, sealed, never taken away."""

from django.db import models

from waymark.site.accounts.models import User, public_id
from waymark.site.people.models import Person


class TeamMessage(models.Model):
    """One message to everybody of the care team."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="team_messages")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=16)
    sealed = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="team_message_last")]

    def __str__(self) -> str:
        return self.public_id


class Seen(models.Model):
    """Up to which moment somebody has read the messages about a person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "user"], name="message_seen_once")]

    def __str__(self) -> str:
        return f"{self.user_id} until {self.at}"
