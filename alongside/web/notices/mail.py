"""The *Mail* page of a demo or a development site: every message that went out, as it went out."""

from __future__ import annotations

from uuid import UUID

from csp.decorators import csp_replace, csp_update
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from alongside.policy import notices
from alongside.web.gates import open_to_all

_PAGE = 50


@open_to_all
@require_safe
def list_mail(request: HttpRequest) -> HttpResponse:
    """Every message, newest first, found by address when asked."""
    wanted = request.GET.get("to", "").strip()[:254]
    mail = notices.shown_mail()
    if wanted:
        mail = mail.filter(address__icontains=wanted)
    page = Paginator(mail.defer("html"), _PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/list_mail.html", {"page": page, "wanted": wanted})


@csp_update({"frame-src": ["'self'"]})
@open_to_all
@require_safe
def show_letter(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """One message: its head, its text, and its HTML in a frame that can do nothing."""
    return render(request, "notices/show_letter.html", {"letter": notices.shown_letter(delivery_id)})


# A letter carries its style inside, as mail programs need it. Sandboxed, so that nothing in it runs or is sent.
@csp_replace(
    {
        "default-src": ["'none'"],
        "script-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "frame-ancestors": ["'self'"],
        "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
    }
)
@xframe_options_sameorigin
@open_to_all
@require_safe
def show_letter_html(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """The HTML of a message, exactly as it was sent."""
    return HttpResponse(notices.shown_letter(delivery_id).html)
