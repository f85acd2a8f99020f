"""Everything the worker does, with the pause between two looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from alongside.config.reactions import REACTIONS
from alongside.config.retention import forget_what_is_over
from alongside.domain.desk import jobs as desk
from alongside.domain.enrollments import jobs as enrollments
from alongside.domain.events import jobs as events
from alongside.domain.insights import jobs as insights
from alongside.domain.journeys import jobs as journeys
from alongside.domain.mentorships import jobs as mentorships
from alongside.domain.notifications import jobs as notifications
from alongside.domain.pairing import jobs as pairing
from alongside.domain.people import jobs as people
from alongside.domain.programs import jobs as programs
from alongside.domain.safety import jobs as safety
from alongside.domain.spaces import jobs as spaces


@dataclass(frozen=True)
class Job:
    """One kind of work: ``run`` finds what is due at a moment and does it, safe to repeat."""

    name: str
    run: Callable[[datetime], object]
    every: timedelta = timedelta(seconds=1)
    # Jobs of one lane take turns. Work that waits for the world has a lane of its own, so that it holds up nothing.
    lane: str = "house"


JOBS: tuple[Job, ...] = (
    Job("hand_on_waiting_events", lambda at: events.hand_on_waiting_events(REACTIONS, at=at)),
    Job("get_engine_ready", pairing.get_engine_ready, every=timedelta(seconds=10), lane="rounds"),
    Job("run_requested_rounds", pairing.run_requested_rounds, lane="rounds"),
    Job("study_rounds", pairing.study_rounds, lane="studies"),
    # Not in the lane of the rounds: the ten minutes to take it back should begin soon.
    Job("ready_introduced_rounds", pairing.ready_introduced_rounds),
    Job("run_due_schedules", pairing.run_due_schedules, every=timedelta(minutes=1), lane="rounds"),
    Job("begin_due_introductions", mentorships.begin_due_introductions, every=timedelta(seconds=5)),
    Job("remind_of_due_requests", mentorships.remind_of_due_requests, every=timedelta(minutes=5)),
    Job("expire_due_requests", mentorships.expire_due_requests, every=timedelta(minutes=1)),
    Job("resume_due_mentorships", mentorships.resume_due_mentorships, every=timedelta(minutes=10)),
    Job(
        "end_mentorships_of_closed_programs",
        mentorships.end_mentorships_of_closed_programs,
        every=timedelta(seconds=10),
    ),
    Job("open_due_steps", journeys.open_due_steps, every=timedelta(seconds=30)),
    Job("remind_of_steps", journeys.remind_of_steps, every=timedelta(minutes=1)),
    Job("remind_of_meetings", journeys.remind_of_meetings, every=timedelta(minutes=1)),
    Job("ask_silent_mentors", pairing.ask_silent_mentors, every=timedelta(hours=1), lane="studies"),
    Job("nudge_pairs", mentorships.nudge_pairs, every=timedelta(minutes=1)),
    Job("forget_what_was_taken_back", spaces.forget_what_was_taken_back, every=timedelta(hours=6)),
    Job("let_go_of_old_traces", spaces.let_go_of_old_traces, every=timedelta(hours=6)),
    Job("send_due_letters", notifications.send_due_letters, every=timedelta(seconds=2), lane="mail"),
    Job("read_incoming_mail", notifications.read_incoming_mail, every=timedelta(seconds=5), lane="incoming mail"),
    Job("weigh_notices", notifications.weigh_notices, every=timedelta(minutes=10)),
    Job("open_digests", notifications.open_digests, every=timedelta(seconds=30)),
    Job("announce_due_launches", lambda at: programs.announce_due_launches(at=at), every=timedelta(seconds=5)),
    Job("begin_due_programs", lambda at: programs.begin_due_programs(at=at), every=timedelta(minutes=1)),
    Job("work_on_rosters", lambda at: enrollments.work_on_rosters(at=at), lane="rosters"),
    Job("remind_of_due_polls", lambda at: enrollments.remind_of_due_polls(at=at), every=timedelta(minutes=10)),
    Job("resume_due_enrollments", lambda at: enrollments.resume_due_enrollments(at=at), every=timedelta(minutes=10)),
    Job("tell_of_organizers_letters", notifications.tell_of_organizers_letters, every=timedelta(seconds=5)),
    Job("count_days_that_are_over", insights.count_days_that_are_over, every=timedelta(minutes=10)),
    Job("forget_old_visits", insights.forget_old_visits, every=timedelta(days=1)),
    Job("forget_old_desk", desk.forget_old_desk, every=timedelta(days=1)),
    Job("forget_old_letters", notifications.forget_old_letters, every=timedelta(days=1)),
    Job("forget_old_devices", people.forget_old_devices, every=timedelta(hours=6)),
    Job("tell_of_overdue_reports", safety.tell_of_overdue_reports, every=timedelta(minutes=10)),
    Job("forget_old_evidence", safety.forget_old_evidence, every=timedelta(days=1)),
    Job("forget_what_is_over", forget_what_is_over, every=timedelta(days=1)),
    Job("rewrap_reports", safety.rewrap_reports, every=timedelta(hours=1)),
)
