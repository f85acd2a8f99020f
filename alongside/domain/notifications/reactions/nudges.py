"""Who is told when a rule of the program stirs somebody: at the start, in a silence, before the end."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from alongside.domain.events.reactions import Reactions, Silent
from alongside.domain.groups.models import Membership
from alongside.domain.journeys.models import JourneyStep, Walker
from alongside.domain.mentorships.events import Nudged
from alongside.domain.mentorships.models import Mentorship, Participant
from alongside.domain.notifications.commands.notices import notify
from alongside.domain.people.models import Person
from alongside.domain.programs.models import NudgeRule

_LETTERS: dict[str, str] = {
    "kick_off": "kick_off_reminded",
    "closing": "closing_ahead",
    NudgeRule.Then.REMIND: "quiet_reminded",
    NudgeRule.Then.CHOICES: "person_went_quiet",
}


def tell_nudged_person(fact: Nudged, *, at: datetime) -> None:
    """One kind letter. What happens to the whole pair is told by the pair itself."""
    mentorship = Mentorship.objects.select_related("program__group").get(pk=fact.mentorship)
    if fact.then == NudgeRule.Then.ORGANIZER:
        _tell_organizers(mentorship, fact, at)
        return
    kind = _LETTERS.get(fact.then or fact.kind)
    if kind and mentorship.is_current:
        _tell(mentorship, kind, fact, at)


def _tell(mentorship: Mentorship, kind: str, fact: Nudged, at: datetime) -> None:
    names = _names(mentorship)
    names.pop(fact.person, None)
    walker = Walker.objects.filter(journey=mentorship.journey_id, person=fact.person).first()
    step = (
        JourneyStep.objects.filter(journey=mentorship.journey_id, position=walker.position).first() if walker else None
    )
    notify(
        fact.person,
        kind,
        facts={
            "names": list(names.values()),
            "program_name": mentorship.program.name,
            "days": fact.days,
            "question": step.question if step else "",
            "last_on": mentorship.ends_on or "",
        },
        path=f"/p/{mentorship.pk}/",
        once=f"nudge:{fact.nudge}:{fact.person}",
        at=at,
        neutral=mentorship.program.is_sensitive,
        group=mentorship.program.group_id,
        mentorship=mentorship.pk,
    )


def _tell_organizers(mentorship: Mentorship, fact: Nudged, at: datetime) -> None:
    """Whoever runs the group, but not in a pair of their own."""
    program = mentorship.program
    names = _names(mentorship)
    for membership in Membership.objects.organizers().filter(group=program.group_id).exclude(person__in=list(names)):
        notify(
            membership.person_id,
            "pair_went_quiet",
            facts={"names": list(names.values()), "program_name": program.name, "days": fact.days},
            path=f"/g/{program.group.slug}/manage/mentorship/{program.pk}/pairs/{mentorship.pk}/",
            once=f"nudge:{fact.nudge}:{membership.person_id}",
            at=at,
            neutral=program.is_sensitive,
            group=program.group_id,
            mentorship=mentorship.pk,
        )


def _names(mentorship: Mentorship) -> dict[UUID, str]:
    parts = Participant.objects.filter(mentorship=mentorship, left_at=None).order_by("-role", "pk")
    people = Person.objects.in_bulk(list(parts.values_list("person", flat=True)))
    return {key: person.first_name for key, person in people.items()}


REACTIONS: Reactions = {Nudged: [tell_nudged_person]}
SILENT: Silent = frozenset()
