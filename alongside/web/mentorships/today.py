"""What getting to know each other offers for today: somebody said hello, somebody asks to be a pair."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.policy import mentors, mentorships
from alongside.policy.people import SignedInPerson
from alongside.web.today.item import TodayItem, Weight


def today_items(person: SignedInPerson, at: datetime) -> Iterable[TodayItem]:
    """One item for everybody who waits for the same kind of answer, however many they are."""
    hellos = list(mentorships.hellos_to(person).values_list("asker__person__first_name", flat=True))
    if hellos:
        yield TodayItem(
            title=_and_others(
                hellos, ngettext("%(name)s says hello", "%(name)s and %(others)d more say hello", len(hellos))
            ),
            text=_("You can talk, or say not now. Both are fine."),
            action=_("Read and answer"),
            path=reverse("mentorships:list_hellos"),
            weight=Weight.WAITING_PERSON,
            icon="hand-waving",
        )
    asking = list(mentors.asked_of(person).values_list("asked_by__first_name", flat=True))
    if asking:
        yield TodayItem(
            title=_and_others(
                asking,
                ngettext(
                    "%(name)s asks to be a pair with you",
                    "%(name)s and %(others)d more ask to be a pair with you",
                    len(asking),
                ),
            ),
            text=_("You decide, and you do not need a reason."),
            action=_("Read and answer"),
            path=reverse("mentorships:list_requests"),
            weight=Weight.WAITING_PERSON,
            icon="handshake",
        )


def _and_others(first_names: list[str], words: str) -> str:
    return words % {"name": first_names[0], "others": len(first_names) - 1}
