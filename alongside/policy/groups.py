"""Who a person is in a group, and what they may see and do there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.enrollments.models import Role as EnrollmentRole
from alongside.domain.groups.models import Focus, Group, GroupPost, JoinRequest, Membership, Role
from alongside.domain.groups.queries import membership_of, open_join_requests, organizers_of, with_member_count
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.domain.safety.queries import behind_a_block

T = TypeVar("T")

# What forms may offer.
FOCUS_CHOICES, ROLE_CHOICES = Focus.choices, Role.choices
VISIBILITY_CHOICES, JOINING_CHOICES = Group.Visibility.choices, Group.Joining.choices


@dataclass(frozen=True)
class Standing:
    """A person in a group (or before its door), and what follows from it."""

    group: Group
    person: Person | None
    membership: Membership | None

    @property
    def is_member(self) -> bool:
        return self.membership is not None

    @property
    def may_manage(self) -> bool:
        """Settings, people, invitations and programs are for organizers."""
        return self.membership is not None and self.membership.is_organizer

    @property
    def may_moderate(self) -> bool:
        """Pinning, and taking back what others wrote, is for organizers and moderators."""
        return self.membership is not None and self.membership.is_moderator


def visible_to(person: Person | None) -> QuerySet[Group]:
    """Groups this person may know of: public ones, and those they belong to."""
    listed = Group.objects.listed()
    return listed if person is None else (listed | Group.objects.filter(pk__in=Group.objects.of(person.pk)))


def standing_in(person: Person | None, slug: str) -> Standing:
    """Who ``person`` is in the group with this address. A private group does not exist for those outside."""
    group = Group.objects.filter(slug=slug).first()
    membership = membership_of(person, group) if person and group else None
    if group is None or (membership is None and group.visibility != Group.Visibility.PUBLIC):
        raise Http404
    return Standing(group, person, membership)


def standing_of(person: Person, group: Group) -> Standing:
    """Who ``person`` is in a group that they hold already, by an invitation for example."""
    return Standing(group, person, membership_of(person, group))


def to_enter(person: Person, slug: str) -> Standing:
    """The group as a member. Somebody outside a public group is sent to its door, ``/g/<slug>/about/``."""
    standing = standing_in(person, slug)
    if not standing.is_member:
        raise PermissionDenied
    return standing


def to_manage(person: Person, slug: str) -> Standing:
    """The group as one of its organizers. Members are told that the page is for someone else."""
    standing = to_enter(person, slug)
    if not standing.may_manage:
        raise PermissionDenied
    return standing


def to_leave(person: Person, slug: str) -> Membership:
    """The membership that ``person`` may end."""
    membership = to_enter(person, slug).membership
    assert membership is not None
    return membership


def has_mentorship_tab(standing: Standing) -> bool:
    """Members see the tab once there is something to see; organizers can always start a program."""
    if standing.may_manage:
        return True
    shown = Program.objects.filter(group=standing.group).exclude(state=Program.State.DRAFT)
    return standing.is_member and shown.exists()


@dataclass(frozen=True)
class GroupLine:
    """A group in a list, with what one wants to know at a glance."""

    group: Group
    member_count: int
    unread_count: int = 0
    runs_it: bool = False


def my_groups(person: Person) -> list[GroupLine]:
    """The groups of ``person`` by name, with how much others have written since the last look."""
    mine = Membership.objects.filter(group=OuterRef("pk"), person=person, left_at=None)
    looked_at = Membership.objects.filter(group=OuterRef("group"), person=person, left_at=None)
    unread = (
        GroupPost.objects.filter(group=OuterRef("pk"), retracted_at=None)
        .filter(posted_at__gt=Subquery(looked_at.values("read_posts_at")[:1]))
        .exclude(author=person)
        .exclude(author__in=behind_a_block(person.pk))
    )
    unread_count = unread.order_by().values("group").annotate(number=Count("pk")).values("number")
    groups = with_member_count(Group.objects.filter(Exists(mine))).annotate(
        unread_count=Coalesce(Subquery(unread_count), 0), my_role=Subquery(mine.values("role")[:1])
    )
    return [
        GroupLine(each, each.member_count, each.unread_count, each.my_role == Role.ORGANIZER)
        for each in cast(Any, groups.order_by("name", "pk"))
    ]


def groups_to_find(person: Person | None) -> list[GroupLine]:
    """Public groups that ``person`` does not belong to, by name."""
    groups = with_member_count(Group.objects.listed())
    if person is not None:
        groups = groups.exclude(pk__in=Group.objects.of(person.pk))
    return [GroupLine(each, each.member_count) for each in cast(Any, groups.order_by("name", "pk"))]


def member_count(standing: Standing) -> int:
    """How many people belong to the group."""
    return Membership.objects.current().filter(group=standing.group).count()


def organizers(standing: Standing) -> list[Person]:
    """Who runs the group; everyone who can see the group may know."""
    return list(organizers_of(standing.group))


def visible_members(standing: Standing) -> QuerySet[Membership]:
    """The members ``standing`` may see, by name. For a member, whoever is behind a block is not there.

    Organizers see everyone, since they look after everyone.
    """
    members = Membership.objects.current().filter(group=standing.group).select_related("person")
    if standing.person is not None and not standing.may_manage:
        members = members.exclude(person__in=behind_a_block(standing.person.pk))
    return members.order_by("person__first_name", "person__family_name", "pk")


def to_see_member(standing: Standing, person_id: UUID) -> Membership:
    """One member of the group."""
    return _or_404(visible_members(standing).filter(person=person_id).first())


def to_change_member(person: Person, slug: str, person_id: UUID) -> Membership:
    """A member whose role ``person``, as an organizer, may change, or whom they may remove. Not themselves."""
    standing = to_manage(person, slug)
    if person_id == person.pk:
        raise PermissionDenied
    return to_see_member(standing, person_id)


def may_change(standing: Standing, membership: Membership) -> bool:
    """Whether this member's role can be changed here; one leaves by oneself."""
    return standing.may_manage and standing.person != membership.person


