"""Launching the demo's programs and signing its people up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from alongside.cli.demo.voices import Voices
from alongside.domain.enrollments.commands.sign_up import finish_sign_up, save_answers, start_sign_up
from alongside.domain.programs.commands.drafts import ProgramSettings, draft_program
from alongside.domain.programs.commands.launches import launch_program
from alongside.domain.programs.program_templates import template
from alongside.policy.people import SignedInPerson

_TIMES = ["weekday-morning", "weekday-afternoon", "weekday-evening", "weekend-8-22"]
_WAYS = ["phone", "video", "chat", "email"]


@dataclass(frozen=True)
class Plan:
    """What differs from the template."""

    template: str
    name: str
    closes_on: date
    starts_on: date
    topics: tuple[str, ...] = ()
    pairing: str = "both"


def draft(group: Any, plan: Plan, *, by: SignedInPerson, at: datetime) -> Any:
    """A program as its template says, with the plan's name, days and topics."""
    pattern = template(plan.template)
    settings = ProgramSettings(
        name=plan.name,
        promise=pattern.promise,
        description=pattern.description,
        rhythm=pattern.rhythm,
        pairing=plan.pairing,
        is_sensitive=pattern.sensitive,
        sign_up_closes_on=plan.closes_on,
        starts_on=plan.starts_on,
        default_capacity=pattern.capacity,
        topics=list(plan.topics or pattern.topics),
        agreement=pattern.agreement,
        reviews_applications=False,
    )
    return draft_program(group, pattern, settings=settings, weeks=pattern.weeks, by=by, at=at)


def launch(group: Any, plan: Plan, *, by: SignedInPerson, at: datetime) -> Any:
    """Open a program and tell members."""
    program = draft(group, plan, by=by, at=at)
    words = "Our next season begins. Sign up as a mentor, as a mentee, or as both."
    return launch_program(program, words=words, tell_everyone=True, today=at.date(), by=by, at=at)


class SignUps:
    """Fills in the four questions the way people do."""

    def __init__(self, voices: Voices) -> None:
        self._voices = voices

    def mentor(self, person: SignedInPerson, program: Any, *, at: datetime, **said: Any) -> Any:
        """Sign somebody up as a mentor."""
        card = {
            "help_words": self._voices.card("mentor_help"),
            "about_words": self._voices.card("mentor_about"),
            "third_words": self._voices.card("mentor_why"),
            "capacity": self._voices.one([1, 2, 2, 3]),
            "traits": self._voices.some(["patient", "honest", "same_job"], 1, 2),
        }
        return self._sign_up(person, program, "mentor", {**card, **said}, at)

    def mentee(self, person: SignedInPerson, program: Any, *, at: datetime, **said: Any) -> Any:
        """Sign somebody up as a mentee."""
        card = {
            "help_words": self._voices.card("mentee_help"),
            "about_words": self._voices.card("mentee_about"),
            "third_words": self._voices.card("mentee_kind"),
            "preferences": self._voices.some(["patient", "honest", "same_job"], 1, 2),
        }
        return self._sign_up(person, program, "mentee", {**card, **said}, at)

    def _sign_up(self, person: SignedInPerson, program: Any, role: str, said: dict[str, Any], at: datetime) -> Any:
        answers = {
            "topics": self._voices.some(program.topics, 2, 3),
            "reach_ways": self._voices.some(_WAYS, 1, 3),
            "reach_times": self._voices.some(_TIMES, 1, 3),
            "languages": ["en"],
            **said,
        }
        enrollment = start_sign_up(person, program, role=role, at=at)
        for page in (1, 2, 3, 4):
            enrollment = save_answers(enrollment, page=page, values=answers, at=at + timedelta(minutes=page))
        return finish_sign_up(enrollment, today=at.date(), at=at + timedelta(minutes=5))
