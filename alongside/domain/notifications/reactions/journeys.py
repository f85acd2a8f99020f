"""Who is told when something happens: weekly steps, check-ins, goals and meetings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from alongside.domain.events.reactions import Reactions, Silent
from alongside.domain.groups.models import Membership
from alongside.domain.journeys import events
from alongside.domain.journeys.models import Answer, ExtraOpening, JourneyStep, Meeting
from alongside.domain.mentorships.models import Mentorship, Participant
from alongside.domain.notifications.commands.notices import call_off, notify
from alongside.domain.people.models import Person
from alongside.domain.safety.queries import is_held


def send_question(fact: events.StepOpened, *, at: datetime) -> None:
    """Monday: this week's question, and whether the other has answered already."""
    if mentorship := _mentorship(fact.journey_id):
        step = JourneyStep.objects.get(journey=fact.journey_id, position=fact.position)
        facts = {"week": fact.position, "question": step.question, "answered": _answered(step, but=fact.person_id)}
        _tell(mentorship, [fact.person_id], "step_opened", facts, fact.position, at=at)


def remind_of_question(fact: events.StepReminded, *, at: datetime) -> None:
    """Thursday: once, and never again for this week."""
    if mentorship := _mentorship(fact.journey_id):
        step = JourneyStep.objects.get(journey=fact.journey_id, position=fact.position)
        facts = {"week": fact.position, "question": step.question, "answered": _answered(step, but=fact.person_id)}
        _tell(mentorship, [fact.person_id], "step_reminded", facts, fact.position, at=at)


def tell_of_answer(fact: events.AnswerShared, *, at: datetime) -> None:
    if mentorship := _mentorship(fact.journey_id):
        facts = {"week": fact.position}
        path = f"/p/{mentorship.pk}/week/{fact.position}/"
        _tell_others(mentorship, fact.person_id, "answer_shared", facts, fact.item_id, at=at, path=path)


def show_extra_step(fact: events.ExtraStepOpened, *, at: datetime) -> None:
    """A step whose occasion came."""
    opening = ExtraOpening.objects.get(pk=fact.opening_id)
    if mentorship := _mentorship(fact.journey_id):
        facts = {"title": opening.title}
        path = f"/p/{mentorship.pk}/#extra"
        _tell(mentorship, [fact.person_id], "extra_step_opened", facts, opening.pk, at=at, path=path)


def tell_organizers_of_hand(fact: events.HandAskedFor, *, at: datetime) -> None:
    """Somebody chose to tell the organizer; not an organizer who walks in that very pair."""
    mentorship = _mentorship(fact.journey_id)
    if mentorship is None:
        return
    program = mentorship.program
    walking = Participant.objects.filter(mentorship=mentorship).values("person")
    organizers = Membership.objects.organizers().filter(group=program.group_id).exclude(person__in=walking)
    for membership in organizers.select_related("group"):
        notify(
            membership.person_id,
            "hand_asked_for",
            facts={"name": Person.objects.get(pk=fact.person_id).first_name, "program_name": program.name},
            path=f"/g/{membership.group.slug}/manage/mentorship/{program.pk}/",
            once=f"hand_asked_for:{fact.check_in_id}:{membership.person_id}",
            at=at,
            neutral=program.is_sensitive,
            about=fact.person_id,
            group=program.group_id,
        )


def tell_of_proposal(fact: events.MeetingProposed, *, at: datetime) -> None:
    _call_off_reminders(fact.journey_id, fact.meeting_id, at)
    _tell_of_meeting(fact.journey_id, fact.meeting_id, fact.person_id, "meeting_proposed", at)


def tell_of_plan(fact: events.MeetingPlanned, *, at: datetime) -> None:
    _tell_of_meeting(fact.journey_id, fact.meeting_id, fact.person_id, "meeting_planned", at)


def tell_of_cancellation(fact: events.MeetingCanceled, *, at: datetime) -> None:
    _call_off_reminders(fact.journey_id, fact.meeting_id, at)
    _tell_of_meeting(fact.journey_id, fact.meeting_id, fact.person_id, "meeting_canceled", at)


def remind_of_meeting(fact: events.MeetingComing, *, at: datetime) -> None:
    """The day before, to everybody who takes part."""
    if mentorship := _mentorship(fact.journey_id):
        meeting = Meeting.objects.get(pk=fact.meeting_id)
        facts = {"starts_at": meeting.starts_at}
        stamp = f"{meeting.pk}:{meeting.revision}"
        path = f"/p/{mentorship.pk}/meetings/"
        _tell(mentorship, _people(mentorship), "meeting_coming", facts, stamp, at=at, path=path)


