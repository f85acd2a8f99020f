"""Who opened a Mentorship tab on which day, what was counted for each day, and what a program calls a healthy pair."""

from __future__ import annotations

from django.db import models

from alongside.domain.groups.models import Group
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program


class TabVisit(models.Model):
    """A member opened the group's Mentorship tab on this day. Kept for a year, shown only as a number."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="tab_visits")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    visited_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "visited_on", "person"], name="one_visit_a_day"),
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"


class DailyCount(models.Model):
    """How a program stood at the end of one day, in UTC."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="daily_counts")
    day = models.DateField()
    relationships = models.PositiveIntegerField(default=0)  # not finished
    active_relationships = models.PositiveIntegerField(default=0)
    active_mentors = models.PositiveIntegerField(default=0)
    active_mentees = models.PositiveIntegerField(default=0)
    completed = models.PositiveIntegerField(default=0)  # all weeks walked or goal met, since the beginning

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "day"], name="one_count_a_day")]

    def __str__(self) -> str:
        return f"count {self.pk}"


class HealthRules(models.Model):
    """After how many days a program's pairs count as what. A program without a row uses these defaults."""

    program = models.OneToOneField(Program, models.CASCADE, related_name="health_rules")
    early_days = models.PositiveSmallIntegerField(default=7)  # so young, too early to tell
    quiet_days = models.PositiveSmallIntegerField(default=10)  # without an act by anybody: quiet
    alone_days = models.PositiveSmallIntegerField(default=14)  # without an act by one of them: needs a check-in
    meeting_days = models.PositiveSmallIntegerField(default=21)  # old without a first meeting: needs a check-in

    def __str__(self) -> str:
        return f"health rules of program {self.program_id}"
