from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from alongside.domain.groups.commands.join_requests import request_to_join
from alongside.domain.groups.commands.posts import post_to_group
from alongside.domain.groups.models import Group, Membership
from alongside.domain.programs.models import Program
from alongside.domain.safety.commands.blocks import block_person
from alongside.policy import groups
from alongside.policy.groups import MemberFilter
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def test_a_private_group_does_not_exist_for_an_outsider() -> None:
    group = cast.group()
    member, outsider = cast.member(group), cast.person("Tom")

    assert groups.standing_in(member, group.slug).is_member
    for stranger in (outsider, None):
        with pytest.raises(Http404):
            groups.standing_in(stranger, group.slug)
    assert group in groups.visible_to(member)
    assert group not in groups.visible_to(outsider)


def test_a_public_group_shows_its_door_and_nothing_more_to_an_outsider() -> None:
    group = cast.group(visibility=Group.Visibility.PUBLIC)
    outsider = cast.person("Tom")

    assert not groups.standing_in(outsider, group.slug).is_member
    assert not groups.standing_in(None, group.slug).is_member
    with pytest.raises(PermissionDenied):
        groups.to_enter(outsider, group.slug)


def test_only_organizers_manage() -> None:
    group = cast.group()
    amara, member = cast.organizer(group), cast.member(group)
    moderator = cast.member(group, role="moderator")

    assert groups.to_manage(amara, group.slug).may_manage
    for someone in (member, moderator):
        with pytest.raises(PermissionDenied):
            groups.to_manage(someone, group.slug)
    with pytest.raises(Http404):
        groups.to_manage(cast.person("Tom"), group.slug)
    with pytest.raises(Http404):
        groups.to_manage(cast.organizer(cast.group()), group.slug)


def test_whoever_has_left_is_an_outsider() -> None:
    group = cast.group()
    leila = cast.member(group)
    Membership.objects.filter(person=leila).update(left_at=MONDAY)

    with pytest.raises(Http404):
        groups.to_enter(leila, group.slug)


def test_organizers_change_others_and_never_themselves() -> None:
    group = cast.group()
    amara, leila = cast.organizer(group), cast.member(group)

    assert groups.to_change_member(amara, group.slug, leila.pk).person == leila
    with pytest.raises(PermissionDenied):
        groups.to_change_member(amara, group.slug, amara.pk)
    with pytest.raises(PermissionDenied):
        groups.to_change_member(leila, group.slug, amara.pk)
    with pytest.raises(Http404):
        groups.to_change_member(amara, group.slug, cast.person("Tom").pk)


def test_requests_are_seen_and_answered_by_organizers_of_that_group_alone() -> None:
    group = cast.group(joining=Group.Joining.REQUEST)
    amara, member, asking = cast.organizer(group), cast.member(group), cast.person("Hana")
    request = request_to_join(asking, group, message="", at=MONDAY)
    elsewhere = cast.group()
    other_organizer = cast.organizer(elsewhere)

    assert groups.to_decide_join_request(amara, group.slug, request.pk) == request
    assert list(groups.waiting_join_requests(groups.to_enter(amara, group.slug))) == [request]
    assert not groups.waiting_join_requests(groups.to_enter(member, group.slug)).exists()
    with pytest.raises(PermissionDenied):
        groups.to_decide_join_request(member, group.slug, request.pk)
    with pytest.raises(Http404):
        groups.to_decide_join_request(other_organizer, elsewhere.slug, request.pk)


def test_one_takes_back_ones_own_request_only() -> None:
    group = cast.group(joining=Group.Joining.REQUEST, visibility=Group.Visibility.PUBLIC)
    asking = cast.person("Hana")
    request = request_to_join(asking, group, message="", at=MONDAY)

    assert groups.to_withdraw_join_request(asking, group.slug) == request
    with pytest.raises(Http404):
        groups.to_withdraw_join_request(cast.person("Tom"), group.slug)


def test_a_block_hides_members_from_each_other_and_from_no_organizer() -> None:
    group = cast.group()
    amara, leila, robert = cast.organizer(group), cast.member(group), cast.member(group)
    block_person(leila, robert, at=MONDAY)

    def seen_by(person: object) -> set[object]:
        standing = groups.to_enter(person, group.slug)  # type: ignore[arg-type]
        return {membership.person for membership in groups.visible_members(standing)}

    assert seen_by(leila) == {amara, leila}
    assert seen_by(robert) == {amara, robert}
    assert seen_by(amara) == {amara, leila, robert}


def test_search_takes_every_word_and_filters_by_part_in_a_program() -> None:
    group = cast.group()
    program = cast.program(group)
    robert = cast.member(group, cast.person("Robert", family_name="Nkemelu"))
    cast.mentor(program, robert)
    leila = cast.member(group, cast.person("Leila"))
    cast.mentee(program, leila)
    amara = cast.organizer(group)
    standing = groups.to_enter(amara, group.slug)

    def found(**how: object) -> set[object]:
        return {each.person for each in groups.find_members(standing, **how)}  # type: ignore[arg-type]

    assert found(search="rob nke") == {robert}
    assert found(search="rob leila") == set()
    assert found(kind=MemberFilter.MENTORS) == {robert}
    assert found(kind=MemberFilter.MENTEES) == {leila}
    assert found(kind=MemberFilter.RUNNING) == {amara}


def test_the_mentorship_tab_is_for_organizers_until_there_is_something_to_see() -> None:
    group = cast.group()
    amara, member = cast.organizer(group), cast.member(group)
    cast.program(group, state=Program.State.DRAFT)
    assert groups.has_mentorship_tab(groups.to_enter(amara, group.slug))
    assert not groups.has_mentorship_tab(groups.to_enter(member, group.slug))

    cast.program(group)

    assert groups.has_mentorship_tab(groups.to_enter(member, group.slug))


def test_unread_counts_what_others_wrote_since_the_last_look() -> None:
    group = cast.group()
    leila, robert, blocked = cast.member(group), cast.member(group), cast.member(group)
    Membership.objects.filter(group=group).update(read_posts_at=MONDAY)
    block_person(leila, blocked, at=MONDAY)
    later = MONDAY + timedelta(hours=1)
    post_to_group(group, author=robert, body="Old", at=MONDAY - timedelta(hours=1))
    post_to_group(group, author=robert, body="New", at=later)
    post_to_group(group, author=leila, body="My own", at=later)
    post_to_group(group, author=blocked, body="Unheard", at=later)

    [line] = groups.my_groups(leila)

    assert (line.group, line.member_count, line.unread_count, line.runs_it) == (group, 3, 1, False)
    assert groups.my_groups(cast.person("Tom")) == []
