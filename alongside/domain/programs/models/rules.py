"""The rules of nudging as each program keeps them."""

from __future__ import annotations

from datetime import time

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.domain.programs.models.programs import Program


class NudgeRule(models.Model):
    """One rule of one program: when somebody is nudged, and what happens. Every program has each rule once."""

    class Key(models.TextChoices):
        QUESTION_OPENS = "question_opens"
        QUESTION_REMINDER = "question_reminder"
        KICK_OFF = "kick_off"
        QUIET_1 = "quiet_1"
        QUIET_2 = "quiet_2"
        QUIET_3 = "quiet_3"
        QUIET_4 = "quiet_4"
        REQUEST_REMINDER = "request_reminder"
        REQUEST_EXPIRY = "request_expiry"
        CLOSING = "closing"

    class Then(models.TextChoices):
        """What follows from silence."""

        REMIND = "remind", _("whoever is silent gets a kind word and the week’s question")
        CHOICES = "choices", _("whoever is silent is asked whether to go on, take a break or finish")
        ORGANIZER = "organizer", _("you hear of it, with a note ready to send")
        REST = "rest", _("the pair takes a break of four weeks")
        END = "end", _("the pair is ended kindly, and both can be paired anew")

    program = models.ForeignKey(Program, models.CASCADE, related_name="nudge_rules")
    key = models.CharField(max_length=17, choices=Key.choices)
    is_on = models.BooleanField(default=True)
    days = models.PositiveSmallIntegerField(default=0)
    weekday = models.PositiveSmallIntegerField(default=0)  # Monday is 0; of question_opens alone
    wall = models.TimeField(default=time(9, 0))  # by everybody's own clock; of question_opens, and all that follows it
    then = models.CharField(max_length=9, choices=Then.choices, blank=True)  # of the stages of silence

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "key"], name="one_nudge_rule_each")]

    def __str__(self) -> str:
        return f"{self.key} of {self.program_id}"
