"""Sittings of an interview, the person's own part, and what an answer raised. Answers stand in the record."""

from django.db import models
from django.db.models import Q

from waymark.site.accounts.models import User, public_id
from waymark.site.people.models import Person


class Sitting(models.Model):
    """One sitting. `turn` counts what was done in it, so that a page that was left behind is known; `sealed`: what of
    a sitting is no part of the record (the form in hand, what was put aside, what can be taken back)."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="%(class)ss")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    last_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    turn = models.PositiveIntegerField(default=0)
    sealed = models.BinaryField()

    class Meta:
        abstract = True


class Interview(Sitting):
    """Staff ask. Whoever is on the care team goes on where somebody stopped; `last_by`: who asked last."""

    last_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="interview_one_open_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"interview {self.pk} of {self.person_id}"


class OwnPart(Sitting):
    """The person answers alone: on a device that staff handed over, or by a link that works once.

    `token_hash`: of the link; `opened_at`: it was used. `attended`: somebody is near who can act at once. `key_hash`:
    keyed hash of the one browser session that may answer.
    """

    WAYS = ("device", "link")
    # What is answered: an interview, the short form of what is due again, the five minutes after use.
    ABOUT = ("interview", "check_in", "after_use")

    about = models.CharField(max_length=12, default="interview", choices=[(one, one) for one in ABOUT])
    way = models.CharField(max_length=8, choices=[(way, way) for way in WAYS])
    attended = models.BooleanField()
    language = models.CharField(max_length=2)
    token_hash = models.CharField(max_length=64, unique=True, null=True)
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    key_hash = models.CharField(max_length=64, blank=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(way="device") | Q(token_hash__isnull=False), name="own_part_link_has_hash"
            )
        ]

    def __str__(self) -> str:
        return f"own part {self.pk} of {self.person_id}"


class SafetyReview(models.Model):
    """Something dangerous that an answer brought up: somebody looks at it now. What it is, is sealed.

    `alone`: it was answered with nobody of the team there. `digest`: keyed, so that the same waits once.
    """

    public_id = models.CharField(max_length=32, unique=True, default=public_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="safety_reviews")
    raised_at = models.DateTimeField()
    alone = models.BooleanField(default=False)
    digest = models.BinaryField(max_length=16)
    sealed = models.BinaryField()
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "digest"], condition=Q(looked_at__isnull=True), name="safety_review_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(looked_at__isnull=True, looked_by__isnull=True)
                | Q(looked_at__isnull=False, looked_by__isnull=False),
                name="safety_review_looked_has_who",
            ),
        ]

    def __str__(self) -> str:
        return f"safety review {self.pk} of {self.person_id}"
