"""Who may open a space: the people in it, and nobody else. There is no way in for organizers or operators."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Min, Prefetch, Q, QuerySet
from django.http import Http404

from alongside.domain.groups.queries import organizers_of
from alongside.domain.journeys.models import GoalStep, Journey, Meeting, Walker
from alongside.domain.mentorships.models import Conversation, Mentorship, Participant
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.domain.spaces.models import Attachment, Item, Space, SpaceMember
from alongside.domain.spaces.queries import unread_messages
from alongside.domain.spaces.said import reader_of
from alongside.policy.people import SignedInPerson


@dataclass(frozen=True)
class Room:
    """A mentorship's space as one of its people stands in it: what every page of it starts from."""

    person: SignedInPerson
    place: SpaceMember
    space: Space
    mentorship: Mentorship
    journey: Journey
    program: Program
    walkers: tuple[Walker, ...]

    @property
    def me(self) -> Walker:
        return next(walker for walker in self.walkers if walker.person_id == self.person.pk)

    @property
    def others(self) -> tuple[Walker, ...]:
        return tuple(walker for walker in self.walkers if walker.person_id != self.person.pk)

    @property
    def roles(self) -> dict[UUID, str]:
        """Mentor or mentee, by person."""
        return {walker.person_id: walker.role for walker in self.walkers}

    @property
    def is_open(self) -> bool:
        """Whether people write here; afterwards they read."""
        return self.space.is_open


def to_enter(person: SignedInPerson, room_id: UUID) -> Room:
    """The mentorship with this id, or whose space has it, for somebody in it.

    Raises Http404, the same for what does not exist and for what is not theirs, whoever they are.
    """
    place = (
        SpaceMember.objects.current()
        .filter(person=person)
        .filter(Q(space__mentorship=room_id) | Q(space=room_id, space__kind=Space.Kind.MENTORSHIP))
        .select_related("space", "space__mentorship__journey", "space__mentorship__program__group")
        .first()
    )
    if place is None:
        raise Http404
    mentorship: Mentorship = place.space.mentorship
    mentorship.space = mentorship.journey.space = place.space
    walkers = tuple(
        Walker.objects.filter(journey=mentorship.journey, left_at=None).select_related("person").order_by("pk")
    )
    program = mentorship.program
    return Room(person, place, place.space, mentorship, mentorship.journey, program, walkers)


@dataclass(frozen=True)
class RoomCard:
    """One of a person's mentorships, as a list shows it."""

    mentorship: Mentorship
    others: tuple[Walker, ...]
    me: Walker
    unread: int

    @property
    def first_names(self) -> list[str]:
        return [walker.person.first_name for walker in self.others]


def my_rooms(person: SignedInPerson) -> list[RoomCard]:
    """The person's mentorships, current ones first."""
    mine = SpaceMember.objects.current().filter(person=person).values("space")
    rows = Mentorship.objects.filter(space__in=mine).select_related("program", "space", "journey")
    walking = rows.prefetch_related(
        Prefetch("journey__walkers", Walker.objects.filter(left_at=None).select_related("person"))
    )
    unread = unread_messages(person) if walking else {}
    cards = [_card(each, person, unread.get(each.space_id, 0)) for each in walking]
    return sorted(cards, key=lambda card: (not card.mentorship.is_current, -card.mentorship.began_at.timestamp()))


def next_step_on(person: SignedInPerson) -> date | None:
    """The day of the next week in any of the person's mentorships that go on."""
    walking = Walker.objects.filter(person=person, left_at=None, next_step_on__isnull=False)
    soonest = walking.filter(journey__mentorship__ended_at=None).aggregate(day=Min("next_step_on"))
    day: date | None = soonest["day"]
    return day


def _card(mentorship: Mentorship, person: SignedInPerson, unread: int) -> RoomCard:
    walkers = tuple(mentorship.journey.walkers.all())
    others = tuple(walker for walker in walkers if walker.person_id != person.pk)
    return RoomCard(mentorship, others, next(each for each in walkers if each.person_id == person.pk), unread)


