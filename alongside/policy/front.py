"""What somebody who is not signed in may see on the front page."""

from __future__ import annotations

from typing import Any, cast

from alongside.domain.groups.models import Group
from alongside.domain.groups.queries import with_member_count
from alongside.domain.mentorships.models import Testimonial
from alongside.policy.groups import GroupLine

GROUPS_SHOWN, WORDS_SHOWN = 6, 3


def groups_to_look_at() -> list[GroupLine]:
    """The largest public groups. One question."""
    found = cast(Any, with_member_count(Group.objects.listed()))
    return [GroupLine(each, each.member_count) for each in found.order_by("-member_count", "name")[:GROUPS_SHOWN]]


def kind_words() -> list[Testimonial]:
    """The newest words that stand on a public group's tab, with their author's leave. One question.

    Never from a program that is sensitive: there, taking part is nobody else's business.
    """
    words = Testimonial.objects.shown().filter(
        program__group__visibility=Group.Visibility.PUBLIC,
        program__is_sensitive=False,
        author__suspended_at=None,
        author__deactivated_at=None,
    )
    return list(words.select_related("author", "program__group").order_by("-shown_at", "pk")[:WORDS_SHOWN])
