"""Who a signed-in person is to the rest of the house."""

from __future__ import annotations

from alongside.domain.people.models import Person

SignedInPerson = Person
