"""A person with an account, and the one-time links that let them in."""

from __future__ import annotations

from datetime import datetime, time
from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class PersonManager(BaseUserManager["Person"]):
    """Finds people by e-mail address whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Anyone with an account. Mentor and mentee are roles of an enrollment, never of a person."""

    class Theme(models.TextChoices):
        AUTO = "auto", _("Like my device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    class TextSize(models.TextChoices):
        NORMAL = "normal", _("Normal")
        LARGE = "large", _("Large")
        LARGEST = "largest", _("Largest")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(max_length=254, unique=True)  # kept in lower case
    email_verified_at = models.DateTimeField(null=True)
    first_name = models.CharField(max_length=60)
    family_name = models.CharField(max_length=60, blank=True)
    about = models.CharField(max_length=600, blank=True)
    picture = models.CharField(max_length=40, blank=True)  # a drawn portrait's name; empty shows initials
    upload = models.FileField(upload_to="pictures/", blank=True)  # wins over both when there is one
    time_zone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=12, default="en")
    theme = models.CharField(max_length=8, choices=Theme.choices, default=Theme.AUTO)
    text_size = models.CharField(max_length=8, choices=TextSize.choices, default=TextSize.NORMAL)
    more_contrast = models.BooleanField(default=False)
    less_motion = models.BooleanField(default=False)
    plain_titles = models.BooleanField(default=False)
    quiet_from = models.TimeField(default=time(21, 0))
    quiet_until = models.TimeField(default=time(8, 0))
    away_until = models.DateField(null=True)
    adult_declared_at = models.DateTimeField(null=True)
    welcomed_at = models.DateTimeField(null=True)
    is_operator = models.BooleanField(default=False)
    second_step_asked_at = models.DateTimeField(null=True)  # since then somebody who runs things should have one
    suspended_at = models.DateTimeField(null=True)
    deactivated_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)  # the row stays so that others keep their half of a conversation
    created_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = PersonManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email")]

    def __str__(self) -> str:
        return self.first_name or self.full_name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether this person may sign in and be written to."""
        return self.suspended_at is None and self.deactivated_at is None

    @property
    def full_name(self) -> str:
        """First and family name as they are shown; a person who deleted their account has neither."""
        if self.erased_at is not None:
            return str(_("A former member"))
        return f"{self.first_name} {self.family_name}".strip()

    @property
    def has_declared_adult(self) -> bool:
        """Whether this person said, on a kept date, that they are 18 or older."""
        return self.adult_declared_at is not None


class SignInLink(models.Model):
    """A link sent by e-mail: one use, one hour, any device. The letter carries its id signed by the site's key.

    Asked for with an address nobody has, the row is kept all the same, so that nothing shows from outside.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(max_length=254)
    first_name = models.CharField(max_length=60, blank=True)  # given by somebody who opens an account with it
    language = models.CharField(max_length=12, default="en")  # of the page it was asked for on
    next_path = models.CharField(max_length=300, blank=True)
    requested_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["email", "-requested_at"], name="sign_in_link_by_address")]

    def __str__(self) -> str:
        return f"sign-in link of {self.requested_at:%Y-%m-%d}"

    def is_open(self, at: datetime) -> bool:
        """Whether the link still lets somebody in."""
        return self.used_at is None and at < self.expires_at


class EmailChange(models.Model):
    """A new address waiting for a yes from whoever reads it. The old one hears of it when it is done."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="email_changes")
    old_email = models.EmailField(max_length=254)
    new_email = models.EmailField(max_length=254)
    requested_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"e-mail change of {self.requested_at:%Y-%m-%d}"

    def is_open(self, at: datetime) -> bool:
        """Whether the new address can still be confirmed."""
        return self.confirmed_at is None and at < self.expires_at


class Device(models.Model):
    """A browser somebody is signed in with. Neither its network address nor its place is kept."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="devices")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=20, blank=True)
    system = models.CharField(max_length=20, blank=True)
    signed_in_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.browser}, {self.system}"
