"""The wrapped keys of spaces, in a database of their own, so that a copy of the main one opens nothing."""

from __future__ import annotations

from django.db import models


class SpaceKey(models.Model):
    """One version of a space's data key, wrapped by the key-encryption key. Deleting it erases what it sealed."""

    space_id = models.UUIDField()
    version = models.PositiveSmallIntegerField(default=1)
    wrapped = models.BinaryField()
    wrapped_by = models.PositiveSmallIntegerField()  # the version of the key-encryption key
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space_id", "version"], name="one_key_per_version")]
        indexes = [models.Index(fields=["wrapped_by"], name="space_key_by_wrapper")]

    def __str__(self) -> str:
        return f"key {self.version} of space {self.space_id}"


class KeyMark(models.Model):
    """A proof of the key-encryption key in use, so that another key of the same version is noticed, not used."""

    version = models.PositiveSmallIntegerField(unique=True)
    proof = models.BinaryField()

    def __str__(self) -> str:
        return f"mark of key {self.version}"


class Erasure(models.Model):
    """A space whose keys were destroyed. Replayed after a restore, so that erased words stay erased."""

    space_id = models.UUIDField(unique=True)
    erased_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"erasure of space {self.space_id}"
