"""Holding the rows that decide whether two people may become a pair."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.mentorships.queries import PAIRING_STATES, may_be_paired, places_left
from alongside.kernel.refusal import Refusal


class MentorUnavailable(Refusal):
    """Said for a full mentor and for a block alike, so a block never shows."""

    code = "mentor_unavailable"
    text = _("This mentor cannot take a new request right now.")


class MenteeUnavailable(Refusal):
    """Said when the mentee found somebody, left or paused, and for a block alike."""

    code = "mentee_unavailable"
    text = _("This person is not looking for a mentor right now.")


class NoPlacesLeft(Refusal):
    """Said to the mentor themselves."""

    code = "no_places_left"
    text = _("You have no places left in this program. You can raise the number in your sign-up.")


class AlreadyPaired(Refusal):
    """Said to the mentee themselves."""

    code = "already_paired"
    text = _("You already have a mentor in this program.")


def hold_both(mentee: UUID, mentor: UUID) -> tuple[Enrollment, Enrollment]:
    """Lock both enrollments, always in the same order, so that two acts never wait for each other.

    Whoever changes a request or a place of a person holds that person's enrollment first.
    """
    rows = (
        Enrollment.objects.select_for_update(of=("self",))
        .select_related("person", "program")
        .filter(pk__in=(mentee, mentor))
        .order_by("pk")
    )
    held = {row.pk: row for row in rows}
    return held[mentee], held[mentor]


def refuse_unless_possible(mentee: Enrollment, mentor: Enrollment, *, as_mentor: bool = False) -> None:
    """Refuse when the two cannot become a pair now, in words for the one who acts.

    Raises MentorUnavailable, MenteeUnavailable, NoPlacesLeft or AlreadyPaired.
    """
    other: type[Refusal] = MenteeUnavailable if as_mentor else MentorUnavailable
    if not (is_here(mentee) and is_here(mentor) and mentee.program.state in PAIRING_STATES):
        raise other
    if not may_be_paired(mentee, mentor):
        raise other
    if not places_left(mentee):
        raise other if as_mentor else AlreadyPaired
    if not places_left(mentor):
        raise NoPlacesLeft if as_mentor else other


def is_here(enrollment: Enrollment) -> bool:
    """Whether this person takes part right now: signed up, not paused, able to sign in."""
    return enrollment.is_active and enrollment.person.is_active
