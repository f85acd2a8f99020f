"""Who may pair people: the organizers of the group, and nobody else."""

from __future__ import annotations

from dataclasses import dataclass, fields
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.pairing.loading import pairing_rules, weights_of
from alongside.domain.pairing.models import Match, NeverPair, PairingRules, Round, RoundSchedule
from alongside.domain.pairing.queries.board import failed_try, newest_introduced_round, newest_round
from alongside.domain.programs.models import Program
from alongside.policy import programs
from alongside.policy.people import SignedInPerson
from alongside.policy.programs import Seat

BANDS = tuple((str(band.value), band.label) for band in Match.Band)
OBJECTIVES = tuple((str(each.value), each.label) for each in Round.Objective)
STEADINESS = tuple((str(each.value), each.label) for each in Round.Steadiness)
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
    def is_introducing(self) -> bool:
        """Whether pairs are still being made ready to be introduced."""
        return self.shown is not None and self.shown.state == Round.State.INTRODUCING


def to_pair(person: SignedInPerson, slug: str, program_id: UUID) -> Board:
    """The board, for an organizer of the group. Raises Http404 for outsiders, PermissionDenied for other members."""
    seat, program = programs.to_manage(person, slug, program_id)
    shown = newest_round(program)
    if shown is not None:
        shown.program = program
    return Board(seat, program, shown)


def to_introduced(person: SignedInPerson, slug: str, program_id: UUID) -> tuple[Board, Round]:
    """The board and the round that was introduced last. Raises Http404 or PermissionDenied."""
    board = to_pair(person, slug, program_id)
    shown = introduced_round(board)
    if shown is None:
        raise Http404
    return board, shown


def introduced_round(board: Board) -> Round | None:
    """The round whose pairs were introduced last, whatever the board shows by now."""
    shown = newest_introduced_round(board.program)
    if shown is not None:
        shown.program = board.program
    return shown


def failed(board: Board) -> Round | None:
    """The newest try to suggest pairs, if it did not work."""
    return failed_try(board.program)


def rules(board: Board) -> PairingRules:
    """What the organizer asks of every pair."""
    return pairing_rules(board.program)


def usual_weights(board: Board) -> dict[str, float]:
    """What each part of a fit counts where nobody changed it."""
    usual = weights_of(board.program, PairingRules(program=board.program))
    return {each.name: getattr(usual, each.name) for each in fields(usual)}


def to_find_mentor(person: SignedInPerson, slug: str, program_id: UUID, mentee_id: UUID) -> tuple[Board, Enrollment]:
    """Somebody who looks for a mentor, on the board. Raises Http404 or PermissionDenied."""
    board = to_pair(person, slug, program_id)
    mentees = Enrollment.objects.active().mentees().select_related("person")
    mentee = mentees.filter(program=board.program, pk=mentee_id).first()
    if mentee is None or board.shown is None:
        raise Http404
    return board, mentee


def people_called(board: Board, words: str, *, most: int = 12) -> list[Enrollment]:
    """People of the program by name, for the lists only organizers see."""
    people = Enrollment.objects.active().filter(program=board.program).select_related("person")
    for word in words.split():
        people = people.filter(Q(person__first_name__icontains=word) | Q(person__family_name__icontains=word))
    return list(people.order_by("person__first_name", "person__family_name", "pk")[:most]) if words.split() else []


def to_keep_apart(board: Board, enrollment_id: str) -> Enrollment:
    """Somebody of the program, to be kept apart from others. Raises Http404."""
    try:
        key = UUID(enrollment_id)
    except ValueError:
        raise Http404 from None
    found = Enrollment.objects.select_related("person").filter(program=board.program, pk=key).first()
    if found is None:
        raise Http404
    return found


def people_who_share(board: Board) -> list[Enrollment]:
    """Everybody with a household, team or manager, by what they share."""
    people = Enrollment.objects.active().filter(program=board.program).exclude(household="")
    return list(people.select_related("person").order_by("household", "person__first_name", "pk")[:200])


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


def skipped_rows(introduced: Round) -> list[Match]:
    """Pairs of an introduced round that were not possible any more, with the reason on the introduction."""
    rows = Match.objects.filter(round=introduced, introduction__state="skipped")
    return list(rows.select_related("mentee__person", "mentor__person", "introduction").order_by("pk"))


def introduction_counts(introduced: Round) -> dict[str, int]:
    """How many introductions of the round wait, have begun, or were skipped."""
    rows = Match.objects.filter(round=introduced).exclude(introduction=None)
    found = dict(rows.values_list("introduction__state").annotate(Count("pk")).order_by())
    return {state: found.get(state, 0) for state in ("waiting", "begun", "skipped")}
