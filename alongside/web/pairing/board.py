"""The pairing board itself, its parts, and keeping its ticks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from alongside.domain.insights.queries.numbers import places
from alongside.domain.pairing.commands.matches import save_ticks, tick_band
from alongside.domain.pairing.queries.board import BandCount, band_counts, changes_by_others, rows_of, unmatched_people
from alongside.domain.pairing.words import advice, changes, why_not
from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy import pairing
from alongside.policy.pairing import Board
from alongside.web.components.charts import Part
from alongside.web.components.navigation import Tab
from alongside.web.gates import PersonRequest, adults
from alongside.web.pairing.asking import progress_words
from alongside.web.pairing.rows import BoardRow, board_rows
from alongside.web.pairing.trades import aims
from alongside.web.programs.frame import program_header

FIRST_ROWS = 4
MORE_ROWS = 50
FOUND_ROWS = 50
UNMATCHED_ROWS = 5

_PAINTS = {"strong": "well", "good": "mentee", "unsure": "none"}
SECONDS_PER_ROW = {"strong": 2, "good": 4, "unsure": 17}


@dataclass(frozen=True)
class Band:
    """One band with the rows shown of it."""

    key: str
    title: str
    what: str
    count: BandCount
    rows: list[BoardRow]
    left: int
    more_at: str

    @property
    def is_all_ticked(self) -> bool:
        return self.count.pairs > 0 and self.count.ticked == self.count.pairs


@adults
@require_safe
def show_board(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Suggestions for everyone at once, in bands; or how far the engine has got; or how to begin."""
    board = pairing.to_pair(request.user, slug, program_id)
    context = {"board": board, "program": board.program, "header": program_header(board.seat, board.program, "pair")}
    failed = pairing.failed(board)
    context |= {"aims": aims(board.shown), "has_failed": failed is not None}
    context["why_failed"] = advice(failed.advice) if failed else []
    introduced = pairing.introduced_round(board)
    if board.is_open:
        can_be_undone = introduced is not None and introduced.can_be_undone(clock.now())
        context |= {**_board_context(request, board), "can_be_undone": can_be_undone}
        return render(request, "pairing/board.html", context)
    if board.shown is not None and board.shown.is_under_way:
        return render(request, "pairing/no_board.html", {**context, **progress_words(board)})
    return _begin(request, board, context, introduced)


def _begin(
    request: PersonRequest, board: Board, context: dict[str, Any], introduced: pairing.Shown | None
) -> HttpResponse:
    """How to begin: at first, and again for those who are left once the last introductions are out."""
    if introduced is not None:
        counts = pairing.introduction_counts(introduced)
        if counts["waiting"] or introduced.can_be_undone(clock.now()):
            return redirect("pairing:show_introduced", board.seat.group.slug, board.program.pk)
        context |= {"introduced": introduced, "introduced_pairs": counts["begun"]}
    return render(request, "pairing/no_board.html", {**context, "places": places(board.program)})


@adults
@require_safe
def list_rows(request: PersonRequest, slug: str, program_id: UUID, band: str) -> HttpResponse:
    """The next rows of one band: added below where scripts run, a page of their own elsewhere."""
    board = pairing.to_pair(request.user, slug, program_id)
    if not board.is_open:
        return redirect("pairing:show_board", slug, program_id)
    if band not in dict(pairing.BANDS):
        raise Http404
    first = whole_number(request.GET.get("from", "0"))
    shown = _band(board, band, band_counts(_of(board)), first=first, size=MORE_ROWS)
    template = "pairing/more_rows.html" if request.htmx else "pairing/band_page.html"
    context = {"board": board, "band": shown, "header": program_header(board.seat, board.program, "pair")}
    return render(request, template, {**context, "is_first": first == 0, **tally(board)})


