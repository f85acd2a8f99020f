"""One thing that could be next for somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from django.utils.functional import Promise

from alongside.policy.people import SignedInPerson


class Weight(IntEnum):
    """How much a thing wants to be the next one. The smallest number wins; below it the order of the areas counts."""

    SAFETY = 10  # a report, somebody who asked for a hand
    WAITING_PERSON = 20  # somebody waits for an answer from this very person
    THIS_WEEK = 30  # the step of the week, a meeting today
    PREPARING = 40  # a sign-up half done, people to pair, a request to decide
    NEWS = 60  # unread posts
    IDEA = 80  # something one could do: join a group, start a program


@dataclass(frozen=True)
class TodayItem:
    """What there is to do, in words, and the one button that leads there.

    ``title`` is the sentence on the card ("Answer week 5 with Robert"), ``text`` a line below it, ``action`` the
    button's words, ``path`` where it leads. ``icon`` is a name in the sprite. ``only_also`` keeps it out of the big
    card: news are never the one next thing.
    """

    title: str | Promise
    action: str | Promise
    path: str
    weight: Weight
    text: str | Promise = ""
    icon: str = "arrow-right"
    only_also: bool = False


Offer = Callable[[SignedInPerson, datetime], Iterable[TodayItem]]
