"""Dates and times as we say them: "Thursday 8 May, 7:30 pm", and in words only from yesterday to tomorrow."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from alongside.kernel import clock
from alongside.kernel.days import day_of, full_day, time_of_day
from alongside.web.components.library import register

__all__ = ["day", "day_and_time", "full_day", "time_of_day"]


@register.filter
def day(at: date | datetime) -> str:
    """Today, yesterday, tomorrow, or the weekday and the date, with the year when it is not this one."""
    on, today = day_of(at), localtime(clock.now()).date()
    near = {today: _("today"), today - timedelta(days=1): _("yesterday"), today + timedelta(days=1): _("tomorrow")}
    return near.get(on) or full_day(on)


@register.filter
def day_and_time(at: datetime) -> str:
    """Thursday 8 May, 7:30 pm; today, 7:30 pm."""
    here = localtime(at)
    return _("{day}, {time}").format(day=day(here), time=time_of_day(here))
