"""A place can rest, be taken up again and be given back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.config.reactions import REACTIONS
from alongside.domain.enrollments.commands import places, sign_up
from alongside.domain.enrollments.jobs import resume_due_enrollments
from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.groups.commands.memberships import leave_group
from alongside.domain.groups.models import Membership
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


def test_somebody_who_pauses_is_not_found_until_their_day_comes() -> None:
    mentor = cast.mentor(cast.program(cast.group()))

    places.pause_enrollment(mentor, until=TODAY + timedelta(days=7), today=TODAY, at=MONDAY)
    assert not Enrollment.objects.active().exists()

    assert resume_due_enrollments(at=MONDAY + timedelta(days=6)) == 0
    assert resume_due_enrollments(at=MONDAY + timedelta(days=7)) == 1
    assert Enrollment.objects.active().get().paused_until is None


def test_a_pause_without_a_day_lasts_until_the_person_comes_back() -> None:
    mentor = cast.mentor(cast.program(cast.group()))
    places.pause_enrollment(mentor, until=None, today=TODAY, at=MONDAY)

    resume_due_enrollments(at=MONDAY + timedelta(days=400))
    assert not Enrollment.objects.active().exists()

    assert places.resume_enrollment(mentor, at=MONDAY).is_active


def test_a_pause_ends_on_a_day_to_come() -> None:
    with pytest.raises(places.DayHasPassed):
        places.pause_enrollment(cast.mentor(cast.program(cast.group())), until=TODAY, today=TODAY, at=MONDAY)


def test_a_draft_has_nothing_to_pause() -> None:
    draft = cast.mentor(cast.program(cast.group()), state=Enrollment.State.DRAFT)

    with pytest.raises(places.NothingToPause):
        places.pause_enrollment(draft, until=None, today=TODAY, at=MONDAY)


def test_somebody_who_left_can_sign_up_again() -> None:
    mentee = cast.mentee(cast.program(cast.group()))

    places.leave_program(mentee, at=MONDAY)
    again = sign_up.start_sign_up(mentee.person, mentee.program, role="mentee", at=MONDAY)

    assert again != mentee
    assert Enrollment.objects.get(pk=mentee.pk).state == Enrollment.State.LEFT


def test_leaving_a_draft_throws_it_away() -> None:
    draft = cast.mentee(cast.program(cast.group()), state=Enrollment.State.DRAFT)

    places.leave_program(draft, at=MONDAY)

    assert not Enrollment.objects.exists()


def test_leaving_the_group_gives_the_places_in_its_programs_back_and_no_others() -> None:
    person = cast.person()
    here, there = cast.mentee(cast.program(cast.group()), person), cast.mentee(cast.program(cast.group()), person)

    leave_group(Membership.objects.get(person=person, group=here.program.group), at=MONDAY)
    hand_on_waiting_events(REACTIONS, at=MONDAY)

    assert Enrollment.objects.get(pk=here.pk).state == Enrollment.State.LEFT
    assert Enrollment.objects.get(pk=there.pk).state == Enrollment.State.ENROLLED
