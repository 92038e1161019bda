"""Rewards for verified tests: runs, and a ledger that is only ever added to. What is rewarded is sealed."""

from django.db import models

from waymark.site.accounts.models import User, public_id
from waymark.site.people.models import Person, Programme


class RewardRules(models.Model):
    """What a programme decided on amounts (cents); the last row holds for runs that begin after it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="reward_rules")
    first = models.PositiveIntegerField()
    step = models.PositiveIntegerField()
    most = models.PositiveIntegerField()
    back_after = models.PositiveSmallIntegerField()
    cap = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"rules {self.pk}"


class RewardRun(models.Model):
    """One run with one person: by the rules of its beginning. `sealed`: what is tested for, and the rules."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reward_runs")
    bowl = models.BooleanField(default=False)
    starts = models.DateField()
    weeks = models.PositiveSmallIntegerField()
    tests_week = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return self.public_id


class LedgerRow(models.Model):
    """One row: a test with what it earned, or a reward that was handed out (cents below zero). Never changed.

    `proof`: a keyed hash over the row before it and all of this one.
    """

    run = models.ForeignKey(RewardRun, on_delete=models.PROTECT, related_name="ledger")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8)
    day = models.DateField()
    cents = models.IntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    proof = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="ledger_row_one_place"),
            models.UniqueConstraint(fields=["run", "day"], condition=models.Q(kind="test"), name="one_test_a_day"),
        ]

    def __str__(self) -> str:
        return f"row {self.number} of {self.run_id}"
