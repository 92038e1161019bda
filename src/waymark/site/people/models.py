"""Programmes, and the people in them. Programmes are walls: nothing of one is reached from another."""

from django.db import models

from waymark.site.access.table import ROLES
from waymark.site.accounts.models import User, public_id

# How the owner of a data key begins that belongs to somebody in a programme; their id follows.
OF_PERSON = "person:"


class Programme(models.Model):
    """A treatment programme. `offers`: its `waymark.programme/1` document; empty: the reference programme."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id)
    name = models.CharField(max_length=120)
    offers = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="en")
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.public_id


class Person(models.Model):
    """Somebody in a programme. Who they are is sealed with a key of their own; this row tells only that they are."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="people")
    sealed_identity = models.BinaryField()
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # Counts the rows of the record, under the lock of this row: the next number, and whether a page is stale.
    rows = models.BigIntegerField(default=0)

    @property
    def owner(self) -> str:
        """The owner of this person's data key."""
        return f"{OF_PERSON}{self.public_id}"

    def __str__(self) -> str:
        return self.public_id


class NameToken(models.Model):
    """A keyed hash of a part of a name, of a birthday, of a telephone number: found by, never read."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    kind = models.CharField(max_length=8)
    token = models.BinaryField(max_length=16)

    class Meta:
        indexes = [models.Index(fields=["programme", "kind", "token"], name="name_token_found_by")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"


class CareTeamMember(models.Model):
    """Who cares for whom, from a moment to a moment."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="care_team")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="cares_for")
    role = models.CharField(max_length=16, choices=[(role, role) for role in ROLES])
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "user", "role"], condition=models.Q(until__isnull=True), name="care_team_once_each"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True, ended_by__isnull=True)
                | models.Q(until__isnull=False, ended_by__isnull=False),
                name="care_team_end_has_who",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.person_id}"


class Episode(models.Model):
    """One time in this programme, from admission to discharge; how it ended is sealed."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="episodes")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sealed_ending = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(closed_at__isnull=True), name="episode_one_open_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"episode {self.pk} of {self.person_id}"


class ContactRow(models.Model):
    """How, when and by whom somebody may be reached, and who never: appended; the last one holds."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact")
    noted_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"contact {self.pk} of {self.person_id}"


class EmergencyAccess(models.Model):
    """Broken glass, with all that 42 CFR 2.51 asks to be written down; reviewed by a privacy officer afterwards."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="emergencies")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="emergencies")
    at = models.DateTimeField()
    until = models.DateTimeField()
    sealed = models.BinaryField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sealed_review = models.BinaryField(null=True)

    def __str__(self) -> str:
        return f"emergency access {self.pk} to {self.person_id}"
