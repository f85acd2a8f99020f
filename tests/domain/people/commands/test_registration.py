from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.domain.events.models import Event
from alongside.domain.people.commands.registration import AddressTaken, declare_adult, register_person
from alongside.domain.people.models import Person
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def test_an_address_belongs_to_one_person_whatever_its_case() -> None:
    register_person("Leila@example.org", first_name="Leila", verified=True, at=MONDAY)

    with pytest.raises(AddressTaken):
        register_person("leila@EXAMPLE.org", first_name="Other", verified=True, at=MONDAY)


def test_the_database_itself_holds_one_person_per_address() -> None:
    cast.person("Leila", email="leila@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email="LEILA@example.org", first_name="Other", created_at=MONDAY)


def test_the_day_of_the_first_declaration_stays() -> None:
    leila = cast.person("Leila", adult_declared_at=None)

    declare_adult(leila, at=MONDAY)
    declare_adult(leila, at=MONDAY + timedelta(days=30))

    leila.refresh_from_db()
    assert leila.adult_declared_at == MONDAY
    assert Event.objects.filter(name="people.AdultDeclared").count() == 1


def test_no_date_of_birth_is_kept() -> None:
    assert not any("birth" in field.name or "age" in field.name.split("_") for field in Person._meta.get_fields())
