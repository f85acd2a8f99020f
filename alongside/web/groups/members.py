"""Who belongs to a group, and what a group says about itself."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alongside.kernel import clock
from alongside.policy import groups, programs
from alongside.policy.greetings import cards_to_greet
from alongside.policy.groups import MemberFilter
from alongside.policy.taking_part import on_the_door
from alongside.web.components.navigation import Tab
from alongside.web.gates import PersonRequest, adults, open_to_all
from alongside.web.groups.frame import group_page

_ON_A_PAGE = 30


@adults
@require_safe
def list_members(request: PersonRequest, slug: str) -> HttpResponse:
    """Everybody in the group, with a search and a filter that work as plain links and a plain form."""
    seat = programs.seat_in(request.user, slug)
    search, kind = request.GET.get("q", "").strip()[:60], _kind(request)
    found = groups.find_members(seat, search=search, kind=kind)
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    cards = cards_to_greet(seat, [membership.person_id for membership in page])
    context = {
        "page": page,
        "members": [(membership, cards.get(membership.person_id)) for membership in page],
        "search": search,
        "kind": kind.value,
        "segments": _segments(slug, search, kind),
        "more": urlencode({"q": search, "kind": kind.value, "page": page.next_page_number()})
        if page.has_next()
        else "",
    }
    if request.htmx and "page" in request.GET:
        return render(request, "groups/parts/members.html", group_page(seat, "members", **context))
    return render(request, "groups/list_members.html", group_page(seat, "members", **context))


@open_to_all
@require_safe
def show_about(request: HttpRequest, slug: str) -> HttpResponse:
    """What the group is, who runs it, what members agree to, and the way in or out."""
    person = request.user if request.user.is_authenticated else None
    standing = groups.standing_in(person, slug)
    context = {
        "organizers": groups.organizers(standing),
        "own_request": groups.own_join_request(standing),
        "here": request.path,
        "programs": on_the_door(standing, localdate(clock.now())),
    }
    return render(request, "groups/show_about.html", group_page(standing, "about", **context))


def _kind(request: PersonRequest) -> MemberFilter:
    asked = request.GET.get("kind", "")
    return next((each for each in MemberFilter if each == asked), MemberFilter.ALL)


def _segments(slug: str, search: str, kind: MemberFilter) -> list[Tab]:
    words = {
        MemberFilter.ALL: _("Everyone"),
        MemberFilter.MENTORS: _("Mentors"),
        MemberFilter.MENTEES: _("Mentees"),
        MemberFilter.RUNNING: _("Organizers and moderators"),
    }
    address = reverse("groups:list_members", args=[slug])
    return [
        Tab(label, f"{address}?{urlencode({'q': search, 'kind': each})}", each == kind) for each, label in words.items()
    ]
