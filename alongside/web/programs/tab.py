"""The Mentorship tab: what members see of a group's programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from alongside.domain.enrollments.commands.sign_up import wish_for_next_time
from alongside.domain.insights.commands.counting import note_visit
from alongside.domain.programs.dates import introductions_by
from alongside.domain.programs.program_templates import ProgramTemplate, all_templates
from alongside.kernel import clock
from alongside.policy import enrollments, groups, programs
from alongside.policy.programs import Seat
from alongside.web.components.navigation import Tab
from alongside.web.components.times import full_day
from alongside.web.enrollments.cards import cards_of
from alongside.web.enrollments.status import status_of
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, signed_in
from alongside.web.groups.frame import group_page
from alongside.web.programs.forms import LaunchForm
from alongside.web.programs.frame import today

CARDS_ON_TAB = 4


@dataclass(frozen=True)
class Hero:
    """The top of the tab: one promise, two sentences, three facts."""

    promise: str
    description: str
    facts: Sequence[tuple[str, str]]


@signed_in
def show_mentorship(request: PersonRequest, slug: str) -> HttpResponse:
    """The group's one program, or a list when there are several; organizers without one can start here."""
    seat = programs.seat_in(request.user, slug)
    note_visit(seat.group, seat.person, at=clock.now())
    shown = list(programs.visible_to(seat))
    asking = programs.asking_in(seat)
    current = [program for program in shown if program.state != "closed"]
    if asking and not current:
        return redirect("enrollments:answer_interest", slug, asking.pk)
    if len(current) == 1 and not asking:
        return _show(request, seat, current[0])

    places = enrollments.programs_with_a_place(seat)
    context = group_page(seat, "mentorship") | {
        "may_manage": seat.may_manage,
        "programs": [(program, hero_of(program, today()), program.pk in places) for program in current],
        "earlier": [program for program in shown if program.state == "closed"],
        "asking": asking,
        "templates": all_templates(get_language() or "en")[:3] if seat.may_manage and not shown else (),
    }
    return render(request, "programs/show_mentorship.html", context)


