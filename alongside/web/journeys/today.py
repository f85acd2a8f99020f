"""What pairs offer for today: the week's question, times to pick, a meeting, unread messages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.domain.journeys.at_hand import WeekAtHand, weeks_at_hand
from alongside.kernel.days import weekday
from alongside.policy import spaces
from alongside.policy.people import SignedInPerson
from alongside.policy.spaces import RoomCard
from alongside.web.components.times import day_and_time
from alongside.web.groups.frame import names
from alongside.web.today.item import TodayItem, Weight

_SOON = timedelta(hours=36)


def today_items(person: SignedInPerson, at: datetime) -> Iterable[TodayItem]:
    """The next thing in each pair that goes on."""
    cards = [card for card in spaces.my_rooms(person) if card.mentorship.is_current]
    weeks = weeks_at_hand([card.me for card in cards], at=at) if cards else {}
    for card in cards:
        week = weeks.get(card.mentorship.journey_id)
        if week:
            yield from _in_this_pair(card, week, at)
        if card.unread:
            yield _unread(card)


def next_question_line(person: SignedInPerson, at: datetime) -> str | Promise:
    """When the next question opens, for a day on which nothing needs the person."""
    day = spaces.next_step_on(person)
    return _("Your next question opens %(day)s.") % {"day": weekday(day)} if day else ""


def _in_this_pair(card: RoomCard, week: WeekAtHand, at: datetime) -> Iterable[TodayItem]:
    who, room = names(card.first_names), card.mentorship.pk
    if week.proposal:
        yield TodayItem(
            title=_("%(names)s proposes times to talk") % {"names": week.proposal.proposed_by.first_name},
            text=_("Pick the one that suits you, or propose others."),
            action=_("Pick a time"),
            path=reverse("journeys:list_meetings", args=[room]),
            weight=Weight.WAITING_PERSON,
            icon="calendar-dots",
        )
    starts_at = week.planned.starts_at if week.planned else None
    if starts_at and at <= starts_at <= at + _SOON:
        yield TodayItem(
            title=_("You talk with %(names)s: %(when)s") % {"names": who, "when": day_and_time(starts_at)},
            action=_("See the meeting"),
            path=reverse("journeys:list_meetings", args=[room]),
            weight=Weight.THIS_WEEK,
            icon="calendar-check",
            only_also=True,
        )
    resting = card.mentorship.journey.paused_until is not None
    if week.is_mine_to_answer and not resting:
        text = week.question
        if week.others_answered:
            text = _("%(question)s %(names)s has answered.") % {"question": week.question, "names": who}
        yield TodayItem(
            title=_("Answer week %(week)d with %(names)s") % {"week": week.position, "names": who},
            text=text,
            action=_("Answer"),
            path=reverse("journeys:show_week", args=[room]) + "#step",
            weight=Weight.THIS_WEEK,
            icon="footprints",
        )


def _unread(card: RoomCard) -> TodayItem:
    facts = {"count": card.unread, "names": names(card.first_names)}
    return TodayItem(
        title=ngettext("%(count)d new message from %(names)s", "%(count)d new messages from %(names)s", card.unread)
        % facts,
        action=_("Read"),
        path=reverse("spaces:show_chat", args=[card.mentorship.pk]),
        weight=Weight.WAITING_PERSON,
        icon="chat-circle-dots",
        only_also=True,
    )
