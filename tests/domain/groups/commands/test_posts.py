from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.domain.events.models import Event
from alongside.domain.groups.commands.posts import (
    PostGone,
    comment_on_post,
    edit_comment,
    edit_post,
    pin_post,
    post_to_group,
    retract_comment,
    retract_post,
    unpin_post,
)
from alongside.domain.groups.models import GroupPost
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def a_post(body: str = "Hello") -> GroupPost:
    group = cast.group()
    return post_to_group(group, author=cast.member(group), body=body, at=MONDAY)


def test_what_is_announced_holds_no_words() -> None:
    post = a_post("My secret garden")
    comment_on_post(post, author=cast.member(post.group), body="What a secret", at=MONDAY)

    assert not any("secret" in str(event.payload) for event in Event.objects.all())


def test_an_edit_shows_that_it_was_one() -> None:
    post = a_post("Helo")
    assert post.author is not None

    edit_post(post, body="Helo", edited_by=post.author, at=MONDAY)
    post.refresh_from_db()
    assert post.edited_at is None
    edit_post(post, body="Hello", edited_by=post.author, at=MONDAY + timedelta(hours=1))

    post.refresh_from_db()
    assert (post.body, post.edited_at) == ("Hello", MONDAY + timedelta(hours=1))


def test_a_group_has_one_pinned_post() -> None:
    first = a_post()
    amara = cast.organizer(first.group)
    second = post_to_group(first.group, author=amara, body="Meeting on Friday", at=MONDAY)

    pin_post(first, pinned_by=amara, at=MONDAY)
    pin_post(second, pinned_by=amara, at=MONDAY)

    assert GroupPost.objects.get(pinned_at__isnull=False) == second
    unpin_post(second, unpinned_by=amara, at=MONDAY)
    assert not GroupPost.objects.filter(pinned_at__isnull=False).exists()


def test_nothing_happens_to_a_post_that_was_taken_back() -> None:
    post = a_post()
    author = cast.member(post.group)
    comment = comment_on_post(post, author=author, body="Hi", at=MONDAY)
    retract_comment(comment, retracted_by=author, at=MONDAY)
    retract_post(post, retracted_by=author, at=MONDAY)

    with pytest.raises(PostGone):
        comment_on_post(post, author=author, body="Too late", at=MONDAY)
    with pytest.raises(PostGone):
        edit_post(post, body="Other", edited_by=author, at=MONDAY)
    with pytest.raises(PostGone):
        pin_post(post, pinned_by=author, at=MONDAY)
    with pytest.raises(PostGone):
        edit_comment(comment, body="Other", edited_by=author, at=MONDAY)


def test_taking_back_twice_is_announced_once() -> None:
    post = a_post()
    author = cast.member(post.group)

    retract_post(post, retracted_by=author, at=MONDAY)
    retract_post(post, retracted_by=author, at=MONDAY)

    assert Event.objects.filter(name="groups.GroupPostRetracted").count() == 1
