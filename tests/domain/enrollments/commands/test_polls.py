"""A poll asks twice at most, counts the last answer, and invites only those who said yes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.config.reactions import REACTIONS
from alongside.domain.enrollments.commands import polls
from alongside.domain.enrollments.jobs import remind_of_due_polls
from alongside.domain.enrollments.models import InterestAnswer, InterestPoll
from alongside.domain.enrollments.queries import forecast
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.groups.models import Group
from alongside.domain.notifications.models import Notice
from alongside.domain.people.models import Person
from alongside.domain.programs.jobs import announce_due_launches
from alongside.domain.programs.models import Program
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
CLOSES = TODAY + timedelta(days=10)


@pytest.fixture
def group() -> Group:
    return cast.group()


@pytest.fixture
def amara(group: Group) -> Person:
    return cast.organizer(group)


@pytest.fixture
def poll(group: Group, amara: Person) -> InterestPoll:
    return ask(cast.program(group, state=Program.State.DRAFT, default_capacity=2), amara)


def ask(program: Program, by: Person, **more: object) -> InterestPoll:
    wanted = {"question": "Would you?", "closes_on": CLOSES, "needed_pairs": 2, "shows_count": True} | more
    return polls.ask_members(program, post_words="Well?", today=TODAY, by=by, at=MONDAY, **wanted)  # type: ignore[arg-type]


def answer(poll: InterestPoll, choice: str, *topics: str, who: Person | None = None) -> Person:
    who = who or cast.member(poll.program.group)
    polls.answer_interest(poll, who, choice=choice, topics=topics, today=TODAY, at=MONDAY)
    return who


def told(kind: str) -> set[str]:
    while hand_on_waiting_events(REACTIONS, at=MONDAY + timedelta(days=30)):
        pass
    return set(Notice.objects.filter(kind=kind).values_list("person__first_name", flat=True))


def test_only_a_draft_can_be_asked_about_and_only_once(poll: InterestPoll, amara: Person) -> None:
    assert poll.program.state == Program.State.ASKING

    with pytest.raises(polls.NotADraft):
        ask(poll.program, amara)


def test_a_poll_lasts_at_least_until_tomorrow(group: Group, amara: Person) -> None:
    with pytest.raises(polls.PollWouldBeOver):
        ask(cast.program(group, state=Program.State.DRAFT), amara, closes_on=TODAY)


def test_the_last_answer_counts_and_foreign_topics_do_not(poll: InterestPoll) -> None:
    leila = answer(poll, "mentee", "Interviews")

    answer(poll, "both", "My CV", "Nonsense", who=leila)

    kept = InterestAnswer.objects.get()
    assert (kept.choice, kept.topics) == ("both", ["My CV"])


def test_after_the_last_day_nobody_answers(poll: InterestPoll) -> None:
    with pytest.raises(polls.PollIsOver):
        polls.answer_interest(
            poll, cast.member(poll.program.group), choice="both", topics=(), today=CLOSES + timedelta(days=1), at=MONDAY
        )


def test_members_are_asked_at_once_and_only_the_silent_ones_once_more(poll: InterestPoll, group: Group) -> None:
    cast.member(group, cast.person("Silent"))
    answer(poll, "not_now", who=cast.member(group, cast.person("Leila")))
    assert told("interest_asked") == {"Amara", "Silent"}

    assert remind_of_due_polls(at=MONDAY + timedelta(days=7)) == 0
    assert remind_of_due_polls(at=MONDAY + timedelta(days=8)) == 1
    assert remind_of_due_polls(at=MONDAY + timedelta(days=9)) == 0
    assert told("interest_reminder") == {"Amara", "Silent"}


def test_the_forecast_sets_mentors_against_mentees_by_topic(poll: InterestPoll) -> None:
    for _ in range(5):
        answer(poll, "mentee", "Interviews")
    answer(poll, "mentor", "Interviews")
    answer(poll, "both", "My CV")
    answer(poll, "not_now")

    result = forecast(poll)

    assert (result.answered, result.said_yes, result.possible_pairs, result.is_go) == (8, 7, 4, True)
    assert result.missing_mentors == 1
    assert (result.topics[0].topic, result.topics[0].mentees, result.topics[0].missing) == ("Interviews", 5, 2)


def test_one_person_who_wants_both_is_no_pair(poll: InterestPoll) -> None:
    answer(poll, "both", "My CV")

    assert forecast(poll).possible_pairs == 0


def test_the_program_has_the_chosen_topics_and_invites_only_those_who_said_yes(
    poll: InterestPoll, amara: Person, group: Group
) -> None:
    answer(poll, "mentee", "My CV", who=cast.member(group, cast.person("Yes")))
    answer(poll, "not_now", who=cast.member(group, cast.person("No")))
    cast.member(group, cast.person("Silent"))

    program = polls.turn_into_program(
        poll, sign_up_closes_on=CLOSES, starts_on=CLOSES + timedelta(days=10), words="Come.", today=TODAY, by=amara,
        at=MONDAY,
    )  # fmt: skip
    announce_due_launches(at=MONDAY + timedelta(minutes=10))

    assert program.topics == ["My CV"]
    assert program.state == Program.State.OPEN
    assert told("program_launched") == {"Yes"}


def test_closing_without_a_program_keeps_the_draft(poll: InterestPoll, amara: Person) -> None:
    polls.close_poll(poll, by=amara, at=MONDAY)

    assert Program.objects.get().state == Program.State.DRAFT
    with pytest.raises(polls.PollIsOver):
        polls.close_poll(poll, by=amara, at=MONDAY)
