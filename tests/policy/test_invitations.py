from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from alongside.domain.groups.commands.invitations import make_invitation, withdraw_invitation
from alongside.policy import groups, invitations
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def test_whoever_has_the_code_may_read_the_invitation_however_it_was_typed() -> None:
    group = cast.group()
    invitation = make_invitation(group, invited_by=cast.organizer(group), lasts=None, at=MONDAY)

    assert invitations.to_read_invitation(invitation.code.lower()) == invitation
    with pytest.raises(Http404):
        invitations.to_read_invitation("WRONGCODE")


def test_only_organizers_of_the_group_see_and_withdraw_its_links() -> None:
    group = cast.group()
    amara, member = cast.organizer(group), cast.member(group)
    invitation = make_invitation(group, invited_by=amara, lasts=None, at=MONDAY)
    elsewhere = cast.group()
    other = cast.organizer(elsewhere)

    seen = invitations.visible_invitations(groups.to_enter(amara, group.slug), at=MONDAY)
    assert list(seen) == [invitation]
    assert not invitations.visible_invitations(groups.to_enter(member, group.slug), at=MONDAY).exists()
    assert invitations.to_withdraw_invitation(amara, group.slug, invitation.code) == invitation
    with pytest.raises(PermissionDenied):
        invitations.to_withdraw_invitation(member, group.slug, invitation.code)
    with pytest.raises(Http404):
        invitations.to_withdraw_invitation(other, elsewhere.slug, invitation.code)


def test_a_withdrawn_link_is_listed_no_more() -> None:
    group = cast.group()
    amara = cast.organizer(group)
    invitation = make_invitation(group, invited_by=amara, lasts=None, at=MONDAY)

    withdraw_invitation(invitation, withdrawn_by=amara, at=MONDAY)

    assert not invitations.visible_invitations(groups.to_enter(amara, group.slug), at=MONDAY).exists()
