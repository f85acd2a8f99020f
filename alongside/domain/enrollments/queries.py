"""Reads about sign-ups and polls that cross tables."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from alongside.domain.enrollments.answers import CARRIED, UNSURE
from alongside.domain.enrollments.models import Enrollment, InterestAnswer, InterestPoll, Role
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program

MOST_TOPICS = 8
_MENTORS = (InterestAnswer.Choice.MENTOR, InterestAnswer.Choice.BOTH)
_MENTEES = (InterestAnswer.Choice.MENTEE, InterestAnswer.Choice.BOTH)


@dataclass(frozen=True)
class TopicInterest:
    """How many would offer a topic, and how many would ask for it."""

    topic: str
    mentors: int
    mentees: int
    capacity: int

    @property
    def missing(self) -> int:
        """Mentors that would have to be found for everybody who asks."""
        return max(0, -(-(self.mentees - self.mentors * self.capacity) // self.capacity))


@dataclass(frozen=True)
class Forecast:
    """What a poll says about the program it may become."""

    answered: int
    mentors: int
    mentees: int
    both: int
    not_now: int
    capacity: int
    needed_pairs: int
    topics: tuple[TopicInterest, ...]

    @property
    def said_yes(self) -> int:
        return self.answered - self.not_now

    @property
    def possible_pairs(self) -> int:
        """How many mentees could have a mentor; nobody who wants both is their own."""
        mentors, mentees = self.mentors + self.both, self.mentees + self.both
        if not mentors or not mentees or (mentors == mentees == self.both == 1):
            return 0
        return min(mentees, mentors * self.capacity)

    @property
    def is_go(self) -> bool:
        return self.possible_pairs >= self.needed_pairs

    @property
    def missing_mentors(self) -> int:
        """Mentors that would have to be found for every mentee to have one."""
        open_places = self.mentees + self.both - (self.mentors + self.both) * self.capacity
        return max(0, -(-open_places // self.capacity))


def own_data(person: Person) -> dict[str, Any]:
    """Everything this app keeps about the person, for their own copy."""
    kept = (
        "program__name", "role", "state", "topics", "help_words", "about_words", "third_words", "preferences",
        "required_preferences", "reach_ways", "reach_times", "reach_words", "languages", "traits", "background",
        "household", "audiences", "answers", "capacity", "started_at", "applied_at", "enrolled_at", "paused_until",
        "left_at", "kind_line",
    )  # fmt: skip
    answers = InterestAnswer.objects.filter(person=person).order_by("answered_at")
    return {
        "sign_ups": list(Enrollment.objects.filter(person=person).order_by("started_at").values(*kept)),
        "interest_answers": list(answers.values("poll__question", "choice", "topics", "answered_at")),
        "waits_for_next_program_of": list(person.next_time_wishes.values("group__name", "wished_at")),
    }


def first_answers(person: Person, program: Program, role: str) -> dict[str, Any]:
    """What a new sign-up begins with: what somebody said in an earlier program, as far as it fits this one."""
    earlier = Enrollment.objects.places().filter(person=person, role=role).exclude(program=program)
    last = earlier.order_by("-started_at").first()
    capacity = program.default_capacity if role == Role.MENTOR else 1
    if last is None:
        return {"capacity": capacity, "languages": [person.language]}
    carried = {name: getattr(last, name) for name in CARRIED}
    topics = [topic for topic in last.topics if topic in program.topics or topic == UNSURE]
    return {**carried, "topics": topics, "capacity": min(last.capacity, capacity) if role == Role.MENTOR else 1}


def forecast(poll: InterestPoll) -> Forecast:
    """Mentors against mentees, overall and by topic, the most wanted first."""
    answers = list(InterestAnswer.objects.filter(poll=poll).values_list("choice", "topics"))
    choices = Counter(choice for choice, _topics in answers)
    offered: Counter[str] = Counter(topic for choice, topics in answers if choice in _MENTORS for topic in topics)
    wanted: Counter[str] = Counter(topic for choice, topics in answers if choice in _MENTEES for topic in topics)
    capacity = poll.program.default_capacity
    by_topic = [TopicInterest(topic, offered[topic], wanted[topic], capacity) for topic in poll.program.topics]
    return Forecast(
        answered=len(answers),
        mentors=choices[InterestAnswer.Choice.MENTOR],
        mentees=choices[InterestAnswer.Choice.MENTEE],
        both=choices[InterestAnswer.Choice.BOTH],
        not_now=choices[InterestAnswer.Choice.NOT_NOW],
        capacity=capacity,
        needed_pairs=poll.needed_pairs,
        topics=tuple(sorted(by_topic, key=lambda each: (-each.mentees, -each.mentors))),
    )


def winning_topics(poll: InterestPoll) -> list[str]:
    """The topics people chose, most chosen first; all of them when nobody chose any."""
    chosen = [each for each in forecast(poll).topics if each.mentors + each.mentees]
    best = sorted(chosen, key=lambda each: -(each.mentors + each.mentees))
    return [each.topic for each in best[:MOST_TOPICS]] or list(poll.program.topics)
