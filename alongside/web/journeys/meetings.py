"""Finding a time to talk, by both clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dates import WEEKDAYS
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.domain.journeys.commands import meetings as commands
from alongside.domain.journeys.common_times import common_times
from alongside.domain.journeys.queries import MeetingView, meetings_of
from alongside.domain.spaces.sealing import seals_of
from alongside.kernel import clock
from alongside.kernel.hours import zone_of
from alongside.kernel.refusal import Refusal
from alongside.policy import spaces
from alongside.policy.spaces import Room
from alongside.web.components.times import time_of_day
from alongside.web.flash import say, warn
from alongside.web.gates import PersonRequest, adults
from alongside.web.journeys.calendar import calendar_of
from alongside.web.journeys.forms import USUAL_MINUTES, LogForm, NoteForm, ProposalForm
from alongside.web.spaces.frame import room_address, room_page, sealed_page


@dataclass(frozen=True)
class TimeOffer:
    """A moment by one's own clock, and by the others' where those show something else."""

    at: datetime
    value: str
    elsewhere: str


@dataclass(frozen=True)
class MeetingCard:
    """A meeting as the page shows it."""

    view: MeetingView
    offers: tuple[TimeOffer, ...]
    is_mine: bool
    elsewhere: str
    is_over: bool


@adults
@require_safe
@sealed_page
def list_meetings(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """What is ahead, what was, and the way to plan another."""
    room = spaces.to_enter(request.user, room_id)
    return render(request, "journeys/list_meetings.html", _page(room))


@adults
@require_http_methods(["GET", "HEAD", "POST"])
@sealed_page
def propose_meeting(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """Up to three times; the other picks one. With ``?instead=`` new times for a meeting that stands."""
    room = spaces.to_enter(request.user, room_id)
    at, zone = clock.now(), zone_of(room.person.time_zone)
    instead = request.GET.get("instead", "")
    meeting = spaces.to_meet(room, _uuid(instead)) if instead else None
    suits = common_times(room.journey, minutes=USUAL_MINUTES, at=at)
    form = ProposalForm(request.POST or None, zone=zone, at=at, suits=suits)
    if form.is_valid():
        asked = form.cleaned_data
        try:
            commands.propose_meeting(
                room.journey,
                room.person,
                form.times,
                how=asked["how"],
                minutes=asked["minutes"],
                place=asked["place"],
                instead_of=meeting,
                at=at,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Your times are proposed."))
            return redirect(room_address(room, "journeys:list_meetings"))
    page = room_page(
        room,
        "meetings",
        form=form,
        zone=zone,
        elsewhere=_clocks(room, at),
        meeting=meeting,
        suits=[TimeOffer(each, each.isoformat(), _elsewhere(room, each)) for each in suits],
    )
    return render(request, "journeys/propose_meeting.html", page)


@adults
@require_POST
def plan_meeting(request: PersonRequest, room_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Pick one of the proposed times."""
    room = spaces.to_enter(request.user, room_id)
    meeting = spaces.to_meet(room, meeting_id)
    try:
        starts_at = datetime.fromisoformat(request.POST.get("starts_at", ""))
    except ValueError:
        warn(request, commands.NoTime())
        return redirect(room_address(room, "journeys:list_meetings"))
    try:
        commands.plan_meeting(meeting, room.person, starts_at, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    else:
        say(request, _("Planned. Add it to your calendar below."))
    return redirect(room_address(room, "journeys:list_meetings"))


@adults
@require_POST
def cancel_meeting(request: PersonRequest, room_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Call a meeting off."""
    room = spaces.to_enter(request.user, room_id)
    try:
        commands.cancel_meeting(spaces.to_meet(room, meeting_id), room.person, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    else:
        say(request, _("Canceled. The file takes it out of your calendar too."))
    return redirect(room_address(room, "journeys:list_meetings"))


@adults
@require_http_methods(["GET", "HEAD", "POST"])
@sealed_page
def log_meeting(request: PersonRequest, room_id: UUID) -> HttpResponse:
    """Note a meeting that was held elsewhere."""
    room = spaces.to_enter(request.user, room_id)
    at, zone = clock.now(), zone_of(room.person.time_zone)
    form = LogForm(request.POST or None)
    if form.is_valid():
        asked = form.cleaned_data
        try:
            commands.log_meeting(
                room.journey,
                room.person,
                form.held_at(zone),
                how=asked["how"],
                minutes=asked["minutes"],
                note=asked["note"],
                at=at,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Noted for everybody here."))
            return redirect(room_address(room, "journeys:list_meetings"))
    return render(request, "journeys/log_meeting.html", room_page(room, "meetings", form=form))


@adults
@require_http_methods(["GET", "HEAD", "POST"])
@sealed_page
def note_meeting(request: PersonRequest, room_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Say that a planned meeting happened, with a short note."""
    room = spaces.to_enter(request.user, room_id)
    at = clock.now()
    meeting = spaces.to_meet(room, meeting_id)
    ahead, past = meetings_of(room.journey, at=at, seals=seals_of(room.space.pk))
    view = next(view for view in (*ahead, *past) if view.meeting.pk == meeting.pk)
    form = NoteForm(request.POST or None, initial={"note": view.note.text})
    if request.method == "POST" and form.is_valid():
        try:
            commands.note_meeting(meeting, room.person, form.cleaned_data["note"], at=at)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Noted for everybody here."))
            return redirect(room_address(room, "journeys:list_meetings"))
    return render(request, "journeys/note_meeting.html", room_page(room, "meetings", form=form, view=view))


@adults
@require_safe
@sealed_page
def meeting_calendar(request: PersonRequest, room_id: UUID, meeting_id: UUID) -> HttpResponse:
    """The calendar file of a meeting; opened again after a change it updates the entry, or takes it out."""
    room = spaces.to_enter(request.user, room_id)
    meeting = spaces.to_meet(room, meeting_id)
    ahead, past = meetings_of(room.journey, at=clock.now(), seals=seals_of(room.space.pk))
    view = next(view for view in (*ahead, *past) if view.meeting.pk == meeting.pk)
    content, method = calendar_of(view, room)
    response = HttpResponse(content, content_type=f"text/calendar; charset=utf-8; method={method}")
    response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response


def _page(room: Room) -> dict[str, object]:
    at = clock.now()
    ahead, past = meetings_of(room.journey, at=at, seals=seals_of(room.space.pk))
    return room_page(
        room,
        "meetings",
        ahead=[_card(room, view, at) for view in ahead],
        past=[_card(room, view, at) for view in past],
        elsewhere=_clocks(room, at),
    )


def _card(room: Room, view: MeetingView, at: datetime) -> MeetingCard:
    meeting = view.meeting
    return MeetingCard(
        view=view,
        offers=tuple(TimeOffer(each, each.isoformat(), _elsewhere(room, each)) for each in meeting.proposals),
        is_mine=meeting.proposed_by_id == room.person.pk,
        elsewhere=_elsewhere(room, meeting.starts_at) if meeting.starts_at else "",
        is_over=bool(meeting.starts_at and meeting.starts_at <= at),
    )


def _elsewhere(room: Room, moment: datetime) -> str:
    """ "2:30 am for Robert", for everybody whose clock shows something else."""
    mine = moment.astimezone(zone_of(room.person.time_zone))
    told = []
    for walker in room.others:
        theirs = moment.astimezone(zone_of(walker.person.time_zone))
        if theirs.utcoffset() != mine.utcoffset():
            facts = {"time": time_of_day(localtime(moment, theirs.tzinfo)), "name": walker.person.first_name}
            if theirs.date() == mine.date():
                told.append(_("%(time)s for %(name)s") % facts)
            else:
                facts["day"] = _weekday(theirs)
                told.append(_("%(day)s, %(time)s for %(name)s") % facts)
    return " · ".join(told)


def _weekday(moment: datetime) -> str:
    return str(WEEKDAYS[moment.weekday()])


def _clocks(room: Room, at: datetime) -> str:
    """What the others' clocks show now, when it is something else."""
    return _elsewhere(room, at)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
