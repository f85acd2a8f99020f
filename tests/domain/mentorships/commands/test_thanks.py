from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.domain.mentorships.commands.endings import complete_mentorship, end_mentorship
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.mentorships.commands.thanks import (
    TooLateToThank,
    give_testimonial,
    give_thanks,
    show_testimonial,
    wish_to_keep_in_touch,
    withdraw_testimonial,
)
from alongside.domain.mentorships.models import Closure, Conversation, Mentorship, Testimonial
from alongside.domain.people.models import Person
from alongside.domain.spaces.queries import posts
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> Mentorship:
    program = cast.program(cast.group())
    return begin_mentorship(program, [cast.mentee(program), cast.mentor(program)], at=MONDAY)


def _person(pair: Mentorship, role: str) -> Person:
    return pair.participants.select_related("person").get(role=role).person


def test_thanks_stay_in_the_space(pair: Mentorship) -> None:
    leila, robert = _person(pair, "mentee"), _person(pair, "mentor")

    give_thanks(pair, leila, words="You listened.", at=MONDAY)

    assert [post.words.text for post in posts(pair.space, for_=robert, at=MONDAY)] == ["You listened."]


def test_after_a_good_end_each_may_still_thank_once_and_the_space_stays_closed(pair: Mentorship) -> None:
    leila, robert = _person(pair, "mentee"), _person(pair, "mentor")
    complete_mentorship(pair, by=leila, goal_met=False, at=MONDAY)

    give_thanks(pair, robert, words="You were brave.", at=MONDAY + timedelta(days=2))

    pair.space.refresh_from_db()
    assert pair.space.closed_at == MONDAY
    with pytest.raises(TooLateToThank):
        give_thanks(pair, robert, words="Again", at=MONDAY + timedelta(days=2))
    with pytest.raises(TooLateToThank):
        give_thanks(pair, leila, words="Late", at=MONDAY + timedelta(days=31))


def test_after_an_early_end_nobody_writes_there(pair: Mentorship) -> None:
    end_mentorship(pair, kind=Closure.Kind.EARLY, by=_person(pair, "mentee"), at=MONDAY)

    with pytest.raises(TooLateToThank):
        give_thanks(pair, _person(pair, "mentor"), words="Thanks", at=MONDAY)


@pytest.mark.parametrize(
    ("permission", "signature"),
    [("none", ""), ("no_name", ""), ("first_name", "Leila"), ("full_name", "Leila Haddad")],
)
def test_words_travel_only_as_far_as_their_author_allows(pair: Mentorship, permission: str, signature: str) -> None:
    leila = _person(pair, "mentee")
    leila.family_name = "Haddad"
    leila.save()

    testimonial = give_testimonial(pair, leila, words="Do it.", permission=permission, at=MONDAY)
    show_testimonial(testimonial, shown=True, at=MONDAY)

    testimonial.refresh_from_db()
    assert testimonial.signature == signature
    assert Testimonial.objects.shown().exists() is (permission != "none")


def test_words_taken_back_are_shown_nowhere(pair: Mentorship) -> None:
    testimonial = give_testimonial(pair, _person(pair, "mentee"), words="Do it.", permission="no_name", at=MONDAY)
    show_testimonial(testimonial, shown=True, at=MONDAY)

    withdraw_testimonial(testimonial, at=MONDAY)

    assert not Testimonial.objects.shown().exists()


def test_two_people_keep_talking_only_when_both_wish_it(pair: Mentorship) -> None:
    leila, robert = _person(pair, "mentee"), _person(pair, "mentor")
    complete_mentorship(pair, by=leila, goal_met=False, at=MONDAY)

    assert wish_to_keep_in_touch(pair, leila, wishes=True, at=MONDAY) is None
    assert not Conversation.objects.exists()
    talk = wish_to_keep_in_touch(pair, robert, wishes=True, at=MONDAY)

    assert talk is not None
    assert talk.is_open
    assert wish_to_keep_in_touch(pair, leila, wishes=True, at=MONDAY) == talk
