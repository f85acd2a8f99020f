"""What the organizer's desk offers for today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.domain.insights.queries.attention import programs_asking_for_a_hand
from alongside.policy.people import SignedInPerson
from alongside.web.today.item import TodayItem, Weight


def today_items(person: SignedInPerson, at: datetime) -> Iterable[TodayItem]:
    """People who could use a hand, program by program."""
    for program, count in programs_asking_for_a_hand(person):
        yield TodayItem(
            title=ngettext(
                "%(count)d person could use a hand in %(program)s",
                "%(count)d people could use a hand in %(program)s",
                count,
            )
            % {"count": count, "program": program.name},
            text=_("A few lines from you are often enough."),
            action=_("See what needs you"),
            path=reverse("show_overview", args=[program.group.slug, program.pk]),
            weight=Weight.WAITING_PERSON,
            icon="hand-heart",
        )
