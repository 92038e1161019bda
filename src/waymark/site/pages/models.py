"""Forms that were stored, by their mark: what is sent twice is stored once, and answered the same."""

from django.db import models


class SentForm(models.Model):
    """`mark`: keyed hash of account, page and the form's own mark. `answer`: where it led, an address without names."""

    mark = models.BinaryField(max_length=16, unique=True)
    answer = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"form {self.pk}"
