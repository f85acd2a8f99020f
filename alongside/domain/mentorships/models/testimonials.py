"""A member's words about a program, and how far they may travel."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.domain.mentorships.models.mentorships import Mentorship
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program


class TestimonialQuerySet(models.QuerySet["Testimonial"]):
    def shareable(self) -> TestimonialQuerySet:
        """Those whose author lets others read them."""
        return self.filter(withdrawn_at=None).exclude(permission=Testimonial.Permission.NONE)

    def shown(self) -> TestimonialQuerySet:
        """Those an organizer put on the program's tab."""
        return self.shareable().exclude(shown_at=None)


class Testimonial(models.Model):
    """What a member says about a program. The organizer reads it; others only as far as the author allows."""

    class Permission(models.TextChoices):
        NONE = "none", _("Only the organizer may read it")
        NO_NAME = "no_name", _("Others may read it, without my name")
        FIRST_NAME = "first_name", _("Others may read it, with my first name")
        FULL_NAME = "full_name", _("Others may read it, with my full name")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    program = models.ForeignKey(Program, models.CASCADE, related_name="testimonials")
    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="testimonials")
    author = models.ForeignKey(Person, models.CASCADE, related_name="testimonials")
    words = models.CharField(max_length=600)
    permission = models.CharField(max_length=10, choices=Permission.choices, default=Permission.NONE)
    written_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = TestimonialQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mentorship", "author"], name="one_testimonial_each")]

    def __str__(self) -> str:
        return f"testimonial {self.pk}"

    @property
    def signature(self) -> str:
        """The name that may stand under the words; empty when none may."""
        if self.permission == self.Permission.FIRST_NAME:
            return self.author.first_name
        if self.permission == self.Permission.FULL_NAME:
            return f"{self.author.first_name} {self.author.family_name}".strip()
        return ""
