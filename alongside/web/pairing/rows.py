"""Rows of the board in plain values, so that the template only lays them out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.domain.enrollments.answers import UNSURE
from alongside.domain.pairing import said
from alongside.domain.pairing.words import check_tag, sentences
from alongside.policy.pairing import Board, Row

_SHORT = 3

# What another organizer did, on the row they did it to.
_CHANGES: dict[str, str | Promise] = {
    "ticked": gettext_lazy("%(name)s ticked this pair"),
    "unticked": gettext_lazy("%(name)s unticked this pair"),
    "left_out": gettext_lazy("%(name)s left out this pair"),
    "put_back": gettext_lazy("%(name)s took this pair back in"),
    "swapped": gettext_lazy("%(name)s swapped the mentor"),
    "chosen": gettext_lazy("%(name)s chose this mentor"),
    "pinned": gettext_lazy("%(name)s pinned this pair"),
    "unpinned": gettext_lazy("%(name)s unpinned this pair"),
    "forbidden": gettext_lazy("%(name)s never wants this pair again"),
}


@dataclass(frozen=True)
class BoardRow:
    """One suggested pair as the board shows it."""

    id: str
    seen: str
    mentee: Any
    mentor: Any
    wants: str
    offers: str
    reason: str
    check: str
    fit: str
    ticked: bool
    is_left_out: bool
    is_pinned: bool
    changed: str
    look_at: str
    swap_at: str
    tick_to: str
    put_back_to: str


def board_rows(rows: Iterable[Row], board: Board) -> list[BoardRow]:
    """Rows for the template, in the order they come."""
    return [board_row(row, board) for row in rows]


def board_row(row: Row, board: Board) -> BoardRow:
    """One row for the template."""
    mentee, mentor = row.mentee.person, row.mentor.person
    here = [board.seat.group.slug, board.program.pk, row.pk]
    look_at = reverse("pairing:show_match", args=here)
    return BoardRow(
        id=str(row.pk),
        seen=f"{row.pk}:{row.edition}",
        mentee=mentee,
        mentor=mentor,
        wants=topics_of(row.mentee, first=row.mentor),
        offers=topics_of(row.mentor, first=row.mentee),
        reason=_one_line(row),
        check=check_tag(row.reasons.get("check", ())),
        fit=row.band,
        ticked=row.ticked,
        is_left_out=row.state == "left_out",
        is_pinned=row.pinned,
        changed=change_in_words(row, board),
        look_at=look_at,
        swap_at=f"{look_at}?{urlencode({'swap': 1})}#others",
        tick_to=reverse("pairing:tick_match", args=here),
        put_back_to=reverse("pairing:put_back", args=here),
    )


def topics_of(enrollment: Any, *, first: Any) -> str:
    """A few topics in one line, those the other one named too before the rest."""
    theirs = {topic.casefold() for topic in first.topics}
    if UNSURE in enrollment.topics and len(enrollment.topics) == 1:
        return _("not sure yet")
    named = [topic for topic in enrollment.topics if topic != UNSURE]
    ordered = sorted(named, key=lambda topic: topic.casefold() not in theirs)
    if not ordered:
        return _("not said")
    shown = ", ".join(ordered[:_SHORT])
    more = len(ordered) - _SHORT
    return _("%(topics)s and %(more)d more") % {"topics": shown, "more": more} if more > 0 else shown


def change_in_words(row: Row, board: Board) -> str:
    """ "Kofi left out this pair", or "You left out this pair"."""
    if row.change not in _CHANGES or row.changed_by is None:
        return ""
    if row.changed_by_id == board.seat.person.pk:
        return _("You left out this pair") if row.change in ("left_out", "forbidden") else ""
    return str(_CHANGES[row.change]) % {"name": row.changed_by.first_name}


def _one_line(row: Row) -> str:
    names = {"mentee": row.mentee.person.first_name, "mentor": row.mentor.person.first_name}
    for_mentee = sentences(row.reasons.get("mentee", ())[:1], **names)
    for_both = sentences(row.reasons.get("both", ())[:1], **names)
    return " ".join((*for_mentee, *for_both)) or _("Nothing in common was named. Both are free for each other.")


def listed(words: Iterable[object]) -> str:
    """``a, b and c`` in the reader's language."""
    return said.listed(words)
