"""Who may read, edit, take back and pin what is written for a whole group."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeAlias, TypeVar, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.http import Http404

from alongside.domain.groups.models import GroupComment, GroupPost
from alongside.domain.people.models import Person
from alongside.domain.safety.queries import behind_a_block
from alongside.policy.groups import Standing, to_enter

COMMENTS_IN_LIST = 3
Post: TypeAlias = GroupPost
Comment: TypeAlias = GroupComment
T = TypeVar("T")
Written = TypeVar("Written", GroupPost, GroupComment)


def visible_posts(standing: Standing) -> QuerySet[GroupPost]:
    """Posts members read, the pinned one first, then the newest; nothing by anyone behind a block.

    Each carries ``comment_count`` and its last few comments as ``latest_comments``, newest first.
    """
    blocked = _hidden_authors(standing)
    comments = _readable(GroupComment.objects.all(), blocked).select_related("author").order_by("-posted_at", "-pk")
    countable = Q(comments__retracted_at=None) & ~Q(comments__author__in=blocked)
    posts = _readable(GroupPost.objects.filter(group=standing.group), blocked)
    return (
        posts.select_related("author")
        .annotate(comment_count=Count("comments", filter=countable))
        .prefetch_related(Prefetch("comments", comments[:COMMENTS_IN_LIST], to_attr="latest_comments"))
        .order_by(F("pinned_at").desc(nulls_last=True), "-posted_at", "-pk")
    )


def visible_comments(standing: Standing, post: GroupPost) -> QuerySet[GroupComment]:
    """All comments on a post, oldest first."""
    comments = _readable(GroupComment.objects.filter(post=post), _hidden_authors(standing))
    return comments.select_related("author").order_by("posted_at", "pk")


def latest_comments(post: GroupPost) -> list[GroupComment]:
    """The last few comments of a post out of ``visible_posts``, oldest first."""
    return list(reversed(cast(Any, post).latest_comments))


def comment_count(post: GroupPost) -> int:
    """How many comments this reader can see on a post out of ``visible_posts``."""
    return int(cast(Any, post).comment_count)


def to_read_post(person: Person, slug: str, post_id: UUID) -> tuple[Standing, GroupPost]:
    """A post of a group one belongs to."""
    standing = to_enter(person, slug)
    return standing, _found(visible_posts(standing).filter(pk=post_id).first())


def may_edit(standing: Standing, written: GroupPost | GroupComment) -> bool:
    """Only who wrote it changes the words."""
    return standing.is_member and standing.person is not None and written.author_id == standing.person.pk


def may_retract(standing: Standing, written: GroupPost | GroupComment) -> bool:
    """Who wrote it, or who looks after the group."""
    return may_edit(standing, written) or standing.may_moderate


def may_pin(standing: Standing) -> bool:
    """Who looks after the group says what stays at the top."""
    return standing.may_moderate


def to_edit_post(person: Person, slug: str, post_id: UUID) -> GroupPost:
    """One's own post."""
    standing, post = to_read_post(person, slug, post_id)
    _allowed(may_edit(standing, post))
    return post


def to_retract_post(person: Person, slug: str, post_id: UUID) -> GroupPost:
    """One's own post, or any for who looks after the group."""
    standing, post = to_read_post(person, slug, post_id)
    _allowed(may_retract(standing, post))
    return post


def to_pin_post(person: Person, slug: str, post_id: UUID) -> GroupPost:
    """Any post, for who looks after the group."""
    standing, post = to_read_post(person, slug, post_id)
    _allowed(may_pin(standing))
    return post


def to_read_comment(person: Person, slug: str, comment_id: UUID) -> tuple[Standing, GroupComment]:
    """A comment below a post one may read."""
    standing = to_enter(person, slug)
    blocked = _hidden_authors(standing)
    comments = _readable(GroupComment.objects.filter(post__group=standing.group, post__retracted_at=None), blocked)
    return standing, _found(comments.select_related("post", "author").filter(pk=comment_id).first())


def to_edit_comment(person: Person, slug: str, comment_id: UUID) -> GroupComment:
    """One's own comment."""
    standing, comment = to_read_comment(person, slug, comment_id)
    _allowed(may_edit(standing, comment))
    return comment


def to_retract_comment(person: Person, slug: str, comment_id: UUID) -> GroupComment:
    """One's own comment, or any for who looks after the group."""
    standing, comment = to_read_comment(person, slug, comment_id)
    _allowed(may_retract(standing, comment))
    return comment


def _hidden_authors(standing: Standing) -> Collection[UUID]:
    """A block hides words both ways, but not from those who look after the group."""
    if standing.person is None or standing.may_moderate:
        return ()
    return behind_a_block(standing.person.pk)


def _readable(written: QuerySet[Written], blocked: Collection[UUID]) -> QuerySet[Written]:
    return written.filter(retracted_at=None).exclude(author__in=blocked)


def _allowed(answer: bool) -> None:
    if not answer:
        raise PermissionDenied


def _found(thing: T | None) -> T:
    if thing is None:
        raise Http404
    return thing
