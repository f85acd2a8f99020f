"""Files of a space, unsealed for one of its people."""

from __future__ import annotations

import re
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

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


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
    return _part(request, response) if facts.is_sound else response


def _part(request: PersonRequest, response: HttpResponse) -> HttpResponse:
    """The bytes a player asks for; some browsers play nothing from a server that only sends the whole."""
    response["Accept-Ranges"] = "bytes"
    whole = len(response.content)
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or not any(asked.groups()):
        return response
    first, last = asked.groups()
    start = int(first) if first else max(0, whole - int(last))
    end = min(int(last), whole - 1) if first and last else whole - 1
    if start > end:
        response.status_code, response["Content-Range"], response.content = 416, f"bytes */{whole}", b""
        return response
    response.status_code, response["Content-Range"] = 206, f"bytes {start}-{end}/{whole}"
    response.content = response.content[start : end + 1]
    return response
