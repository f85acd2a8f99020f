"""Links that let people into a group."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from alongside.domain.events.commands import record
from alongside.domain.groups.events import InvitationMade, InvitationWithdrawn
from alongside.domain.groups.models import Group, Invitation
from alongside.domain.people.models import Person
from alongside.kernel.ids import new_code


@transaction.atomic
def make_invitation(group: Group, *, invited_by: Person, lasts: timedelta | None, at: datetime) -> Invitation:
    """A new link, for as long as it ``lasts`` or until it is withdrawn. Records InvitationMade."""
    invitation = Invitation.objects.create(
        group=group,
        code=new_code(12),
        invited_by=invited_by,
        created_at=at,
        expires_at=at + lasts if lasts else None,
    )
    record(InvitationMade(group.pk), actor=invited_by.pk, at=at)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, withdrawn_by: Person, at: datetime) -> None:
    """Make a link let nobody in from now on; who has joined stays. Records InvitationWithdrawn."""
    if Invitation.objects.filter(pk=invitation.pk, withdrawn_at=None).update(withdrawn_at=at):
        record(InvitationWithdrawn(invitation.group_id), actor=withdrawn_by.pk, at=at)
