"""What groups offer for today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.policy import gatherings, groups
from alongside.policy.people import SignedInPerson
from alongside.web.components.times import day_and_time
from alongside.web.today.item import TodayItem, Weight


def today_items(person: SignedInPerson, at: datetime) -> Iterable[TodayItem]:
    """People who ask to be let in, events, unread posts, and a first group for somebody who has none."""
    mine = list(groups.my_groups(person))
    if not mine:
        yield TodayItem(
            title=_("Find your group"),
            text=_("Mentorship happens in groups. Paste an invitation link, or look for a group that is open."),
            action=_("Find a group"),
            path=reverse("groups:list_groups"),
            weight=Weight.IDEA,
            icon="users-three",
        )
        yield TodayItem(
            title=_("Or bring people together yourself"),
            text=_("A group of your own takes a minute."),
            action=_("Start a group"),
            path=reverse("groups:start_group"),
            weight=Weight.IDEA,
            icon="plus",
            only_also=True,
        )
    for group, waiting in groups.groups_with_join_requests(person):
        yield TodayItem(
            title=ngettext("%(count)d person asks to join %(group)s", "%(count)d people ask to join %(group)s", waiting)
            % {"count": waiting, "group": group.name},
            action=_("Read and answer"),
            path=reverse("groups:list_join_requests", args=[group.slug]),
            weight=Weight.WAITING_PERSON,
            icon="handshake",
        )
    for gathering in gatherings.soon_for(person, at):
        yield TodayItem(
            title=_("%(title)s, %(when)s") % {"title": gathering.title, "when": day_and_time(gathering.starts_at)},
            text=gathering.group.name,
            action=_("Look"),
            path=reverse("groups:list_gatherings", args=[gathering.group.slug]),
            weight=Weight.NEWS,
            icon="calendar-dots",
            only_also=True,
        )
    for line in mine:
        if line.unread_count:
            yield TodayItem(
                title=ngettext("%(count)d new post in %(group)s", "%(count)d new posts in %(group)s", line.unread_count)
                % {"count": line.unread_count, "group": line.group.name},
                action=_("Read"),
                path=reverse("groups:list_posts", args=[line.group.slug]),
                weight=Weight.NEWS,
                icon="chat-circle-dots",
                only_also=True,
            )
