"""Who is told when something happens: groups, membership and posts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from alongside.domain.events.reactions import Reactions, Silent
from alongside.domain.groups.events import (
    GatheringCanceled,
    GatheringChanged,
    GatheringPlanned,
    GroupChanged,
    GroupCommentEdited,
    GroupCommentPosted,
    GroupCommentRetracted,
    GroupCreated,
    GroupJoined,
    GroupJoinRequested,
    GroupPostEdited,
    GroupPostPinned,
    GroupPostPosted,
    GroupPostRetracted,
    GroupPostUnpinned,
    InvitationMade,
    InvitationWithdrawn,
    JoinRequestAccepted,
    JoinRequestDeclined,
    JoinRequestWithdrawn,
    RoleChanged,
)
from alongside.domain.groups.models import Group, GroupComment, Membership, Role
from alongside.domain.groups.queries import organizers_of
from alongside.domain.notifications.commands.notices import notify
from alongside.domain.people.models import Person


def welcome_member(fact: GroupJoined, at: datetime) -> None:
    """The new member finds the group again in their notices."""
    _tell(fact.person, fact.group, "group_joined", once="in_group", at=at)


def ask_organizers(fact: GroupJoinRequested, at: datetime) -> None:
    """Every organizer hears that somebody waits for a yes."""
    group = Group.objects.get(pk=fact.group)
    asking = Person.objects.get(pk=fact.person)
    for organizer in organizers_of(group):
        notify(
            organizer.pk,
            "join_requested",
            facts={"group_name": group.name, "first_name": asking.first_name},
            path=f"/g/{group.slug}/manage/requests/",
            once=f"join_requested:{fact.join_request}:{organizer.pk}",
            at=at,
            about=asking.pk,
            group=group.pk,
        )


def tell_accepted(fact: JoinRequestAccepted, at: datetime) -> None:
    """The one who asked hears that the door is open, and is not told a second time that they joined."""
    _tell(fact.person, fact.group, "join_accepted", once="in_group", at=at)


def tell_declined(fact: JoinRequestDeclined, at: datetime) -> None:
    """The one who asked hears a kind no."""
    group = Group.objects.get(pk=fact.group)
    once = f"join_declined:{fact.group}:{fact.person}:{at.isoformat()}"
    notify(fact.person, "join_declined", facts={"group_name": group.name}, path="/groups/", once=once, at=at)


def tell_of_role(fact: RoleChanged, at: datetime) -> None:
    """Somebody who may do more than before hears of it. Doing less again is said by people, not by letters."""
    if fact.role == Role.MEMBER:
        return
    kind = "made_organizer" if fact.role == Role.ORGANIZER else "made_moderator"
    _tell(fact.person, fact.group, kind, once=kind, at=at)


def tell_author(fact: GroupCommentPosted, at: datetime) -> None:
    """Who wrote the post hears that somebody answered, while both belong to the group."""
    comment = GroupComment.objects.select_related("post__group", "author").get(pk=fact.comment)
    author, writer = comment.post.author_id, comment.author
    if author is None or writer is None or author == writer.pk:
        return
    if not Membership.objects.current().filter(group=comment.post.group_id, person=author).exists():
        return
    notify(
        author,
        "post_answered",
        facts={"group_name": comment.post.group.name, "first_name": writer.first_name},
        path=f"/g/{comment.post.group.slug}/posts/{comment.post_id}/",
        once=f"post_answered:{comment.pk}",
        at=at,
        about=writer.pk,
        group=comment.post.group_id,
    )


def _tell(person: UUID, group_id: UUID, kind: str, *, once: str, at: datetime) -> None:
    group = Group.objects.get(pk=group_id)
    notify(
        person,
        kind,
        facts={"group_name": group.name},
        path=f"/g/{group.slug}/",
        once=f"{once}:{group.pk}:{person}:{at.isoformat()}",
        at=at,
        group=group.pk,
    )


REACTIONS: Reactions = {
    GroupJoined: (welcome_member,),
    GroupJoinRequested: (ask_organizers,),
    JoinRequestAccepted: (tell_accepted,),
    JoinRequestDeclined: (tell_declined,),
    RoleChanged: (tell_of_role,),
    GroupCommentPosted: (tell_author,),
}

# Facts of this area nobody needs to be told of.
SILENT: Silent = frozenset(
    (
        GroupCreated,
        GroupChanged,
        InvitationMade,
        InvitationWithdrawn,
        JoinRequestWithdrawn,
        # Members find events on their day and on the Events tab; nobody gets a letter for each.
        GatheringPlanned,
        GatheringChanged,
        GatheringCanceled,
        GroupPostPosted,
        GroupPostEdited,
        GroupPostRetracted,
        GroupPostPinned,
        GroupPostUnpinned,
        GroupCommentEdited,
        GroupCommentRetracted,
    )
)
