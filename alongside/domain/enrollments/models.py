"""Asking to take part, and the place it becomes."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.domain.groups.models import Group, GroupPost
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program


class Role(models.TextChoices):
    """What a person does in one program. Both roles at once are two enrollments."""

    MENTOR = "mentor", _("Mentor")
    MENTEE = "mentee", _("Mentee")


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    def active(self) -> EnrollmentQuerySet:
        """Signed up, not paused, grown-up and able to sign in: those who can be paired and seen."""
        return self.filter(
            state=Enrollment.State.ENROLLED,
            person__suspended_at=None,
            person__deactivated_at=None,
            person__adult_declared_at__isnull=False,
        )

    def here_on(self, day: date) -> EnrollmentQuerySet:
        """Without people who are away and come back later than ``day``: those who can be suggested."""
        return self.exclude(person__away_until__gt=day)

    def places(self) -> EnrollmentQuerySet:
        """Every sign-up that somebody finished and has not left: what "signed up" means in numbers."""
        return self.exclude(state__in=[Enrollment.State.DRAFT, Enrollment.State.LEFT, Enrollment.State.TURNED_DOWN])

    def mentors(self) -> EnrollmentQuerySet:
        return self.filter(role=Role.MENTOR)

    def mentees(self) -> EnrollmentQuerySet:
        return self.filter(role=Role.MENTEE)


class Enrollment(models.Model):
    """A person's place in a program, from the first saved answer on."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Not finished")
        APPLIED = "applied", _("Waiting for the organizer")
        WAITING = "waiting", _("On the waiting list")
        ENROLLED = "enrolled", _("Signed up")
        PAUSED = "paused", _("Paused")
        TURNED_DOWN = "turned_down", _("Not this time")
        LEFT = "left", _("Left")

    class Audience(models.TextChoices):
        GROUP = "group", _("The group")
        ORGANIZER = "organizer", _("Only the organizer")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    program = models.ForeignKey(Program, models.CASCADE, related_name="enrollments")
    person = models.ForeignKey(Person, models.CASCADE, related_name="enrollments")
    role = models.CharField(max_length=6, choices=Role.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)

    # The four answers of the card, and who may read each.
    topics = models.JSONField(default=list)  # labels of what is offered or asked for
    help_words = models.CharField(max_length=600, blank=True)
    about_words = models.CharField(max_length=600, blank=True)
    third_words = models.CharField(max_length=600, blank=True)  # mentor: why; mentee: what kind of mentor
    preferences = models.JSONField(default=list)  # mentee: codes such as "patient", "a_woman"; never on the card
    required_preferences = models.JSONField(default=list)  # of those, the ones that must be met
    reach_ways = models.JSONField(default=list)  # phone, video, chat, email, in_person
    reach_times = models.JSONField(default=list)  # "mon-evening" and the like
    reach_words = models.CharField(max_length=600, blank=True)
    languages = models.JSONField(default=list)
    traits = models.JSONField(default=list)  # what the person chose to say of themselves, matched with preferences
    background = models.CharField(max_length=200, blank=True)  # title or path, one line
    household = models.CharField(max_length=80, blank=True)  # or team, manager; several parted by ";"; see apart_keys
    audiences = models.JSONField(default=dict)  # answer field -> Audience
    answers = models.JSONField(default=dict)  # extra questions: question id -> answer
    seen_pages = models.JSONField(default=list)  # which of the questions were answered or skipped
    search_words = models.TextField(blank=True)  # what members may find the card by, in lower case
    capacity = models.PositiveSmallIntegerField(default=1)  # mentors: how many at once; mentees: always 1

    started_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    enrolled_at = models.DateTimeField(null=True)
    paused_until = models.DateField(null=True)
    left_at = models.DateTimeField(null=True)
    silence_asked_at = models.DateTimeField(null=True)  # a mentor somebody waits for was asked kindly
    waiting_since = models.DateTimeField(null=True)  # priority for those left waiting or let down before
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    kind_line = models.CharField(max_length=600, blank=True)  # what the organizer said when turning down
    filled_in_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["program", "person", "role"],
                condition=~Q(state="left"),
                name="one_place_per_role",
            ),
            models.CheckConstraint(condition=Q(capacity__gte=1, capacity__lte=50), name="capacity_is_sane"),
        ]
        indexes = [models.Index(fields=["program", "role", "state"], name="enrollment_by_program")]

    def __str__(self) -> str:
        return f"{self.person} as {self.role}"

    def audience_of(self, answer: str) -> str:
        """Who may read one of the four answers; what nobody chose follows the program."""
        by_default = self.Audience.ORGANIZER if self.program.is_sensitive else self.Audience.GROUP
        return str(self.audiences.get(answer, by_default))

    def group_may_read(self, answer: str) -> bool:
        return self.audience_of(answer) == self.Audience.GROUP

    @property
    def is_mentor(self) -> bool:
        return self.role == Role.MENTOR

    @property
    def is_active(self) -> bool:
        return self.state == self.State.ENROLLED

    @property
    def apart_keys(self) -> frozenset[str]:
        """Households, teams and managers of this person: two people who share one are never paired."""
        return frozenset(key for each in self.household.split(";") if (key := " ".join(each.lower().split())))


