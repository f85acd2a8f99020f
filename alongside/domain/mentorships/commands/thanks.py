"""Looking back: a word of thanks, words for others to read, and staying in touch."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from alongside.domain.events.commands import record
from alongside.domain.mentorships.commands.conversations import keep_in_touch
from alongside.domain.mentorships.events import TestimonialGiven
from alongside.domain.mentorships.models import Conversation, Mentorship, Participant, Testimonial
from alongside.domain.people.models import Person


@transaction.atomic
def give_testimonial(
    mentorship: Mentorship, author: Person, *, words: str, permission: str, at: datetime
) -> Testimonial:
    """Say something about the program, as far as the author allows it to travel. Records TestimonialGiven."""
    testimonial, _ = Testimonial.objects.update_or_create(
        mentorship=mentorship,
        author=author,
        defaults={
            "program": mentorship.program,
            "words": words,
            "permission": permission,
            "written_at": at,
            "withdrawn_at": None,
            "shown_at": None,
        },
    )
    record(TestimonialGiven(testimonial.pk, mentorship.program_id), actor=author.pk, at=at)
    return testimonial


@transaction.atomic
def withdraw_testimonial(testimonial: Testimonial, *, at: datetime) -> None:
    """Take words back; they disappear from every page at once."""
    Testimonial.objects.filter(pk=testimonial.pk).update(withdrawn_at=at, shown_at=None)


@transaction.atomic
def show_testimonial(testimonial: Testimonial, *, shown: bool, at: datetime) -> None:
    """An organizer puts words on the program's tab, or takes them off; only words whose author allows it."""
    Testimonial.objects.shareable().filter(pk=testimonial.pk).update(shown_at=at if shown else None)


@transaction.atomic
def wish_to_keep_in_touch(mentorship: Mentorship, person: Person, *, wishes: bool, at: datetime) -> Conversation | None:
    """Say whether you would like to keep talking; a conversation opens only when both do."""
    parts = list(
        Participant.objects.select_for_update(of=("self",))
        .filter(mentorship=mentorship)
        .select_related("enrollment__program", "person")
        .order_by("pk")
    )
    Participant.objects.filter(mentorship=mentorship, person=person).update(stays_in_touch=wishes)
    one, *others = parts
    if not wishes or len(others) != 1:
        return None
    other = others[0]
    if not all(part.stays_in_touch or part.person_id == person.pk for part in parts):
        return None
    open_talk = Conversation.objects.between(one.enrollment, other.enrollment).filter(state=Conversation.State.OPEN)
    return open_talk.first() or keep_in_touch(one.enrollment, other.enrollment, at=at)
