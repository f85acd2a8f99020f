"""Who may use, make and withdraw the links that let people into a group."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404

from alongside.domain.groups.models import Invitation
from alongside.domain.groups.queries import invitation_with, open_invitations
from alongside.domain.people.models import Person
from alongside.policy.groups import Standing, to_manage


def to_read_invitation(code: str) -> Invitation:
    """The invitation with this code, open or not; whoever has the link may see what it leads to."""
    invitation = invitation_with(code)
    if invitation is None:
        raise Http404
    return invitation


def may_register_with(code: str, *, at: datetime) -> bool:
    """Whether this code lets somebody open an account."""
    invitation = invitation_with(code)
    return invitation is not None and invitation.is_open(at)


def visible_invitations(standing: Standing, *, at: datetime) -> QuerySet[Invitation]:
    """The open links of the group; for organizers."""
    return open_invitations(standing.group, at=at) if standing.may_manage else Invitation.objects.none()


def to_withdraw_invitation(person: Person, slug: str, code: str) -> Invitation:
    """A link that ``person``, as an organizer of the group, may withdraw."""
    standing = to_manage(person, slug)
    invitation = Invitation.objects.filter(group=standing.group, code=code).first()
    if invitation is None:
        raise Http404
    return invitation
