"""The front page, help, and the plain statements."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from alongside.policy import front, people
from alongside.web.gates import open_to_all
from alongside.web.site import help as asked


@open_to_all
@require_safe
def show_front(request: HttpRequest) -> HttpResponse:
    """What this is and which groups one can look at, for people who are not signed in; others go to their day."""
    if request.user.is_authenticated:
        return redirect("/today/")
    if not people.anybody_is_here():
        return redirect("people:open_site")
    shows = settings.FRONT_PAGE_SHOWS_GROUPS
    context = {"groups": front.groups_to_look_at() if shows else (), "words": front.kind_words() if shows else ()}
    return render(request, "site/front.html", context)


@open_to_all
@require_safe
def list_help(request: HttpRequest) -> HttpResponse:
    """Ten questions, and a search over the answers."""
    query = request.GET.get("q", "").strip()[:100]
    return render(request, "site/help.html", {"query": query, "questions": asked.search(query)})


@open_to_all
@require_safe
def show_help(request: HttpRequest, topic: str) -> HttpResponse:
    """One answer."""
    question = asked.question(topic)
    if question is None:
        raise Http404
    others = [each for each in asked.QUESTIONS if each is not question]
    return render(request, "site/help_topic.html", {"question": question, "others": others})


@open_to_all
@require_safe
def show_safety(request: HttpRequest) -> HttpResponse:
    """How to report, block and leave, and who can help today."""
    return render(request, "site/safety.html", {"services": settings.LOCAL_HELP})


@open_to_all
@require_safe
def show_leaving(request: HttpRequest) -> HttpResponse:
    """What leaving a page quickly does, and what it does not."""
    return render(request, "site/leaving.html")


@open_to_all
@require_safe
def show_privacy(request: HttpRequest) -> HttpResponse:
    """What is protected, and what is not."""
    return render(request, "site/privacy.html", {"contact": _contact()})


@open_to_all
@require_safe
def show_accessibility(request: HttpRequest) -> HttpResponse:
    """How the site is made to be usable, and whom to tell when it is not."""
    return render(request, "site/accessibility.html", {"contact": _contact()})


@open_to_all
@require_safe
def show_terms(request: HttpRequest) -> HttpResponse:
    """What everyone agrees to."""
    return render(request, "site/terms.html", {"contact": _contact()})


def _contact() -> str:
    """Where the people who run this site can be written to; empty until they say."""
    return str(settings.CONTACT_EMAIL)
