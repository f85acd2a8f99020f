"""What sign-ups do when something happens elsewhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.domain.enrollments.commands.places import leave_program
from alongside.domain.enrollments.models import Enrollment, InterestAnswer, NextTimeWish
from alongside.domain.events.reactions import Reactions, Silent
from alongside.domain.groups.events import GroupLeft, MemberRemoved
from alongside.domain.people.events import PersonErased

_WORDS = (
    "help_words", "about_words", "third_words", "reach_words", "background", "household", "search_words",
)  # fmt: skip
_LISTS = (
    "topics", "preferences", "required_preferences", "reach_ways", "reach_times", "languages", "traits",
)  # fmt: skip


def leave_programs_of_group(fact: GroupLeft | MemberRemoved, at: datetime) -> None:
    """Who is no longer in the group has no place in its programs."""
    _leave(fact.person, group=fact.group, at=at)
    NextTimeWish.objects.filter(person=fact.person, group=fact.group).delete()


def forget_person(fact: PersonErased, at: datetime) -> None:
    """Somebody deleted their account: their places and every word of their cards go."""
    _leave(fact.person, group=None, at=at)
    emptied: dict[str, Any] = dict.fromkeys(_WORDS, "") | {name: [] for name in _LISTS} | {"answers": {}}
    Enrollment.objects.filter(person=fact.person).update(**emptied)
    InterestAnswer.objects.filter(person=fact.person).delete()
    NextTimeWish.objects.filter(person=fact.person).delete()


def _leave(person: UUID, *, group: UUID | None, at: datetime) -> None:
    places = Enrollment.objects.filter(person=person).exclude(state=Enrollment.State.LEFT)
    for enrollment in places.filter(program__group=group) if group else places:
        leave_program(enrollment, at=at)


REACTIONS: Reactions = {
    GroupLeft: (leave_programs_of_group,),
    MemberRemoved: (leave_programs_of_group,),
    PersonErased: (forget_person,),
}
SILENT: Silent = frozenset()
