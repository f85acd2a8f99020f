"""A program with its organizer, and pairs that talk, are quiet, or ask for a hand."""

from __future__ import annotations

from datetime import datetime, timedelta

from alongside.domain.journeys.commands.check_ins import check_in, write_to_organizer
from alongside.domain.journeys.models import Meeting
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.mentorships.models import Mentorship
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.domain.spaces.commands.items import send_message
from tests import cast
from tests.cast import MONDAY

NOW = MONDAY + timedelta(weeks=5)


class Season:
    """Everything happens before ``NOW``, five weeks after the first pairs began."""

    def __init__(self) -> None:
        self.group = cast.group()
        self.amara = cast.organizer(self.group)
        self.program: Program = cast.program(
            self.group, state=Program.State.RUNNING, launched_at=MONDAY - timedelta(days=20)
        )
        self.base = f"/g/{self.group.slug}/manage/mentorship/{self.program.pk}/"

    def pair(self, *, began_at: datetime = MONDAY, mentee: str = "Leila", mentor: str = "Robert") -> Mentorship:
        both = (cast.mentee(self.program, cast.person(mentee)), cast.mentor(self.program, cast.person(mentor)))
        return begin_mentorship(self.program, both, at=began_at)

    def talking(self, *, at: datetime = NOW - timedelta(days=1), **names: str) -> Mentorship:
        """A pair that met in its first week, and in which both wrote."""
        pair = self.pair(**names)  # type: ignore[arg-type]
        began = pair.began_at + timedelta(days=3)
        Meeting.objects.create(
            journey=pair.journey, proposed_by=self.mentor_of(pair), state="held", starts_at=began, changed_at=began,
            sequence=1,
        )  # fmt: skip
        for part in pair.participants.select_related("person"):
            send_message(pair.space, part.person, "hello canary-words", at=at)
        return pair

    def asking(self, words: str = "", *, mentee: str = "Hana", mentor: str = "George") -> Mentorship:
        """A pair in which the mentee could use a hand."""
        pair = self.pair(mentee=mentee, mentor=mentor)
        said = check_in(pair.journey, self.mentee_of(pair), "help", at=NOW - timedelta(days=1))
        if words:
            write_to_organizer(said, words, at=NOW - timedelta(days=1))
        return pair

    def mentee_of(self, pair: Mentorship) -> Person:
        return pair.participants.get(role="mentee").person

    def mentor_of(self, pair: Mentorship) -> Person:
        return pair.participants.get(role="mentor").person