def tell_of_reached_goal(fact: events.GoalMet, *, at: datetime) -> None:
    if mentorship := _mentorship(fact.journey_id):
        path = f"/p/{mentorship.pk}/goal/"
        _tell_others(mentorship, fact.person_id, "goal_met", {}, fact.goal_id, at=at, path=path)


def _tell_of_meeting(journey_id: UUID, meeting_id: UUID, person_id: UUID, kind: str, at: datetime) -> None:
    if mentorship := _mentorship(journey_id):
        meeting = Meeting.objects.get(pk=meeting_id)
        facts = {"starts_at": meeting.starts_at, "times": len(meeting.times)}
        stamp = f"{meeting_id}:{meeting.revision}:{at.isoformat()}"
        path = f"/p/{mentorship.pk}/meetings/"
        _tell_others(mentorship, person_id, kind, facts, stamp, at=at, path=path)


def _call_off_reminders(journey_id: UUID, meeting_id: UUID, at: datetime) -> None:
    """A reminder that still waits for the morning would be wrong by then."""
    if mentorship := _mentorship(journey_id):
        for person in _people(mentorship):
            call_off(f"meeting_coming:{mentorship.pk}:{person}:{meeting_id}:", at=at)


def _people(mentorship: Mentorship) -> list[UUID]:
    return list(Participant.objects.filter(mentorship=mentorship, left_at=None).values_list("person", flat=True))


def _mentorship(journey_id: UUID) -> Mentorship | None:
    """The relationship that walks here; letters stop with it."""
    return Mentorship.objects.select_related("program").filter(journey=journey_id).first()


def _answered(step: JourneyStep, *, but: UUID) -> list[str]:
    """First names of the others who have answered."""
    answers = Answer.objects.filter(step=step).exclude(walker__person=but)
    return list(answers.values_list("walker__person__first_name", flat=True))


def _tell_others(
    mentorship: Mentorship,
    actor: UUID,
    kind: str,
    facts: Mapping[str, object],
    stamp: object,
    *,
    at: datetime,
    path: str = "",
) -> None:
    name = Person.objects.get(pk=actor).first_name
    parts = Participant.objects.filter(mentorship=mentorship, left_at=None).exclude(person=actor)
    others = [person for person in parts.values_list("person", flat=True) if not is_held(author=actor, reader=person)]
    _tell(mentorship, others, kind, {"name": name, **facts}, stamp, at=at, path=path, about=actor)


def _tell(
    mentorship: Mentorship,
    people: Iterable[UUID],
    kind: str,
    facts: Mapping[str, object],
    stamp: object,
    *,
    at: datetime,
    path: str = "",
    about: UUID | None = None,
) -> None:
    names = dict(Participant.objects.filter(mentorship=mentorship).values_list("person", "person__first_name"))
    for person in people:
        notify(
            person,
            kind,
            facts={
                "names": [name for other, name in names.items() if other != person],
                "program_name": mentorship.program.name,
                **facts,
            },
            path=path or f"/p/{mentorship.pk}/",
            once=f"{kind}:{mentorship.pk}:{person}:{stamp}",
            at=at,
            neutral=mentorship.program.is_sensitive,
            about=about,
            group=mentorship.program.group_id,
            mentorship=mentorship.pk,
        )


REACTIONS: Reactions = {
    events.StepOpened: [send_question],
    events.StepReminded: [remind_of_question],
    events.AnswerShared: [tell_of_answer],
    events.ExtraStepOpened: [show_extra_step],
    events.HandAskedFor: [tell_organizers_of_hand],
    events.MeetingProposed: [tell_of_proposal],
    events.MeetingPlanned: [tell_of_plan],
    events.MeetingCanceled: [tell_of_cancellation],
    events.MeetingComing: [remind_of_meeting],
    events.GoalMet: [tell_of_reached_goal],
}

# Facts of this area nobody needs to be told of: the page shows them, or the organizer sees them where they work.
SILENT: Silent = frozenset(
    {
        events.AnswerRetracted,
        events.CheckedIn,
        events.GoalSet,
        events.GoalSetAside,
        events.GoalStepTicked,
        events.JourneyBegun,
        events.JourneyFinished,
        events.JourneyPaused,
        events.JourneyResumed,
        events.MeetingHeld,
        events.MilestoneReached,
        events.PaceChanged,
        events.StepSkipped,
        events.StepSwapped,
    }
)
