"""What mentorships do when something happens elsewhere: a door closes, a person goes, a report asks for rest."""

from __future__ import annotations

from datetime import datetime

from alongside.domain.enrollments.events import EnrollmentLeft
from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.reactions import Reactions, Silent
from alongside.domain.journeys.commands.calendars import close_calendar
from alongside.domain.journeys.commands.openings import replan_openings
from alongside.domain.mentorships.commands.circles import leave_circle
from alongside.domain.mentorships.commands.conversations import close_conversations
from alongside.domain.mentorships.commands.endings import (
    BREAKS,
    end_mentorship,
    hold_mentorship,
    pause_mentorship,
    release_mentorship,
)
from alongside.domain.mentorships.commands.mentor_requests import drop_requests_between, drop_requests_of
from alongside.domain.mentorships.commands.nudges import plan_anew
from alongside.domain.mentorships.events import Nudged
from alongside.domain.mentorships.models import Closure, Mentorship
from alongside.domain.people.events import PersonErased, PersonSuspended
from alongside.domain.people.models import Person
from alongside.domain.programs.events import ExtraStepsChanged, NudgeRulesChanged
from alongside.domain.programs.models import NudgeRule
from alongside.domain.safety.events import PairPauseAsked, PairPauseLifted, PersonBlocked


def part_blocked_people(fact: PersonBlocked, *, at: datetime) -> None:
    """Everything the two share ends, in words that name no block. A circle goes on without whoever blocked."""
    blocker, blocked = (Person.objects.get(pk=key) for key in (fact.blocker, fact.blocked))
    for mentorship in Mentorship.objects.current().with_both(blocker.pk, blocked.pk):
        if mentorship.kind == Mentorship.Kind.CIRCLE:
            leave_circle(mentorship, blocker, at=at)
        else:
            end_mentorship(mentorship, kind=Closure.Kind.BLOCKED, by=blocker, at=at)
    close_conversations(blocker, blocked, at=at)
    drop_requests_between(blocker, blocked, at=at)


def rest_reported_pair(fact: PairPauseAsked, *, at: datetime) -> None:
    """A report asks for rest at once; somebody looks, then the pair goes on or ends."""
    mentorship = Mentorship.objects.current().filter(pk=fact.mentorship).first()
    if mentorship is not None:
        hold_mentorship(mentorship, at=at)


def wake_rested_pair(fact: PairPauseLifted, *, at: datetime) -> None:
    """Somebody has looked, and the pair may go on."""
    mentorship = Mentorship.objects.current().filter(pk=fact.mentorship).first()
    if mentorship is not None:
        release_mentorship(mentorship, by=Person.objects.get(pk=fact.by), at=at)


def rest_pairs_of_closed_account(fact: PersonSuspended, *, at: datetime) -> None:
    """Nobody is left writing to an account that is closed; an organizer lets the pair go on, or ends it.

    A circle goes on without them.
    """
    for mentorship in Mentorship.objects.current().of(fact.person).exclude(kind=Mentorship.Kind.CIRCLE):
        hold_mentorship(mentorship, at=at)
    for enrollment in Enrollment.objects.filter(person=fact.person).values_list("pk", flat=True):
        drop_requests_of(enrollment, at=at)


def end_mentorships_of_erased_person(fact: PersonErased, *, at: datetime) -> None:
    """Nobody is left waiting, a circle goes on, and no address stays at which a calendar could be read."""
    person = Person.objects.filter(pk=fact.person).first()
    for mentorship in Mentorship.objects.current().of(fact.person):
        if mentorship.kind == Mentorship.Kind.CIRCLE and person is not None:
            leave_circle(mentorship, person, at=at)
        else:
            end_mentorship(mentorship, kind=Closure.Kind.EARLY, by=person, at=at, quietly=True)
    if person is not None:
        close_calendar(person)


def drop_requests_of_leaver(fact: EnrollmentLeft, *, at: datetime) -> None:
    """Whoever left the program is asked for nothing, and asks for nothing."""
    drop_requests_of(fact.enrollment_id, at=at)


def rest_or_end_silent_pair(fact: Nudged, *, at: datetime) -> None:
    """The last stage of a long silence: a break of four weeks, or a kind end, as the program's rule says."""
    mentorship = Mentorship.objects.current().filter(pk=fact.mentorship, state=Mentorship.State.ACTIVE).first()
    if mentorship is None:
        return
    if fact.then == NudgeRule.Then.REST:
        pause_mentorship(mentorship, by=None, weeks=max(BREAKS), at=at)
    elif fact.then == NudgeRule.Then.END:
        end_mentorship(mentorship, kind=Closure.Kind.INACTIVE, by=None, at=at)


def keep_new_rules(fact: NudgeRulesChanged, *, at: datetime) -> None:
    """What waits is planned by the new rules: the days of questions and reminders, and everything else."""
    replan_openings(fact.program_id, at=at)
    plan_anew(fact.program_id)


def look_for_new_occasions(fact: ExtraStepsChanged, *, at: datetime) -> None:
    plan_anew(fact.program_id)


REACTIONS: Reactions = {
    Nudged: [rest_or_end_silent_pair],
    NudgeRulesChanged: [keep_new_rules],
    ExtraStepsChanged: [look_for_new_occasions],
    PersonBlocked: [part_blocked_people],
    PairPauseAsked: [rest_reported_pair],
    PairPauseLifted: [wake_rested_pair],
    EnrollmentLeft: [drop_requests_of_leaver],
    PersonSuspended: [rest_pairs_of_closed_account],
    PersonErased: [end_mentorships_of_erased_person],
}
SILENT: Silent = frozenset()
