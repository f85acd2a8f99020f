"""Whose turn it is, in words that both read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from alongside.domain.journeys.at_hand import weeks_at_hand
from alongside.domain.journeys.turns import Turn, is_mine, whose_turn
from alongside.kernel.days import full_day
from alongside.policy.spaces import Room, RoomCard
from alongside.web.groups.frame import names


@dataclass(frozen=True)
class TurnLine:
    """One line, and whether it asks something of the reader."""

    words: str
    is_mine: bool


def turn_in(room: Room, *, unread: int, at: datetime) -> TurnLine:
    """Whose turn it is in this space."""
    week = weeks_at_hand([room.me], at=at).get(room.journey.pk)
    others = [walker.person for walker in room.others]
    return _line(whose_turn(week, unread=unread), others, at)


def turns_of(cards: list[RoomCard], *, at: datetime) -> list[tuple[RoomCard, TurnLine]]:
    """Whose turn it is in each of a person's pairs; those that wait for the person come first."""
    weeks = weeks_at_hand([card.me for card in cards], at=at) if cards else {}
    lines = []
    for card in cards:
        turn = whose_turn(weeks.get(card.mentorship.journey_id), unread=card.unread)
        lines.append((card, _line(turn, [walker.person for walker in card.others], at)))
    return sorted(lines, key=lambda each: not each[1].is_mine)


def _line(turn: Turn, others: list[Any], at: datetime) -> TurnLine:
    who = {"names": names([person.first_name for person in others])}
    away = next((person for person in others if person.away_until and person.away_until > at.date()), None)
    if away and not is_mine(turn):
        back = {"name": away.first_name, "day": full_day(away.away_until)}
        return TurnLine(_("%(name)s is away and back on %(day)s. Nothing is forgotten.") % back, is_mine=False)
    words = {
        Turn.PICK: _("Your turn: %(names)s proposes times to talk.") % who,
        Turn.ANSWER_OTHERS_DID: _("Your turn, whenever you are ready. %(names)s has answered.") % who,
        Turn.ANSWER: _("The question is open for both of you. Whoever likes begins."),
        Turn.READ: _("Your turn, if you like: there is something new from %(names)s.") % who,
        Turn.THEIRS: _("You have answered. It is the turn of %(names)s, and you will hear when it happens.") % who,
        Turn.NOBODY: _("Nobody waits for anybody right now."),
    }[turn]
    return TurnLine(words, is_mine(turn))
