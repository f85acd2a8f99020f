"""What comes before everything else today: reports that nobody has decided yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.policy import safety
from alongside.policy.people import SignedInPerson
from alongside.web.today.item import TodayItem, Weight


def today_items(person: SignedInPerson, at: datetime) -> Iterable[TodayItem]:
    """A report in a group one runs, or one that came to the people who run the site."""
    for group, count in safety.reports_to_decide(person):
        words = ngettext("%(count)d report waits for you", "%(count)d reports wait for you", count)
        where = reverse("list_reports", args=[group.slug]) if group else reverse("list_escalated")
        yield TodayItem(
            title=words % {"count": count},
            text=group.name if group else _("For the people who run this site."),
            action=_("Look at it"),
            path=where,
            weight=Weight.SAFETY,
            icon="shield-check",
        )
