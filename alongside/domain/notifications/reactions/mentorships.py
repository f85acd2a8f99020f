"""Who is told when something happens: requests, pairs and their endings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.reactions import Reactions, Silent
from alongside.domain.mentorships import events
from alongside.domain.mentorships.models import Conversation, MentorRequest, Mentorship, Participant
from alongside.domain.notifications.commands.notices import notify
from alongside.domain.notifications.words import reading_as
from alongside.domain.pairing.said import listed
from alongside.domain.pairing.words import sentences
from alongside.domain.programs.rulebook import rulebook_of


def tell_greeted_person(fact: events.HelloSaid, *, at: datetime) -> None:
    talk = _conversation(fact.conversation)
    _tell_one(talk.asked, "hello_said", talk.asker, "/hello/", once=f"hello_said:{talk.pk}", at=at)


def tell_accepted_hello(fact: events.HelloAccepted, *, at: datetime) -> None:
    talk = _conversation(fact.conversation)
    _tell_one(talk.asker, "hello_accepted", talk.asked, f"/c/{talk.pk}/", once=f"hello_accepted:{talk.pk}", at=at)


def tell_declined_hello(fact: events.HelloDeclined, *, at: datetime) -> None:
    talk = _conversation(fact.conversation)
    path = f"/g/{talk.program.group.slug}/mentorship/people/"
    _tell_one(talk.asker, "hello_declined", talk.asked, path, once=f"hello_declined:{talk.pk}", at=at)


def tell_requested_mentor(fact: events.MentorRequested, *, at: datetime) -> None:
    mentor_request = _mentor_request(fact.mentor_request)
    once = f"mentor_requested:{mentor_request.pk}"
    expiry = rulebook_of(mentor_request.mentor.program_id)["request_expiry"]
    days = expiry.days if expiry.is_on else 0
    _tell_one(mentor_request.asked, "mentor_requested", mentor_request.asker, "/requests/", once=once, at=at, days=days)


def remind_requested_mentor(fact: events.MentorRequestDue, *, at: datetime) -> None:
    mentor_request = _mentor_request(fact.mentor_request)
    if mentor_request.is_open:
        once = f"mentor_request_due:{mentor_request.pk}"
        asked, asker = mentor_request.asked, mentor_request.asker
        days = max(1, (at - mentor_request.requested_at).days)
        _tell_one(asked, "mentor_request_due", asker, "/requests/", once=once, at=at, days=days)


def tell_accepted_request(fact: events.MentorRequestAccepted, *, at: datetime) -> None:
    """Only where the organizer still decides; otherwise the introduction itself is the news."""
    mentor_request = _mentor_request(fact.mentor_request)
    if mentor_request.state == MentorRequest.State.APPROVAL:
        once = f"mentor_request_accepted:{mentor_request.pk}"
        _tell_one(mentor_request.asker, "mentor_request_accepted", mentor_request.asked, "/requests/", once=once, at=at)


def tell_declined_request(fact: events.MentorRequestDeclined, *, at: datetime) -> None:
    mentor_request = _mentor_request(fact.mentor_request)
    once = f"mentor_request_declined:{mentor_request.pk}"
    _tell_one(mentor_request.asker, "mentor_request_declined", mentor_request.asked, "/requests/", once=once, at=at)


def tell_expired_request(fact: events.MentorRequestExpired, *, at: datetime) -> None:
    mentor_request = _mentor_request(fact.mentor_request)
    once = f"mentor_request_expired:{mentor_request.pk}"
    _tell_one(mentor_request.asker, "mentor_request_expired", mentor_request.asked, "/requests/", once=once, at=at)


def tell_turned_down_request(fact: events.MentorRequestTurnedDown, *, at: datetime) -> None:
    mentor_request = _mentor_request(fact.mentor_request)
    sides = ((mentor_request.asker, mentor_request.asked), (mentor_request.asked, mentor_request.asker))
    for reader, other in sides:
        once = f"mentor_request_turned_down:{mentor_request.pk}:{reader.person_id}"
        _tell_one(reader, "mentor_request_turned_down", other, "/requests/", once=once, at=at)


def introduce_pair(fact: events.MentorshipBegan, *, at: datetime) -> None:
    """Tell each who the other is, why they were put together, and where to begin, in their own language."""
    mentorship = _mentorship(fact.mentorship)
    if mentorship.kind == Mentorship.Kind.CIRCLE:
        _tell_participants(mentorship, "circle_began", {}, at=at)
        return
    introduction = getattr(mentorship, "introduction", None)
    parts = list(mentorship.participants.filter(left_at=None).select_related("person"))
    for part in parts:
        with reading_as(part.person):
            names = {
                role: listed(each.person.first_name for each in parts if each.role == role)
                for role in ("mentee", "mentor")
            }
            why = {side: sentences(mentorship.reasons.get(side, ()), **names) for side in ("mentee", "mentor", "both")}
        own, theirs = (why["mentee"], why["mentor"]) if part.role == "mentee" else (why["mentor"], why["mentee"])
        facts = {
            "why_you": own,
            "why_them": theirs,
            "why_both": why["both"],
            "role": part.role,
            "words": introduction.words if introduction else "",
            "weeks": mentorship.program.weeks,
        }
        _tell_participant(mentorship, part, "mentorship_began", facts, at=at)


def welcome_to_circle(fact: events.CircleJoined, *, at: datetime) -> None:
    """The newcomer is told; the others see it on the page."""
    circle = _mentorship(fact.mentorship)
    for part in circle.participants.filter(left_at=None, person=fact.person).select_related("person"):
        _tell_participant(circle, part, "circle_began", {}, at=at, stamp=at)


def tell_of_break(fact: events.MentorshipPaused, *, at: datetime) -> None:
    mentorship = _mentorship(fact.mentorship)
    _tell_participants(mentorship, "mentorship_paused", {"until_on": fact.until}, at=at, stamp=at)


def tell_of_rest(fact: events.MentorshipHeld, *, at: datetime) -> None:
    _tell_participants(_mentorship(fact.mentorship), "mentorship_held", {}, at=at, stamp=at)


def tell_of_return(fact: events.MentorshipResumed, *, at: datetime) -> None:
    _tell_participants(_mentorship(fact.mentorship), "mentorship_resumed", {}, at=at, stamp=at)


def tell_of_extension(fact: events.MentorshipExtended, *, at: datetime) -> None:
    mentorship = _mentorship(fact.mentorship)
    _tell_participants(mentorship, "mentorship_extended", {"until_on": fact.until}, at=at, stamp=fact.until)


def tell_of_completion(fact: events.MentorshipCompleted, *, at: datetime) -> None:
    mentorship = _mentorship(fact.mentorship)
    facts = {"goal_met": fact.kind == "goal_met", "weeks": _weeks(mentorship)}
    _tell_participants(mentorship, "mentorship_completed", facts, at=at, path=f"/p/{mentorship.pk}/celebrate/")


def tell_of_end(fact: events.MentorshipEnded, *, at: datetime) -> None:
    """Those who did not end it themselves read a neutral line; a block and a quiet end read alike."""
    mentorship = _mentorship(fact.mentorship)
    closed_by = mentorship.closure.closed_by_id
    how = "quietly" if fact.quietly else fact.kind
    for part in mentorship.participants.filter(left_at=None).exclude(person=closed_by).select_related("person"):
        facts = {"how": how, "weeks": _weeks(mentorship), "role": part.role}
        _tell_participant(mentorship, part, "mentorship_ended", facts, at=at, tell_about=False)


def tell_of_thanks(fact: events.ThanksGiven, *, at: datetime) -> None:
    mentorship = _mentorship(fact.mentorship)
    for part in mentorship.participants.filter(left_at=None).exclude(person=fact.by).select_related("person"):
        path = f"/p/{mentorship.pk}/celebrate/"
        _tell_participant(mentorship, part, "thanks_given", {}, at=at, path=path, stamp=fact.by)


def _conversation(key: UUID) -> Conversation:
    return Conversation.objects.select_related("asker__person", "asked__person", "program__group").get(pk=key)


def _mentor_request(key: UUID) -> MentorRequest:
    people = ("mentee__person", "mentee__program", "mentor__person", "mentor__program")
    return MentorRequest.objects.select_related(*people).get(pk=key)


def _mentorship(key: UUID) -> Mentorship:
    return Mentorship.objects.select_related("program", "introduction__introduced_by", "closure").get(pk=key)


def _weeks(mentorship: Mentorship) -> int:
    last = mentorship.ended_at or mentorship.began_at
    return max(1, round((last - mentorship.began_at).days / 7))


def _tell_one(
    reader: Enrollment, kind: str, other: Enrollment, path: str, *, once: str, at: datetime, **facts: object
) -> None:
    notify(
        reader.person_id,
        kind,
        facts={
            "name": other.person.first_name,
            "program_name": reader.program.name,
            "other_role": other.role,
            **facts,
        },
        path=path,
        once=once,
        at=at,
        neutral=reader.program.is_sensitive,
        about=other.person_id,
        group=reader.program.group_id,
    )


def _tell_participants(
    mentorship: Mentorship,
    kind: str,
    facts: Mapping[str, object],
    *,
    at: datetime,
    path: str = "",
    stamp: date | datetime | None = None,
) -> None:
    for part in mentorship.participants.filter(left_at=None).select_related("person"):
        _tell_participant(mentorship, part, kind, facts, at=at, path=path, stamp=stamp)


def _tell_participant(
    mentorship: Mentorship,
    part: Participant,
    kind: str,
    facts: Mapping[str, object],
    *,
    at: datetime,
    path: str = "",
    stamp: object = "",
    tell_about: bool = True,
) -> None:
    others = list(mentorship.participants.filter(left_at=None).exclude(pk=part.pk).select_related("person"))
    notify(
        part.person_id,
        kind,
        facts={"names": [each.person.first_name for each in others], "program_name": mentorship.program.name, **facts},
        path=path or f"/p/{mentorship.pk}/",
        once=f"{kind}:{mentorship.pk}:{part.person_id}:{stamp}",
        at=at,
        neutral=mentorship.program.is_sensitive,
        about=others[0].person_id if tell_about and len(others) == 1 else None,
        group=mentorship.program.group_id,
        mentorship=mentorship.pk,
    )


REACTIONS: Reactions = {
    events.HelloSaid: [tell_greeted_person],
    events.HelloAccepted: [tell_accepted_hello],
    events.HelloDeclined: [tell_declined_hello],
    events.MentorRequested: [tell_requested_mentor],
    events.MentorRequestDue: [remind_requested_mentor],
    events.MentorRequestAccepted: [tell_accepted_request],
    events.MentorRequestDeclined: [tell_declined_request],
    events.MentorRequestExpired: [tell_expired_request],
    events.MentorRequestTurnedDown: [tell_turned_down_request],
    events.MentorshipBegan: [introduce_pair],
    events.CircleJoined: [welcome_to_circle],
    events.MentorshipPaused: [tell_of_break],
    events.MentorshipHeld: [tell_of_rest],
    events.MentorshipResumed: [tell_of_return],
    events.MentorshipExtended: [tell_of_extension],
    events.MentorshipCompleted: [tell_of_completion],
    events.MentorshipEnded: [tell_of_end],
    events.ThanksGiven: [tell_of_thanks],
}

# Facts of this area nobody needs to be told of: a request taken back simply disappears, and the organizer sees the
# others where they work.
SILENT: Silent = frozenset(
    {
        events.AgreementAccepted,
        events.CircleLeft,
        events.IntroductionSkipped,
        events.MentorRequestApproved,
        events.MentorRequestWithdrawn,
        events.TestimonialGiven,
    }
)
