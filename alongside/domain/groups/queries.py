"""Reads about groups that start from a person, a group or a code."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from alongside.domain.groups.models import Group, GroupComment, GroupPost, Invitation, JoinRequest, Membership, Role
from alongside.domain.people.models import Person


def membership_of(person: Person, group: Group) -> Membership | None:
    """The person's current membership."""
    return Membership.objects.filter(group=group, person=person, left_at=None).first()


def organizers_of(group: Group) -> QuerySet[Person]:
    """Who runs the group, longest first."""
    running = Membership.objects.organizers().filter(group=group)
    return Person.objects.filter(pk__in=running.values("person")).order_by("created_at", "pk")


def invitation_with(code: str) -> Invitation | None:
    """The invitation with this code, open or not."""
    together = Invitation.objects.select_related("group", "invited_by")
    return together.filter(code=code.strip().upper()).first()


def open_join_requests(group: Group) -> QuerySet[JoinRequest]:
    """Who waits for a yes, longest first."""
    waiting = JoinRequest.objects.filter(
        group=group, decided_at=None, person__suspended_at=None, person__deactivated_at=None
    )
    return waiting.select_related("person").order_by("requested_at")


def open_invitations(group: Group, *, at: datetime) -> QuerySet[Invitation]:
    """The links that still let people in, newest first."""
    working = Invitation.objects.filter(Q(expires_at=None) | Q(expires_at__gt=at), group=group, withdrawn_at=None)
    return working.select_related("invited_by").order_by("-created_at")


def would_leave_without_organizer(person: Person) -> QuerySet[Group]:
    """The groups that have other members and nobody but ``person`` to run them."""
    others = Membership.objects.current().filter(group=OuterRef("pk")).exclude(person=person)
    mine = Membership.objects.filter(group=OuterRef("pk"), person=person, left_at=None, role=Role.ORGANIZER)
    return Group.objects.filter(Exists(mine), Exists(others), ~Exists(others.filter(role=Role.ORGANIZER)))


def with_member_count(groups: QuerySet[Group]) -> QuerySet[Group]:
    """Each group with ``member_count``."""
    current = Q(
        memberships__left_at=None,
        memberships__person__suspended_at=None,
        memberships__person__deactivated_at=None,
    )
    return groups.annotate(member_count=Count("memberships", filter=current, distinct=True))


def own_data(person: Person) -> dict[str, Any]:
    """Everything this app keeps about the person, for their own copy."""
    memberships = Membership.objects.filter(person=person).order_by("joined_at")
    posts = GroupPost.objects.filter(author=person).order_by("posted_at")
    comments = GroupComment.objects.filter(author=person).order_by("posted_at")
    asked = JoinRequest.objects.filter(person=person).order_by("requested_at")
    return {
        "memberships": list(memberships.values("group__name", "role", "joined_at", "left_at")),
        "posts": list(posts.values("group__name", "body", "posted_at", "edited_at", "retracted_at")),
        "comments": list(comments.values("post__group__name", "body", "posted_at", "edited_at", "retracted_at")),
        "join_requests": list(asked.values("group__name", "message", "requested_at", "accepted")),
    }
