from __future__ import annotations

import pytest

from alongside.domain.groups.commands import posts
from alongside.domain.groups.models import GroupPost, Membership
from alongside.domain.groups.reactions import forget_person
from alongside.domain.people.commands.accounts import change_password, erase_person
from alongside.domain.people.commands.sign_in import send_sign_in_link
from alongside.domain.people.events import PersonErased
from alongside.domain.people.models import Person, SignInLink
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def test_an_empty_password_leaves_only_the_link() -> None:
    leila = cast.person("Leila", password="a long enough secret")

    change_password(leila, password="", at=MONDAY)

    leila.refresh_from_db()
    assert not leila.has_usable_password()


def test_of_a_deleted_account_nothing_that_names_the_person_stays() -> None:
    leila = cast.person(
        "Leila", family_name="Haddad", about="Gardener", picture="leila", email="leila@example.org", is_operator=True
    )
    send_sign_in_link("leila@example.org", at=MONDAY)

    erase_person(leila, at=MONDAY)

    kept = " ".join(str(value) for value in Person.objects.values().get(pk=leila.pk).values())
    for word in ("Leila", "Haddad", "Gardener", "leila@example.org"):
        assert word not in kept
    leila.refresh_from_db()
    assert not leila.is_active
    assert not leila.is_operator
    assert leila.full_name == "A former member"
    assert not SignInLink.objects.exists()


def test_groups_forget_whoever_deleted_their_account() -> None:
    group = cast.group()
    leila = cast.member(group)
    post = posts.post_to_group(group, author=leila, body="My garden", at=MONDAY)
    other = posts.post_to_group(group, author=cast.member(group), body="Mine stays", at=MONDAY)

    erase_person(leila, at=MONDAY)
    forget_person(PersonErased(leila.pk), MONDAY)
    forget_person(PersonErased(leila.pk), MONDAY)

    assert not Membership.objects.filter(person=leila, left_at=None).exists()
    post.refresh_from_db()
    assert (post.body, post.retracted_at) == ("", MONDAY)
    assert GroupPost.objects.get(pk=other.pk).body == "Mine stays"
