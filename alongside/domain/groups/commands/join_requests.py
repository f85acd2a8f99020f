"""Asking to be let into a group, and the answer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.groups.commands.memberships import NotOpenToAll, admit_member
from alongside.domain.groups.events import (
    GroupJoinRequested,
    JoinRequestAccepted,
    JoinRequestDeclined,
    JoinRequestWithdrawn,
)
from alongside.domain.groups.models import Group, JoinRequest
from alongside.domain.groups.queries import membership_of
from alongside.domain.people.models import Person
from alongside.kernel.refusal import Refusal


class AlreadyMember(Refusal):
    code = "already_member"
    text = _("You belong to this group already.")


class AlreadyDecided(Refusal):
    code = "already_decided"
    text = _("Somebody has answered this request already.")


@transaction.atomic
def request_to_join(person: Person, group: Group, *, message: str, at: datetime) -> JoinRequest:
    """Ask the organizers to be let in; asking twice keeps the newer words.

    Raises NotOpenToAll or AlreadyMember. Records GroupJoinRequested the first time.
    """
    group = Group.objects.select_for_update().get(pk=group.pk)
    if group.joining == Group.Joining.INVITATION:
        raise NotOpenToAll
    if membership_of(person, group) is not None:
        raise AlreadyMember

    join_request, is_new = JoinRequest.objects.update_or_create(
        group=group,
        person=person,
        decided_at=None,
        defaults={"message": message},
        create_defaults={"message": message, "requested_at": at},
    )
    if is_new:
        record(GroupJoinRequested(join_request.pk, group.pk, person.pk), actor=person.pk, at=at)
    return join_request


@transaction.atomic
def withdraw_join_request(join_request: JoinRequest, *, at: datetime) -> None:
    """Take the question back. Records JoinRequestWithdrawn."""
    join_request = _still_open(join_request)
    _decide(join_request, accepted=False, decided_by=None, at=at)
    record(JoinRequestWithdrawn(join_request.group_id, join_request.person_id), actor=join_request.person_id, at=at)


@transaction.atomic
def accept_join_request(join_request: JoinRequest, *, decided_by: Person, at: datetime) -> None:
    """Let the person in. Raises AlreadyDecided. Records JoinRequestAccepted and GroupJoined."""
    join_request = _still_open(join_request)
    _decide(join_request, accepted=True, decided_by=decided_by, at=at)
    # The answer comes before the joining, so that the letter about the answer is the one that goes out.
    record(JoinRequestAccepted(join_request.group_id, join_request.person_id), actor=decided_by.pk, at=at)
    admit_member(join_request.person, join_request.group, admitted_by=decided_by, at=at)


@transaction.atomic
def decline_join_request(join_request: JoinRequest, *, decided_by: Person, at: datetime) -> None:
    """Say no, kindly and without a reason. Raises AlreadyDecided. Records JoinRequestDeclined."""
    join_request = _still_open(join_request)
    _decide(join_request, accepted=False, decided_by=decided_by, at=at)
    record(JoinRequestDeclined(join_request.group_id, join_request.person_id), actor=decided_by.pk, at=at)


def _still_open(join_request: JoinRequest) -> JoinRequest:
    join_request = JoinRequest.objects.select_for_update().get(pk=join_request.pk)
    if join_request.decided_at is not None:
        raise AlreadyDecided
    return join_request


def _decide(join_request: JoinRequest, *, accepted: bool, decided_by: Person | None, at: datetime) -> None:
    join_request.accepted, join_request.decided_by, join_request.decided_at = accepted, decided_by, at
    join_request.save(update_fields=["accepted", "decided_by", "decided_at"])
