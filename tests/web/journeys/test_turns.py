"""Whose turn it is stands on the page of both, in words; mentors see all their pairs in one short list."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from alongside.domain.journeys.commands.answers import ForTheOther, share_answer
from alongside.domain.journeys.commands.extras import open_extra_step
from alongside.domain.journeys.models import ExtraOpening, JourneyStep
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.people.models import Person
from alongside.domain.programs.models import ExtraStep
from alongside.domain.spaces.commands.items import send_message
from alongside.kernel import clock
from tests import cast
from tests.domain.mentorships.nudged import Nudged, pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def nudged() -> Nudged:
    nudged = pair(at=clock.now())
    for person in (nudged.robert, nudged.leila):
        send_message(nudged.mentorship.space, person, "Hello", at=clock.now())
    return nudged


def page_of(client: Client, nudged: Nudged, person: Person) -> str:
    client.force_login(person)
    client.get(reverse("spaces:show_chat", args=[nudged.mentorship.pk]))
    return client.get(f"/p/{nudged.mentorship.pk}/").content.decode()


def test_both_read_whose_turn_it_is(nudged: Nudged, client: Client) -> None:
    assert "The question is open for both of you." in page_of(client, nudged, nudged.leila)

    share_answer(nudged.mentorship.journey, nudged.robert, 1, "I am seventy.", at=clock.now())

    assert "Your turn, whenever you are ready. Robert has answered." in page_of(client, nudged, nudged.leila)
    theirs = page_of(client, nudged, nudged.robert)
    assert "It is the turn of Leila" in theirs or "there is something new from Leila" in theirs


def test_who_is_away_is_waited_for_with_a_date(nudged: Nudged, client: Client) -> None:
    from alongside.domain.spaces.commands.drafts import mark_read

    share_answer(nudged.mentorship.journey, nudged.robert, 1, "I am seventy.", at=clock.now())
    mark_read(nudged.mentorship.space, nudged.robert, up_to=10_000, at=clock.now())
    client.force_login(nudged.leila)
    day = (clock.now() + timedelta(days=9)).date()
    assert client.post(reverse("people:change_away"), {"away_until": day.isoformat()}).status_code == 302

    assert "Leila is away and back on" in page_of(client, nudged, nudged.robert)


def test_a_day_that_is_over_is_no_day_of_return(client: Client) -> None:
    client.force_login(cast.person())

    page = client.post(reverse("people:change_away"), {"away_until": "2020-01-01"}).content.decode()

    assert "Choose a day from tomorrow onwards" in page


def test_a_mentor_of_several_sees_first_who_waits(nudged: Nudged, client: Client) -> None:
    noor = cast.mentee(nudged.program, cast.person("Noor"))
    robert = nudged.program.enrollments.get(person=nudged.robert)
    begin_mentorship(nudged.program, [robert, noor], at=clock.now())
    share_answer(nudged.mentorship.journey, nudged.robert, 1, "I am seventy.", at=clock.now())
    client.force_login(nudged.robert)

    page = client.get("/p/?all=1").content.decode()

    assert "The question is open for both of you." in page
    assert page.index("You and Noor") > 0


def test_a_week_for_one_role_is_read_by_the_other_and_not_answered(nudged: Nudged, client: Client) -> None:
    step = JourneyStep.objects.get(journey=nudged.mentorship.journey, position=1)
    JourneyStep.objects.filter(pk=step.pk).update(wording={**step.wording, "role": "mentee"})

    assert "This week is for the mentee. You can read along." in page_of(client, nudged, nudged.robert)
    with pytest.raises(ForTheOther):
        share_answer(nudged.mentorship.journey, nudged.robert, 1, "Me, too", at=clock.now())
    assert "Share" in page_of(client, nudged, nudged.leila)


def test_a_step_for_an_occasion_is_put_away_and_brought_back_by_its_owner_only(nudged: Nudged, client: Client) -> None:
    extra = ExtraStep.objects.create(program=nudged.program, trigger="no_meeting", days=1, title="Call once", text="x")
    open_extra_step(nudged.mentorship.journey, nudged.leila.pk, extra.pk, at=clock.now())
    opening = ExtraOpening.objects.get()
    away = reverse("journeys:put_extra_away", args=[nudged.mentorship.pk, opening.pk])

    assert "Call once" not in page_of(client, nudged, nudged.robert)
    assert client.post(away).status_code == 404

    assert "Call once" in page_of(client, nudged, nudged.leila)
    client.post(away, {"done": "1"})
    assert ExtraOpening.objects.get().was_done
    assert "Call once" not in client.get(f"/p/{nudged.mentorship.pk}/").content.decode()
    client.post(reverse("journeys:bring_extra_back", args=[nudged.mentorship.pk, opening.pk]))
    assert "Call once" in client.get(f"/p/{nudged.mentorship.pk}/").content.decode()
