"""Another language for the pages: kept on this device and, when signed in, with the person."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from alongside.domain.people.commands import profiles
from alongside.kernel import clock
from alongside.web.display import A_YEAR
from alongside.web.gates import open_to_all


@open_to_all
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Go back to the same page, in the language whose button was pressed."""
    response = redirect(_way_back(request))
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return response
    if request.user.is_authenticated:
        person = request.user
        profiles.change_place(person, time_zone=person.time_zone, language=language, at=clock.now())
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=A_YEAR,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


def _way_back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/"
