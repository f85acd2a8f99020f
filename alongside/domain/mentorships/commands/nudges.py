"""Nudging the people of a pair: what the planner says is due, each once."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from alongside.domain.events.commands import record
from alongside.domain.journeys.commands.extras import open_extra_step
from alongside.domain.mentorships.events import Nudged
from alongside.domain.mentorships.models import Mentorship, Nudge
from alongside.domain.mentorships.planner import Nudge as Planned
from alongside.domain.mentorships.planner import Standing, nudges
from alongside.domain.mentorships.standings import standings_of
from alongside.domain.programs.rulebook import rulebook_of

# What nobody tells us of, such as a move to another time zone, shifts days by hours.
_LOOK_AGAIN_AFTER = timedelta(hours=12)


@transaction.atomic
def nudge_pair(mentorship: Mentorship, *, at: datetime) -> bool:
    """Send what is due to the people of one pair, and note when to look again; say whether anything went.

    Records Nudged for each, and ExtraStepOpened where a step that waited for its occasion opens.
    """
    rows = Mentorship.objects.select_for_update(of=("self",)).to_nudge(at).select_related("space", "journey")
    held = rows.filter(pk=mentorship.pk).first()
    if held is None:
        return False
    rules = rulebook_of(held.program_id)
    sent, look_again_at = 0, at + _LOOK_AGAIN_AFTER
    for standing in standings_of([held])[held.pk]:
        for planned in nudges(standing, rules, at=at):
            if planned.due_at <= at:
                sent += _send(held, standing, planned, at)
            else:
                look_again_at = min(look_again_at, planned.due_at)
    Mentorship.objects.filter(pk=held.pk).update(look_again_at=look_again_at)
    return sent > 0


@transaction.atomic
def plan_anew(program: UUID) -> None:
    """The rules changed: look at every pair of the program again."""
    Mentorship.objects.current().filter(program=program).update(look_again_at=None)


def _send(mentorship: Mentorship, standing: Standing, planned: Planned, at: datetime) -> bool:
    if planned.extra:
        # Its own row is what makes it happen once.
        return open_extra_step(mentorship.journey, standing.person.pk, planned.extra, at=at)
    nudge, is_new = Nudge.objects.get_or_create(
        mentorship=mentorship,
        person=standing.person,
        kind=planned.kind,
        stamp=planned.stamp,
        defaults={"then": planned.then, "due_at": planned.due_at, "sent_at": at},
    )
    if is_new:
        fact = Nudged(mentorship.pk, standing.person.pk, nudge.pk, planned.kind, planned.then, planned.days)
        record(fact, actor=None, at=at)
    return is_new
