"""Uploaded pictures, for those who may see the person."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from alongside.policy import people
from alongside.web.gates import PersonRequest, signed_in


@signed_in
@require_safe
def show_picture(request: PersonRequest, name: str) -> HttpResponse:
    """A picture under its own name, which changes when the picture does, so a browser may keep it for a day."""
    person = people.to_show_picture(request.user, name)
    with person.upload.open("rb") as file:
        response = HttpResponse(file.read(), content_type="image/webp")  # ours, and never more than a few dozen kB
    response["Cache-Control"] = "private, max-age=86400, immutable"
    response["Content-Disposition"] = 'inline; filename="picture.webp"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
