"""What the people who run the site may see: accounts, groups and the mail queue. Never what is said in a space."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404

from alongside.domain.groups.models import Group
from alongside.domain.groups.queries import with_member_count
from alongside.domain.notifications.models import Delivery
from alongside.domain.people.models import Person
from alongside.policy.people import people_with_second_step


def everyone(operator: Person, wanted: str = "") -> QuerySet[Person]:
    """Accounts found by name or address, newest first."""
    _refuse_others(operator)
    people = Person.objects.filter(deactivated_at=None)
    for word in wanted.split()[:5]:
        people = people.filter(
            Q(email__icontains=word) | Q(first_name__icontains=word) | Q(family_name__icontains=word)
        )
    return people.order_by("-created_at", "pk")


def to_look_after(operator: Person, person_id: UUID) -> Person:
    """One account. Raises Http404 or PermissionDenied."""
    person = everyone(operator).filter(pk=person_id).first()
    if person is None:
        raise Http404
    return person


def groups_of(operator: Person, person: Person) -> QuerySet[Group]:
    """The groups somebody belongs to, by name."""
    _refuse_others(operator)
    return Group.objects.filter(memberships__person=person, memberships__left_at=None).order_by("name")


def all_groups(operator: Person) -> QuerySet[Group]:
    """Every group, with how many members and programs it has."""
    _refuse_others(operator)
    return with_member_count(Group.objects.annotate(program_count=Count("programs", distinct=True))).order_by("name")


def letters_in_trouble(operator: Person) -> QuerySet[Delivery]:
    """Letters that were given up or wait for another try, newest first. Their words are not shown."""
    _refuse_others(operator)
    trouble = Q(state=Delivery.State.FAILED) | (Q(state=Delivery.State.QUEUED) & ~Q(trouble=""))
    return Delivery.objects.filter(trouble).defer("text", "html").order_by("state", "-queued_at")


def to_try_again(operator: Person, delivery_id: UUID) -> Delivery:
    """A letter that was given up. Raises Http404 or PermissionDenied."""
    letter = letters_in_trouble(operator).filter(pk=delivery_id, state=Delivery.State.FAILED).first()
    if letter is None:
        raise Http404
    return letter


def count_operators() -> int:
    """How many people run this site."""
    return _operators().count()


def all_operators_have_second_step() -> bool:
    """Whether everybody who runs this site signs in with more than a letter or a password."""
    return not _operators().exclude(pk__in=people_with_second_step()).exists()


def _operators() -> QuerySet[Person]:
    return Person.objects.filter(is_operator=True, suspended_at=None, deactivated_at=None)


def _refuse_others(operator: Person) -> None:
    if not operator.is_operator:
        raise PermissionDenied
