"""Rounds of the engine, the matches they propose, and the pairs an organizer never wants to see."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.mentorships.models import Introduction
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program


class RoundQuerySet(models.QuerySet["Round"]):
    def on_the_board(self) -> RoundQuerySet:
        """Rounds whose matches can still be looked at and changed."""
        return self.filter(state=Round.State.PROPOSED)

    def under_way(self) -> RoundQuerySet:
        return self.filter(state__in=[Round.State.REQUESTED, Round.State.RUNNING])


class Round(models.Model):
    """One run of the engine for a program, and what the organizer made of it."""

    class Objective(models.TextChoices):
        MOST = "most", _("A mentor for as many people as possible, then the best fit")
        TOTAL = "total", _("The best fit over everyone together, even if some wait")
        FAIR = "fair", _("Nobody gets a poor fit, then the best fit")
        STABLE = "stable", _("No two people who would both rather have each other")

    class Steadiness(models.TextChoices):
        """How much an earlier suggestion weighs when people are looked at again."""

        UNLESS = "unless", _("Keep earlier suggestions unless a change helps")
        FIRM = "firm", _("Keep earlier suggestions wherever possible")
        FREE = "free", _("Look at everyone afresh")

    class State(models.TextChoices):
        REQUESTED = "requested", _("Waiting for the worker")
        RUNNING = "running", _("Looking at everyone")
        PROPOSED = "proposed", _("Ready to look at")
        INTRODUCING = "introducing", _("Getting the introductions ready")
        INTRODUCED = "introduced", _("Introduced")
        DISMISSED = "dismissed", _("Dismissed")
        FAILED = "failed", _("Did not work")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    program = models.ForeignKey(Program, models.CASCADE, related_name="rounds")
    state = models.CharField(max_length=11, choices=State.choices, default=State.REQUESTED)
    requested_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    requested_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)  # a worker that died leaves it old, and another one takes over
    finished_at = models.DateTimeField(null=True)
    introduced_at = models.DateTimeField(null=True)
    introduced_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    begins_at = models.DateTimeField(null=True)  # nobody hears anything before this moment
    progress = models.PositiveSmallIntegerField(default=0)  # per cent
    objective = models.CharField(max_length=6, choices=Objective.choices, default=Objective.MOST)
    steadiness = models.CharField(max_length=6, choices=Steadiness.choices, default=Steadiness.UNLESS)
    points = models.JSONField(default=dict)  # what each component of a score was worth, of 10,000
    mentees = models.PositiveIntegerField(default=0)  # how many looked for a mentor
    mentors = models.PositiveIntegerField(default=0)  # how many mentors had room
    places = models.PositiveIntegerField(default=0)  # for how many people
    silent = models.PositiveIntegerField(default=0)  # mentors left out because nothing was heard of them
    total = models.FloatField(null=True)
    upper_bound = models.FloatField(null=True)
    unmatched = models.JSONField(default=list)  # [{"enrollment", "reasons": [{"code", "facts"}]}]
    advice = models.JSONField(default=list)  # what would place most people: [{"code", "facts"}]
    fairness = models.JSONField(default=list)  # who stays without, by group; small groups are folded together
    trades = models.JSONField(
        default=list
    )  # what each objective would bring: [{"objective", "people", "total", "worst"}]
    studied_at = models.DateTimeField(
        null=True
    )  # advice and trades take many runs, so the board does not wait for them
    changes = models.JSONField(default=list)  # the difference to the round before: [{"code", "facts"}]
    intro_words = models.TextField(max_length=2000, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["program"], condition=Q(state__in=["requested", "running"]), name="one_round_under_way"
            ),
        ]
        indexes = [models.Index(fields=["program", "-requested_at"], name="round_newest")]

    def __str__(self) -> str:
        return f"round {self.pk}"

    def can_be_undone(self, at: datetime) -> bool:
        """Whether nobody has heard anything yet."""
        if self.state == self.State.INTRODUCING:
            return True  # no introduction has a moment before all of them are ready
        return self.state == self.State.INTRODUCED and self.begins_at is not None and at < self.begins_at

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.REQUESTED, self.State.RUNNING)


class MatchQuerySet(models.QuerySet["Match"]):
    def standing(self) -> MatchQuerySet:
        """Proposals nobody left out."""
        return self.exclude(state=Match.State.LEFT_OUT)

    def ticked(self) -> MatchQuerySet:
        return self.standing().filter(ticked=True)


class Match(models.Model):
    """One proposed pair, with score and reasons for both."""

    class Band(models.TextChoices):
        STRONG = "strong", _("Strong fit")
        GOOD = "good", _("Good fit")
        UNSURE = "unsure", _("Not sure")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Suggested")
        LEFT_OUT = "left_out", _("Left out")
        INTRODUCED = "introduced", _("Introduced")

    CHOSEN = "chosen"  # the ``change`` of a row whose mentor an organizer picked by hand; it stays in the next round

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="matches")
    mentee = models.ForeignKey(Enrollment, models.CASCADE, related_name="matches_as_mentee")
    mentor = models.ForeignKey(Enrollment, models.CASCADE, related_name="matches_as_mentor")
    score = models.FloatField()
    band = models.CharField(max_length=6, choices=Band.choices)
    reasons = models.JSONField(default=dict)  # {"mentee": [...], "mentor": [...], "both": [...], "check": [...]}
    others = models.JSONField(default=list)  # the mentors who fit this mentee best, by enrollment, best first
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    ticked = models.BooleanField(default=False)
    pinned = models.BooleanField(default=False)
    edition = models.PositiveIntegerField(default=0)  # grows with every change, so an old page cannot undo a new one
    changed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    change = models.CharField(max_length=12, blank=True)  # what was last done: "left_out", "swapped", "pinned" ...
    introduction = models.OneToOneField(Introduction, models.SET_NULL, null=True, related_name="match")

    objects = MatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "mentee", "mentor"], name="one_match_per_round_and_pair")
        ]
        indexes = [models.Index(fields=["round", "band", "-score", "id"], name="match_by_band")]

    def __str__(self) -> str:
        return f"match {self.pk}"


class RoundSchedule(models.Model):
    """Rounds that run by themselves. What is not good enough is never introduced; it waits for the organizer."""

    class Least(models.TextChoices):
        STRONG = "strong", _("Only strong fits")
        GOOD = "good", _("Strong and good fits")

    program = models.OneToOneField(Program, models.CASCADE, related_name="round_schedule")
    every_weeks = models.PositiveSmallIntegerField(default=1)
    next_at = models.DateTimeField()
    least_band = models.CharField(max_length=6, choices=Least.choices, default=Least.STRONG)
    least_score = models.FloatField(default=0.0)  # pairs below are left for the organizer, from 0 to 1
    least_share = models.PositiveSmallIntegerField(default=0)  # per cent of people placed, or nobody is introduced
    words = models.TextField(max_length=2000, blank=True)
    made_by = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["next_at"], name="round_schedule_due")]

    def __str__(self) -> str:
        return f"schedule of {self.program_id}"


class PairingRules(models.Model):
    """What an organizer asks of every pair of a program, and how much each part of a fit counts there."""

    program = models.OneToOneField(Program, models.CASCADE, related_name="pairing_rules")
    weights = models.JSONField(default=dict)  # by component; what is not named counts as the program's template says
    share_language = models.BooleanField(default=True)
    keep_musts = models.BooleanField(default=True)  # what people marked as a must stays one
    least_hours = models.FloatField(default=0.0)  # a week both must be free, where both said when
    least_score = models.FloatField(default=0.0)  # from 0 to 1; no pair below is suggested
    changed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(least_hours__gte=0, least_hours__lte=40), name="least_hours_are_sane"),
            models.CheckConstraint(condition=Q(least_score__gte=0, least_score__lte=1), name="least_score_is_a_score"),
        ]

    def __str__(self) -> str:
        return f"rules of {self.program_id}"


class NeverPairQuerySet(models.QuerySet["NeverPair"]):
    def between(self, a: UUID, b: UUID) -> NeverPairQuerySet:
        """It holds in either role."""
        return self.filter(Q(one=a, other=b) | Q(one=b, other=a))


class NeverPair(models.Model):
    """Two people an organizer never wants suggested to each other in this program. Nobody else learns of it."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="never_pairs")
    one = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    objects = NeverPairQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "one", "other"], name="one_never_pair_each_way")]

    def __str__(self) -> str:
        return f"never pair {self.pk}"
