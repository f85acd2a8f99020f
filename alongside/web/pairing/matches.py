"""One suggestion, closely: why, what to check, other mentors, and everything an organizer can do with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from alongside.domain.pairing.commands import matches as commands
from alongside.domain.pairing.queries.board import band_counts
from alongside.domain.pairing.queries.choosing import Exchange, exchanges_for
from alongside.domain.pairing.words import sentences
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import pairing
from alongside.policy.pairing import Board, Row
from alongside.web.components.organizing import Reason
from alongside.web.gates import PersonRequest, adults
from alongside.web.pairing.board import tally
from alongside.web.pairing.choosing import cost_in_words
from alongside.web.pairing.marking import quotes_of
from alongside.web.pairing.rows import board_row, topics_of
from alongside.web.programs.frame import program_header

_SAID = {
    "left_out": gettext_lazy("Left out. Both may be suggested again next time."),
    "put_back": gettext_lazy("Taken back in."),
    "pinned": gettext_lazy("Pinned. These two stay together in every new set of suggestions."),
    "unpinned": gettext_lazy("Not pinned any more."),
    "forbidden": gettext_lazy("These two are not suggested to each other again. Neither of them is told."),
}


@dataclass(frozen=True)
class Other:
    """Another mentor for the same mentee, and what it would change for everybody."""

    id: str
    person: Any
    offers: str
    why: str
    cost: str


@adults
@require_safe
def show_match(request: PersonRequest, slug: str, program_id: UUID, match_id: UUID) -> HttpResponse:
    """The side panel of the board, or the same as a page of its own."""
    board, match = pairing.to_change_match(request.user, slug, program_id, match_id)
    template = "pairing/look.html" if request.htmx else "pairing/match_page.html"
    return render(request, template, look_context(board, match))


@adults
@require_POST
def tick_match(request: PersonRequest, slug: str, program_id: UUID, match_id: UUID) -> HttpResponse:
    """Remember one tick at once."""
    board, match = pairing.to_change_match(request.user, slug, program_id, match_id)
    ticked = str(match.pk) in request.POST.getlist("match")
    return _act(request, board, match, lambda: commands.tick_match(match, ticked=ticked, **_by(request, match)))


@adults
@require_POST
def leave_out(request: PersonRequest, slug: str, program_id: UUID, match_id: UUID) -> HttpResponse:
    """Take the pair off this round."""
    board, match = pairing.to_change_match(request.user, slug, program_id, match_id)
    return _act(request, board, match, lambda: commands.leave_out(match, **_by(request, match)), says="left_out")


@adults
@require_POST
def put_back(request: PersonRequest, slug: str, program_id: UUID, match_id: UUID) -> HttpResponse:
    """Take the pair in again."""
    board, match = pairing.to_change_match(request.user, slug, program_id, match_id)
    act = lambda: commands.put_back(match, by=request.user, at=clock.now())  # noqa: E731
    return _act(request, board, match, act, says="put_back")


@adults
@require_POST
def pin_match(request: PersonRequest, slug: str, program_id: UUID, match_id: UUID) -> HttpResponse:
    """Keep the pair in every further set of suggestions, or let go of it."""
    board, match = pairing.to_change_match(request.user, slug, program_id, match_id)
    pinned = not match.pinned
    act = lambda: commands.pin_match(match, pinned=pinned, **_by(request, match))  # noqa: E731
    return _act(request, board, match, act, says="pinned" if pinned else "unpinned")


@adults
@require_POST
def forbid_match(request: PersonRequest, slug: str, program_id: UUID, match_id: UUID) -> HttpResponse:
    """Never suggest these two again."""
    board, match = pairing.to_change_match(request.user, slug, program_id, match_id)
    return _act(request, board, match, lambda: commands.forbid_match(match, **_by(request, match)), says="forbidden")


@adults
@require_POST
def swap_mentor(request: PersonRequest, slug: str, program_id: UUID, match_id: UUID) -> HttpResponse:
    """Give the mentee another mentor."""
    board, match = pairing.to_change_match(request.user, slug, program_id, match_id)
    mentor = pairing.to_choose_mentor(board, request.POST.get("mentor", ""))
    try:
        exchange = commands.swap_mentor(match, mentor, **_by(request, match))
    except Refusal as refusal:
        return _answer(request, board, match, str(refusal), refused=True)
    said = _("%(mentee)s gets %(mentor)s.") % {
        "mentee": match.mentee.person.first_name,
        "mentor": mentor.person.first_name,
    }
    return _answer(request, board, match, said, also=exchange.other)


def look_context(board: Board, match: Row) -> dict[str, Any]:
    """Everything about one suggestion, for the panel and the page."""
    mentee, mentor = match.mentee.person, match.mentor.person
    return {
        "board": board,
        "program": board.program,
        "header": program_header(board.seat, board.program, "pair"),
        "match": match,
        "row": board_row(match, board),
        "mentee": mentee,
        "mentor": mentor,
        "band": dict(pairing.BANDS)[match.band],
        "reasons": _reasons(match, ("mentee", "mentor", "both")),
        "checks": _reasons(match, ("check",)),
        "quotes": quotes_of(match),
        "others": [_other(each) for each in exchanges_for(match, at=clock.now())] if board.is_open else [],
        "next_at": _next_at(board, match),
    }


def _reasons(match: Row, sides: Sequence[str]) -> list[Reason]:
    names = {"mentee": match.mentee.person.first_name, "mentor": match.mentor.person.first_name}
    for_whom = {
        "mentee": (_("For %(name)s") % {"name": names["mentee"]}, "mentee"),
        "mentor": (_("For %(name)s") % {"name": names["mentor"]}, "mentor"),
        "both": (_("Both"), ""),
        "check": (_("Check"), "check"),
    }
    found = []
    for side in sides:
        if text := " ".join(sentences(match.reasons.get(side, ()), **names)):
            whom, kind = for_whom[side]
            found.append(Reason(whom, text, kind))  # type: ignore[arg-type]
    return found


def _other(exchange: Exchange) -> Other:
    names = {
        "mentee": exchange.match.mentee.person.first_name,
        "mentor": exchange.mentor.person.first_name,
    }
    why = sentences((*exchange.fit.fit.reasons["mentee"][:1], *exchange.fit.fit.reasons["both"][:1]), **names)
    return Other(
        id=str(exchange.mentor.pk),
        person=exchange.mentor.person,
        offers=topics_of(exchange.mentor, first=exchange.match.mentee),
        why=" ".join(why),
        cost=cost_in_words(exchange),
    )


def _next_at(board: Board, match: Row) -> str:
    following = pairing.next_row(match)
    if following is None:
        return ""
    return reverse("pairing:show_match", args=[board.seat.group.slug, board.program.pk, following.pk])


def _by(request: PersonRequest, match: Row) -> dict[str, Any]:
    """Who acts when, on which edition: the one the page showed, or the newest where the page said nothing."""
    seen = (value.partition(":") for value in request.POST.getlist("seen"))
    edition = next((number for key, _colon, number in seen if key == str(match.pk)), "")
    return {"by": request.user, "at": clock.now(), "edition": int(edition) if edition.isdigit() else None}


def _is_on_page(request: PersonRequest, match: Row) -> bool:
    return any(value.startswith(str(match.pk)) for value in request.POST.getlist("seen"))


def _act(
    request: PersonRequest, board: Board, match: Row, act: Callable[[], object], *, says: str = ""
) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        return _answer(request, board, match, str(refusal), refused=True)
    return _answer(request, board, match, str(_SAID[says]) if says else "")


def _answer(
    request: PersonRequest, board: Board, match: Row, said: str, *, also: Row | None = None, refused: bool = False
) -> HttpResponse:
    """The changed rows, the panel and the counts where scripts run; the board again elsewhere."""
    slug, program_id = board.seat.group.slug, board.program.pk
    if not request.htmx:
        if said:
            (messages.warning if refused else messages.success)(request, said)
        return redirect(f"{reverse('pairing:show_board', args=[slug, program_id])}#match-{match.pk}")
    board, match = pairing.to_change_match(request.user, slug, program_id, match.pk)
    changed = [match]
    if also is not None and _is_on_page(request, also):
        changed.append(pairing.to_change_match(request.user, slug, program_id, also.pk)[1])
    context = {
        "board": board,
        "rows": [board_row(each, board) for each in changed],
        "said": said,
        "refused": refused,
        # A tick shows itself already; replacing its row would take the focus away.
        "with_rows": refused or bool(said),
        "with_look": request.headers.get("HX-Target") == "look",
        "bands_shown": request.POST.getlist("band"),
        **tally(board, band_counts(match.round)),
    }
    if context["with_look"]:
        context |= look_context(board, match)
    return render(request, "pairing/changed.html", context)