def waiting_join_requests(standing: Standing) -> QuerySet[JoinRequest]:
    """Who asks to be let in; for organizers."""
    return open_join_requests(standing.group) if standing.may_manage else JoinRequest.objects.none()


def to_decide_join_request(person: Person, slug: str, request_id: UUID) -> JoinRequest:
    """A request that ``person``, as an organizer, may answer."""
    standing = to_manage(person, slug)
    return _or_404(JoinRequest.objects.filter(group=standing.group, pk=request_id).select_related("person").first())


def own_join_request(standing: Standing) -> JoinRequest | None:
    """The question that ``standing``'s person asked and nobody has answered yet."""
    if standing.person is None:
        return None
    return JoinRequest.objects.filter(group=standing.group, person=standing.person, decided_at=None).first()


def to_withdraw_join_request(person: Person, slug: str) -> JoinRequest:
    """One's own open question."""
    return _or_404(own_join_request(standing_in(person, slug)))


def _or_404(found: T | None) -> T:
    if found is None:
        raise Http404
    return found


def groups_with_join_requests(person: Person) -> list[tuple[Group, int]]:
    """The groups ``person`` runs in which somebody waits for an answer, with how many."""
    run = Membership.objects.filter(group=OuterRef("pk"), person=person, left_at=None, role=Role.ORGANIZER)
    waiting = Count("join_requests", filter=Q(join_requests__decided_at=None))
    groups = Group.objects.filter(Exists(run)).annotate(waiting=waiting).filter(waiting__gt=0).order_by("name")
    return [(group, group.waiting) for group in cast(Any, groups)]


class MemberFilter(StrEnum):
    """Which members a list shows."""

    ALL = ""
    MENTORS = "mentors"
    MENTEES = "mentees"
    RUNNING = "running"


def find_members(
    standing: Standing, *, search: str = "", kind: MemberFilter = MemberFilter.ALL
) -> QuerySet[Membership]:
    """The visible members whose name holds every word of ``search``, who take part as ``kind`` says."""
    members = visible_members(standing)
    for word in search.split():
        members = members.filter(Q(person__first_name__icontains=word) | Q(person__family_name__icontains=word))
    if kind == MemberFilter.RUNNING:
        return members.filter(role__in=[Role.ORGANIZER, Role.MODERATOR])
    if kind == MemberFilter.ALL:
        return members
    role = EnrollmentRole.MENTOR if kind == MemberFilter.MENTORS else EnrollmentRole.MENTEE
    taking_part = Enrollment.objects.filter(
        program__group=standing.group, person=OuterRef("person"), role=role, state=Enrollment.State.ENROLLED
    )
    return members.filter(Exists(taking_part))
