"""Organizers let people in or turn them down kindly, once."""

from __future__ import annotations

import pytest

from alongside.config.reactions import REACTIONS
from alongside.domain.enrollments.commands import applications, sign_up
from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.notifications.models import Notice
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def application(**fields: object) -> Enrollment:
    fields.setdefault("state", Enrollment.State.APPLIED)
    return cast.mentee(cast.program(cast.group(), reviews_applications=True), **fields)


def kinds() -> list[str]:
    hand_on_waiting_events(REACTIONS, at=MONDAY)
    return sorted(Notice.objects.values_list("kind", flat=True))


@pytest.mark.parametrize("state", [Enrollment.State.APPLIED, Enrollment.State.WAITING])
def test_accepting_lets_somebody_in_from_an_application_and_from_the_waiting_list(state: str) -> None:
    enrollment = applications.accept_application(application(state=state), by=cast.person("Amara"), at=MONDAY)

    assert enrollment.is_active
    assert kinds() == ["application_accepted"]


def test_declining_leaves_a_kind_line_for_the_person() -> None:
    enrollment = applications.decline_application(
        application(), kind_line="We have enough mentors for this round.", by=cast.person("Amara"), at=MONDAY
    )

    assert enrollment.state == Enrollment.State.TURNED_DOWN
    assert enrollment.kind_line == "We have enough mentors for this round."
    assert kinds() == ["application_declined"]


def test_the_second_organizer_hears_that_it_is_decided() -> None:
    waiting = application()
    applications.accept_application(waiting, by=cast.person("Amara"), at=MONDAY)

    with pytest.raises(applications.AlreadyDecided):
        applications.decline_application(waiting, kind_line="", by=cast.person("Kofi"), at=MONDAY)


def test_organizers_hear_of_an_application_and_not_of_a_plain_sign_up() -> None:
    reviewed = application(state=Enrollment.State.DRAFT)
    plain = cast.mentee(cast.program(cast.group()), state=Enrollment.State.DRAFT)
    cast.organizer(reviewed.program.group)
    cast.organizer(plain.program.group)

    for each in (reviewed, plain):
        sign_up.finish_sign_up(each, today=MONDAY.date(), at=MONDAY)

    assert kinds() == ["application_waits", "signed_up", "signed_up"]
