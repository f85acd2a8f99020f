"""Dates and times as we say them: "Thursday 8 May, 7:30 pm", and in words only from yesterday to tomorrow."""

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alongside.kernel import clock
from alongside.web.components.library import register


@register.filter(expects_localtime=True)
def time_of_day(at: datetime) -> str:
    """7:30 pm."""
    # Translators: how a time of day is written, in Django's date letters; the result is put in lower case.
    return date_format(at, pgettext("time of day", "g:i A")).lower()


@register.filter
def day(at: date | datetime) -> str:
    """Today, yesterday, tomorrow, or the weekday and the date, with the year when it is not this one."""
    on, today = _on(at), localtime(clock.now()).date()
    near = {today: _("today"), today - timedelta(days=1): _("yesterday"), today + timedelta(days=1): _("tomorrow")}
    return near.get(on) or full_day(on)


@register.filter
def full_day(at: date | datetime) -> str:
    """Thursday 8 May; Thursday 8 May 2025 when that is another year."""
    on = _on(at)
    # Translators: how a day is written, in Django's date letters, without and with the year.
    this_year, other_year = pgettext("day", "l j F"), pgettext("day", "l j F Y")
    return date_format(on, this_year if on.year == localtime(clock.now()).year else other_year)


@register.filter
def day_and_time(at: datetime) -> str:
    """Thursday 8 May, 7:30 pm; today, 7:30 pm."""
    here = localtime(at)
    return _("{day}, {time}").format(day=day(here), time=time_of_day(here))


def _on(at: date | datetime) -> date:
    return localtime(at).date() if isinstance(at, datetime) else at
