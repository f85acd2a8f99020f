"""Calendar files that every calendar can read."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.http import HttpResponse
from icalendar import Calendar, Event


def day_event(uid: str, title: str, on: date, *, at: datetime) -> HttpResponse:
    """One whole day, as a file to open."""
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", at)
    event.add("summary", title)
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    calendar = Calendar()
    calendar.add("prodid", "-//Alongside//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="start.ics"'
    return response
