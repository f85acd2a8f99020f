"""Joining a group, leaving it, and what a member may do there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.groups.events import GroupJoined, GroupLeft, MemberRemoved, RoleChanged
from alongside.domain.groups.models import Group, Invitation, JoinRequest, Membership, Role
from alongside.domain.people.models import Person
from alongside.kernel.refusal import Refusal


class InvitationRunOut(Refusal):
    code = "invitation_run_out"
    text = _("This invitation has run out. Ask the person who sent it for a new one.")


class NotOpenToAll(Refusal):
    code = "not_open_to_all"
    text = _("You cannot join this group by yourself. Ask somebody who runs it for an invitation.")


class LastOrganizer(Refusal):
    code = "last_organizer"
    text = _("You are the only one who runs this group. Make another member an organizer first.")


@transaction.atomic
def join_by_invitation(person: Person, invitation: Invitation, *, at: datetime) -> Membership:
    """Let ``person`` in by a link. Somebody who was removed needs a link made since.

    Raises InvitationRunOut. Records GroupJoined the first time.
    """
    invitation = Invitation.objects.select_related("group").get(pk=invitation.pk)
    if not invitation.is_open(at) or _was_removed(person, invitation.group, since=invitation.created_at):
        raise InvitationRunOut
    return _let_in(person, invitation.group, at=at)


@transaction.atomic
def join_open_group(person: Person, group: Group, *, at: datetime) -> Membership:
    """Let ``person`` into a group anyone can join. Raises NotOpenToAll. Records GroupJoined the first time."""
    group = Group.objects.get(pk=group.pk)
    if group.joining != Group.Joining.OPEN or _was_removed(person, group):
        raise NotOpenToAll
    return _let_in(person, group, at=at)


@transaction.atomic
def admit_member(person: Person, group: Group, *, role: str = Role.MEMBER, admitted_by: Person, at: datetime) -> None:
    """Let ``person`` in because an organizer says so, by a request or a list. Records GroupJoined the first time."""
    membership = _let_in(person, group, at=at, actor=admitted_by)
    if membership.role != role and role != Role.MEMBER:
        change_role(membership, role=role, changed_by=admitted_by, at=at)


@transaction.atomic
def leave_group(membership: Membership, *, at: datetime) -> None:
    """Leave. The last organizer hands over first, unless nobody else is left.

    Raises LastOrganizer. Records GroupLeft.
    """
    membership = _lock(membership)
    if membership.left_at is not None:
        return
    _refuse_if_last_organizer(membership)

    membership.left_at = at
    membership.save(update_fields=["left_at"])
    record(GroupLeft(membership.group_id, membership.person_id), actor=membership.person_id, at=at)


@transaction.atomic
def remove_member(membership: Membership, *, removed_by: Person, at: datetime) -> None:
    """Take a member out of the group. Raises LastOrganizer. Records MemberRemoved."""
    membership = _lock(membership)
    if membership.left_at is not None:
        return
    _refuse_if_last_organizer(membership)

    membership.left_at, membership.removed = at, True
    membership.save(update_fields=["left_at", "removed"])
    record(MemberRemoved(membership.group_id, membership.person_id), actor=removed_by.pk, at=at)


@transaction.atomic
def change_role(membership: Membership, *, role: str, changed_by: Person, at: datetime) -> None:
    """Make a member an organizer, a moderator or a plain member. Raises LastOrganizer. Records RoleChanged."""
    membership = _lock(membership)
    if membership.role == role or membership.left_at is not None:
        return
    if role != Role.ORGANIZER:
        _refuse_if_last_organizer(membership)

    membership.role = role
    membership.save(update_fields=["role"])
    record(RoleChanged(membership.group_id, membership.person_id, role), actor=changed_by.pk, at=at)


@transaction.atomic
def mark_posts_read(membership: Membership, *, at: datetime) -> None:
    """Remember how far a member has read. Nobody else ever sees it, so it is not announced."""
    Membership.objects.filter(pk=membership.pk).update(read_posts_at=at)


def _lock(membership: Membership) -> Membership:
    """The membership as it is now. The group's row is held, so that two organizers cannot leave at once."""
    Group.objects.select_for_update().get(pk=membership.group_id)
    return Membership.objects.get(pk=membership.pk)


def _refuse_if_last_organizer(membership: Membership) -> None:
    if not membership.is_organizer:
        return
    others = Membership.objects.current().filter(group=membership.group_id).exclude(pk=membership.pk)
    if others.exists() and not others.filter(role=Role.ORGANIZER).exists():
        raise LastOrganizer


def _was_removed(person: Person, group: Group, *, since: datetime | None = None) -> bool:
    removals = Membership.objects.filter(person=person, group=group, removed=True)
    return removals.filter(left_at__gte=since).exists() if since else removals.exists()


def _let_in(person: Person, group: Group, *, at: datetime, actor: Person | None = None) -> Membership:
    Group.objects.select_for_update().get(pk=group.pk)
    membership, is_new = Membership.objects.get_or_create(
        group=group, person=person, left_at=None, defaults={"joined_at": at, "read_posts_at": at}
    )
    if is_new:
        JoinRequest.objects.filter(group=group, person=person, decided_at=None).update(
            decided_at=at, decided_by=actor, accepted=True
        )
        record(GroupJoined(group.pk, person.pk), actor=(actor or person).pk, at=at)
    return membership
