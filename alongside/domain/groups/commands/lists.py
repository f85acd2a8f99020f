"""Letting a whole list of people into a group at once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from alongside.domain.events.commands import record_many
from alongside.domain.groups.events import GroupJoined
from alongside.domain.groups.models import Group, JoinRequest, Membership
from alongside.domain.people.models import Person

_PORTION = 500


@transaction.atomic
def admit_members(people: Collection[Person], group: Group, *, admitted_by: Person, at: datetime) -> int:
    """Let everybody in who is not a member yet, and say how many that were. Records GroupJoined for each."""
    Group.objects.select_for_update().get(pk=group.pk)
    members = set(Membership.objects.filter(group=group, left_at=None).values_list("person_id", flat=True))
    new = [person for person in people if person.pk not in members]
    Membership.objects.bulk_create(
        (Membership(group=group, person=person, joined_at=at, read_posts_at=at) for person in new), batch_size=_PORTION
    )
    for start in range(0, len(new), _PORTION):
        waiting = JoinRequest.objects.filter(group=group, person__in=new[start : start + _PORTION], decided_at=None)
        waiting.update(decided_at=at, decided_by=admitted_by, accepted=True)
    record_many((GroupJoined(group.pk, person.pk) for person in new), actor=admitted_by.pk, at=at)
    return len(new)
