"""What this app announces: hellos, requests, introductions, and mentorships from their first day to their last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.domain.events.facts import Fact


@dataclass(frozen=True)
class HelloSaid(Fact):
    conversation: UUID
    to: UUID


@dataclass(frozen=True)
class HelloAccepted(Fact):
    conversation: UUID
    asker: UUID


@dataclass(frozen=True)
class HelloDeclined(Fact):
    conversation: UUID
    asker: UUID


@dataclass(frozen=True)
class MentorRequested(Fact):
    """Somebody was asked to be a pair; also when a next choice's turn came."""

    mentor_request: UUID
    asked: UUID


@dataclass(frozen=True)
class MentorRequestDue(Fact):
    """A request has waited a week for its answer."""

    mentor_request: UUID
    asked: UUID


@dataclass(frozen=True)
class MentorRequestAccepted(Fact):
    mentor_request: UUID
    asker: UUID


@dataclass(frozen=True)
class MentorRequestDeclined(Fact):
    mentor_request: UUID
    asker: UUID


@dataclass(frozen=True)
class MentorRequestWithdrawn(Fact):
    mentor_request: UUID
    asked: UUID


@dataclass(frozen=True)
class MentorRequestExpired(Fact):
    mentor_request: UUID
    asker: UUID


@dataclass(frozen=True)
class MentorRequestApproved(Fact):
    mentor_request: UUID


@dataclass(frozen=True)
class MentorRequestTurnedDown(Fact):
    """The organizer did not approve; both are told kindly."""

    mentor_request: UUID


@dataclass(frozen=True)
class MentorshipBegan(Fact):
    mentorship: UUID
    program: UUID


@dataclass(frozen=True)
class CircleJoined(Fact):
    mentorship: UUID
    person: UUID


@dataclass(frozen=True)
class CircleLeft(Fact):
    mentorship: UUID
    person: UUID


@dataclass(frozen=True)
class IntroductionSkipped(Fact):
    introduction: UUID


@dataclass(frozen=True)
class AgreementAccepted(Fact):
    mentorship: UUID
    person: UUID


@dataclass(frozen=True)
class MentorshipPaused(Fact):
    mentorship: UUID
    until: date


@dataclass(frozen=True)
class MentorshipResumed(Fact):
    mentorship: UUID


@dataclass(frozen=True)
class MentorshipHeld(Fact):
    """A mentorship rests until somebody has looked at a report; both read neutral words."""

    mentorship: UUID


@dataclass(frozen=True)
class MentorshipExtended(Fact):
    mentorship: UUID
    until: date


@dataclass(frozen=True)
class MentorshipCompleted(Fact):
    mentorship: UUID
    kind: str


@dataclass(frozen=True)
class MentorshipEnded(Fact):
    """A mentorship ended before its time; ``kind`` is a Closure.Kind. Said neutrally when ``quietly``."""

    mentorship: UUID
    kind: str
    quietly: bool


@dataclass(frozen=True)
class ThanksGiven(Fact):
    mentorship: UUID
    by: UUID


@dataclass(frozen=True)
class TestimonialGiven(Fact):
    testimonial: UUID
    program: UUID


@dataclass(frozen=True)
class Nudged(Fact):
    """A rule of the program stirred somebody: at the start, in a silence, before the end."""

    mentorship: UUID
    person: UUID
    nudge: int
    kind: str
    then: str
    days: int
