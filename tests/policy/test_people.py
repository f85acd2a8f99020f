from __future__ import annotations

import pytest
from django.http import Http404

from alongside.domain.groups.models import Group
from alongside.domain.people.demo_cast import DEMO_CAST
from alongside.domain.safety.commands.blocks import block_person
from alongside.policy import people
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def test_people_see_who_shares_a_group_with_them_and_nobody_else() -> None:
    group = cast.group()
    leila, robert, outsider = cast.member(group), cast.member(group), cast.person("Tom")

    assert set(people.visible_people(leila)) == {leila, robert}
    assert set(people.visible_people(outsider)) == {outsider}


def test_a_block_takes_both_out_of_each_others_sight() -> None:
    group = cast.group()
    leila, robert = cast.member(group), cast.member(group)
    assert robert in people.visible_people(leila)

    block_person(leila, robert, at=MONDAY)

    assert robert not in people.visible_people(leila)
    assert leila not in people.visible_people(robert)


def test_an_uploaded_picture_is_shown_to_the_group_and_not_to_an_outsider() -> None:
    group = cast.group()
    leila = cast.member(group, cast.person("Leila", upload="pictures/x.webp"))

    assert people.to_show_picture(cast.member(group), "x.webp") == leila
    assert people.to_show_picture(leila, "x.webp") == leila
    with pytest.raises(Http404):
        people.to_show_picture(cast.person("Tom"), "x.webp")


def test_an_account_opens_without_invitation_only_where_there_is_a_group_to_find() -> None:
    cast.group()
    cast.group(visibility=Group.Visibility.PUBLIC, joining=Group.Joining.INVITATION)
    assert not people.may_register_uninvited()

    cast.group(visibility=Group.Visibility.PUBLIC, joining=Group.Joining.REQUEST)

    assert people.may_register_uninvited()


def test_whoever_alone_runs_a_group_with_members_hands_over_before_deleting() -> None:
    group = cast.group()
    amara = cast.organizer(group)
    assert people.may_erase(amara)
    cast.member(group)
    assert not people.may_erase(amara)
    assert people.groups_to_hand_over(amara) == [group]

    cast.organizer(group, cast.person("Kofi"))

    assert people.may_erase(amara)


def test_nobody_becomes_anybody_outside_the_demo() -> None:
    key, email = DEMO_CAST[0].key, DEMO_CAST[0].email
    amara = cast.person("Amara", email=email)
    cast.person("Real", email="real@example.org")

    assert people.to_become_in_demo(key, is_demo=True) == amara
    with pytest.raises(Http404):
        people.to_become_in_demo(key, is_demo=False)
    with pytest.raises(Http404):
        people.to_become_in_demo("real", is_demo=True)


def test_every_cast_member_lives_at_an_address_nobody_can_have() -> None:
    assert all(cast.email.endswith("@demo.example") for cast in DEMO_CAST)
    assert len({cast.key for cast in DEMO_CAST}) == len(DEMO_CAST) == 6
