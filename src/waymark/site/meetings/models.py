"""Case conferences, family plan meetings, and second opinions: who, the question, what was decided; sealed."""

from django.db import models

from waymark.site.accounts.models import User, public_id
from waymark.site.people.models import Person


class Meeting(models.Model):
    """One meeting, or one question to a colleague (`asked`), with its answer once there is one."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=8)
    day = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    asked = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="asked_of")
    answered_at = models.DateTimeField(null=True)
    sealed_answer = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="opinion", asked__isnull=False) | (~models.Q(kind="opinion")),
                name="opinion_asks_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, sealed_answer__isnull=True)
                | models.Q(answered_at__isnull=False, sealed_answer__isnull=False, asked__isnull=False),
                name="opinion_answered_once",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
