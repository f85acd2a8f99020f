"""Who a person is to the rest of the house, and which account pages and pictures are theirs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from alongside.domain.groups.models import Group, Membership, Role
from alongside.domain.groups.queries import would_leave_without_organizer
from alongside.domain.people import queries
from alongside.domain.people.demo_cast import DEMO_CAST, CastMember
from alongside.domain.people.models import Device, EmailChange, Person, SignInLink
from alongside.domain.safety.queries import behind_a_block
from alongside.domain.spaces.models import SpaceMember

SignedInPerson = Person
NOBODY = AnonymousUser()


def to_use_sign_in_link(token: str) -> SignInLink:
    """The link behind a token from a letter, open or not. Whoever holds the letter may use it."""
    link = queries.sign_in_link(token)
    if link is None:
        raise Http404
    return link


def to_confirm_email_change(token: str) -> EmailChange:
    """The e-mail change behind a token from a letter, open or not."""
    change = queries.email_change(token)
    if change is None:
        raise Http404
    return change


def may_register_uninvited() -> bool:
    """Whether somebody without an invitation may open an account: when there is a group they could find and join."""
    return Group.objects.listed().exclude(joining=Group.Joining.INVITATION).exists()


def may_erase(person: Person) -> bool:
    """Whether the account can go: no group may be left with members and nobody to run it."""
    return not would_leave_without_organizer(person).exists()


def visible_people(person: Person) -> QuerySet[Person]:
    """Everyone ``person`` may see by name and picture: themselves, and who shares a group or a space with them.

    A block closes the door both ways.
    """
    my_groups = Membership.objects.filter(person=person, left_at=None).values("group")
    my_spaces = SpaceMember.objects.filter(person=person).values("space")
    together = Membership.objects.current().filter(person=OuterRef("pk"), group__in=my_groups)
    in_a_space = SpaceMember.objects.filter(person=OuterRef("pk"), space__in=my_spaces)
    return Person.objects.filter(Q(pk=person.pk) | Exists(together) | Exists(in_a_space)).exclude(
        pk__in=behind_a_block(person.pk)
    )


def to_show_picture(person: Person, name: str) -> Person:
    """Whose uploaded picture has this file name, when ``person`` may see it."""
    found = visible_people(person).filter(upload=f"pictures/{name}").first()
    if found is None:
        raise Http404
    return found


def anybody_is_here() -> bool:
    """Whether this site has any account at all."""
    return Person.objects.exists()


def demo_cast() -> list[tuple[CastMember, Person]]:
    """Who one can be in the demo, as far as the seed has made them."""
    by_email = {each.email: each for each in Person.objects.filter(email__in=[cast.email for cast in DEMO_CAST])}
    return [(cast, by_email[cast.email]) for cast in DEMO_CAST if cast.email in by_email]


def to_become_in_demo(key: str, *, is_demo: bool) -> Person:
    """The cast member to sign in as. Nobody, anywhere but in the demo."""
    if is_demo:
        for cast, person in demo_cast():
            if cast.key == key and person.is_active:
                return person
    raise Http404


def groups_to_hand_over(person: Person) -> list[Group]:
    """The groups that keep ``person`` from deleting their account."""
    return list(would_leave_without_organizer(person).order_by("name"))


def devices_of(person: Person) -> QuerySet[Device]:
    """Where the person is signed in, last used first."""
    return Device.objects.filter(person=person).order_by("-last_seen_at")


def to_sign_out(person: Person, device_id: UUID) -> Device:
    """One of the person's own devices. Raises Http404."""
    device = devices_of(person).filter(pk=device_id).first()
    if device is None:
        raise Http404
    return device


def needs_second_step(person: Person) -> bool:
    """Whether the person runs or moderates something here, or the whole site, and has no second step yet."""
    if settings.SECOND_STEP_DAYS is None:
        return False
    moderates = Membership.objects.current().filter(person=person, role__in=[Role.MODERATOR, Role.ORGANIZER])
    if not person.is_operator and not moderates.exists():
        return False
    return not people_with_second_step().filter(user=person).exists()


def people_with_second_step() -> QuerySet[Any]:
    """The ids of those who have a passkey or an app; recovery codes alone are none."""
    real = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    found: QuerySet[Any] = Authenticator.objects.filter(type__in=real).values_list("user", flat=True)
    return found


def second_step_due(asked_at: datetime) -> datetime:
    """Until when somebody can go on without a second step who was first asked for one then."""
    return asked_at + timedelta(days=settings.SECOND_STEP_DAYS or 0)
