from __future__ import annotations

import pytest

from alongside.config.reactions import REACTIONS
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.groups.commands.join_requests import accept_join_request, decline_join_request, request_to_join
from alongside.domain.groups.commands.memberships import change_role, join_open_group, leave_group
from alongside.domain.groups.commands.posts import comment_on_post, post_to_group
from alongside.domain.groups.models import Group, Membership, Role
from alongside.domain.groups.queries import membership_of
from alongside.domain.notifications.models import Notice
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str]]:
    hand_on_waiting_events(REACTIONS, at=MONDAY)
    return sorted((notice.person.first_name, notice.kind) for notice in Notice.objects.select_related("person"))


def test_every_organizer_hears_of_somebody_at_the_door_and_nobody_else() -> None:
    group = cast.group(joining=Group.Joining.REQUEST)
    cast.organizer(group), cast.organizer(group, cast.person("Kofi")), cast.member(group)
    request_to_join(cast.person("Hana"), group, message="private words", at=MONDAY)

    assert told() == [("Amara", "join_requested"), ("Kofi", "join_requested")]
    assert "private words" not in str(list(Notice.objects.values_list("facts", flat=True)))


def test_whoever_is_let_in_is_told_once() -> None:
    group = cast.group(joining=Group.Joining.REQUEST)
    amara, hana = cast.organizer(group), cast.person("Hana")
    accept_join_request(request_to_join(hana, group, message="", at=MONDAY), decided_by=amara, at=MONDAY)

    assert told() == [("Amara", "join_requested"), ("Hana", "join_accepted")]


def test_a_no_is_told_kindly() -> None:
    group = cast.group(joining=Group.Joining.REQUEST)
    amara, hana = cast.organizer(group), cast.person("Hana")
    decline_join_request(request_to_join(hana, group, message="", at=MONDAY), decided_by=amara, at=MONDAY)

    assert ("Hana", "join_declined") in told()


def test_somebody_who_walks_in_finds_the_group_in_their_notices() -> None:
    group = cast.group(joining=Group.Joining.OPEN)
    join_open_group(cast.person("Hana"), group, at=MONDAY)

    assert told() == [("Hana", "group_joined")]


def test_the_author_hears_of_an_answer_unless_it_is_their_own_or_they_left() -> None:
    group = cast.group()
    leila, robert, gone = cast.member(group), cast.member(group, cast.person("Robert")), cast.member(group)
    post = post_to_group(group, author=leila, body="Hello", at=MONDAY)
    abandoned = post_to_group(group, author=gone, body="Hello", at=MONDAY)
    leave_group(Membership.objects.get(person=gone), at=MONDAY)

    comment_on_post(post, author=leila, body="Anyone?", at=MONDAY)
    comment_on_post(post, author=robert, body="Me", at=MONDAY)
    comment_on_post(abandoned, author=robert, body="Where are you?", at=MONDAY)

    assert told() == [("Leila", "post_answered")]


def test_somebody_who_may_do_more_hears_of_it() -> None:
    group = cast.group()
    amara, kofi = cast.organizer(group), cast.member(group, cast.person("Kofi"))
    membership = membership_of(kofi, group)
    assert membership is not None

    change_role(membership, role=Role.MODERATOR, changed_by=amara, at=MONDAY)
    change_role(membership, role=Role.ORGANIZER, changed_by=amara, at=MONDAY)
    change_role(membership, role=Role.MEMBER, changed_by=amara, at=MONDAY)

    assert told() == [("Kofi", "made_moderator"), ("Kofi", "made_organizer")]
