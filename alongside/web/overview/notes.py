"""Organizers' notes about a pair."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.domain.desk.commands import notes as commands
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import desk as policy
from alongside.web.flash import say, warn
from alongside.web.gates import PersonRequest, adults


@adults
@require_POST
def note_about_pair(request: PersonRequest, slug: str, program_id: UUID, mentorship_id: UUID) -> HttpResponse:
    """Keep a note for the group's organizers."""
    _seat, _program, mentorship = policy.to_note(request.user, slug, program_id, mentorship_id)
    try:
        commands.note_about_pair(mentorship, request.user, request.POST.get("words", ""), at=clock.now())
    except Refusal as refusal:
        warn(request, refusal)
    else:
        say(request, _("Noted."))
    return redirect("mentorships:show_pair", slug, program_id, mentorship_id)


@adults
@require_POST
def remove_note(
    request: PersonRequest, slug: str, program_id: UUID, mentorship_id: UUID, note_id: UUID
) -> HttpResponse:
    """Its words are gone for good."""
    note = policy.to_remove_note(request.user, slug, program_id, mentorship_id, note_id)
    commands.remove_note(note, at=clock.now())
    say(request, _("The note is gone."))
    return redirect("mentorships:show_pair", slug, program_id, mentorship_id)
