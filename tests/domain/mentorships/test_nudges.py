"""The worker's part in keeping pairs going: what the program's rules send, to whom, once each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.domain.journeys.commands.extras import put_extra_step_away
from alongside.domain.journeys.commands.meetings import log_meeting
from alongside.domain.journeys.models import ExtraOpening
from alongside.domain.mentorships.commands.endings import extend_mentorship, resume_mentorship
from alongside.domain.mentorships.jobs import nudge_pairs
from alongside.domain.mentorships.models import Mentorship, Nudge
from alongside.domain.notifications.models import Notice
from alongside.domain.people.models import Person
from alongside.domain.programs.commands.rules import change_rules
from alongside.domain.programs.models import ExtraStep
from alongside.domain.programs.rulebook import rulebook_of
from alongside.domain.spaces.commands.items import send_message
from tests.cast import MONDAY
from tests.domain.mentorships.nudged import DAY, HOUR, Nudged, pair, told, work

pytestmark = pytest.mark.django_db


def change(nudged: Nudged, **rules: dict[str, object]) -> None:
    book = rulebook_of(nudged.program.pk)
    wanted = {key: replace(book[key], **changes) for key, changes in rules.items()}
    change_rules(nudged.program, rules=wanted, by=nudged.amara, at=MONDAY)


def test_whoever_has_said_nothing_is_reminded_of_the_hello_after_three_days() -> None:
    nudged = pair()
    send_message(nudged.mentorship.space, nudged.leila, "Hello", at=MONDAY + HOUR)

    work(MONDAY + 5 * DAY)

    assert told("kick_off_reminded") == [("Robert", "09 Apr")]


def test_a_silence_has_four_stages_and_each_comes_once() -> None:
    pair()

    work(MONDAY + 40 * DAY, step=3 * HOUR)

    assert told("quiet_reminded") == [("Leila", "13 Apr"), ("Robert", "13 Apr")]
    assert told("person_went_quiet") == [("Leila", "20 Apr"), ("Robert", "20 Apr")]
    assert told("pair_went_quiet") == [("Amara", "27 Apr")]
    assert told("mentorship_paused") == [("Leila", "04 May"), ("Robert", "04 May")]
    assert Mentorship.objects.get().paused_until == date(2026, 6, 1)


def test_who_writes_is_not_silent_and_the_other_is() -> None:
    nudged = pair()

    def leila_writes(at: object) -> None:
        if at.hour == 12:  # type: ignore[attr-defined]
            send_message(nudged.mentorship.space, nudged.leila, "Hello", at=at)  # type: ignore[arg-type]

    work(MONDAY + 30 * DAY, step=3 * HOUR, then=leila_writes)

    assert {name for name, _ in told("quiet_reminded") + told("person_went_quiet")} == {"Robert"}
    assert not told("pair_went_quiet")
    assert Mentorship.objects.get().state == Mentorship.State.ACTIVE


def test_a_word_begins_the_count_anew() -> None:
    nudged = pair()
    work(MONDAY + 8 * DAY, step=3 * HOUR)
    for person in (nudged.robert, nudged.leila):
        send_message(nudged.mentorship.space, person, "Here I am", at=MONDAY + 8 * DAY)

    work(MONDAY + 16 * DAY, since=MONDAY + 8 * DAY, step=3 * HOUR)

    assert [day for name, day in told("quiet_reminded") if name == "Leila"] == ["13 Apr", "21 Apr"]
    assert not told("person_went_quiet")


def test_after_a_break_the_silence_counts_from_its_end() -> None:
    nudged = pair()
    work(MONDAY + 29 * DAY, step=3 * HOUR)
    resume_mentorship(Mentorship.objects.get(), by=nudged.leila, at=MONDAY + 30 * DAY)

    work(MONDAY + 36 * DAY, since=MONDAY + 30 * DAY, step=3 * HOUR)

    assert len(told("quiet_reminded")) == 2
    work(MONDAY + 37 * DAY, since=MONDAY + 36 * DAY, step=3 * HOUR)
    assert len(told("quiet_reminded")) == 4


def test_a_worker_that_slept_for_weeks_sends_only_the_furthest_stage() -> None:
    pair()

    work(MONDAY + 22 * DAY, since=MONDAY + 22 * DAY)

    assert not told("kick_off_reminded")
    assert not told("quiet_reminded")
    assert len(told("person_went_quiet")) == 2
    assert len(told("pair_went_quiet")) == 1


def test_a_pair_can_be_ended_kindly_when_the_rule_says_so_and_both_are_told() -> None:
    nudged = pair()
    change(nudged, quiet_4={"then": "end"})

    work(MONDAY + 29 * DAY, step=3 * HOUR)

    mentorship = Mentorship.objects.get()
    assert mentorship.closure.kind == "inactive"
    assert len(told("mentorship_ended")) == 2


def test_a_rule_that_is_off_sends_nothing() -> None:
    nudged = pair()
    change(
        nudged,
        kick_off={"is_on": False},
        quiet_1={"is_on": False},
        quiet_2={"is_on": False},
        quiet_3={"is_on": False},
        quiet_4={"is_on": False},
        question_reminder={"is_on": False},
    )

    work(MONDAY + 40 * DAY, step=6 * HOUR)

    assert not Nudge.objects.exists()
    assert not told("step_reminded")
    assert told("step_opened")


def test_changed_days_reach_pairs_that_are_on_their_way_and_nobody_hears_it_twice() -> None:
    nudged = pair()
    work(MONDAY + 8 * DAY, step=3 * HOUR)
    change(nudged, quiet_1={"days": 9}, quiet_2={"days": 11})

    work(MONDAY + 12 * DAY, since=MONDAY + 8 * DAY, step=3 * HOUR)

    assert told("quiet_reminded") == [("Leila", "13 Apr"), ("Robert", "13 Apr")]
    assert told("person_went_quiet") == [("Leila", "17 Apr"), ("Robert", "17 Apr")]


def test_another_day_and_hour_of_questions_holds_from_the_next_one_on() -> None:
    nudged = pair()
    from datetime import time

    change(nudged, question_opens={"weekday": 2, "wall": time(18, 0)})

    work(MONDAY + 17 * DAY)

    opened = Notice.objects.filter(kind="step_opened").order_by("noticed_at").values_list("noticed_at", flat=True)
    assert {f"{at:%a %H:%M}" for at in opened} == {"Wed 18:00"}
    reminded = Notice.objects.filter(kind="step_reminded").values_list("noticed_at", flat=True)
    assert {f"{at:%a %H:%M}" for at in reminded} == {"Sat 18:00"}


def test_both_hear_a_week_before_that_their_weeks_end_and_again_after_an_extension() -> None:
    nudged = pair(weeks=4)

    def both_write(at: object) -> None:
        for person in (nudged.robert, nudged.leila):
            send_message(nudged.mentorship.space, person, "Hello", at=at)  # type: ignore[arg-type]

    work(MONDAY + 22 * DAY, step=6 * HOUR, then=both_write)
    assert told("closing_ahead") == [("Leila", "27 Apr"), ("Robert", "27 Apr")]

    extend_mentorship(Mentorship.objects.get(), by=nudged.leila, weeks=2, at=MONDAY + 22 * DAY)
    work(MONDAY + 36 * DAY, since=MONDAY + 22 * DAY, step=6 * HOUR, then=both_write)
    assert [day for name, day in told("closing_ahead") if name == "Leila"] == ["27 Apr", "11 May"]


def test_nobody_is_nudged_while_they_are_away() -> None:
    nudged = pair()
    Person.objects.filter(pk=nudged.robert.pk).update(away_until=date(2026, 4, 17))

    work(MONDAY + 12 * DAY)

    assert told("quiet_reminded") == [("Leila", "13 Apr"), ("Robert", "17 Apr")]


def test_nobody_is_nudged_in_their_quiet_hours() -> None:
    nudged = pair()
    from datetime import time

    Person.objects.update(quiet_from=time(7), quiet_until=time(11))
    Mentorship.objects.filter(pk=nudged.mentorship.pk).update(look_again_at=None)

    work(MONDAY + 4 * DAY)

    assert {at.hour for at in Nudge.objects.values_list("sent_at", flat=True)} == {11}


def test_steps_wait_for_their_occasion_and_reach_the_role_they_are_for() -> None:
    nudged = pair()
    for trigger, days, role in (
        ("introduced", 1, "mentor"), ("no_word", 5, ""), ("no_reply", 6, ""), ("no_meeting", 10, ""), ("met", 1, ""),
    ):  # fmt: skip
        ExtraStep.objects.create(program=nudged.program, trigger=trigger, days=days, role=role, title=trigger, text="x")
    send_message(nudged.mentorship.space, nudged.leila, "Hello", at=MONDAY + HOUR)
    log_meeting(nudged.mentorship.journey, nudged.leila, MONDAY + HOUR, how="phone", at=MONDAY + 2 * HOUR)

    work(MONDAY + 14 * DAY)

    got = {(o.title, o.walker.person.first_name, f"{o.opened_at:%d %b}") for o in ExtraOpening.objects.all()}
    assert got == {
        ("introduced", "Robert", "07 Apr"),
        ("no_reply", "Robert", "12 Apr"),
        ("met", "Robert", "07 Apr"),
        ("met", "Leila", "07 Apr"),
    }
    assert len(told("extra_step_opened")) == 4


def test_a_step_that_was_put_away_is_gone_and_comes_once() -> None:
    nudged = pair()
    ExtraStep.objects.create(
        program=nudged.program, trigger="introduced", days=1, title="Listen", text="x", role="mentor"
    )
    work(MONDAY + 2 * DAY)

    opening = ExtraOpening.objects.get()
    put_extra_step_away(opening, nudged.robert, done=True, at=MONDAY + 2 * DAY)
    work(MONDAY + 4 * DAY, since=MONDAY + 2 * DAY)

    opening.refresh_from_db()
    assert opening.was_done
    assert len(told("extra_step_opened")) == 1


def test_a_new_step_does_not_reach_those_whose_occasion_is_long_over() -> None:
    nudged = pair()
    ExtraStep.objects.create(program=nudged.program, trigger="introduced", days=1, title="Listen", text="x")

    work(MONDAY + 30 * DAY, since=MONDAY + 30 * DAY)

    assert not ExtraOpening.objects.exists()


def test_a_pair_that_is_due_nothing_costs_one_query_for_all(
    django_assert_max_num_queries: object,
) -> None:
    pair()
    nudge_pairs(MONDAY)

    with django_assert_max_num_queries(1):  # type: ignore[operator]
        nudge_pairs(MONDAY + timedelta(minutes=1))
