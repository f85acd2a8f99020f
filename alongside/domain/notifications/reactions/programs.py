"""Who is told when something happens: programs, their launch and their polls."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.domain.enrollments.events import InterestAsked, InterestTurnedIntoProgram
from alongside.domain.enrollments.models import Enrollment, InterestAnswer, InterestPoll, NextTimeWish
from alongside.domain.events.commands import record
from alongside.domain.events.reactions import Reactions, Silent
from alongside.domain.groups.models import Membership
from alongside.domain.notifications.commands.notices import notify
from alongside.domain.programs.events import (
    ProgramAnnounced,
    ProgramArchived,
    ProgramBegan,
    ProgramChanged,
    ProgramClosed,
    ProgramCopied,
    ProgramDiscarded,
    ProgramDrafted,
    ProgramLaunched,
    ProgramLaunchUndone,
    ProgramReopened,
    QuestionsChanged,
    StepsChanged,
)
from alongside.domain.programs.models import Program

# Telling a portion is one transaction, which on SQLite keeps every other writer waiting.
PORTION = 200


def tell_members_of_launch(fact: ProgramAnnounced, at: datetime) -> None:
    """Members hear that sign-up is open, a portion at a time."""
    program = Program.objects.select_related("group").get(pk=fact.program_id)
    if program.launched_at != fact.launched_at:
        return

    portion = _to_tell(fact)
    for person in portion:
        notify(
            person,
            "program_launched",
            facts={
                "group_name": program.group.name,
                "program_name": program.name,
                "words": program.launch_words,
                "closes_on": program.sign_up_closes_on or "",
            },
            path=f"/g/{program.group.slug}/mentorship/{program.pk}/",
            once=f"program_launched:{program.pk}:{person}",
            at=at,
            neutral=program.is_sensitive,
            group=program.group_id,
        )
    if len(portion) == PORTION:
        following = ProgramAnnounced(program.pk, program.group_id, fact.launched_at, fact.everyone, after=portion[-1])
        record(following, actor=None, at=at)


def ask_members(fact: InterestAsked, at: datetime) -> None:
    """Members are asked who would take part; the second time only those who have not answered. A portion at a time."""
    poll = InterestPoll.objects.select_related("program__group").get(pk=fact.poll_id)
    if poll.closed_at:
        return

    group, kind = poll.program.group, "interest_reminder" if fact.reminding else "interest_asked"
    members = Membership.objects.current().filter(group=group)
    answered = InterestAnswer.objects.filter(poll=poll)
    portion = _portion(members.exclude(person__in=answered.values("person")), after=fact.after)
    for person in portion:
        notify(
            person,
            kind,
            facts={"group_name": group.name, "question": poll.question, "closes_on": poll.closes_on},
            path=f"/g/{group.slug}/mentorship/{poll.program_id}/interest/",
            once=f"{kind}:{poll.pk}:{person}",
            at=at,
            neutral=poll.program.is_sensitive,
            group=group.pk,
        )
    if len(portion) == PORTION:
        record(InterestAsked(poll.pk, group.pk, fact.reminding, after=portion[-1]), actor=None, at=at)


def tell_of_new_dates(fact: ProgramChanged, at: datetime) -> None:
    """Those who signed up hear of new dates, when the organizer wants them to."""
    if fact.tell:
        _tell_enrolled(fact.program_id, "program_moved", once=f"program_moved:{at.isoformat()}", at=at)


def tell_of_closing(fact: ProgramClosed, at: datetime) -> None:
    """Those who signed up hear that the program has closed. Pairs hear of their own ending by themselves."""
    _tell_enrolled(fact.program_id, "program_closed", once="program_closed", at=at)


def _to_tell(fact: ProgramAnnounced) -> list[UUID]:
    members = Membership.objects.current().filter(group=fact.group_id)
    if not fact.everyone:
        wishes = NextTimeWish.objects.filter(group=fact.group_id)
        said_yes = InterestAnswer.objects.said_yes().filter(poll__program=fact.program_id)
        members = members.filter(Q(person__in=wishes.values("person")) | Q(person__in=said_yes.values("person")))
    return _portion(members, after=fact.after)


def _portion(members: QuerySet[Membership], *, after: UUID | None) -> list[UUID]:
    if after:
        members = members.filter(person__gt=after)
    return list(members.order_by("person").values_list("person", flat=True)[:PORTION])


def _tell_enrolled(program_id: UUID, kind: str, *, once: str, at: datetime) -> None:
    program = Program.objects.select_related("group").get(pk=program_id)
    signed_up = Enrollment.objects.places().filter(program=program, person__deactivated_at=None)
    for person in signed_up.order_by("person").values_list("person", flat=True).distinct():
        notify(
            person,
            kind,
            facts={
                "group_name": program.group.name,
                "program_name": program.name,
                "closes_on": program.sign_up_closes_on or "",
                "starts_on": program.starts_on or "",
            },
            path=f"/g/{program.group.slug}/mentorship/{program.pk}/",
            once=f"{once}:{program.pk}:{person}",
            at=at,
            neutral=program.is_sensitive,
            group=program.group_id,
        )


REACTIONS: Reactions = {
    ProgramAnnounced: (tell_members_of_launch,),
    InterestAsked: (ask_members,),
    ProgramChanged: (tell_of_new_dates,),
    ProgramClosed: (tell_of_closing,),
}

# Facts of this area nobody needs to be told of.
SILENT: Silent = frozenset(
    (
        InterestTurnedIntoProgram,
        ProgramArchived,
        ProgramBegan,
        ProgramCopied,
        ProgramDiscarded,
        ProgramDrafted,
        ProgramLaunched,
        ProgramLaunchUndone,
        ProgramReopened,
        QuestionsChanged,
        StepsChanged,
    )
)
