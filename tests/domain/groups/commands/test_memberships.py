from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.domain.events.models import Event
from alongside.domain.groups.commands.groups import create_group
from alongside.domain.groups.commands.invitations import make_invitation, withdraw_invitation
from alongside.domain.groups.commands.join_requests import (
    AlreadyDecided,
    AlreadyMember,
    accept_join_request,
    decline_join_request,
    request_to_join,
    withdraw_join_request,
)
from alongside.domain.groups.commands.memberships import (
    InvitationRunOut,
    LastOrganizer,
    NotOpenToAll,
    admit_member,
    change_role,
    join_by_invitation,
    join_open_group,
    leave_group,
    remove_member,
)
from alongside.domain.groups.models import Group, Membership, Role
from alongside.domain.groups.queries import membership_of, organizers_of
from alongside.domain.people.models import Person
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db

LATER = MONDAY + timedelta(days=1)


def place_of(person: Person, group: Group) -> Membership:
    membership = membership_of(person, group)
    assert membership is not None
    return membership


def test_whoever_starts_a_group_runs_it() -> None:
    amara = cast.person("Amara")

    group = create_group(amara, name="Riverside Job Club", at=MONDAY)

    assert list(organizers_of(group)) == [amara]
    assert group.slug == "riverside-job-club"


def test_two_groups_of_one_name_have_two_addresses() -> None:
    amara = cast.person("Amara")

    first = create_group(amara, name="Garden", at=MONDAY)
    second = create_group(amara, name="Garden", at=MONDAY)
    wordless = create_group(amara, name="حديقة", at=MONDAY)

    assert len({first.slug, second.slug, wordless.slug}) == 3
    assert wordless.slug


def test_an_invitation_lets_in_until_it_runs_out_or_is_withdrawn() -> None:
    group = cast.group()
    amara = cast.organizer(group)
    week = make_invitation(group, invited_by=amara, lasts=timedelta(days=7), at=MONDAY)
    withdrawn = make_invitation(group, invited_by=amara, lasts=None, at=MONDAY)
    withdraw_invitation(withdrawn, withdrawn_by=amara, at=MONDAY)

    join_by_invitation(cast.person(), week, at=LATER)
    with pytest.raises(InvitationRunOut):
        join_by_invitation(cast.person(), week, at=MONDAY + timedelta(days=7))
    with pytest.raises(InvitationRunOut):
        join_by_invitation(cast.person(), withdrawn, at=LATER)


def test_joining_twice_is_joining_once() -> None:
    group = cast.group(joining=Group.Joining.OPEN)
    leila = cast.person()

    join_open_group(leila, group, at=MONDAY)
    join_open_group(leila, group, at=LATER)

    assert Membership.objects.filter(group=group, person=leila).count() == 1
    assert Event.objects.filter(name="groups.GroupJoined").count() == 1


@pytest.mark.parametrize("joining", [Group.Joining.REQUEST, Group.Joining.INVITATION])
def test_nobody_walks_into_a_group_that_is_not_open(joining: str) -> None:
    with pytest.raises(NotOpenToAll):
        join_open_group(cast.person(), cast.group(joining=joining), at=MONDAY)


def test_somebody_removed_needs_a_link_made_since() -> None:
    group = cast.group(joining=Group.Joining.OPEN)
    amara = cast.organizer(group)
    leila = cast.member(group)
    old = make_invitation(group, invited_by=amara, lasts=None, at=MONDAY)

    remove_member(place_of(leila, group), removed_by=amara, at=LATER)

    with pytest.raises(InvitationRunOut):
        join_by_invitation(leila, old, at=LATER)
    with pytest.raises(NotOpenToAll):
        join_open_group(leila, group, at=LATER)
    fresh = make_invitation(group, invited_by=amara, lasts=None, at=LATER + timedelta(minutes=1))
    join_by_invitation(leila, fresh, at=LATER + timedelta(hours=1))
    assert membership_of(leila, group)


def test_the_last_organizer_hands_over_before_leaving() -> None:
    group = cast.group()
    amara, kofi = cast.organizer(group), cast.member(group, cast.person("Kofi"))

    with pytest.raises(LastOrganizer):
        leave_group(place_of(amara, group), at=MONDAY)
    with pytest.raises(LastOrganizer):
        change_role(place_of(amara, group), role=Role.MEMBER, changed_by=amara, at=MONDAY)
    change_role(place_of(kofi, group), role=Role.ORGANIZER, changed_by=amara, at=MONDAY)
    leave_group(place_of(amara, group), at=MONDAY)

    assert list(organizers_of(group)) == [kofi]


def test_a_suspended_organizer_runs_nothing_and_does_not_count() -> None:
    group = cast.group()
    amara = cast.organizer(group)
    cast.organizer(group, cast.person("Kofi", suspended_at=MONDAY))
    cast.member(group)

    with pytest.raises(LastOrganizer):
        leave_group(place_of(amara, group), at=MONDAY)


def test_somebody_alone_can_leave_their_group() -> None:
    group = cast.group()
    amara = cast.organizer(group)

    leave_group(place_of(amara, group), at=MONDAY)

    assert membership_of(amara, group) is None


def test_a_member_can_leave_and_come_back() -> None:
    group = cast.group(joining=Group.Joining.OPEN)
    cast.organizer(group)
    leila = cast.member(group)

    leave_group(place_of(leila, group), at=MONDAY)
    leave_group(Membership.objects.get(person=leila), at=LATER)
    join_open_group(leila, group, at=LATER)

    assert Membership.objects.filter(person=leila).count() == 2
    assert Membership.objects.get(person=leila, left_at__isnull=False).left_at == MONDAY


def test_somebody_admitted_may_have_a_role_at_once() -> None:
    group = cast.group()
    amara, kofi = cast.organizer(group), cast.person("Kofi")

    admit_member(kofi, group, role=Role.MODERATOR, admitted_by=amara, at=MONDAY)

    assert place_of(kofi, group).is_moderator


def test_a_request_is_answered_once_and_lets_in() -> None:
    group = cast.group(joining=Group.Joining.REQUEST)
    amara, leila = cast.organizer(group), cast.person("Leila")

    request = request_to_join(leila, group, message="Hello", at=MONDAY)
    again = request_to_join(leila, group, message="Hello, I garden", at=MONDAY)
    accept_join_request(request, decided_by=amara, at=LATER)

    assert again == request
    assert membership_of(leila, group)
    with pytest.raises(AlreadyDecided):
        decline_join_request(request, decided_by=amara, at=LATER)
    with pytest.raises(AlreadyMember):
        request_to_join(leila, group, message="", at=LATER)


def test_a_no_or_a_withdrawal_leaves_the_door_for_another_time() -> None:
    group = cast.group(joining=Group.Joining.REQUEST)
    amara, leila = cast.organizer(group), cast.person("Leila")

    decline_join_request(request_to_join(leila, group, message="", at=MONDAY), decided_by=amara, at=MONDAY)
    withdraw_join_request(request_to_join(leila, group, message="", at=LATER), at=LATER)

    assert membership_of(leila, group) is None
    assert request_to_join(leila, group, message="", at=LATER + timedelta(days=1))


def test_nobody_knocks_at_a_group_joined_by_invitation_only() -> None:
    with pytest.raises(NotOpenToAll):
        request_to_join(cast.person(), cast.group(), message="", at=MONDAY)
