"""Reads of the board: counts, rows, what a swap would cost, and mentors to suggest to somebody who browses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.mentorships.models import Conversation, MentorRequest
from alongside.domain.pairing.loading import load_field
from alongside.domain.pairing.models import Match, Round
from alongside.domain.pairing.weighing import Scales, Weighed
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.matching import best_mentors

_PEOPLE = ("mentee__person", "mentor__person", "changed_by")
_CANDIDATES = 12


@dataclass(frozen=True)
class BandCount:
    """How many pairs of a band there are, how many of them are ticked, and how many rows with those left out."""

    pairs: int = 0
    ticked: int = 0
    rows: int = 0


@dataclass(frozen=True)
class Exchange:
    """Another mentor for a mentee: how well they fit, and who changes mentor in return."""

    match: Match
    mentor: Enrollment
    fit: Weighed
    gain: float  # of the total over everybody, from -1 to 1
    other: Match | None = None
    other_fit: Weighed | None = None


def newest_round(program: Program) -> Round | None:
    """The round the board shows."""
    return Round.objects.filter(program=program).exclude(state=Round.State.DISMISSED).order_by("-requested_at").first()


def band_counts(shown: Round) -> dict[str, BandCount]:
    """Pairs, ticks and rows of every band; one query however long the board is."""
    standing = ~Q(state=Match.State.LEFT_OUT)
    counts = (
        Match.objects.filter(round=shown)
        .values_list("band")
        .annotate(pairs=Count("pk", filter=standing), on=Count("pk", filter=standing & Q(ticked=True)), all=Count("pk"))
        .order_by()
    )
    found = {band: BandCount(pairs, on, every) for band, pairs, on, every in counts}
    return {str(band): found.get(str(band), BandCount()) for band in Match.Band.values}


def rows_of(shown: Round, *, band: str = "", name: str = "") -> QuerySet[Match]:
    """The rows of a band, best first, or those of people whose name has ``name`` in it."""
    rows = Match.objects.filter(round=shown).select_related(*_PEOPLE)
    if band:
        rows = rows.filter(band=band)
    for word in name.split():
        rows = rows.filter(
            Q(mentee__person__first_name__icontains=word)
            | Q(mentee__person__family_name__icontains=word)
            | Q(mentor__person__first_name__icontains=word)
            | Q(mentor__person__family_name__icontains=word)
        )
    return rows.order_by("-score", "id")


def changes_by_others(shown: Round, person: Person, since: datetime) -> QuerySet[Match]:
    """What other organizers changed on the board since ``since``, newest first."""
    rows = Match.objects.filter(round=shown, changed_at__gt=since).exclude(changed_by=person)
    return rows.exclude(changed_by=None).select_related(*_PEOPLE).order_by("-changed_at")


def unmatched_people(shown: Round, first: int, last: int) -> list[tuple[Enrollment, Sequence[dict[str, object]]]]:
    """A stretch of the people without a mentor, with the reasons."""
    rows = shown.unmatched[first:last]
    people = Enrollment.objects.select_related("person").in_bulk([UUID(row["enrollment"]) for row in rows])
    found = ((people.get(UUID(row["enrollment"])), row["reasons"]) for row in rows)
    return [(enrollment, reasons) for enrollment, reasons in found if enrollment is not None]


def exchanges_for(match: Match, *, at: datetime, count: int = 3) -> list[Exchange]:
    """The other mentors that cost everybody least, best first, each with what changes for whom."""
    candidates = _enrollments([UUID(each) for each in match.others if each != str(match.mentor_id)])
    found = _exchanges(match, candidates, at)
    return sorted(found, key=lambda each: (-each.gain, str(each.mentor.pk)))[:count]


def exchange_for(match: Match, mentor: Enrollment, *, at: datetime) -> Exchange | None:
    """What giving this mentor to the mentee of ``match`` would change; None when it is not possible."""
    return next(iter(_exchanges(match, _enrollments([mentor.pk]), at)), None)


def suggest_mentors(mentee: Enrollment, *, at: datetime, count: int = 5) -> list[tuple[Enrollment, Weighed]]:
    """Mentors with room who fit this mentee best, with reasons; nobody they asked or talk with already."""
    program = mentee.program
    field = load_field(program, at)
    known = _already_known(mentee)
    mentors = [each for pk, each in field.mentors.items() if pk not in known and each.person_id != mentee.person_id]
    scales = Scales(program, [mentee], mentors, points={}, at=at)
    best = best_mentors(scales.matching, count)[str(mentee.pk)]
    by_key = {str(each.pk): each for each in mentors}
    weighed = ((by_key[key], scales.weigh(mentee.pk, UUID(key))) for key in best)
    return [(mentor, fit) for mentor, fit in weighed if fit is not None and fit.fit.reasons["mentee"]]


def _exchanges(match: Match, candidates: Sequence[Enrollment], at: datetime) -> list[Exchange]:
    """Weigh every candidate, and for a full one the mentee of theirs who could take the freed mentor instead."""
    if not candidates:
        return []
    mentors = [*candidates, match.mentor]
    standing = Match.objects.filter(round=match.round).standing().select_related("mentee__person")
    given: dict[UUID, list[Match]] = {each.pk: [] for each in mentors}
    for row in standing.filter(mentor__in=mentors).exclude(pk=match.pk):
        given[row.mentor_id].append(row)
    mentees = {match.mentee_id: match.mentee}
    mentees.update((row.mentee_id, row.mentee) for rows in given.values() for row in rows)
    program = match.round.program
    scales = Scales(program, mentees.values(), mentors, points=match.round.points, at=at)
    found = (_exchange(match, each, given, scales) for each in candidates)
    return [each for each in found if each is not None]


def _exchange(match: Match, mentor: Enrollment, given: dict[UUID, list[Match]], scales: Scales) -> Exchange | None:
    now, then = scales.weigh(match.mentee_id, match.mentor_id), scales.weigh(match.mentee_id, mentor.pk)
    if then is None or mentor.pk == match.mentor_id:
        return None
    gain = then.score - (now.score if now else 0.0)
    if mentor.capacity - scales.taken[mentor.pk] > len(given[mentor.pk]):
        return Exchange(match, mentor, then, gain)
    options = []
    for row in given[mentor.pk]:
        theirs, instead = scales.weigh(row.mentee_id, mentor.pk), scales.weigh(row.mentee_id, match.mentor_id)
        if instead is not None and not row.pinned:
            cost = instead.score - (theirs.score if theirs else 0.0)
            options.append(Exchange(match, mentor, then, gain + cost, row, instead))
    return max(options, key=lambda each: (each.gain, str(each.other and each.other.pk)), default=None)


def _enrollments(keys: Sequence[UUID]) -> list[Enrollment]:
    people = Enrollment.objects.active().mentors().select_related("person").filter(pk__in=keys[:_CANDIDATES])
    return list(people.order_by("pk"))


def _already_known(mentee: Enrollment) -> set[UUID]:
    asked = MentorRequest.objects.filter(mentee=mentee).exclude(state=MentorRequest.State.WITHDRAWN)
    talks = Conversation.objects.filter(Q(asker=mentee) | Q(asked=mentee)).values_list("asker_id", "asked_id")
    return {*asked.values_list("mentor_id", flat=True), *(each for talk in talks for each in talk)}
