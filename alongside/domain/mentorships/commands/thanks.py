"""Looking back: a word of thanks, words for others to read, and staying in touch."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.mentorships.commands.conversations import keep_in_touch
from alongside.domain.mentorships.events import TestimonialGiven, ThanksGiven
from alongside.domain.mentorships.models import Conversation, Mentorship, Participant, Testimonial
from alongside.domain.people.models import Person
from alongside.domain.spaces.commands.items import share_post
from alongside.domain.spaces.commands.rooms import close_space, reopen_space
from alongside.kernel.refusal import Refusal

THANKS_AFTER_THE_END = timedelta(days=30)


class TooLateToThank(Refusal):
    code = "too_late_to_thank"
    text = _("This space is closed. Everything written here stays readable.")


@transaction.atomic
def give_thanks(mentorship: Mentorship, person: Person, *, words: str, at: datetime) -> None:
    """Leave a word of thanks in the private space, where only the people of the mentorship read it.

    After a good ending each may still leave one, for a month. Raises TooLateToThank and what posting raises.
    Records ThanksGiven.
    """
    mentorship = Mentorship.objects.select_for_update(of=("self",)).select_related("space").get(pk=mentorship.pk)
    space = mentorship.space
    if not space.is_open and not _may_still_thank(mentorship, person, at):
        raise TooLateToThank
    closed_at = space.closed_at
    if closed_at:
        reopen_space(space, at=at)
    share_post(space, person, words, at=at)
    if closed_at:
        close_space(space, at=closed_at)
    Participant.objects.filter(mentorship=mentorship, person=person).update(thanked_at=at)
    record(ThanksGiven(mentorship.pk, person.pk), actor=person.pk, at=at)


def _may_still_thank(mentorship: Mentorship, person: Person, at: datetime) -> bool:
    ended_well = mentorship.state == Mentorship.State.COMPLETED
    in_time = mentorship.ended_at is not None and at <= mentorship.ended_at + THANKS_AFTER_THE_END
    parts = Participant.objects.filter(mentorship=mentorship, person=person, thanked_at=None)
    return ended_well and in_time and parts.exists()


@transaction.atomic
def give_testimonial(
    mentorship: Mentorship, author: Person, *, words: str, permission: str, at: datetime
) -> Testimonial:
    """Say something about the program, as far as the author allows it to travel. Records TestimonialGiven."""
    testimonial, _is_new = Testimonial.objects.update_or_create(
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
