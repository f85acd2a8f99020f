"""Asking for suggestions, seeing how far they are, and laying them aside."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.domain.pairing.commands.rounds import is_small, request_round, run_round
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import pairing
from alongside.web.gates import PersonRequest, adults


@adults
@require_POST
def ask_for_round(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Suggest pairs for everyone. A small program is looked at right away, a large one by the worker."""
    board = pairing.to_pair(request.user, slug, program_id)
    wanted = request.POST.get("objective", "")
    objective = wanted if wanted in dict(pairing.OBJECTIVES) else pairing.OBJECTIVES[0][0]
    try:
        asked = request_round(board.program, by=request.user, objective=objective, at=clock.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        if is_small(board.program):
            run_round(asked, at=clock.now())
    return redirect("pairing:show_board", slug, program_id)


@adults
@require_safe
def show_progress(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """How far the engine is, asked for every second or two; sends the page on when it is done."""
    board = pairing.to_pair(request.user, slug, program_id)
    if board.shown is None or not board.shown.is_under_way:
        response = HttpResponse(status=204)
        response["HX-Redirect"] = request.path.removesuffix("progress/")
        return response
    return render(request, "pairing/progress.html", {"board": board, "label": _("Looking at everyone")})
