"""Other people's cards: all of them, found by words and topic, and one in full."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.domain.enrollments.answers import UNSURE
from alongside.domain.mentorships.queries import usual_answer_days
from alongside.policy import enrollments as policy
from alongside.policy import programs
from alongside.policy.programs import Seat
from alongside.web.components.navigation import Tab
from alongside.web.enrollments.cards import card_of, cards_of
from alongside.web.gates import PersonRequest, adults
from alongside.web.groups.frame import group_page

ON_A_PAGE = 24


@adults
def list_cards(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Everyone who takes part and lets the group know."""
    seat, program = programs.to_see(request.user, slug, program_id)
    role = "mentee" if request.GET.get("show") == "mentees" else "mentor"
    words, topic = request.GET.get("q", "").strip(), request.GET.get("topic", "")
    first = int(request.GET["from"]) if request.GET.get("from", "").isdecimal() else 0

    found = policy.found(policy.visible_to(seat, program), role=role, words=words, topic=topic)
    total = found.count()
    shown = list(found[first : first + ON_A_PAGE])
    context = group_page(seat, "mentorship") | {
        "program": program,
        "role": role,
        "cards": cards_of(seat, program, shown),
        "greets": policy.may_greet(program, policy.own(seat, program)),
        "total": total,
        "words": words,
        "topic": topic,
        "topics": program.topics,
        "segments": _segments(seat, program, policy.numbers(seat, program), role),
        "rest": max(0, total - first - ON_A_PAGE),
        "more": _address(role, words, topic, first + ON_A_PAGE),
        "clear": _address(role, "", "", 0),
        "first": first,
    }
    is_more = request.headers.get("HX-Request") and first
    return render(request, "enrollments/_more_cards.html" if is_more else "enrollments/list_cards.html", context)


@adults
def show_card(request: PersonRequest, slug: str, program_id: UUID, enrollment_id: UUID) -> HttpResponse:
    """One card in full, with what the reader and this person share."""
    seat, enrollment = policy.to_read_card(request.user, slug, program_id, enrollment_id)
    program = enrollment.program
    left = policy.places_left(program, [enrollment])[enrollment.pk]
    own = policy.own_in_role(seat, program, "mentee" if enrollment.is_mentor else "mentor")
    answers_in = usual_answer_days([enrollment.person_id])
    context = group_page(seat, "mentorship") | {
        "program": program,
        "enrollment": enrollment,
        "own": own,
        "card": card_of(seat, enrollment, left, answers_in.get(enrollment.person_id)),
        "shared": _shared(own, enrollment) if own and policy.may_read(seat, enrollment, "help") else [],
        "is_own": enrollment.person_id == seat.person.pk,
        "has_room": left > 0,
    }
    return render(request, "enrollments/show_card.html", context)


def _shared(own: Any, other: Any) -> list[str]:
    return [topic for topic in other.topics if topic in own.topics and topic != UNSURE]


def _segments(seat: Seat, program: Any, numbers: policy.Numbers, role: str) -> list[Tab]:
    here = reverse("enrollments:list_cards", args=[seat.group.slug, program.pk])
    return [
        Tab(_("Mentors"), here, role == "mentor", numbers.mentors),
        Tab(_("Looking for a mentor"), f"{here}?show=mentees", role == "mentee", numbers.mentees),
    ]


def _address(role: str, words: str, topic: str, first: int) -> str:
    wanted = {"show": "mentees" if role == "mentee" else "", "q": words, "topic": topic, "from": first or ""}
    return "?" + urlencode({name: value for name, value in wanted.items() if value})
