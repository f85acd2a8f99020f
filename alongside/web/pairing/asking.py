"""Asking for suggestions, seeing how far they are, and laying them aside."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.domain.pairing import warming
from alongside.domain.pairing.commands.rounds import can_be_waited_for, request_round, run_round
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
    wanted = request.POST.get("steadiness", "")
    steadiness = wanted if wanted in dict(pairing.STEADINESS) else pairing.STEADINESS[0][0]
    try:
        asked = request_round(
            board.program, by=request.user, objective=objective, steadiness=steadiness, at=clock.now()
        )
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        if can_be_waited_for(board.program, at=clock.now()):
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
    return render(request, "pairing/progress.html", {"board": board, **progress_words(board)})


def progress_words(board: pairing.Board) -> dict[str, object]:
    """What stands beside the progress, and whether a first compilation is what takes so long."""
    is_waiting = board.shown is not None and board.shown.state == board.shown.State.REQUESTED
    return {"label": _("Looking at everyone"), "is_getting_ready": is_waiting and not warming.is_ready()}
