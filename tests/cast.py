"""A small cast everyone knows, built straight into the database. Plain functions with sensible defaults."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from alongside.domain.enrollments.models import Enrollment, Role
from alongside.domain.groups.models import Group, Membership
from alongside.domain.groups.models import Role as GroupRole
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program

# A Monday, 9:00 in UTC.
MONDAY = datetime(2026, 4, 6, 9, 0, tzinfo=UTC)
_numbers = count(1)


def person(first_name: str = "Leila", **fields: Any) -> Person:
    """A grown-up with a verified address. ``password`` is hashed when given."""
    password = fields.pop("password", None)
    fields.setdefault("email", f"{first_name.lower()}.{next(_numbers)}@example.org")
    fields.setdefault("created_at", MONDAY - timedelta(days=60))
    fields.setdefault("email_verified_at", fields["created_at"])
    fields.setdefault("adult_declared_at", fields["created_at"])
    fields.setdefault("welcomed_at", fields["created_at"])
    someone = Person(first_name=first_name, **fields)
    someone.set_password(password) if password else someone.set_unusable_password()
    someone.save()
    return someone


def group(name: str = "Riverside Job Club", **fields: Any) -> Group:
    """A private group without members."""
    fields.setdefault("slug", f"riverside-{next(_numbers)}")
    fields.setdefault("created_at", MONDAY - timedelta(days=60))
    return Group.objects.create(name=name, **fields)


def member(of: Group, who: Person | None = None, role: str = GroupRole.MEMBER) -> Person:
    """Somebody who belongs to the group."""
    who = who or person()
    Membership.objects.create(group=of, person=who, role=role, joined_at=MONDAY - timedelta(days=50))
    return who


def organizer(of: Group, who: Person | None = None) -> Person:
    """Somebody who runs the group."""
    return member(of, who or person("Amara"), GroupRole.ORGANIZER)


def program(in_group: Group, **fields: Any) -> Program:
    """A twelve-week program whose sign-up is open. Give ``state`` and the rest to differ."""
    fields.setdefault("template_key", "career_advancement")
    fields.setdefault("name", "Career advancement")
    fields.setdefault("state", Program.State.OPEN)
    fields.setdefault("topics", ["Interviews", "My CV", "Changing jobs", "Confidence"])
    fields.setdefault("created_at", MONDAY - timedelta(days=20))
    fields.setdefault("sign_up_closes_on", date(2026, 4, 20))
    fields.setdefault("starts_on", date(2026, 4, 27))
    return Program.objects.create(group=in_group, **fields)


def enrollment(into: Program, who: Person | None = None, role: str = Role.MENTEE, **fields: Any) -> Enrollment:
    """A finished sign-up. The person becomes a member of the group when they are not."""
    who = who or person("Robert" if role == Role.MENTOR else "Leila")
    if not Membership.objects.filter(group=into.group, person=who, left_at=None).exists():
        member(into.group, who)
    fields.setdefault("state", Enrollment.State.ENROLLED)
    fields.setdefault("topics", ["Interviews"])
    fields.setdefault("languages", ["en"])
    fields.setdefault("reach_ways", ["phone", "video"])
    fields.setdefault("reach_times", ["tue-evening", "thu-evening"])
    fields.setdefault("started_at", MONDAY - timedelta(days=10))
    fields.setdefault("enrolled_at", MONDAY - timedelta(days=10))
    return Enrollment.objects.create(program=into, person=who, role=role, **fields)


def mentor(into: Program, who: Person | None = None, **fields: Any) -> Enrollment:
    fields.setdefault("capacity", 2)
    return enrollment(into, who or person("Robert"), Role.MENTOR, **fields)


def mentee(into: Program, who: Person | None = None, **fields: Any) -> Enrollment:
    return enrollment(into, who or person("Leila"), Role.MENTEE, **fields)
