"""The weekly *how is it going?*: one's own, and for the organizer only what one writes for them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.journeys.commands.ground import hold
from alongside.domain.journeys.events import CheckedIn, HandAskedFor
from alongside.domain.journeys.models import CheckIn, Journey
from alongside.domain.journeys.places import place_of_check_in
from alongside.domain.people.models import Person
from alongside.domain.spaces.commands.numbers import be_active
from alongside.domain.spaces.sealing import seals_of
from alongside.kernel.refusal import Refusal
from alongside.kernel.timezones import local_day, monday_of

LONGEST = 1000


class UnknownMood(Refusal):
    code = "unknown_mood"
    text = _("Choose one of the three.")


class WordsTooLong(Refusal):
    code = "words_too_long"
    text = _("Keep it to 1,000 characters. A few lines are plenty.")


@transaction.atomic
def check_in(journey: Journey, person: Person, mood: str, *, at: datetime) -> CheckIn:
    """Say how it is going this week, where the person lives; saying it again changes it.

    Raises UnknownMood or SpaceClosedToWriting. Records CheckedIn, and HandAskedFor when a hand is wanted.
    """
    if mood not in CheckIn.Mood:
        raise UnknownMood
    locked, walker = hold(journey, person)
    week_of = monday_of(local_day(at, person.time_zone))
    kept = CheckIn.objects.filter(walker=walker, week_of=week_of).first()
    was = kept.mood if kept else ""
    kept = kept or CheckIn(walker=walker, week_of=week_of)
    kept.mood, kept.checked_in_at = mood, at
    if mood != CheckIn.Mood.HELP:
        kept.sealed = b""
    kept.save()
    be_active(locked, person, at=at)
    record(CheckedIn(journey.pk, person.pk, week_of), actor=person.pk, at=at)
    if mood == CheckIn.Mood.HELP and was != mood:
        record(HandAskedFor(journey.pk, person.pk, kept.pk), actor=person.pk, at=at)
    return kept


@transaction.atomic
def write_to_organizer(check_in: CheckIn, words: str, *, at: datetime) -> None:
    """Add what would help, for the organizer alone. Raises WordsTooLong or SpaceClosedToWriting."""
    words = words.strip()
    if len(words) > LONGEST:
        raise WordsTooLong
    locked, walker = hold(check_in.walker.journey, check_in.walker.person)
    kept = CheckIn.objects.select_for_update().get(pk=check_in.pk, walker=walker)
    kept.edition += 1
    kept.walker = walker
    kept.sealed = seals_of(locked.pk).seal(words, place_of_check_in(kept)) if words else b""
    kept.checked_in_at = at
    kept.save(update_fields=["edition", "sealed", "checked_in_at"])


@transaction.atomic
def settle_check_in(check_in: CheckIn, *, at: datetime) -> None:
    """An organizer looked after it."""
    CheckIn.objects.filter(pk=check_in.pk, settled_at=None).update(settled_at=at)


@transaction.atomic
def unsettle_check_in(check_in: CheckIn) -> None:
    """The organizer took back that it is looked after: somebody still waits for a hand."""
    CheckIn.objects.filter(pk=check_in.pk).update(settled_at=None)
