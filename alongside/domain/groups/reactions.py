"""What groups do when something happens elsewhere."""

from __future__ import annotations

from datetime import datetime

from alongside.domain.events.reactions import Reactions, Silent
from alongside.domain.groups.models import GroupComment, GroupPost, JoinRequest, Membership
from alongside.domain.people.events import PersonErased


def forget_person(fact: PersonErased, at: datetime) -> None:
    """Somebody deleted their account: they belong nowhere, and what they wrote for a group goes."""
    Membership.objects.filter(person=fact.person, left_at=None).update(left_at=at)
    JoinRequest.objects.filter(person=fact.person).delete()
    GroupPost.objects.filter(author=fact.person).update(body="", retracted_at=at, pinned_at=None)
    GroupComment.objects.filter(author=fact.person).update(body="", retracted_at=at)


REACTIONS: Reactions = {PersonErased: (forget_person,)}
SILENT: Silent = frozenset()
