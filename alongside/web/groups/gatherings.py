"""A group's events: what lies ahead, what was, and planning one."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from icalendar import Calendar, Event

from alongside.domain.groups.commands import gatherings as commands
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import gatherings as policy
from alongside.policy import groups
from alongside.policy.gatherings import Gathering
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, adults
from alongside.web.groups.forms import GatheringForm
from alongside.web.groups.frame import group_page


@adults
@require_safe
def list_gatherings(request: PersonRequest, slug: str) -> HttpResponse:
    """The next ones, and those that were."""
    standing, at = groups.to_enter(request.user, slug), clock.now()
    context = {"ahead": list(policy.to_come(standing, at)), "past": list(policy.past(standing, at))}
    return render(request, "groups/list_gatherings.html", group_page(standing, "events", **context))


@adults
@require_http_methods(["GET", "POST"])
def plan_gathering(request: PersonRequest, slug: str) -> HttpResponse:
    """An organizer asks the group together."""
    standing = groups.to_manage(request.user, slug)
    form = GatheringForm(request.POST or None)
    if form.is_valid():
        try:
            commands.plan_gathering(standing.group, form.plan(request.user.time_zone), by=request.user, at=clock.now())
        except Refusal as refusal:
            form.add_error("day", str(refusal))
        else:
            say(request, _("Planned. Members find it on the Events tab and on their day."))
            return redirect("groups:list_gatherings", slug)
    return render(request, "groups/plan_gathering.html", group_page(standing, "events", form=form))


@adults
@require_http_methods(["GET", "POST"])
def change_gathering(request: PersonRequest, slug: str, gathering_id: UUID) -> HttpResponse:
    """Another time, another place, other words."""
    standing, gathering = policy.to_change(request.user, slug, gathering_id)
    form = GatheringForm(request.POST or None, initial=GatheringForm.of(gathering, request.user.time_zone))
    if form.is_valid():
        try:
            commands.change_gathering(gathering, form.plan(request.user.time_zone), by=request.user, at=clock.now())
        except Refusal as refusal:
            form.add_error("day", str(refusal))
        else:
            say(request, _("Saved."))
            return redirect("groups:list_gatherings", slug)
    return render(request, "groups/plan_gathering.html", group_page(standing, "events", form=form, gathering=gathering))


@adults
@require_POST
def cancel_gathering(request: PersonRequest, slug: str, gathering_id: UUID) -> HttpResponse:
    """Call it off; members see that it was."""
    _standing, gathering = policy.to_change(request.user, slug, gathering_id)
    try:
        commands.cancel_gathering(gathering, by=request.user, at=clock.now())
    except Refusal as refusal:
        say(request, refusal)
    else:
        say(request, _("Called off. It stays on the list, marked, until its day has passed."))
    return redirect("groups:list_gatherings", slug)


@adults
@require_safe
def add_gathering_to_calendar(request: PersonRequest, slug: str, gathering_id: UUID) -> HttpResponse:
    """A file that calendars take in; opened again later, it moves or removes the entry."""
    standing, gathering = policy.to_look_at(request.user, slug, gathering_id)
    response = HttpResponse(_calendar(gathering, standing.group.name), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="event.ics"'
    return response


def _calendar(gathering: Gathering, group_name: str) -> bytes:
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//Alongside//Events//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event.add("uid", f"{gathering.pk}@{settings.SITE_HOST or 'alongside'}")
    event.add("sequence", gathering.revision)
    event.add("dtstamp", gathering.changed_at)
    event.add("dtstart", gathering.starts_at)
    event.add("dtend", gathering.ends_at)
    event.add("summary", f"{gathering.title} – {group_name}")
    event.add("status", "CANCELLED" if gathering.is_canceled else "CONFIRMED")
    if gathering.place:
        event.add("location", gathering.place)
    if gathering.words:
        event.add("description", gathering.words)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
