"""What lets people keep Alongside on their home screen, and tells them when they are offline."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from alongside.web.gates import open_to_all


@open_to_all
@require_safe
@cache_control(public=True, max_age=3600)
def show_manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest, with the site's own name."""
    icons = [
        {"src": static(f"pictures/app-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size, purpose in ((192, "any"), (512, "any"), (512, "maskable"))
    ]
    return JsonResponse(
        {
            "name": settings.SITE_NAME,
            "short_name": settings.SITE_NAME,
            "description": _("Mentorship for communities"),
            "start_url": "/today/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#f3f6f4",
            "theme_color": "#f3f6f4",
            "icons": icons,
        },
        content_type="application/manifest+json",
    )


@open_to_all
@require_safe
@cache_control(public=True, max_age=3600)
def show_worker(request: HttpRequest) -> HttpResponse:
    """A service worker that keeps one page, the offline page, and nothing anybody wrote."""
    kept = [
        reverse("offline"),
        *(static(f"css/{name}.css") for name in ("tokens", "base", "layout", "components", "charts", "site")),
    ]
    return render(request, "site/worker.js", {"kept": kept}, content_type="text/javascript")


@open_to_all
@require_safe
def show_offline(request: HttpRequest) -> HttpResponse:
    """What the worker shows when there is no connection; it knows nobody."""
    return render(request, "site/offline.html")
