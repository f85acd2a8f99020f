"""Reads of the board: counts, rows, changes, and the people without a mentor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.pairing.models import Match, Round
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program

_PEOPLE = ("mentee__person", "mentor__person", "changed_by")


@dataclass(frozen=True)
class BandCount:
    """How many pairs of a band there are, how many of them are ticked, and how many rows with those left out."""

    pairs: int = 0
    ticked: int = 0
    rows: int = 0


@dataclass(frozen=True)
class Moved:
    """Somebody with another suggested mentor than before; either may be none."""

    mentee: Enrollment
    before: Enrollment | None
    after: Enrollment | None


def newest_round(program: Program) -> Round | None:
    """The round the board shows: the newest, or the one before where the newest did not work."""
    rounds = Round.objects.filter(program=program).exclude(state=Round.State.DISMISSED).order_by("-requested_at")
    newest = rounds.first()
    if newest is None or newest.state != Round.State.FAILED:
        return newest
    return rounds.exclude(state=Round.State.FAILED).first() or newest


def failed_try(program: Program) -> Round | None:
    """The newest run, if it did not work; its advice says why where that is known."""
    newest = Round.objects.filter(program=program).order_by("-requested_at").only("state", "advice").first()
    return newest if newest is not None and newest.state == Round.State.FAILED else None


def newest_introduced_round(program: Program) -> Round | None:
    """The round whose pairs were introduced last, or are being made ready for it."""
    states = [Round.State.INTRODUCING, Round.State.INTRODUCED]
    return Round.objects.filter(program=program, state__in=states).order_by("-introduced_at").first()


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


def moved_people(shown: Round, first: int, last: int) -> tuple[list[Moved], int]:
    """A stretch of the people whose suggested mentor is another than in the round before, and how many there are."""
    rounds = Round.objects.filter(program=shown.program_id, finished_at__lt=shown.finished_at or shown.requested_at)
    before = rounds.order_by("-requested_at").first()
    if before is None:
        return [], 0
    was = dict(Match.objects.filter(round=before).values_list("mentee_id", "mentor_id"))
    now = dict(Match.objects.filter(round=shown).values_list("mentee_id", "mentor_id"))
    here = {*now, *(UUID(row["enrollment"]) for row in shown.unmatched)}
    # Whoever signed up since is not moved, and whoever left is nobody to look at.
    moved = sorted(mentee for mentee in was.keys() & here if was.get(mentee) != now.get(mentee))
    moved += sorted(UUID(row["enrollment"]) for row in before.unmatched if UUID(row["enrollment"]) in now)
    stretch = moved[first:last]
    keys = {*stretch, *(was[each] for each in stretch if each in was), *(now[each] for each in stretch if each in now)}
    people = Enrollment.objects.select_related("person").in_bulk(keys)
    found = [
        Moved(people[each], _known(people, was.get(each)), _known(people, now.get(each)))
        for each in stretch
        if each in people
    ]
    return found, len(moved)


def _known(people: Mapping[UUID, Enrollment], key: UUID | None) -> Enrollment | None:
    return people.get(key) if key else None


def scores_reaching(shown: Round, marks: Sequence[float]) -> tuple[list[int], int]:
    """How many standing pairs score each mark or more, and how many stand."""
    standing = Match.objects.filter(round=shown).standing()
    asked = {f"mark{number}": Count("pk", filter=Q(score__gte=mark)) for number, mark in enumerate(marks)}
    counted = standing.aggregate(every=Count("pk"), **asked)
    return [counted[name] for name in asked], counted["every"]
