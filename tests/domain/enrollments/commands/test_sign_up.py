"""Signing up: saved page by page, finished once, carried over to the next time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.domain.enrollments.answers import first_unanswered
from alongside.domain.enrollments.commands import sign_up
from alongside.domain.enrollments.models import Enrollment, NextTimeWish
from alongside.domain.events.models import Event
from alongside.domain.programs.models import Program
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
AFTER_CLOSING = date(2026, 4, 21)


def started(role: str = "mentee", **fields: object) -> Enrollment:
    return sign_up.start_sign_up(cast.person(), cast.program(cast.group(), **fields), role=role, at=MONDAY)


def answered(role: str = "mentee", **fields: object) -> Enrollment:
    enrollment = started(role, **fields)
    return sign_up.save_answers(enrollment, page=1, values={"topics": ["Interviews"]}, at=MONDAY)


def finish(enrollment: Enrollment, today: date = TODAY) -> Enrollment:
    return sign_up.finish_sign_up(enrollment, today=today, at=MONDAY)


def test_starting_twice_goes_on_with_the_same_sign_up() -> None:
    enrollment = started()

    again = sign_up.start_sign_up(enrollment.person, enrollment.program, role="mentee", at=MONDAY)

    assert again == enrollment
    assert Event.objects.filter(name="enrollments.SignUpStarted").count() == 1


def test_one_person_can_be_mentor_and_mentee() -> None:
    enrollment = started("mentee")

    other = sign_up.start_sign_up(enrollment.person, enrollment.program, role="mentor", at=MONDAY)

    assert other != enrollment
    assert other.capacity == enrollment.program.default_capacity
    assert enrollment.capacity == 1


def test_somebody_who_has_not_declared_to_be_grown_up_cannot_sign_up() -> None:
    child = cast.person(adult_declared_at=None)

    with pytest.raises(sign_up.OnlyAdults):
        sign_up.start_sign_up(child, cast.program(cast.group()), role="mentee", at=MONDAY)


@pytest.mark.parametrize("state", [Program.State.ARCHIVED, Program.State.CLOSED, Program.State.DRAFT])
def test_a_program_that_is_not_open_takes_nobody(state: str) -> None:
    with pytest.raises(sign_up.ProgramIsOver):
        started(state=state)


def test_each_page_is_kept_and_the_first_unanswered_one_opens_again() -> None:
    enrollment = started()

    enrollment = sign_up.save_answers(enrollment, page=1, values={"topics": ["Interviews"]}, at=MONDAY)
    enrollment = sign_up.save_answers(enrollment, page=2, values={"about_words": ""}, at=MONDAY)

    assert enrollment.topics == ["Interviews"]
    assert first_unanswered(enrollment) == 3


def test_words_saved_while_writing_do_not_count_as_answered() -> None:
    enrollment = sign_up.save_answers(started(), page=2, values={"about_words": "I ga"}, seen=False, at=MONDAY)

    assert enrollment.about_words == "I ga"
    assert first_unanswered(enrollment) == 1


def test_a_page_writes_only_its_own_fields() -> None:
    values = {"state": "enrolled", "household": "x", "about_words": "Hello", "topics": ["Interviews"]}
    enrollment = sign_up.save_answers(started(), page=2, values=values, at=MONDAY)

    kept = (enrollment.about_words, enrollment.state, enrollment.household, enrollment.topics)
    assert kept == ("Hello", "draft", "", [])


def test_a_mentee_has_no_capacity_to_set_and_a_mentor_no_preferences() -> None:
    mentee = sign_up.save_answers(started("mentee"), page=1, values={"topics": ["x"], "capacity": 9}, at=MONDAY)
    mentor = sign_up.save_answers(started("mentor"), page=3, values={"preferences": ["a_woman"]}, at=MONDAY)

    assert mentee.capacity == 1
    assert mentor.preferences == []


def test_only_what_the_group_may_read_can_be_found() -> None:
    enrollment = answered()
    enrollment = sign_up.save_answers(
        enrollment, page=2, values={"about_words": "I keep BEES"}, audience="organizer", at=MONDAY
    )
    assert enrollment.search_words == "interviews"

    enrollment = sign_up.save_answers(
        enrollment, page=2, values={"about_words": "I keep BEES"}, audience="group", at=MONDAY
    )
    assert enrollment.search_words == "interviews i keep bees"


def test_finishing_takes_the_place_once() -> None:
    enrollment = answered()

    finish(enrollment)
    finish(enrollment)

    enrollment.refresh_from_db()
    assert enrollment.is_active
    assert enrollment.enrolled_at == MONDAY
    assert Event.objects.filter(name="enrollments.SignedUp").count() == 1


def test_a_card_without_a_topic_is_not_finished_and_not_being_sure_is_a_topic() -> None:
    enrollment = started()
    with pytest.raises(sign_up.FirstAnswerMissing):
        finish(enrollment)

    unsure = sign_up.save_answers(enrollment, page=1, values={"topics": ["unsure"]}, at=MONDAY)
    assert finish(unsure).is_active


def test_a_required_question_has_to_be_answered() -> None:
    enrollment = answered()
    question = enrollment.program.questions.create(position=1, text="Do you agree?", kind="agree", required=True)
    with pytest.raises(sign_up.QuestionsMissing):
        finish(enrollment)

    sign_up.save_extra_answers(enrollment, answers={str(question.pk): True}, at=MONDAY)
    assert finish(enrollment).is_active


def test_a_program_that_reads_first_lets_people_apply() -> None:
    assert finish(answered(reviews_applications=True)).state == Enrollment.State.APPLIED


def test_after_the_last_day_people_join_the_waiting_list_with_their_answers_kept() -> None:
    enrollment = finish(answered(), today=AFTER_CLOSING)

    assert enrollment.state == Enrollment.State.WAITING
    assert enrollment.topics == ["Interviews"]


def test_answers_are_carried_over_from_the_last_time_as_far_as_they_fit() -> None:
    earlier = cast.mentor(
        cast.program(cast.group()), topics=["Interviews", "Knitting"], about_words="I keep bees", capacity=3
    )
    following = cast.program(earlier.program.group, default_capacity=2)

    enrollment = sign_up.start_sign_up(earlier.person, following, role="mentor", at=MONDAY + timedelta(days=90))

    assert enrollment.topics == ["Interviews"]
    assert enrollment.about_words == "I keep bees"
    assert enrollment.capacity == 2
    assert enrollment.state == Enrollment.State.DRAFT


def test_a_place_that_was_given_back_cannot_be_written_in() -> None:
    enrollment = answered()
    Enrollment.objects.update(state=Enrollment.State.LEFT)

    with pytest.raises(sign_up.NotYours):
        sign_up.save_answers(enrollment, page=1, values={"topics": ["x"]}, at=MONDAY)


def test_wishing_for_the_next_time_twice_is_one_wish() -> None:
    person, group = cast.person(), cast.group()

    for _ in range(2):
        sign_up.wish_for_next_time(person, group, at=MONDAY)

    assert NextTimeWish.objects.count() == 1
