"""What was read, written, denied and disclosed, chained row to row. Personal data stands here only as keyed hashes."""

from django.db import models


class ChainHead(models.Model):
    """The last row of one chain; locked while the next one is written. Chain 0 belongs to no programme."""

    chain = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField(default=0)
    hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"chain {self.chain} at {self.number}"


class AuditRow(models.Model):
    """One event. `subject`: keyed hash of the person it is about; `target`: opaque id of what was touched."""

    chain = models.BigIntegerField()
    number = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=32, blank=True)
    role = models.CharField(max_length=16, blank=True)
    action = models.CharField(max_length=40)
    content = models.CharField(max_length=16, blank=True)
    subject = models.CharField(max_length=32, blank=True)
    target = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=8)
    basis = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(max_length=24, blank=True)
    via = models.CharField(max_length=40, blank=True)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="audit_one_place_each")]
        indexes = [
            models.Index(fields=["chain", "subject", "-number"], name="audit_who_saw"),
            models.Index(fields=["chain", "actor", "-number"], name="audit_what_saw"),
        ]

    def __str__(self) -> str:
        return f"{self.chain}/{self.number} {self.action} {self.outcome}"
