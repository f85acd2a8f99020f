"""Who may pair people: the organizers of the group, and nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.pairing.models import Match, NeverPair, Round, RoundSchedule
from alongside.domain.pairing.queries import newest_round
from alongside.domain.programs.models import Program
from alongside.policy import programs
from alongside.policy.people import SignedInPerson
from alongside.policy.programs import Seat

BANDS = tuple((str(band.value), band.label) for band in Match.Band)
OBJECTIVES = tuple((str(each.value), each.label) for each in Round.Objective)
LEAST = tuple((str(each.value), each.label) for each in RoundSchedule.Least)

Shown = Round
Row = Match
Never = NeverPair


@dataclass(frozen=True)
class Board:
    """An organizer at the pairing board of a program; ``shown`` is the newest round, if there is one."""

    seat: Seat
    program: Program
    shown: Round | None

    @property
    def is_open(self) -> bool:
        """Whether the suggestions can be worked on."""
        return self.shown is not None and self.shown.state == Round.State.PROPOSED

    @property
    def is_introduced(self) -> bool:
        return self.shown is not None and self.shown.state == Round.State.INTRODUCED

    @property
    def has_failed(self) -> bool:
        return self.shown is not None and self.shown.state == Round.State.FAILED


def to_pair(person: SignedInPerson, slug: str, program_id: UUID) -> Board:
    """The board, for an organizer of the group. Raises Http404 for outsiders, PermissionDenied for other members."""
    seat, program = programs.to_manage(person, slug, program_id)
    shown = newest_round(program)
    if shown is not None:
        shown.program = program
    return Board(seat, program, shown)


def to_introduce(person: SignedInPerson, slug: str, program_id: UUID) -> tuple[Board, Round]:
    """The board with the round to introduce or take back. Raises Http404 or PermissionDenied."""
    board = to_pair(person, slug, program_id)
    if board.shown is None:
        raise Http404
    return board, board.shown


def to_change_match(person: SignedInPerson, slug: str, program_id: UUID, match_id: UUID) -> tuple[Board, Match]:
    """One row of the board. Raises Http404 or PermissionDenied."""
    board = to_pair(person, slug, program_id)
    people = ("mentee__person", "mentor__person", "changed_by", "introduction")
    match = Match.objects.select_related(*people).filter(round=board.shown, pk=match_id).first()
    if match is None or board.shown is None:
        raise Http404
    match.round = board.shown
    return board, match


def next_row(match: Match) -> Match | None:
    """The row below on the board: further down its band, or the first of the next band."""
    order = [band for band, _label in BANDS]
    rows = Match.objects.filter(round=match.round).standing().order_by("-score", "id")
    below = rows.filter(band=match.band).filter(Q(score__lt=match.score) | Q(score=match.score, id__gt=match.pk))
    later = (rows.filter(band=band) for band in order[order.index(match.band) + 1 :])
    return next((found for found in (below.first(), *(each.first() for each in later)) if found), None)


def to_choose_mentor(board: Board, enrollment_id: str) -> Enrollment:
    """A mentor of the program, to be given to somebody. Raises Http404."""
    try:
        key = UUID(enrollment_id)
    except ValueError:
        raise Http404 from None
    mentors = Enrollment.objects.active().mentors().select_related("person")
    mentor = mentors.filter(program=board.program, pk=key).first()
    if mentor is None:
        raise Http404
    return mentor


def to_lift(board: Board, never_id: int) -> NeverPair:
    """One entry of the never-pair list. Raises Http404."""
    never = NeverPair.objects.filter(program=board.program, pk=never_id).first()
    if never is None:
        raise Http404
    return never


def schedule_of(board: Board) -> RoundSchedule | None:
    """When rounds run by themselves, if they do."""
    return RoundSchedule.objects.filter(program=board.program).first()


def never_pairs(board: Board) -> list[NeverPair]:
    """The never-pair list, newest first."""
    return list(board.program.never_pairs.select_related("one", "other", "made_by").order_by("-made_at"))


def first_ticked(board: Board) -> Match | None:
    """One of the pairs about to be introduced, as an example of the letter."""
    rows = Match.objects.filter(round=board.shown).ticked().select_related("mentee__person", "mentor__person")
    return rows.order_by("-score", "id").first()


def skipped_rows(board: Board) -> list[Match]:
    """Pairs of an introduced round that were not possible any more, with the reason on the introduction."""
    rows = Match.objects.filter(round=board.shown, introduction__state="skipped")
    return list(rows.select_related("mentee__person", "mentor__person", "introduction").order_by("pk"))


def introduction_counts(board: Board) -> dict[str, int]:
    """How many introductions of the round wait, have begun, or were skipped."""
    states = Match.objects.filter(round=board.shown).exclude(introduction=None)
    counts = {"waiting": 0, "begun": 0, "skipped": 0}
    for state in states.values_list("introduction__state", flat=True):
        counts[state] = counts.get(state, 0) + 1
    return counts
