"""What members said about a program, and which of it stands on the Mentorship tab."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.domain.mentorships.commands.thanks import show_testimonial
from alongside.kernel import clock
from alongside.policy import insights, programs
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, adults
from alongside.web.programs.frame import program_header


@adults
@require_safe
def list_words(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Everything members wrote, each with how far it may travel."""
    seat, program = programs.to_manage(request.user, slug, program_id)
    base = f"/g/{slug}/manage/mentorship/{program_id}/"
    header = program_header(seat, program, "overview")
    context = {"header": header, "words": insights.all_words(program), "base": base}
    return render(request, "overview/list_words.html", context)


@adults
@require_POST
def share_words(request: PersonRequest, slug: str, program_id: UUID, testimonial_id: UUID) -> HttpResponse:
    """Put words on the tab, or take them off."""
    words = insights.to_share_words(request.user, slug, program_id, testimonial_id)
    shown = "hide" not in request.POST
    show_testimonial(words, shown=shown, at=clock.now())
    say(request, _("It stands on the Mentorship tab now.") if shown else _("It is off the tab."))
    return redirect("list_words", slug=slug, program_id=program_id)
