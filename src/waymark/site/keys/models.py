"""Data keys, each wrapped by a master key that the database does not hold."""

from django.db import models


class DataKey(models.Model):
    """The key of one owner (`person:ID`, `user:ID`, `programme:ID`). Without it what was sealed for them is gone."""

    owner = models.CharField(max_length=80, unique=True)
    master = models.CharField(max_length=8, db_index=True)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"key of {self.owner}"


class KeyWitness(models.Model):
    """What a key that wraps nothing says of itself: that the one in the ring is the one this database was made with."""

    name = models.CharField(max_length=8, primary_key=True)
    proof = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"witness of {self.name}"
