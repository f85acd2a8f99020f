from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from alongside.domain.groups.commands.posts import comment_on_post, pin_post, post_to_group, retract_post
from alongside.domain.safety.commands.blocks import block_person
from alongside.policy import group_posts, groups
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def test_members_read_and_outsiders_do_not() -> None:
    group = cast.group()
    author, reader, outsider = cast.member(group), cast.member(group), cast.person("Tom")
    post = post_to_group(group, author=author, body="Hello", at=MONDAY)
    comment = comment_on_post(post, author=author, body="Hi", at=MONDAY)

    assert group_posts.to_read_post(reader, group.slug, post.pk)[1] == post
    assert group_posts.to_read_comment(reader, group.slug, comment.pk)[1] == comment
    with pytest.raises(Http404):
        group_posts.to_read_post(outsider, group.slug, post.pk)
    with pytest.raises(Http404):
        group_posts.to_read_comment(outsider, group.slug, comment.pk)


def test_a_post_is_out_of_reach_through_another_group() -> None:
    group, elsewhere = cast.group(), cast.group()
    post = post_to_group(group, author=cast.member(group), body="Hello", at=MONDAY)

    with pytest.raises(Http404):
        group_posts.to_read_post(cast.organizer(elsewhere), elsewhere.slug, post.pk)


def test_who_may_edit_take_back_and_pin() -> None:
    group = cast.group()
    author, reader = cast.member(group), cast.member(group)
    moderator, amara = cast.member(group, role="moderator"), cast.organizer(group)
    post = post_to_group(group, author=author, body="Hello", at=MONDAY)
    comment = comment_on_post(post, author=author, body="Hi", at=MONDAY)

    assert group_posts.to_edit_post(author, group.slug, post.pk) == post
    assert group_posts.to_edit_comment(author, group.slug, comment.pk) == comment
    for someone in (reader, moderator, amara):
        with pytest.raises(PermissionDenied):
            group_posts.to_edit_post(someone, group.slug, post.pk)
        with pytest.raises(PermissionDenied):
            group_posts.to_edit_comment(someone, group.slug, comment.pk)
    for someone in (author, moderator, amara):
        assert group_posts.to_retract_post(someone, group.slug, post.pk) == post
        assert group_posts.to_retract_comment(someone, group.slug, comment.pk) == comment
    for someone in (moderator, amara):
        assert group_posts.to_pin_post(someone, group.slug, post.pk) == post
    with pytest.raises(PermissionDenied):
        group_posts.to_pin_post(author, group.slug, post.pk)
    with pytest.raises(PermissionDenied):
        group_posts.to_retract_post(reader, group.slug, post.pk)
    with pytest.raises(PermissionDenied):
        group_posts.to_retract_comment(reader, group.slug, comment.pk)


def test_a_block_hides_words_and_counts_both_ways_but_not_from_moderators() -> None:
    group = cast.group()
    leila, robert, moderator = cast.member(group), cast.member(group), cast.member(group, role="moderator")
    post = post_to_group(group, author=moderator, body="Who comes on Friday?", at=MONDAY)
    comment_on_post(post, author=leila, body="I do", at=MONDAY)
    hers = post_to_group(group, author=leila, body="Hello", at=MONDAY)
    block_person(leila, robert, at=MONDAY)

    def counts(person: object) -> list[int]:
        standing = groups.to_enter(person, group.slug)  # type: ignore[arg-type]
        return sorted(group_posts.comment_count(each) for each in group_posts.visible_posts(standing))

    assert counts(moderator) == [0, 1]
    assert counts(leila) == [0, 1]
    assert counts(robert) == [0]
    with pytest.raises(Http404):
        group_posts.to_read_post(robert, group.slug, hers.pk)


def test_the_pinned_post_comes_first_and_what_was_taken_back_not_at_all() -> None:
    group = cast.group()
    amara = cast.organizer(group)
    old, new, gone = (
        post_to_group(group, author=amara, body=body, at=MONDAY + timedelta(hours=hour))
        for hour, body in enumerate(("old", "new", "gone"))
    )
    retract_post(gone, retracted_by=amara, at=MONDAY)
    standing = groups.to_enter(amara, group.slug)
    assert list(group_posts.visible_posts(standing)) == [new, old]

    pin_post(old, pinned_by=amara, at=MONDAY)

    assert list(group_posts.visible_posts(standing)) == [old, new]


def test_a_list_shows_the_last_few_comments_in_order() -> None:
    group = cast.group()
    amara = cast.organizer(group)
    post = post_to_group(group, author=amara, body="Hello", at=MONDAY)
    for minute in range(5):
        comment_on_post(post, author=amara, body=str(minute), at=MONDAY + timedelta(minutes=minute))

    [listed] = group_posts.visible_posts(groups.to_enter(amara, group.slug))

    assert [each.body for each in group_posts.latest_comments(listed)] == ["2", "3", "4"]
    assert group_posts.comment_count(listed) == 5
