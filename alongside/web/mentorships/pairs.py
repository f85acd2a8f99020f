"""The organizer's list of pairs and one pair from outside: counts and dates, never a word of what was said."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.domain.insights.queries.health import HEALTH
from alongside.domain.mentorships.commands.endings import end_mentorship, release_mentorship
from alongside.domain.mentorships.commands.mentor_requests import approve_mentor_request, turn_down_mentor_request
from alongside.domain.pairing.words import sentences
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import desk, mentors, programs
from alongside.policy import mentorships as policy
from alongside.web.components.navigation import Tab
from alongside.web.flash import say, warn
from alongside.web.gates import PersonRequest, adults
from alongside.web.overview.words_of_health import NAMES
from alongside.web.programs.frame import program_header

ON_A_PAGE = 50
_FILTERS = ("", "help", *HEALTH, "ended")


@adults
@require_safe
def list_pairs(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Every pair with its week and when anybody was last active in it."""
    seat, program = programs.to_manage(request.user, slug, program_id)
    at = clock.now()
    counts = policy.pair_counts(seat, program, at=at)
    # When every pair has ended, those are the ones to see.
    at_first = "ended" if counts["ended"] and not counts["all"] else ""
    show = request.GET.get("show", at_first)
    show = show if show in _FILTERS else ""
    week = _number(request.GET.get("week"))
    first = _number(request.GET.get("from"))
    rows = list(policy.pairs_of(seat, program, at=at, show=show, week=week)[first : first + ON_A_PAGE + 1])
    context = {
        "program": program,
        "group": seat.group,
        "header": program_header(seat, program, "pairs"),
        "pairs": rows[:ON_A_PAGE],
        "next": first + ON_A_PAGE if len(rows) > ON_A_PAGE else 0,
        "show": show,
        "week": week,
        "write_to": f"pairs.{show}.{week or ''}." if rows and show != "ended" else "",
        "health_names": NAMES,
        "segments": _segments(slug, program, counts, show),
        "waiting": mentors.waiting_for_approval(seat, program).count(),
    }
    return render(request, "mentorships/list_pairs.html", context)


@adults
@require_safe
def show_pair(request: PersonRequest, slug: str, program_id: UUID, mentorship_id: UUID) -> HttpResponse:
    """One pair from outside."""
    seat, program, mentorship = policy.to_look_after(request.user, slug, program_id, mentorship_id)
    people = policy.last_active(mentorship)
    names = {part.role: part.person.first_name for part, _at in people}
    reasons = [
        " ".join(
            sentences(mentorship.reasons.get(side, ()), mentee=names.get("mentee", ""), mentor=names.get("mentor", ""))
        )
        for side in ("mentee", "mentor", "both")
    ]
    context = {
        "program": program,
        "group": seat.group,
        "header": program_header(seat, program, "pairs"),
        "mentorship": mentorship,
        "people": people,
        "reasons": [reason for reason in reasons if reason],
        "notes": desk.notes_for(seat, mentorship),
    }
    return render(request, "mentorships/show_pair.html", context)


@adults
@require_POST
def end_pair(request: PersonRequest, slug: str, program_id: UUID, mentorship_id: UUID) -> HttpResponse:
    """End a pair that went quiet; both read a kind line and are back on the list."""
    _seat, _program, mentorship = policy.to_look_after(request.user, slug, program_id, mentorship_id)
    try:
        end_mentorship(mentorship, kind=policy.INACTIVE, by=None, quietly=True, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    else:
        say(request, _("Ended. Everybody in it is told kindly."))
    return redirect("mentorships:show_pair", slug, program_id, mentorship_id)


@adults
@require_POST
def release_pair(request: PersonRequest, slug: str, program_id: UUID, mentorship_id: UUID) -> HttpResponse:
    """Let a pair go on that rested while a report was looked at."""
    _seat, _program, mentorship = policy.to_look_after(request.user, slug, program_id, mentorship_id)
    try:
        release_mentorship(mentorship, by=request.user, at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    else:
        say(request, _("They can go on."))
    return redirect("mentorships:show_pair", slug, program_id, mentorship_id)


@adults
@require_safe
def list_approvals(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Pairs who found each other and wait for a last look."""
    seat, program = programs.to_manage(request.user, slug, program_id)
    context = {
        "program": program,
        "group": seat.group,
        "header": program_header(seat, program, "pairs"),
        "requests": list(mentors.waiting_for_approval(seat, program)[:100]),
    }
    return render(request, "mentorships/list_approvals.html", context)


@adults
@require_POST
def answer_approval(request: PersonRequest, slug: str, program_id: UUID, request_id: UUID) -> HttpResponse:
    """Let a pair begin, or find somebody else for both."""
    _seat, asked = mentors.to_approve(request.user, slug, program_id, request_id)
    try:
        if request.POST.get("answer") == "yes":
            approve_mentor_request(asked, by=request.user, at=clock.now())
            say(request, _("They are introduced now."))
        else:
            turn_down_mentor_request(asked, by=request.user, at=clock.now())
            say(request, _("Both are told kindly and stay on the list."))
    except Refusal as refusal:
        warn(request, refusal)
    return redirect("mentorships:list_approvals", slug, program_id)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0


def _segments(slug: str, program: Any, counts: dict[str, int], show: str) -> list[Tab]:
    here = reverse("mentorships:list_pairs", args=[slug, program.pk])
    words = {"": _("Going on"), "help": _("Asked for a hand"), **NAMES, "ended": _("Ended")}
    return [
        Tab(str(label), f"{here}?show={key}" if key else here, key == show, counts.get(key or "all", 0))
        for key, label in words.items()
    ]
