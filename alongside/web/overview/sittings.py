"""Notes when an organizer did something in a program, so that the minutes of the week can be shown to them.

Only acts (sent forms) that went through, on the pages of one program under Manage. Reading leaves no trace.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from alongside.domain.desk.commands.sittings import note_act
from alongside.kernel import clock
from alongside.policy.desk import program_acted_in

_MANAGED = "g/<slug:slug>/manage/mentorship/<uuid:program_id>/"


def noted_sittings(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The view has let the organizer in before anything is noted."""

    def serve(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        match = request.resolver_match
        acted = request.method == "POST" and response.status_code < 400
        if acted and match and match.route.startswith(_MANAGED) and request.user.is_authenticated:
            program = program_acted_in(request.user, match.kwargs["slug"], match.kwargs["program_id"])
            if program is not None:
                note_act(program, request.user, at=clock.now())
        return response

    return serve