def home_of(item: Item) -> str:
    """The page of the space something was said in."""
    mentorship = Mentorship.objects.filter(space=item.space_id).first()
    if mentorship:
        return f"/p/{mentorship.pk}/chat/" if item.kind == Item.Kind.MESSAGE else f"/p/{mentorship.pk}/"
    return f"/c/{Conversation.objects.get(space=item.space_id).pk}/"


def to_read(person: SignedInPerson, space_id: UUID) -> Space:
    """Any space the person is in. Raises Http404."""
    space = Space.objects.of(person.pk).filter(pk=space_id).first()
    if space is None:
        raise Http404
    return space


def to_write(person: SignedInPerson, space_id: UUID) -> Space:
    """A space the person may send messages to. Before a yes there is only the first hello, sent elsewhere.

    Raises Http404. Whether the space still takes words, the command decides.
    """
    space = to_read(person, space_id)
    waits = Conversation.objects.filter(space=space).exclude(state=Conversation.State.OPEN)
    if waits.exists():
        raise Http404
    return space


def to_touch(person: SignedInPerson, item_id: UUID) -> Item:
    """One thing said in a space the person is in, that they may see there. Raises Http404, also while it is held back.

    Knowing the id of what is held while a report is looked at opens nothing.
    """
    item = Item.objects.select_related("space", "about").filter(pk=item_id).first()
    if item is None:
        raise Http404
    reader = reader_of(item.space, person)
    if not reader.sees(item) or (item.about is not None and not reader.sees(item.about)):
        raise Http404
    return item


def to_look_back(person: SignedInPerson, item_id: UUID) -> Item:
    """Something said that was changed since, unless it was taken back. Raises Http404."""
    item = to_touch(person, item_id)
    if item.edited_at is None or item.retracted_at is not None:
        raise Http404
    return item


def to_open_file(person: SignedInPerson, attachment_id: UUID) -> tuple[Attachment, Item]:
    """A file of something said, unless it was taken back. Raises Http404."""
    attachment = Attachment.objects.filter(pk=attachment_id).first()
    if attachment is None:
        raise Http404
    item = to_touch(person, attachment.item_id)
    if item.retracted_at is not None:
        raise Http404
    return attachment, item


def files_in(room: Room, ids: Iterable[UUID]) -> QuerySet[Attachment]:
    """Those files among ``ids`` that belong to this space."""
    mine = Attachment.objects.filter(space=room.space, pk__in=list(ids))
    return mine.select_related("item").order_by("item__sequence", "position")


def to_tick(room: Room, step_id: UUID) -> GoalStep:
    """One step of a goal of this mentorship. Raises Http404."""
    step = (
        GoalStep.objects.select_related("goal__journey__space").filter(pk=step_id, goal__journey=room.journey).first()
    )
    if step is None:
        raise Http404
    return step


def to_meet(room: Room, meeting_id: UUID) -> Meeting:
    """One meeting of this mentorship. Raises Http404."""
    meeting = Meeting.objects.select_related("journey__space").filter(pk=meeting_id, journey=room.journey).first()
    if meeting is None:
        raise Http404
    return meeting


def organizer_names(room: Room) -> list[str]:
    """First names of those who run the group, as the page promises about them."""
    return list(organizers_of(room.program.group).values_list("first_name", flat=True)[:2])


def agreed_by(room: Room) -> dict[UUID, bool]:
    """Who has accepted the agreement, by person."""
    parts = Participant.objects.filter(mentorship=room.mentorship)
    return {person: agreed is not None for person, agreed in parts.values_list("person", "agreed_at")}


def asked_to_erase(room: Room) -> set[UUID]:
    """Who asked to erase everything here."""
    asked = SpaceMember.objects.current().filter(space=room.space, asked_to_erase_at__isnull=False)
    return set(asked.values_list("person", flat=True))


def people_in(space: Space) -> list[Person]:
    """Who is in a space now."""
    return [place.person for place in SpaceMember.objects.current().filter(space=space).select_related("person")]
