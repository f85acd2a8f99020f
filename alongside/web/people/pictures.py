"""Uploaded pictures, for those who may see the person."""

from __future__ import annotations

from django.http import FileResponse
from django.views.decorators.http import require_safe

from alongside.policy import people
from alongside.web.gates import PersonRequest, signed_in


@signed_in
@require_safe
def show_picture(request: PersonRequest, name: str) -> FileResponse:
    """A picture under its own name, which changes when the picture does, so a browser may keep it for a day."""
    person = people.to_show_picture(request.user, name)
    response = FileResponse(person.upload.open("rb"), content_type="image/webp")
    response["Cache-Control"] = "private, max-age=86400, immutable"
    response["Content-Disposition"] = 'inline; filename="picture.webp"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
