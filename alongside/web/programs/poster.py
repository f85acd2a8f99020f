"""The poster: the promise, the dates, and a square that phones can read."""

from __future__ import annotations

from uuid import UUID

import segno
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from alongside.policy import programs as policy
from alongside.web.gates import PersonRequest, signed_in
from alongside.web.programs.frame import today
from alongside.web.programs.tab import hero_of


@signed_in
def show_poster(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """A page to print and hang up."""
    seat, program = policy.to_manage(request.user, slug, program_id)
    address = request.build_absolute_uri(reverse("programs:show_mentorship", args=[slug]))
    context = {
        "group": seat.group,
        "program": program,
        "hero": hero_of(program, today()),
        "address": address,
        "code": qr_code(address),
    }
    return render(request, "programs/show_poster.html", context)


def qr_code(text: str) -> SafeString:
    """The text as a square of paths, readable with a quarter of it torn off."""
    drawn = segno.make(text, error="q", micro=False).svg_inline(
        border=2, omitsize=True, svgclass="poster__code", lineclass=None, dark="#000", light="#fff"
    )
    return mark_safe(drawn)  # noqa: S308 (segno writes only numbers into its paths; the text is not in them)