class NextTimeWish(models.Model):
    """Somebody who came too late and wants to hear of the group's next program."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="next_time_wishes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="next_time_wishes")
    wished_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="one_wish_per_group")]

    def __str__(self) -> str:
        return f"{self.person} waits for the next program of {self.group}"


class InterestPoll(models.Model):
    """Asking members first: who would mentor, who would like a mentor, and in what."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    program = models.OneToOneField(Program, models.CASCADE, related_name="poll")
    question = models.CharField(max_length=200)
    closes_on = models.DateField()
    needed_pairs = models.PositiveSmallIntegerField(default=5)  # the go/no-go line
    post = models.ForeignKey(GroupPost, models.SET_NULL, null=True, related_name="+")  # pinned while it is open
    shows_count = models.BooleanField(default=True)  # members see how many answered so far
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)  # those who had not answered, once
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.question

    def is_open(self, today: date) -> bool:
        """Whether members may still answer or change their answer."""
        return self.closed_at is None and today <= self.closes_on


class InterestAnswerQuerySet(models.QuerySet["InterestAnswer"]):
    def said_yes(self) -> InterestAnswerQuerySet:
        return self.exclude(choice=InterestAnswer.Choice.NOT_NOW)


class InterestAnswer(models.Model):
    """One member's answer to an interest poll."""

    class Choice(models.TextChoices):
        MENTEE = "mentee", _("I would like a mentor")
        MENTOR = "mentor", _("I would like to be a mentor")
        BOTH = "both", _("Both")
        NOT_NOW = "not_now", _("Not now")

    poll = models.ForeignKey(InterestPoll, models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="interest_answers")
    choice = models.CharField(max_length=7, choices=Choice.choices)
    topics = models.JSONField(default=list)
    answered_at = models.DateTimeField()

    objects = InterestAnswerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "person"], name="one_answer_per_poll")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class RosterImport(models.Model):
    """A list of people on its way into a group, and perhaps into a program. All of it, or nothing."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Waiting for its columns")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked")
        IMPORTING = "importing", _("Being brought in")
        DONE = "done", _("Done")
        FAILED = "failed", _("Did not work")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="roster_imports")
    program = models.ForeignKey(Program, models.CASCADE, null=True, related_name="roster_imports")
    uploaded_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    content = models.TextField(blank=True)  # emptied when the import is over
    mapping = models.JSONField(default=dict)  # what we know -> the column of the file
    defaults = models.JSONField(default=dict)  # what every row gets when its cell is empty: role, language
    tells_people = models.BooleanField(default=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.UPLOADED)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)  # the first 200: [line, column, what is wrong]
    problem_count = models.PositiveIntegerField(default=0)
    summary = models.JSONField(default=dict)  # how many people are new, known, enrolled
    uploaded_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["uploaded_at"], condition=Q(state__in=["checking", "importing"]), name="roster_import_due"
            )
        ]

    def __str__(self) -> str:
        return self.file_name
