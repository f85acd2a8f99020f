"""Communities, memberships, the ways in, and what is posted."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.domain.people.models import Person


class Focus(models.TextChoices):
    """What a group is about."""

    PARENTING = "parenting", _("Parenting")
    PROFESSIONAL = "professional", _("Professional")
    PERSONAL = "personal", _("Personal development")
    EDUCATION = "education", _("Education")
    RECOVERY = "recovery", _("Recovery after a crisis")
    HOBBY = "hobby", _("Hobby")
    WELLNESS = "wellness", _("Wellness")
    OTHER = "other", _("Something else")


class Role(models.TextChoices):
    """What a member may do in a group."""

    MEMBER = "member", _("Member")
    MODERATOR = "moderator", _("Moderator")
    ORGANIZER = "organizer", _("Organizer")


class GroupQuerySet(models.QuerySet["Group"]):
    def of(self, person: UUID) -> GroupQuerySet:
        """The groups this person belongs to now."""
        return self.filter(memberships__person=person, memberships__left_at=None)

    def listed(self) -> GroupQuerySet:
        """The groups anyone can find."""
        return self.filter(visibility=Group.Visibility.PUBLIC)


class Group(models.Model):
    """A community that runs programs."""

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Public: anyone can find it")
        PRIVATE = "private", _("Private: only people with an invitation know of it")

    class Joining(models.TextChoices):
        OPEN = "open", _("Anyone can join")
        REQUEST = "request", _("People ask, an organizer says yes")
        INVITATION = "invitation", _("Only with an invitation link")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    description = models.TextField(max_length=2000, blank=True)
    focus = models.CharField(max_length=16, choices=Focus.choices, default=Focus.OTHER)
    visibility = models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.PRIVATE)
    joining = models.CharField(max_length=10, choices=Joining.choices, default=Joining.INVITATION)
    rules = models.TextField(max_length=4000, blank=True)
    created_at = models.DateTimeField()

    objects = GroupQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> MembershipQuerySet:
        """Those who have not left and may sign in."""
        return self.filter(left_at=None, person__suspended_at=None, person__deactivated_at=None)

    def organizers(self) -> MembershipQuerySet:
        return self.current().filter(role=Role.ORGANIZER)


class Membership(models.Model):
    """A person in a group, in one role."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    removed = models.BooleanField(default=False)  # left because an organizer said so
    read_posts_at = models.DateTimeField(null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=Q(left_at=None), name="one_current_membership"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.group}"

    @property
    def is_organizer(self) -> bool:
        return self.role == Role.ORGANIZER and self.left_at is None

    @property
    def is_moderator(self) -> bool:
        """Organizers may do whatever moderators may."""
        return self.role in (Role.ORGANIZER, Role.MODERATOR) and self.left_at is None


class Invitation(models.Model):
    """A link that lets people into a group."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="invitations")
    code = models.CharField(max_length=24, unique=True)
    invited_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"invitation to {self.group}"

    def is_open(self, at: datetime) -> bool:
        """Whether the link still lets people in."""
        return self.withdrawn_at is None and (self.expires_at is None or at < self.expires_at)


class JoinRequest(models.Model):
    """Somebody asking to be let into a group."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="join_requests")
    person = models.ForeignKey(Person, models.CASCADE, related_name="join_requests")
    message = models.CharField(max_length=600, blank=True)
    requested_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    accepted = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=Q(decided_at=None), name="one_open_join_request"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} asks to join {self.group}"


class GroupPost(models.Model):
    """Something a member wrote for the whole group."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="posts")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    body = models.TextField(max_length=6000)
    posted_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    pinned_at = models.DateTimeField(null=True)
    retracted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["group", "-posted_at"], name="group_post_newest")]

    def __str__(self) -> str:
        return f"post in {self.group}"


class GroupComment(models.Model):
    """An answer to a group post."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    post = models.ForeignKey(GroupPost, models.CASCADE, related_name="comments")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    body = models.TextField(max_length=2000)
    posted_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    retracted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["post", "posted_at"], name="group_comment_order")]

    def __str__(self) -> str:
        return f"comment on {self.post_id}"


class GatheringQuerySet(models.QuerySet["Gathering"]):
    def to_come(self, at: datetime) -> GatheringQuerySet:
        """Those that have not ended, the next one first; a canceled one stays until its time has passed."""
        return self.filter(ends_at__gt=at).order_by("starts_at", "pk")

    def past(self, at: datetime) -> GatheringQuerySet:
        """Those that took place, the latest first."""
        return self.filter(ends_at__lte=at, canceled_at=None).order_by("-starts_at", "pk")


class Gathering(models.Model):
    """A meeting of the whole group. Members call it an event; a meeting is a pair's."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="gatherings")
    title = models.CharField(max_length=80)
    words = models.TextField(max_length=2000, blank=True)
    place = models.CharField(max_length=200, blank=True)  # an address, or a link
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    planned_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()
    revision = models.PositiveSmallIntegerField(default=0)  # calendars take the highest
    canceled_at = models.DateTimeField(null=True)

    objects = GatheringQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["group", "starts_at"], name="gathering_by_day")]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="gathering_lasts")]

    def __str__(self) -> str:
        return f"gathering of {self.group_id}"

    @property
    def is_canceled(self) -> bool:
        return self.canceled_at is not None
