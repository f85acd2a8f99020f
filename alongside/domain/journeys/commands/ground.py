"""What every act on the way stands on: who walks here, the locked space, the numbered trace."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.journeys.events import MilestoneReached
from alongside.domain.journeys.models import Journey, Milestone, Walker
from alongside.domain.people.models import Person
from alongside.domain.spaces.commands.numbers import be_active, leave_trace, lock_for_writing, next_number
from alongside.domain.spaces.models import Space, Trace
from alongside.kernel.refusal import Refusal


class NotWalkingHere(Refusal):
    code = "not_walking_here"
    text = _("Only the people of this mentorship can do this.")


def hold(journey: Journey, person: Person) -> tuple[Space, Walker]:
    """The journey's space, locked for writing, and the person's own walk.

    Raises SpaceClosedToWriting or NotWalkingHere.
    """
    locked = lock_for_writing(journey.space, person)
    walker = Walker.objects.filter(journey=journey, person=person, left_at=None).first()
    if walker is None:
        raise NotWalkingHere
    return locked, walker


def mark_walked(locked: Space, person: Person, *, at: datetime, number: int | None = None) -> None:
    """Tell open pages that something on the way changed, and that this person was active."""
    number = number or next_number(locked)
    leave_trace(locked, number, Trace.Kind.WALKED, actor=person, at=at)
    be_active(locked, person, at=at)


def reach(journey: Journey, kind: str, *, at: datetime, position: int = 0) -> None:
    """Tick a milestone, once. Records MilestoneReached."""
    __, is_new = Milestone.objects.get_or_create(
        journey=journey, kind=kind, position=position, defaults={"reached_at": at}
    )
    if is_new:
        record(MilestoneReached(journey.pk, kind, position), actor=None, at=at)
