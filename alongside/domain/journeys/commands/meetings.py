"""Finding a time to talk, and noting that it happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.journeys.commands.ground import hold, mark_walked, reach
from alongside.domain.journeys.events import (
    MeetingCanceled,
    MeetingComing,
    MeetingHeld,
    MeetingPlanned,
    MeetingProposed,
)
from alongside.domain.journeys.models import Journey, Meeting, Milestone
from alongside.domain.journeys.places import place_of_meeting, place_of_note
from alongside.domain.people.models import Person
from alongside.domain.spaces.commands.numbers import next_number
from alongside.domain.spaces.models import Space
from alongside.domain.spaces.sealing import seals_of
from alongside.kernel.refusal import Refusal

MOST_TIMES = 3
SHORTEST, LONGEST = 10, 480  # minutes
LONGEST_PLACE = 300
LONGEST_NOTE = 4000
_FURTHEST_AHEAD = timedelta(days=366)


class NoTime(Refusal):
    code = "no_time"
    text = _("Choose at least one time.")


class TimeHasPassed(Refusal):
    code = "time_has_passed"
    text = _("One of these times has passed already. Choose times that are still to come.")


class TimeIsAhead(Refusal):
    code = "time_is_ahead"
    text = _("This time is still to come. Propose it as a meeting instead.")


class TooFarAhead(Refusal):
    code = "too_far_ahead"
    text = _("Choose times within the next year.")


class UnknownWay(Refusal):
    code = "unknown_way"
    text = _("Choose how you will talk, and for how long.")


class OthersPick(Refusal):
    code = "others_pick"
    text = _("You proposed these times, so somebody else picks one.")


class PlaceTooLong(Refusal):
    code = "place_too_long"
    text = _("This is too long. Keep the rest for the chat.")


class MeetingOver(Refusal):
    code = "meeting_over"
    text = _("This meeting was changed meanwhile. Here is how it stands now.")


@transaction.atomic
def propose_meeting(
    journey: Journey,
    person: Person,
    times: Sequence[datetime],
    *,
    how: str,
    minutes: int = 45,
    place: str = "",
    instead_of: Meeting | None = None,
    at: datetime,
) -> Meeting:
    """Propose up to three times; the first proposal of a meeting, or new times for one that is planned.

    Raises NoTime, TimeHasPassed, TooFarAhead, UnknownWay, PlaceTooLong or MeetingOver. Records MeetingProposed.
    """
    wanted = _usable_times(times, at)
    _refuse_odd(how, minutes, place)
    locked, __ = hold(journey, person)
    meeting = _standing(instead_of) if instead_of else Meeting(journey=journey)
    meeting.times = [each.isoformat() for each in wanted]
    meeting.proposed_by, meeting.how, meeting.minutes = person, how, minutes
    meeting.state, meeting.starts_at, meeting.changed_at = Meeting.State.PROPOSED, None, at
    _seal_place(meeting, locked, place)
    meeting.save()
    mark_walked(locked, person, at=at, number=meeting.sequence)
    record(MeetingProposed(journey.pk, meeting.pk, person.pk), actor=person.pk, at=at)
    return meeting


@transaction.atomic
def plan_meeting(meeting: Meeting, person: Person, starts_at: datetime, *, at: datetime) -> Meeting:
    """Pick one of the times another person proposed.

    Raises OthersPick, NoTime, TimeHasPassed or MeetingOver. Records MeetingPlanned.
    """
    locked, __ = hold(meeting.journey, person)
    meeting = _standing(meeting)
    if meeting.state != Meeting.State.PROPOSED:
        raise MeetingOver
    if meeting.proposed_by_id == person.pk:
        raise OthersPick
    if starts_at not in meeting.proposals:
        raise NoTime
    if starts_at <= at:
        raise TimeHasPassed
    meeting.state, meeting.starts_at, meeting.changed_at = Meeting.State.PLANNED, starts_at, at
    meeting.revision, meeting.reminded_at = meeting.revision + 1, None
    meeting.save(update_fields=["state", "starts_at", "changed_at", "revision", "reminded_at"])
    mark_walked(locked, person, at=at)
    record(MeetingPlanned(meeting.journey_id, meeting.pk, person.pk, meeting.revision), actor=person.pk, at=at)
    return meeting


@transaction.atomic
def remind_of_meeting(meeting: Meeting, *, at: datetime) -> bool:
    """Say once, the day before, that two people will talk. Records MeetingComing."""
    due = Meeting.objects.select_for_update(of=("self",)).to_remind_of(at).filter(pk=meeting.pk)
    if not (held := due.first()):
        return False
    held.reminded_at = at
    held.save(update_fields=["reminded_at"])
    record(MeetingComing(held.journey_id, held.pk), actor=None, at=at)
    return True


@transaction.atomic
def cancel_meeting(meeting: Meeting, person: Person, *, at: datetime) -> None:
    """Call a meeting off; calendars are told by the next revision. Raises MeetingOver. Records MeetingCanceled."""
    locked, __ = hold(meeting.journey, person)
    meeting = _standing(meeting)
    meeting.state, meeting.changed_at = Meeting.State.CANCELED, at
    meeting.revision += 1
    meeting.save(update_fields=["state", "changed_at", "revision"])
    mark_walked(locked, person, at=at)
    record(MeetingCanceled(meeting.journey_id, meeting.pk, person.pk), actor=person.pk, at=at)


@transaction.atomic
def log_meeting(
    journey: Journey, person: Person, held_at: datetime, *, how: str, minutes: int = 45, note: str = "", at: datetime
) -> Meeting:
    """Note a meeting that was held elsewhere. Raises TimeIsAhead, UnknownWay or PlaceTooLong. Records MeetingHeld."""
    if held_at > at:
        raise TimeIsAhead
    _refuse_odd(how, minutes, "")
    locked, __ = hold(journey, person)
    meeting = Meeting(journey=journey, proposed_by=person, how=how, minutes=minutes, starts_at=held_at, changed_at=at)
    _seal_place(meeting, locked, "")
    meeting.save(force_insert=True)
    _hold_meeting(meeting, locked, person, note, at, number=meeting.sequence)
    return meeting


@transaction.atomic
def note_meeting(meeting: Meeting, person: Person, note: str, *, at: datetime) -> None:
    """Say that a planned meeting happened, with a short note for both; or change the note.

    Raises TimeIsAhead, PlaceTooLong or MeetingOver. Records MeetingHeld the first time.
    """
    locked, __ = hold(meeting.journey, person)
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("journey").get(pk=meeting.pk)
    if meeting.state not in (Meeting.State.PLANNED, Meeting.State.HELD):
        raise MeetingOver
    if meeting.starts_at and meeting.starts_at > at:
        raise TimeIsAhead
    _hold_meeting(meeting, locked, person, note, at)


def _hold_meeting(
    meeting: Meeting, locked: Space, person: Person, note: str, at: datetime, *, number: int | None = None
) -> None:
    note = note.strip()
    if len(note) > LONGEST_NOTE:
        raise PlaceTooLong
    is_new = meeting.state != Meeting.State.HELD
    number = number or next_number(locked)
    meeting.state, meeting.changed_at = Meeting.State.HELD, at
    meeting.note_by, meeting.note_sequence = person, number
    meeting.sealed_note = seals_of(locked.pk).seal(note, place_of_note(meeting)) if note else b""
    meeting.save()
    mark_walked(locked, person, at=at, number=number)
    if is_new:
        reach(meeting.journey, Milestone.Kind.FIRST_MEETING, at=at)
        record(MeetingHeld(meeting.journey_id, meeting.pk), actor=person.pk, at=at)


def _usable_times(times: Sequence[datetime], at: datetime) -> list[datetime]:
    wanted = sorted(set(times))[:MOST_TIMES]
    if not wanted:
        raise NoTime
    if wanted[0] <= at:
        raise TimeHasPassed
    if wanted[-1] > at + _FURTHEST_AHEAD:
        raise TooFarAhead
    return wanted


def _refuse_odd(how: str, minutes: int, place: str) -> None:
    if how not in Meeting.How or not SHORTEST <= minutes <= LONGEST:
        raise UnknownWay
    if len(place) > LONGEST_PLACE:
        raise PlaceTooLong


def _standing(meeting: Meeting) -> Meeting:
    held = Meeting.objects.select_for_update(of=("self",)).select_related("journey").get(pk=meeting.pk)
    if held.state not in (Meeting.State.PROPOSED, Meeting.State.PLANNED):
        raise MeetingOver
    return held


def _seal_place(meeting: Meeting, locked: Space, place: str) -> None:
    meeting.sequence = next_number(locked)
    place = place.strip()
    meeting.sealed_place = seals_of(locked.pk).seal(place, place_of_meeting(meeting)) if place else b""
