"""Who is told when something happens: rounds and introductions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.reactions import Reactions, Silent
from alongside.domain.notifications.commands.notices import notify
from alongside.domain.pairing import events
from alongside.domain.pairing.models import Round


def tell_round_is_ready(fact: events.RoundProposed, *, at: datetime) -> None:
    """The organizer who asked, in case they went on to something else."""
    _tell_requester(fact.round, "round_proposed", at)


def tell_round_failed(fact: events.RoundFailed, *, at: datetime) -> None:
    _tell_requester(fact.round, "round_failed", at)


def tell_mentee_put_first(fact: events.MenteePutFirst, *, at: datetime) -> None:
    mentee = Enrollment.objects.select_related("program__group").get(pk=fact.enrollment)
    notify(
        mentee.person_id,
        "mentee_put_first",
        facts={"program_name": mentee.program.name},
        path=f"/g/{mentee.program.group.slug}/mentorship/",
        once=f"mentee_put_first:{mentee.pk}",
        at=at,
        neutral=mentee.program.is_sensitive,
        group=mentee.program.group_id,
    )


def ask_silent_mentor(fact: events.SilentMentorAsked, *, at: datetime) -> None:
    """Kindly, once in a silence: a word helps, also a no."""
    mentor = Enrollment.objects.select_related("program__group").get(pk=fact.enrollment)
    notify(
        mentor.person_id,
        "mentor_asked",
        facts={"program_name": mentor.program.name},
        path="/today/",
        once=f"mentor_asked:{mentor.pk}:{fact.asked_at.isoformat()}",
        at=at,
        neutral=mentor.program.is_sensitive,
        group=mentor.program.group_id,
    )


def tell_round_introduced_itself(fact: events.RoundIntroducedItself, *, at: datetime) -> None:
    """While it can still be taken back."""
    _tell_requester(fact.round, "round_introduced_itself", at, pairs=fact.pairs)


def tell_round_held_back(fact: events.RoundHeldBack, *, at: datetime) -> None:
    _tell_requester(fact.round, "round_held_back", at)


def _tell_requester(key: UUID, kind: str, at: datetime, **facts: object) -> None:
    asked = Round.objects.select_related("program__group").get(pk=key)
    if asked.requested_by_id is None:
        return
    group = asked.program.group
    notify(
        asked.requested_by_id,
        kind,
        facts={"program_name": asked.program.name, **facts},
        path=f"/g/{group.slug}/manage/mentorship/{asked.program_id}/pair/",
        once=f"{kind}:{asked.pk}",
        at=at,
        group=group.pk,
    )


REACTIONS: Reactions = {
    events.RoundProposed: [tell_round_is_ready],
    events.RoundFailed: [tell_round_failed],
    events.RoundIntroducedItself: [tell_round_introduced_itself],
    events.RoundHeldBack: [tell_round_held_back],
    events.MenteePutFirst: [tell_mentee_put_first],
    events.SilentMentorAsked: [ask_silent_mentor],
}

# Facts of this area nobody needs to be told of: the introductions themselves are told when they begin.
SILENT: Silent = frozenset(
    {
        events.RoundRequested,
        events.RoundIntroduced,
        events.IntroductionsUndone,
        events.MatchChanged,
        events.PairingRulesChanged,
        events.PeopleKeptApart,
    }
)
