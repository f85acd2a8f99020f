"""Writing for the whole group, and answering."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.groups.events import (
    GroupCommentEdited,
    GroupCommentPosted,
    GroupCommentRetracted,
    GroupPostEdited,
    GroupPostPinned,
    GroupPostPosted,
    GroupPostRetracted,
    GroupPostUnpinned,
)
from alongside.domain.groups.models import Group, GroupComment, GroupPost
from alongside.domain.people.models import Person
from alongside.kernel.refusal import Refusal


class PostGone(Refusal):
    code = "post_gone"
    text = _("This post was taken back in the meantime.")


@transaction.atomic
def post_to_group(group: Group, *, author: Person, body: str, at: datetime) -> GroupPost:
    """Write something for the whole group. Records GroupPostPosted."""
    post = GroupPost.objects.create(group=group, author=author, body=body, posted_at=at)
    record(GroupPostPosted(group.pk, post.pk), actor=author.pk, at=at)
    return post


@transaction.atomic
def edit_post(post: GroupPost, *, body: str, edited_by: Person, at: datetime) -> None:
    """Change the words; readers see that they were changed. Raises PostGone. Records GroupPostEdited."""
    post = _still_there(post)
    if post.body == body:
        return
    post.body, post.edited_at = body, at
    post.save(update_fields=["body", "edited_at"])
    record(GroupPostEdited(post.pk), actor=edited_by.pk, at=at)


@transaction.atomic
def retract_post(post: GroupPost, *, retracted_by: Person, at: datetime) -> None:
    """Take a post back, with the comments below it. Records GroupPostRetracted."""
    if GroupPost.objects.filter(pk=post.pk, retracted_at=None).update(retracted_at=at, pinned_at=None):
        record(GroupPostRetracted(post.pk), actor=retracted_by.pk, at=at)


@transaction.atomic
def pin_post(post: GroupPost, *, pinned_by: Person, at: datetime) -> None:
    """Keep a post at the top; a group has one at a time. Raises PostGone. Records GroupPostPinned."""
    Group.objects.select_for_update().get(pk=post.group_id)
    post = _still_there(post)
    GroupPost.objects.filter(group=post.group_id).exclude(pk=post.pk).update(pinned_at=None)
    post.pinned_at = at
    post.save(update_fields=["pinned_at"])
    record(GroupPostPinned(post.group_id, post.pk), actor=pinned_by.pk, at=at)


@transaction.atomic
def unpin_post(post: GroupPost, *, unpinned_by: Person, at: datetime) -> None:
    """Let a post go back to its place among the others. Records GroupPostUnpinned."""
    if GroupPost.objects.filter(pk=post.pk, pinned_at__isnull=False).update(pinned_at=None):
        record(GroupPostUnpinned(post.pk), actor=unpinned_by.pk, at=at)


@transaction.atomic
def comment_on_post(post: GroupPost, *, author: Person, body: str, at: datetime) -> GroupComment:
    """Answer a post. Raises PostGone. Records GroupCommentPosted."""
    post = _still_there(post)
    comment = GroupComment.objects.create(post=post, author=author, body=body, posted_at=at)
    record(GroupCommentPosted(post.pk, comment.pk), actor=author.pk, at=at)
    return comment


@transaction.atomic
def edit_comment(comment: GroupComment, *, body: str, edited_by: Person, at: datetime) -> None:
    """Change the words of a comment. Records GroupCommentEdited."""
    if comment.body == body:
        return
    changed = GroupComment.objects.filter(pk=comment.pk, retracted_at=None).update(body=body, edited_at=at)
    if not changed:
        raise PostGone
    record(GroupCommentEdited(comment.pk), actor=edited_by.pk, at=at)


@transaction.atomic
def retract_comment(comment: GroupComment, *, retracted_by: Person, at: datetime) -> None:
    """Take a comment back. Records GroupCommentRetracted."""
    if GroupComment.objects.filter(pk=comment.pk, retracted_at=None).update(retracted_at=at):
        record(GroupCommentRetracted(comment.pk), actor=retracted_by.pk, at=at)


def _still_there(post: GroupPost) -> GroupPost:
    post = GroupPost.objects.select_for_update().get(pk=post.pk)
    if post.retracted_at is not None:
        raise PostGone
    return post
