"""The calendar: appointments with one person, sessions of a group, who came, and a feed for each member of staff."""

from django.db import models

from waymark.site.accounts.models import User, public_id
from waymark.site.people.models import Person, Programme


class Group(models.Model):
    """A group that meets. Its title names what it does, never who comes."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="groups")
    title = models.CharField(max_length=80)
    leader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.public_id


class GroupPlace(models.Model):
    """Somebody's place in a group, from a moment to a moment."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="places")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="group_places")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=models.Q(until__isnull=True), name="group_place_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.group_id}"


class Appointment(models.Model):
    """One time with one person, or one session of a group. Cancelled ones stay, with why (sealed)."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="appointments")
    group = models.ForeignKey(Group, null=True, on_delete=models.PROTECT, related_name="sessions")
    staff = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    kind = models.CharField(max_length=8)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # What was booked in one go.
    series = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sealed_why = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=True, group__isnull=False)
                | models.Q(person__isnull=False, group__isnull=True),
                name="appointment_person_or_group",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="appointment_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["programme", "starts_at"], name="appointment_by_day")]

    def __str__(self) -> str:
        return self.public_id


class Attendance(models.Model):
    """Whether somebody came: attended, missed, or excused. What the road sees stands in the record."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="attendance")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendance")
    came = models.CharField(max_length=8)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appointment", "person"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.appointment_id}"


class CalendarFeed(models.Model):
    """A secret address under which somebody's own calendar program reads their appointments, until it is taken back."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="feeds")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    token = models.BinaryField(max_length=16, unique=True)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"feed {self.pk}"
