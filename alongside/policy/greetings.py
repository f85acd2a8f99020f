"""Whom one may say hello to from the list of a group's members."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from uuid import UUID

from alongside.domain.enrollments.models import Enrollment, Role
from alongside.domain.programs.models import Program
from alongside.policy import enrollments
from alongside.policy.programs import Seat

_OPEN = (Program.State.OPEN, Program.State.RUNNING)


def cards_to_greet(seat: Seat, people: Sequence[UUID]) -> dict[UUID, Enrollment]:
    """Which of these people have a card the member may answer with a hello: by person.

    As on the card itself: the member has a place on the other side of a program whose members choose each other.
    Two questions, however many people.
    """
    places = Enrollment.objects.active().filter(person=seat.person, program__group=seat.group, program__state__in=_OPEN)
    sides = [
        enrollments.visible_to(seat, place.program).filter(role=Role.MENTEE if place.is_mentor else Role.MENTOR)
        for place in places.select_related("program")
        if place.program.members_choose
    ]
    if not sides:
        return {}
    cards = reduce(or_, sides).filter(person__in=people).exclude(person=seat.person)
    return {card.person_id: card for card in cards.order_by("enrolled_at", "pk")}
