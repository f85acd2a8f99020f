"""First messages, kind words, circles and events: for whom they are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from alongside.domain.groups.models import Gathering, Membership
from alongside.domain.mentorships.commands.circles import begin_circle
from alongside.domain.mentorships.commands.conversations import say_hello
from alongside.domain.mentorships.commands.endings import complete_mentorship
from alongside.domain.mentorships.commands.thanks import give_testimonial
from alongside.domain.mentorships.models import Mentorship
from alongside.domain.programs.models import Program
from alongside.policy import circles, gatherings, mentorships, spaces
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return cast.program(cast.group(), state=Program.State.RUNNING)


def test_a_first_message_waits_for_the_one_it_was_written_to_alone(program):
    robert, leila = cast.mentor(program, cast.person("Robert")), cast.mentee(program)
    talk = say_hello(leila, robert, message="Hello", at=MONDAY)

    assert list(mentorships.hellos_to(robert.person)) == [talk]
    assert not mentorships.hellos_to(leila.person).exists()
    assert not mentorships.conversations_of(robert.person).exists()
    assert list(mentorships.conversations_of(leila.person)) == [talk]


def test_words_about_the_program_are_edited_by_the_one_who_wrote_them(program):
    people = [cast.mentor(program, cast.person("Robert"), capacity=4)]
    people += [cast.mentee(program, cast.person(name)) for name in ("Leila", "Tom")]
    circle = begin_circle(program, people, at=MONDAY)
    robert, leila = people[0].person, people[1].person
    complete_mentorship(circle, by=robert, goal_met=True, at=MONDAY)
    said = give_testimonial(circle, leila, words="Kind", permission="full_name", at=MONDAY)

    assert mentorships.testimonial_of(spaces.to_enter(leila, circle.pk)) == said
    assert mentorships.testimonial_of(spaces.to_enter(robert, circle.pk)) is None


def test_only_a_circle_that_goes_on_takes_people_in(program):
    amara = cast.organizer(program.group)
    people = [cast.mentor(program, cast.person("Robert"), capacity=4)]
    people += [cast.mentee(program, cast.person(name)) for name in ("Leila", "Tom")]
    circle, place = begin_circle(program, people, at=MONDAY), (program.group.slug, program.pk)
    assert circles.to_let_in(amara, *place, circle.pk)[2] == circle
    assert circles.to_take_out(amara, *place, circle.pk, people[1].person_id)[1] == people[1].person
    with pytest.raises(Http404):
        circles.to_take_out(amara, *place, circle.pk, cast.member(program.group).pk)

    for changed in ({"kind": Mentorship.Kind.PAIR}, {"kind": Mentorship.Kind.CIRCLE, "ended_at": MONDAY}):
        Mentorship.objects.filter(pk=circle.pk).update(**changed)
        with pytest.raises(Http404):
            circles.to_let_in(amara, *place, circle.pk)


def test_events_on_ones_day_are_those_of_groups_one_belongs_to():
    group = cast.group()
    member, outsider = cast.member(group), cast.person("Otto")
    soon = {"starts_at": MONDAY + timedelta(days=3), "ends_at": MONDAY + timedelta(days=3, hours=1)}
    event = Gathering.objects.create(group=group, title="Summer", changed_at=MONDAY, **soon)

    assert gatherings.soon_for(member, MONDAY) == [event]
    assert gatherings.soon_for(outsider, MONDAY) == []
    Membership.objects.filter(person=member).update(left_at=MONDAY)
    assert gatherings.soon_for(member, MONDAY) == []
