"""Five mentors for somebody who browses, each with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.domain.pairing.queries.suggesting import suggest_mentors
from alongside.domain.pairing.words import sentences
from alongside.kernel import clock
from alongside.policy import mentors
from alongside.policy.programs import Seat
from alongside.web.gates import PersonRequest, adults
from alongside.web.groups.frame import group_page

_SHOWN = 5
# A few more are asked for, because some mentors let only the organizer read their card.
_ASKED_FOR = 12


@dataclass(frozen=True)
class Suggestion:
    """A mentor, why, and where the card is."""

    person: Any
    why: str
    href: str


@adults
@require_safe
def list_suggestions(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Five mentors for you: a page, or a part of the list of cards."""
    seat, mentee = mentors.to_be_suggested(request.user, slug, program_id)
    suggestions = _suggestions(seat, mentee) if mentee is not None else []
    if request.htmx:
        return render(request, "mentorships/_suggestions.html", {"suggestions": suggestions})
    context = group_page(seat, "mentorship") | {"suggestions": suggestions, "program_id": program_id}
    return render(request, "mentorships/list_suggestions.html", context)


def _suggestions(seat: Seat, mentee: Any) -> list[Suggestion]:
    found = suggest_mentors(mentee, at=clock.now(), count=_ASKED_FOR)
    readable = mentors.readable(seat, mentee.program, [mentor.pk for mentor, _fit in found])
    shown = [(mentor, fit) for mentor, fit in found if mentor.pk in readable][:_SHOWN]
    return [
        Suggestion(
            person=mentor.person,
            why=" ".join(
                sentences(
                    _two_reasons(weighed.fit.reasons),
                    mentee=mentee.person.first_name,
                    mentor=mentor.person.first_name,
                )
            ),
            href=reverse("enrollments:show_card", args=[seat.group.slug, mentee.program_id, mentor.pk]),
        )
        for mentor, weighed in shown
    ]


def _two_reasons(reasons: Mapping[str, Sequence[dict[str, Any]]]) -> list[dict[str, Any]]:
    """One for the reader and one for both. Shared words may come from an answer only the organizer reads."""
    both = [reason for reason in reasons["both"] if reason["code"] != "shared_words"]
    return [*reasons["mentee"][:1], *both[:1]]
