"""The page one comes back to: one next thing, and what else there is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from alongside.kernel import clock
from alongside.web.gates import PersonRequest, signed_in
from alongside.web.today.offers import OFFERS, QUIET_LINES

_MOST_ALSO = 3


@signed_in
@require_safe
def show_today(request: PersonRequest) -> HttpResponse:
    """One big card; below it three things at most."""
    if request.user.welcomed_at is None:
        return redirect("people:welcome")
    at = clock.now()
    items = sorted((item for offer in OFFERS for item in offer(request.user, at)), key=lambda item: item.weight)
    first = next((item for item in items if not item.only_also), None)
    also = [item for item in items if item is not first][:_MOST_ALSO]
    # Only a day with nothing to do says when the next thing comes.
    quiet = "" if first else next((line for ask in QUIET_LINES if (line := ask(request.user, at))), "")
    return render(request, "today/show_today.html", {"first": first, "also": also, "quiet": quiet})
