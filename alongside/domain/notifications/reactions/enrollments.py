"""Who is told when something happens: signing up and applying."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from alongside.domain.enrollments.events import (
    ApplicationAccepted,
    ApplicationDeclined,
    EnrollmentChanged,
    EnrollmentPaused,
    EnrollmentResumed,
    InterestAnswered,
    InterestPollClosed,
    NextTimeWished,
    RosterImported,
    RosterPeopleAdded,
    RosterUploaded,
    SignedUp,
    SignUpStarted,
)
from alongside.domain.enrollments.models import Enrollment, RosterImport
from alongside.domain.events.reactions import Reactions, Silent
from alongside.domain.groups.queries import organizers_of
from alongside.domain.notifications.commands.notices import notify
from alongside.domain.programs.dates import introductions_by


def confirm_sign_up(fact: SignedUp, at: datetime) -> None:
    """Whoever signed up has it in writing, with what happens next."""
    _tell(fact.enrollment_id, "signed_up", at=at)


def ask_organizers(fact: SignedUp, at: datetime) -> None:
    """Organizers hear that somebody waits for a yes."""
    if fact.state == Enrollment.State.ENROLLED:
        return
    enrollment = _enrollment(fact.enrollment_id)
    program = enrollment.program
    for organizer in organizers_of(program.group):
        notify(
            organizer.pk,
            "application_waits",
            facts={"first_name": enrollment.person.first_name, "program_name": program.name},
            path=f"/g/{program.group.slug}/manage/mentorship/{program.pk}/applications/",
            once=f"application_waits:{enrollment.pk}:{organizer.pk}",
            at=at,
            neutral=program.is_sensitive,
            about=enrollment.person_id,
            group=program.group_id,
        )


def tell_accepted(fact: ApplicationAccepted, at: datetime) -> None:
    """The person hears that there is a place."""
    _tell(fact.enrollment_id, "application_accepted", at=at)


def tell_declined(fact: ApplicationDeclined, at: datetime) -> None:
    """The person hears a kind no. The organizer's line is read on the page."""
    _tell(fact.enrollment_id, "application_declined", at=at)


def tell_added(fact: RosterPeopleAdded, at: datetime) -> None:
    """Everybody on a list hears who added them, and where to change or leave."""
    roster = RosterImport.objects.select_related("group", "program", "uploaded_by").get(pk=fact.import_id)
    program, group = roster.program, roster.group
    for person in fact.people:
        notify(
            person,
            "roster_added",
            facts={
                "group_name": group.name,
                "program_name": program.name if program else "",
                "organizer": roster.uploaded_by.first_name if roster.uploaded_by else "",
            },
            path=f"/g/{group.slug}/mentorship/{program.pk}/me/" if program else f"/g/{group.slug}/",
            once=f"roster_added:{roster.pk}:{person}",
            at=at,
            neutral=program.is_sensitive if program else False,
            group=group.pk,
        )


def _tell(enrollment_id: UUID, kind: str, *, at: datetime) -> None:
    enrollment = _enrollment(enrollment_id)
    program = enrollment.program
    notify(
        enrollment.person_id,
        kind,
        facts={
            "group_name": program.group.name,
            "program_name": program.name,
            "role": enrollment.role,
            "state": enrollment.state,
            "introductions_on": introductions_by(program.starts_on) if program.starts_on else "",
        },
        path=f"/g/{program.group.slug}/mentorship/{program.pk}/",
        once=f"{kind}:{enrollment.pk}",
        at=at,
        neutral=program.is_sensitive,
        group=program.group_id,
    )


def _enrollment(enrollment_id: UUID) -> Enrollment:
    return Enrollment.objects.select_related("program__group", "person").get(pk=enrollment_id)


REACTIONS: Reactions = {
    SignedUp: (confirm_sign_up, ask_organizers),
    ApplicationAccepted: (tell_accepted,),
    ApplicationDeclined: (tell_declined,),
    RosterPeopleAdded: (tell_added,),
}

# Facts of this area nobody needs to be told of.
SILENT: Silent = frozenset(
    (
        EnrollmentChanged,
        EnrollmentPaused,
        EnrollmentResumed,
        InterestAnswered,
        InterestPollClosed,
        NextTimeWished,
        RosterImported,
        RosterUploaded,
        SignUpStarted,
    )
)