@adults
@require_POST
def save_board(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """Keep the ticks of the page and go on to the review."""
    board = pairing.to_pair(request.user, slug, program_id)
    try:
        others = _save_ticks(request, board)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("pairing:show_board", slug, program_id)
    if others:
        names = ", ".join(sorted({each.changed_by.first_name for each in others if each.changed_by}))
        count = len(others)
        text = ngettext(
            "%(names)s changed %(count)d pair while you worked. We kept that.",
            "%(names)s changed %(count)d pairs while you worked. We kept that.",
            count,
        )
        messages.warning(request, text % {"names": names, "count": count})
        return redirect("pairing:show_board", slug, program_id)
    return redirect("pairing:review", slug, program_id)


@adults
@require_POST
def tick_whole_band(request: PersonRequest, slug: str, program_id: UUID, band: str) -> HttpResponse:
    """Tick or untick a band; what else was ticked on the page is kept first."""
    board = pairing.to_pair(request.user, slug, program_id)
    ticked = request.POST.get("all") == "on" or request.POST.get(f"all-{band}") == "on"
    try:
        if not request.htmx:
            _save_ticks(request, board)
        tick_band(_of(board), band, ticked=ticked, by=request.user, at=clock.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("pairing:show_board", slug, program_id)
    return redirect(f"{reverse('pairing:show_board', args=[slug, program_id])}#{band}")


@adults
@require_safe
def show_changes(request: PersonRequest, slug: str, program_id: UUID) -> HttpResponse:
    """What other organizers did since this page was opened; asked for quietly every few seconds."""
    board = pairing.to_pair(request.user, slug, program_id)
    since = _moment(request.GET.get("since", ""))
    if not board.is_open:
        return render(request, "pairing/board_gone.html", {"board": board})
    rows = list(changes_by_others(_of(board), request.user, since)[:FOUND_ROWS]) if since else []
    return render(request, "pairing/changes.html", {"rows": board_rows(rows, board)})


def _board_context(request: PersonRequest, board: Board) -> dict[str, Any]:
    shown, name, only = _of(board), request.GET.get("q", "").strip()[:60], request.GET.get("show", "")
    shown_tally = tally(board)
    counts: dict[str, BandCount] = shown_tally["counts"]
    bands: list[Band] = []
    if not name and only != "unmatched":
        keys = [key for key, _label in pairing.BANDS if only != "eye" or key == "unsure"]
        bands = [_band(board, key, counts, first=0, size=FIRST_ROWS) for key in keys]
    found = board_rows(rows_of(shown, name=name)[:FOUND_ROWS], board) if name else []
    total = FOUND_ROWS if only == "unmatched" else UNMATCHED_ROWS
    unmatched = unmatched_people(shown, 0, total) if not name else []
    return {
        **shown_tally,
        "bands": bands,
        "found": found,
        "name": name,
        "only": only,
        "segments": _segments(board, counts, only),
        "unmatched": [(each, why_not(reasons)) for each, reasons in unmatched],
        "unmatched_left": len(shown.unmatched) - len(unmatched),
        "advice": advice(shown.advice),
        "changes": changes(shown.changes),
        "now": clock.now().isoformat(),
        "steadiness": pairing.STEADINESS,
        "minutes": _minutes(counts),
    }


def tally(board: Board, counts: dict[str, BandCount] | None = None) -> dict[str, Any]:
    """The counts above, beside and below the rows."""
    counts = counts or band_counts(_of(board))
    says = {
        "strong": _("%(pairs)d strong, %(ticked)d ticked"),
        "good": _("%(pairs)d good, %(ticked)d ticked"),
        "unsure": _("%(pairs)d unsure, %(ticked)d ticked"),
    }
    parts = [
        Part(_PAINTS[key], count.pairs, says[key] % {"pairs": count.pairs, "ticked": count.ticked})  # type: ignore[arg-type]
        for key, count in counts.items()
    ]
    return {
        "counts": counts,
        "parts": parts,
        "pairs": sum(count.pairs for count in counts.values()),
        "ticked": sum(count.ticked for count in counts.values()),
        "need_your_eye": need_your_eye(board, counts),
    }


def need_your_eye(board: Board, counts: dict[str, BandCount]) -> int:
    """The unsure pairs and the people without a mentor: the one number of the heading and of the tab beside it."""
    return counts["unsure"].pairs + len(_of(board).unmatched)


def _band(board: Board, key: str, counts: dict[str, BandCount], *, first: int, size: int) -> Band:
    titles = dict(pairing.BANDS)
    what = {
        "strong": _("Same needs, same times, nothing to check. Skim for anything that looks off."),
        "good": _("The right help, with one thing to check."),
        "unsure": _("The best we found, but something does not line up. Left unticked for you."),
    }
    rows = list(rows_of(_of(board), band=key)[first : first + size])
    address = reverse("pairing:list_rows", args=[board.seat.group.slug, board.program.pk, key])
    return Band(
        key=key,
        title=str(titles[key]),
        what=what[key],
        count=counts[key],
        rows=board_rows(rows, board),
        left=max(0, counts[key].rows - first - len(rows)),
        more_at=f"{address}?{urlencode({'from': first + len(rows)})}",
    )


def _segments(board: Board, counts: dict[str, BandCount], only: str) -> list[Tab]:
    here = reverse("pairing:show_board", args=[board.seat.group.slug, board.program.pk])
    eye = need_your_eye(board, counts)
    return [
        Tab(_("Everyone"), here, is_current=not only),
        Tab(_("Need your eye"), f"{here}?show=eye", is_current=only == "eye", count=eye),
        Tab(_("No mentor"), f"{here}?show=unmatched", is_current=only == "unmatched", count=len(_of(board).unmatched)),
    ]


def _minutes(counts: dict[str, BandCount]) -> int:
    """How long looking through the board takes: skimming, reading, and opening each unsure pair."""
    seconds = sum(SECONDS_PER_ROW[key] * count.pairs for key, count in counts.items())
    return max(1, round(seconds / 60))


def _save_ticks(request: PersonRequest, board: Board) -> list[pairing.Row]:
    seen: dict[UUID, int] = {}
    for value in request.POST.getlist("seen"):
        key, _colon, edition = value.partition(":")
        if (match := _key(key)) and edition.isdigit():
            seen[match] = int(edition)
    ticked = {match for value in request.POST.getlist("match") if (match := _key(value))}
    return save_ticks(_of(board), seen, ticked, by=request.user, at=clock.now())


def _of(board: Board) -> pairing.Shown:
    if board.shown is None:
        raise Http404
    return board.shown


def _key(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None


def _moment(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def whole_number(value: str) -> int:
    """A number from an address; zero when it is none."""
    return min(int(value), 10**6) if value.isdigit() else 0
