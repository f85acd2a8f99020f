"""Two people talking before they are a pair."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.domain.spaces.models import Space


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def of(self, person: UUID) -> ConversationQuerySet:
        """Those this person is one of the two in."""
        return self.filter(Q(asker__person=person) | Q(asked__person=person))

    def between(self, one: Enrollment, other: Enrollment) -> ConversationQuerySet:
        """Those of these two, whoever began."""
        return self.filter(Q(asker=one, asked=other) | Q(asker=other, asked=one))

    def waiting(self) -> ConversationQuerySet:
        return self.filter(state=Conversation.State.WAITING)


class Conversation(models.Model):
    """Two people talking before pairing. The first message waits for a yes."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for a yes")
        OPEN = "open", _("Talking")
        DECLINED = "declined", _("Not now")
        CLOSED = "closed", _("Closed")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    space = models.OneToOneField(Space, models.CASCADE, related_name="conversation")
    program = models.ForeignKey(Program, models.CASCADE, related_name="conversations")
    asker = models.ForeignKey(Enrollment, models.CASCADE, related_name="conversations_begun")
    asked = models.ForeignKey(Enrollment, models.CASCADE, related_name="conversations_met")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    begun_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["asker", "asked"],
                condition=Q(state__in=["waiting", "open"]),
                name="one_conversation_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"conversation {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    def other_than(self, person: Person) -> Enrollment:
        """The enrollment of the one this person talks with."""
        return self.asked if self.asker.person_id == person.pk else self.asker

    def side_of(self, person: Person) -> Enrollment:
        """This person's own enrollment in it."""
        return self.asker if self.asker.person_id == person.pk else self.asked
