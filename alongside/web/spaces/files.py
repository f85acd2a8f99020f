"""Files of a space, unsealed for one of its people."""

from __future__ import annotations

from uuid import UUID

from csp.decorators import csp_replace
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from alongside.domain.spaces.files import read_bytes, read_facts
from alongside.domain.spaces.sealing import Damaged, seals_of
from alongside.policy import spaces
from alongside.web.gates import PersonRequest, adults
from alongside.web.spaces.frame import sealed_page


@csp_replace({"default-src": ["'none'"], "sandbox": True})
@adults
@require_safe
@sealed_page
def show_file(request: PersonRequest, attachment_id: UUID) -> HttpResponse:
    """Pictures and voice notes we made safe are shown; everything else is only ever downloaded."""
    attachment, item = spaces.to_open_file(request.user, attachment_id)
    seals = seals_of(item.space_id)
    facts = read_facts(seals, attachment, item)
    is_small = "small" in request.GET and attachment.is_image
    try:
        content = read_bytes(seals, attachment, item, small=is_small)
    except Damaged:
        raise Http404 from None
    is_shown = attachment.is_image or facts.is_sound
    response = HttpResponse(content, content_type=facts.type if is_shown else "application/octet-stream")
    as_attachment = not is_shown or "download" in request.GET
    disposition = content_disposition_header(as_attachment, facts.name or "file")
    if disposition:
        response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    return response
