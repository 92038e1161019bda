"""Plan versions, decisions and signatures. A version is never changed; the next one follows it."""

from django.db import models

from waymark.site.accounts.models import User
from waymark.site.people.models import Person


class KeptRelease(models.Model):
    """A knowledge release by its hash, kept so that every plan can be rebuilt."""

    hash = models.CharField(max_length=64, primary_key=True)
    bundle = models.BinaryField()
    kept_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.hash


class ReleaseInUse(models.Model):
    """From `since` on this site thought with this release, until the next row: what a page of a past day is told by."""

    release = models.ForeignKey(KeptRelease, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.release_id} since {self.since}"


class PlanVersion(models.Model):
    """One plan as it was made: the sealed bytes of `waymark.plan/1`, which carry record, decisions and programme."""

    public_id = models.CharField(max_length=32, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    release = models.ForeignKey(KeptRelease, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2)
    # The row of the record it was made from, and the last decision.
    rows = models.BigIntegerField()
    decisions = models.BigIntegerField(default=0)
    # Keyed: tells whether two versions are the same, and what a signature stands under.
    sealed_digest = models.BinaryField(max_length=32)
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="plan_version_number_once")]

    def __str__(self) -> str:
        return f"version {self.number} of {self.person_id}"


class DecisionRow(models.Model):
    """One row of a `waymark.decisions/1` document, sealed."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="decision_rows")
    number = models.BigIntegerField()
    noted_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    digest = models.BinaryField(max_length=16)
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="decision_row_one_place_each"),
            models.UniqueConstraint(fields=["person", "digest"], name="decision_row_stored_once"),
        ]

    def __str__(self) -> str:
        return f"decision {self.number} of {self.person_id}"


class Signature(models.Model):
    """A signature under a version: who, meaning what, when, how, and before whom. Declining is noted as well.

    `user`: the account that signs; none where the person signs without one, on a device of the programme, before
    `witness`, a member of staff. `method`: `signed in`, or `same device`.
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="signatures")
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    witness = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=16)
    intent = models.CharField(max_length=16)
    at = models.DateTimeField()
    method = models.CharField(max_length=24)
    # The name as the person wrote it, and what was said with it.
    sealed_said = models.BinaryField(null=True)
    # Over the sealed version, the signer, the witness, what was written and the moment: bound to this plan alone.
    proof = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "user", "role"], name="signature_once_each"),
            models.UniqueConstraint(
                fields=["version"], condition=models.Q(user__isnull=True), name="signature_of_the_person_once"
            ),
            models.CheckConstraint(
                condition=models.Q(user__isnull=False) | models.Q(witness__isnull=False, role="person"),
                name="signature_without_account_has_witness",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.intent} by {self.user_id or self.role}"
