"""Reminders on their way out: what would be sent, to whom, sealed; whether it left, or why it was held back."""

from django.db import models

from waymark.site.accounts.models import public_id
from waymark.site.appointments.models import Appointment
from waymark.site.people.models import Person, Programme


class Reminder(models.Model):
    """One reminder of one time for one person. `state`: waiting, sent or held; `why`: what held it back."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reminders")
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="reminders")
    state = models.CharField(max_length=8, default="waiting")
    why = models.CharField(max_length=16, blank=True)
    way = models.CharField(max_length=8, blank=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appointment", "person"], name="reminder_once")]
        indexes = [models.Index(fields=["state", "at"], name="reminder_waiting")]

    def __str__(self) -> str:
        return self.public_id
