"""Deciding that pairs begin at a later moment, taking that back, and beginning them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.commands import record
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.mentorships.commands.places import hold_both, is_here
from alongside.domain.mentorships.events import IntroductionSkipped
from alongside.domain.mentorships.models import Introduction, Mentorship
from alongside.domain.mentorships.queries import may_be_paired, places_left, places_taken
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.kernel.refusal import Refusal


class AlreadyTold(Refusal):
    code = "already_told"
    text = _("These people have been told. They can end a pair themselves if it is not right for them.")


@dataclass(frozen=True)
class Plan:
    """Two enrollments to introduce, and why. ``key`` becomes the introduction's own, so that the caller finds it."""

    key: UUID
    mentee: UUID
    mentor: UUID
    reasons: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def plan_introductions(
    program: Program, plans: Sequence[Plan], *, by: Person | None, words: str, begins_at: datetime | None, at: datetime
) -> list[Introduction]:
    """Hold a place for both people of every plan until ``begins_at``, or until ``set_moment`` names one.

    Plans that are no longer possible come back skipped, with the reason; nobody is told anything yet.
    """
    concerned = {key for plan in plans for key in (plan.mentee, plan.mentor)}
    held = Enrollment.objects.select_for_update(of=("self",)).select_related("person").filter(pk__in=concerned)
    needed = held.only("state", "role", "capacity", "person__suspended_at", "person__deactivated_at")
    here = {enrollment.pk: enrollment for enrollment in needed.order_by("pk")}
    taken = places_taken(program)
    introductions = []
    for plan in plans:
        skipped = _why_not_planned(plan, here, taken)
        if not skipped:
            taken.update((plan.mentee, plan.mentor))
        introductions.append(
            Introduction(
                pk=plan.key,
                program=program,
                mentee_id=plan.mentee,
                mentor_id=plan.mentor,
                reasons=dict(plan.reasons),
                words=words,
                introduced_by=by,
                introduced_at=at,
                begins_at=begins_at,
                state=Introduction.State.SKIPPED if skipped else Introduction.State.WAITING,
                skipped=skipped,
            )
        )
    return Introduction.objects.bulk_create(introductions, batch_size=500)


@transaction.atomic
def set_moment(introductions: QuerySet[Introduction], begins_at: datetime) -> None:
    """Say when introductions that were made ready without a moment begin: all of them, or none."""
    introductions.filter(state=Introduction.State.WAITING, begins_at=None).update(begins_at=begins_at)


@transaction.atomic
def take_back_introductions(introductions: QuerySet[Introduction], *, at: datetime) -> None:
    """Undo: give the held places back, as if nothing had been planned.

    Raises AlreadyTold when the moment has come for any of them.
    """
    held = introductions.select_for_update(of=("self",)).order_by("pk").values_list("state", "begins_at")
    told = (Introduction.State.WAITING, Introduction.State.SKIPPED)
    if any(state not in told or (state == told[0] and begins_at and begins_at <= at) for state, begins_at in held):
        raise AlreadyTold
    introductions.delete()


@transaction.atomic
def begin_introduction(introduction: Introduction, *, at: datetime) -> Mentorship | None:
    """Let the pair begin, or skip it kindly when it is not possible any more. Repeating it changes nothing.

    Records MentorshipBegan or IntroductionSkipped.
    """
    mentee, mentor = hold_both(introduction.mentee_id, introduction.mentor_id)
    held = Introduction.objects.select_for_update().get(pk=introduction.pk)
    if held.state != Introduction.State.WAITING:
        return held.mentorship
    held.state = Introduction.State.BEGUN  # it must not count against its own place below
    held.save(update_fields=["state"])
    if skipped := _why_not_begun(mentee, mentor):
        held.state, held.skipped = Introduction.State.SKIPPED, skipped
        held.save(update_fields=["state", "skipped"])
        record(IntroductionSkipped(held.pk), actor=None, at=at)
        return None
    held.mentorship = begin_mentorship(mentee.program, [mentee, mentor], reasons=held.reasons, at=at)
    held.save(update_fields=["mentorship"])
    return held.mentorship


def _why_not_planned(plan: Plan, here: Mapping[UUID, Enrollment], taken: Counter[UUID]) -> str:
    mentee, mentor = here[plan.mentee], here[plan.mentor]
    if absent := _absent(mentee) or _absent(mentor):
        return absent
    if taken[mentee.pk] >= mentee.capacity:
        return Introduction.Skipped.PAIRED
    if taken[mentor.pk] >= mentor.capacity:
        return Introduction.Skipped.FULL
    return ""


def _why_not_begun(mentee: Enrollment, mentor: Enrollment) -> str:
    if absent := _absent(mentee) or _absent(mentor):
        return absent
    if not may_be_paired(mentee, mentor):
        return Introduction.Skipped.NOT_POSSIBLE
    if not places_left(mentee):
        return Introduction.Skipped.PAIRED
    if not places_left(mentor):
        return Introduction.Skipped.FULL
    return ""


def _absent(enrollment: Enrollment) -> str:
    if is_here(enrollment):
        return ""
    is_paused = enrollment.state == Enrollment.State.PAUSED
    return Introduction.Skipped.PAUSED if is_paused else Introduction.Skipped.LEFT
