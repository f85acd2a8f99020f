"""Choosing a mentor by hand among everybody: for a suggested pair, and for somebody without a mentor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from alongside.domain.pairing.commands.matches import give_mentor
from alongside.domain.pairing.queries.choosing import Exchange, Found, Offer, find_offers, find_swaps
from alongside.domain.pairing.words import against, sentences
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import pairing
from alongside.web.flash import say
from alongside.web.gates import PersonRequest, adults
from alongside.web.pairing.rows import topics_of
from alongside.web.programs.frame import program_header

# A change of the whole community's fit below this is not worth a word.
_NOTICEABLE = 0.03
_LONGEST_SEARCH = 60


@dataclass(frozen=True)
class Candidate:
    """A mentor to choose, in words: what they offer, why, what it would cost everyone, or why it cannot be."""

    id: str
    person: Any
    offers: str
    room: str
    has_room: bool
    why: str
    cost: str
    against: str
    is_silent: bool

    @property
    def is_possible(self) -> bool:
        return not self.against


@adults
@require_safe
def list_swaps(request: PersonRequest, slug: str, program_id: UUID, match_id: UUID) -> HttpResponse:
    """Every mentor of the program, by name or topic, with what giving them to this mentee would cost everyone."""
    board, match = pairing.to_change_match(request.user, slug, program_id, match_id)
    if not board.is_open:
        return redirect("pairing:show_board", slug, program_id)
    words = _words(request)
    found = find_swaps(match, words, at=clock.now())
    context = {
        **_context(board, match.mentee, words, found),
        "match": match,
        "candidates": [_of_swap(each, match) for each in found.offers if each.mentor.pk != match.mentor_id],
        "search_at": request.path,
        "choose_at": reverse("pairing:swap_mentor", args=[slug, program_id, match.pk]),
        "back_at": reverse("pairing:show_match", args=[slug, program_id, match.pk]),
        "seen": f"{match.pk}:{match.edition}",
    }
    if request.headers.get("HX-Target") == "found-mentors":
        return render(request, "pairing/_candidates.html", context)
    return render(request, "pairing/choose_panel.html" if request.htmx else "pairing/choose_swap.html", context)


@adults
@require_http_methods(["GET", "POST"])
def find_mentor(request: PersonRequest, slug: str, program_id: UUID, mentee_id: UUID) -> HttpResponse:
    """Give somebody without a mentor one by hand."""
    board, mentee = pairing.to_find_mentor(request.user, slug, program_id, mentee_id)
    shown = board.shown
    if shown is None or not board.is_open:
        return redirect("pairing:show_board", slug, program_id)
    if request.method == "POST":
        mentor = pairing.to_choose_mentor(board, request.POST.get("mentor", ""))
        try:
            given = give_mentor(shown, mentee, mentor, by=request.user, at=clock.now())
        except Refusal as refusal:
            messages.warning(request, str(refusal))
            return redirect(request.get_full_path())
        names = {"mentee": mentee.person.first_name, "mentor": mentor.person.first_name}
        say(request, _("%(mentee)s gets %(mentor)s.") % names)
        return redirect(f"{reverse('pairing:show_board', args=[slug, program_id])}#match-{given.pk}")
    words = _words(request)
    found = find_offers(shown, mentee, words, at=clock.now())
    context = {
        **_context(board, mentee, words, found),
        "candidates": [_of_offer(each, mentee) for each in found.offers],
        "search_at": request.path,
        "choose_at": request.path,
    }
    template = "pairing/_candidates.html" if request.htmx else "pairing/find_mentor.html"
    return render(request, template, context)


def cost_in_words(exchange: Exchange) -> str:
    """Who changes mentor in return, and whether the fit of everyone together gets better or weaker."""
    return f"{_who_changes(exchange)} {_how_good(exchange)}"


def _words(request: PersonRequest) -> str:
    return request.GET.get("q", "").strip()[:_LONGEST_SEARCH]


def _context(board: pairing.Board, mentee: Any, words: str, found: Found) -> dict[str, Any]:
    shown = ngettext("%(count)d mentor.", "%(count)d mentors.", found.total) % {"count": found.total}
    if found.total > len(found.offers):
        facts = {"shown": len(found.offers), "total": found.total}
        shown = (
            _("The %(shown)d of %(total)d with room and the closest topics. Write a name or a topic for others.")
            % facts
        )
    return {
        "board": board,
        "program": board.program,
        "header": program_header(board.seat, board.program, "pair"),
        "mentee": mentee,
        "wants": topics_of(mentee, first=mentee),
        "topics": [topic for topic in mentee.topics[:4] if topic != "unsure"],
        "words": words,
        "how_many": shown,
    }


def _of_swap(offer: Offer, match: pairing.Row) -> Candidate:
    names = {"mentee": match.mentee.person.first_name, "mentor": offer.mentor.person.first_name}
    stands = ""
    if offer.fit is None:
        stands = " ".join(against(offer.against, **names))
    elif offer.exchange is None:
        stands = _("Has no place left, and nobody there can change with %(mentee)s.") % names
    cost = cost_in_words(offer.exchange) if offer.exchange else ""
    return _candidate(offer, match.mentee, stands, cost)


def _of_offer(offer: Offer, mentee: Any) -> Candidate:
    names = {"mentee": mentee.person.first_name, "mentor": offer.mentor.person.first_name}
    stands = ""
    if offer.fit is None:
        stands = " ".join(against(offer.against, **names))
    elif not offer.free:
        stands = _("Every place of %(mentor)s is given. Leave out one of those pairs first.") % names
    return _candidate(offer, mentee, stands, _("Nobody else changes.") if not stands else "")


def _candidate(offer: Offer, mentee: Any, stands: str, cost: str) -> Candidate:
    names = {"mentee": mentee.person.first_name, "mentor": offer.mentor.person.first_name}
    reasons = offer.fit.fit.reasons if offer.fit else {"mentee": [], "both": [], "check": []}
    speaks = sentences((*reasons["mentee"][:1], *reasons["both"][:1], *reasons["check"][:1]), **names)
    room = ngettext("%(count)d place free", "%(count)d places free", offer.free) % {"count": offer.free}
    return Candidate(
        id=str(offer.mentor.pk),
        person=offer.mentor.person,
        offers=topics_of(offer.mentor, first=mentee),
        room=room if offer.free else _("No place left"),
        has_room=offer.free > 0,
        why=" ".join(speaks),
        cost=cost,
        against=stands,
        is_silent=offer.is_silent,
    )


def _who_changes(exchange: Exchange) -> str:
    if exchange.other is None:
        return _("%(name)s has room, so nobody else changes.") % {"name": exchange.mentor.person.first_name}
    return _("%(name)s would get %(mentor)s instead.") % {
        "name": exchange.other.mentee.person.first_name,
        "mentor": exchange.match.mentor.person.first_name,
    }


def _how_good(exchange: Exchange) -> str:
    if exchange.gain < -4 * _NOTICEABLE:
        return _("Together the fit would be clearly weaker.")
    if exchange.gain < -_NOTICEABLE:
        return _("Together the fit would be a little weaker.")
    if exchange.gain > _NOTICEABLE:
        return _("Together the fit would be a little better.")
    return _("Together the fit would be about as good.")
