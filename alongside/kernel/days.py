"""Days and times in the reader's language, the same on a page and in a letter.

How a day is written belongs to each language: some put an article before it, some write the month in lower case.
So the letters of the format are translated, and every template has these filters without loading them.
"""

from __future__ import annotations

from datetime import date, datetime

from django.template import Library
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, pgettext

from alongside.kernel import clock

register = Library()

# These languages write the names of days and months small; Django's own begin with a capital in some of them.
SMALL = frozenset({"es", "fr", "pt"})


@register.filter(expects_localtime=True)
def time_of_day(at: datetime) -> str:
    """7:30 pm."""
    # Translators: how a time of day is written, in Django's date letters; the result is put in lower case.
    return date_format(at, pgettext("time of day", "g:i A")).lower()


@register.filter
def full_day(at: date | datetime) -> str:
    """Thursday 8 May; Thursday 8 May 2025 when that is another year."""
    on = day_of(at)
    # Translators: how a day is written, in Django's date letters, without and with the year. It stands inside
    # sentences, so give it the article your language needs there, for example "\e\l l j \d\e F".
    this_year, other_year = pgettext("day", "l j F"), pgettext("day", "l j F Y")
    return _written(on, this_year if on.year == localtime(clock.now()).year else other_year)


@register.filter
def weekday(at: date | datetime) -> str:
    """Thursday."""
    # Translators: how a day of this week is named inside a sentence, in Django's date letters.
    return _written(day_of(at), pgettext("weekday", "l"))


@register.filter
def calendar_day(at: date | datetime) -> str:
    """8 May 2025, as documents write it."""
    # Translators: how a day is written at the head of a document, in Django's date letters.
    return _written(day_of(at), pgettext("day in a document", "j F Y"))


def day_of(at: date | datetime) -> date:
    """The reader's day of a moment."""
    return localtime(at).date() if isinstance(at, datetime) else at


def _written(on: date, letters: str) -> str:
    text = date_format(on, letters)
    return text.lower() if get_language() in SMALL else text
