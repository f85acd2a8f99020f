"""Whose turn it is in a pair: one answer for both of them, so that they never wait for each other unknowingly."""

from __future__ import annotations

from enum import StrEnum

from alongside.domain.journeys.at_hand import WeekAtHand


class Turn(StrEnum):
    """Who is awaited, as one of the walkers sees it."""

    PICK = "pick"  # the other proposes times, and I choose
    ANSWER_OTHERS_DID = "answer_others_did"
    ANSWER = "answer"
    READ = "read"  # the other wrote something I have not seen
    THEIRS = "theirs"  # I answered, and the other has not
    NOBODY = "nobody"


def whose_turn(week: WeekAtHand | None, *, unread: int) -> Turn:
    """What waits longest for a person comes first: times to pick, an answer, new words."""
    if week and week.proposal:
        return Turn.PICK
    if week and week.is_mine_to_answer:
        return Turn.ANSWER_OTHERS_DID if week.others_answered else Turn.ANSWER
    if unread:
        return Turn.READ
    if week and week.others_waited_for:
        return Turn.THEIRS
    return Turn.NOBODY


def is_mine(turn: Turn) -> bool:
    return turn in (Turn.PICK, Turn.ANSWER, Turn.ANSWER_OTHERS_DID, Turn.READ)