@signed_in
def show_program(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """One program as members see it."""
    seat, program = programs.to_see(request.user, slug, program_id)
    note_visit(seat.group, seat.person, at=clock.now())
    return _show(request, seat, program)


@signed_in
def show_weeks(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """What the weeks look like, and what everyone agrees to."""
    seat, program = programs.to_see(request.user, slug, program_id)
    context = group_page(seat, "mentorship") | {
 "program": program,
        "steps": list(program.steps.order_by("position")),
        "agreement": program.agreement.splitlines(),
    }  # fmt: skip
    return render(request, "programs/show_weeks.html", context)


@signed_in
def wish_next_time(request: PersonRequest, slug: str) -> HttpResponse:
    """Tell me about the next one."""
    seat = programs.seat_in(request.user, slug)
    if request.method == "POST":
        wish_for_next_time(seat.person, seat.group, at=clock.now())
        say(request, gettext_lazy("We will write to you when the next program opens."))
    return redirect("programs:show_mentorship", slug)


def _show(request: PersonRequest, seat: Seat, program: Any) -> HttpResponse:
    role = "mentee" if request.GET.get("show") == "mentees" else "mentor"
    numbers = enrollments.numbers(seat, program)
    found = list(enrollments.found(enrollments.visible_to(seat, program), role=role)[:CARDS_ON_TAB])
    own = enrollments.own(seat, program)
    organizers = groups.organizers(seat)
    context = group_page(seat, "mentorship") | {
        "program": program,
        "may_manage": seat.may_manage,
        "hero": hero_of(program, today()),
        "role": role,
        "cards": cards_of(seat, program, found),
        "greets": enrollments.may_greet(program, own),
        "count": numbers.mentors if role == "mentor" else numbers.mentees,
        "is_empty": not numbers.mentors and not numbers.mentees,
        "segments": _segments(seat, program, numbers, role),
        "statuses": [status_of(seat, enrollment, today()) for enrollment in own],
        "can_join": _can_join(seat, program, {each.role for each in own}),
        "takes_sign_ups": program.takes_sign_ups(today()),
        "organizer": organizers[0] if organizers else None,
        "agreement": program.agreement.splitlines()[:4],
        "testimonials": programs.shown_testimonials(program),
        "how": how_it_works(program, organizers[0].first_name if organizers else ""),
    }
    return render(request, "programs/show_program.html", context)


def _can_join(seat: Seat, program: Any, roles: set[str]) -> list[str]:
    if not programs.may_sign_up(seat, program):
        return []
    return [role for role in ("mentee", "mentor") if role not in roles]


def _segments(seat: Seat, program: Any, numbers: enrollments.Numbers, role: str) -> list[Tab]:
    here = reverse("programs:show_program", args=[seat.group.slug, program.pk])
    return [
        Tab(_("Mentors"), f"{here}#people", role == "mentor", numbers.mentors),
        Tab(_("Looking for a mentor"), f"{here}?show=mentees#people", role == "mentee", numbers.mentees),
    ]


def hero_of(program: Any, on: date) -> Hero:
    """The hero of a program."""
    facts = [("clock", program.rhythm)] if program.rhythm else []
    if program.starts_on and program.starts_on > on:
        facts.append(("calendar-dots", _("Starts {day}").format(day=full_day(program.starts_on))))
    elif program.starts_on:
        facts.append(("calendar-dots", _("Started {day}").format(day=full_day(program.starts_on))))
    if program.takes_sign_ups(on) and program.sign_up_closes_on:
        facts.append(("hourglass-medium", _("Sign up by {day}").format(day=full_day(program.sign_up_closes_on))))
    elif program.sign_up_closes_on:
        facts.append(("hourglass-medium", _("Sign-up closed {day}").format(day=full_day(program.sign_up_closes_on))))
    return Hero(program.promise, program.description, facts)


def preview_of(form: LaunchForm, template: ProgramTemplate) -> Hero:
    """The hero as it would look with what stands in the form now."""
    days = {name: _day(form[name].value()) for name in ("starts_on", "sign_up_closes_on")}
    facts = [("clock", str(form["rhythm"].value() or template.rhythm))]
    if days["starts_on"]:
        facts.append(("calendar-dots", _("Starts {day}").format(day=full_day(days["starts_on"]))))
    if days["sign_up_closes_on"]:
        facts.append(("hourglass-medium", _("Sign up by {day}").format(day=full_day(days["sign_up_closes_on"]))))
    return Hero(str(form["promise"].value() or ""), str(form["description"].value() or ""), facts)


def how_it_works(program: Any, organizer: str) -> list[tuple[str, str]]:
    """Four steps, as this program pairs people."""
    who = organizer or _("An organizer")
    introduced = {
        "organizer": _("{who} suggests a person for you.").format(who=who),
        "members": _("Say hello to someone, and ask them to be your pair."),
        "approved": _("Say hello to someone. {who} says yes to each pair.").format(who=who),
    }.get(program.pairing, _("{who} suggests a person for you, or say hello to someone yourself.").format(who=who))
    seen_by = (
        _("Only the organizer sees it, unless you choose otherwise.")
        if program.is_sensitive
        else _("Everyone in the group can see it.")
    )
    return [
        (_("Say what you need"), _("or what you can offer. {seen_by}").format(seen_by=seen_by)),
        (_("Get introduced."), introduced),
        (_("Talk once a week."), _("We give you a question each week so nobody is stuck for words.")),
        (_("Set a goal together"), _("and celebrate in week {week}.").format(week=program.weeks)),
    ]


def introductions_of(program: Any) -> date | None:
    """The day by which people are introduced."""
    return introductions_by(program.starts_on) if program.starts_on else None


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
