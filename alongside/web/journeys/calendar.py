"""A meeting as a calendar file that real calendars take in, update and take out again (RFC 5545 and 5546)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from alongside.domain.journeys.queries import MeetingView
from alongside.policy.spaces import Room
from alongside.web.groups.frame import names


def calendar_of(view: MeetingView, room: Room) -> tuple[bytes, str]:
    """The file, and its iTIP method.

    The UID stays the same for the meeting's whole life and SEQUENCE grows with every change, so a calendar that
    opens a newer file moves or removes the entry instead of adding a second one.
    """
    meeting = view.meeting
    method = "CANCEL" if meeting.state == meeting.State.CANCELED else "REQUEST"
    calendar = Calendar()
    calendar.add("prodid", "-//Alongside//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_event(view, room))
    return calendar.to_ical(), method


def feed_file(meetings: Iterable[Any]) -> bytes:
    """A calendar other calendars read by themselves: times alone, for it may lie on a shared screen."""
    calendar = Calendar()
    calendar.add("prodid", "-//Alongside//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", settings.SITE_NAME)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    for meeting in meetings:
        event = _times(meeting)
        event.add("summary", _("Meeting"))
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _times(meeting: Any) -> Event:
    """An entry with its identity and its times, and nothing about whom or where."""
    event, starts_at = Event(), meeting.starts_at or min(meeting.proposals)
    event.add("uid", f"{meeting.pk}@{settings.SITE_HOST or 'alongside'}")
    event.add("sequence", meeting.revision)
    event.add("dtstamp", meeting.changed_at.astimezone(UTC))
    event.add("last-modified", meeting.changed_at.astimezone(UTC))
    event.add("dtstart", starts_at.astimezone(UTC))
    event.add("dtend", (meeting.ends_at or starts_at).astimezone(UTC))
    event.add("status", "CANCELLED" if meeting.state == meeting.State.CANCELED else "CONFIRMED")
    event.add("transp", "OPAQUE")
    event.add("class", "PRIVATE")
    return event


def _event(view: MeetingView, room: Room) -> Event:
    event = _times(view.meeting)
    event.add("summary", _summary(room))
    event.add("organizer", _address(room))
    event.add("attendee", _address(room, attends=True))
    if view.place.text:
        event.add("location", view.place.text)
        if view.place.text.startswith(("https://", "http://")):
            event.add("url", view.place.text)
    return event


def _summary(room: Room) -> str:
    """Neutral for those who asked for plain titles: a calendar is often seen by others."""
    if room.person.plain_titles or room.program.is_sensitive:
        return _("Meeting")
    return _("Talk with %(names)s") % {"names": names([walker.person.first_name for walker in room.others])}


def _address(room: Room, *, attends: bool = False) -> Any:
    """The reader's own address on both sides: nobody's address is given to the other, and no mail is sent."""
    address = vCalAddress(f"mailto:{room.person.email}")
    address.params["cn"] = vText(room.person.first_name)
    if attends:
        address.params["partstat"] = vText("ACCEPTED")
        address.params["role"] = vText("REQ-PARTICIPANT")
    return address
