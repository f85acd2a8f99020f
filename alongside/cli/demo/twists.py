"""What does not go by the calendar: late pairs, breaks, a slower pace, an early end, a report, people looking in."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

from alongside.cli.demo.calendar import Calendar
from alongside.cli.demo.voices import Voices, words
from alongside.domain.groups.commands.gatherings import GatheringPlan, cancel_gathering, plan_gathering
from alongside.domain.insights.commands.counting import note_visit
from alongside.domain.journeys.commands.journeys import change_pace
from alongside.domain.mentorships.commands.endings import end_mentorship, extend_mentorship, pause_mentorship
from alongside.domain.mentorships.commands.mentor_requests import accept_mentor_request, request_mentor
from alongside.domain.mentorships.queries import may_be_paired, places_left
from alongside.domain.safety.commands.reports import make_report
from alongside.domain.spaces.commands.items import send_message
from alongside.policy import reportables

_DAYS_OF_VISITS = 69


def choose_each_other(program: Any, count: int, *, at: datetime) -> None:
    """So many mentees who were left without a mentor ask one themselves, and hear a yes the next day."""
    mentees = program.enrollments.active().mentees().filter(participations=None).order_by("enrolled_at", "pk")
    mentors = list(program.enrollments.active().mentors().order_by("enrolled_at", "pk"))
    for number, mentee in enumerate(mentees[:count]):
        free = (each for each in mentors if places_left(each) and may_be_paired(mentee, each))
        if mentor := next(free, None):
            asked = request_mentor(mentee, mentor, message=words()["asks"][number % 3], at=at)
            accept_mentor_request(asked, at=at + timedelta(hours=20 + number))


def meet_up(group: Any, organizer: Any, *, calendar: Calendar) -> None:
    """The group met last week and plans two more evenings; one of them was called off."""
    for said in words()["gatherings"]:
        starts_at = datetime.combine(calendar.monday + timedelta(days=said["day"]), time(18, 30), tzinfo=UTC)
        plan = GatheringPlan(
            title=said["title"], starts_at=starts_at, minutes=90, place=said["place"], words=said["words"]
        )
        asked_at = min(starts_at, calendar.now) - timedelta(days=6)
        gathering = plan_gathering(group, plan, by=organizer, at=asked_at)
        if said.get("off"):
            cancel_gathering(gathering, by=organizer, at=asked_at + timedelta(days=3))


def rest(pair: Any, *, at: datetime) -> None:
    """A pair takes a break of four weeks."""
    pause_mentorship(pair, by=_mentee(pair), weeks=4, at=at)


def slow_down(pair: Any, *, at: datetime) -> None:
    """A pair walks a step every two weeks."""
    change_pace(pair.journey, _mentee(pair), "slower", at=at)


def go_on_longer(pair: Any, *, at: datetime) -> None:
    """A pair already knows that it wants four weeks more."""
    extend_mentorship(pair, by=_mentee(pair), weeks=4, at=at)


def part_early(pair: Any, *, at: datetime) -> None:
    """A mentee finishes before the time, and is not asked why."""
    end_mentorship(pair, kind="early", by=_mentee(pair), at=at)


def report_a_message(pair: Any, *, at: datetime) -> None:
    """A message that crossed a line, and a mentee who said so."""
    mentor = pair.participants.get(role="mentor").person
    said = send_message(pair.space, mentor, words()["report"]["message"], at=at - timedelta(hours=5))
    thing = reportables.to_report(_mentee(pair), f"item:{said.pk}")
    make_report(
        _mentee(pair),
        thing.subject,
        kind="money",
        words=words()["report"]["words"],
        items=thing.shown,
        stop_contact=False,
        at=at,
    )


def look_in(group: Any, *, voices: Voices, calendar: Calendar, daily: int) -> None:
    """Members open the Mentorship tab now and then, a few more of them every week."""
    people = [each.person for each in group.memberships.current().select_related("person").order_by("joined_at", "pk")]
    joined = {each.person_id: each.joined_at for each in group.memberships.current()}
    for days in range(_DAYS_OF_VISITS, -1, -1):
        at = calendar.ago(days)
        curious = voices.some(people, daily // 2, daily + (_DAYS_OF_VISITS - days) // 7)
        for person in curious:
            if joined[person.pk] <= at:
                note_visit(group, person, at=at)


def _mentee(pair: Any) -> Any:
    return pair.participants.select_related("person").get(role="mentee").person
