"""Starting a group and changing what it says about itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from alongside.domain.events.commands import record
from alongside.domain.groups.events import GroupChanged, GroupCreated
from alongside.domain.groups.models import Focus, Group, Membership, Role
from alongside.domain.people.models import Person
from alongside.kernel.ids import new_code

# Words that would stand in the way of the site's own addresses below /groups/.
_TAKEN = {"new", "find", "join"}


@transaction.atomic
def create_group(
    person: Person,
    *,
    name: str,
    description: str = "",
    focus: str = Focus.OTHER,
    visibility: str = Group.Visibility.PRIVATE,
    joining: str = Group.Joining.INVITATION,
    at: datetime,
) -> Group:
    """Start a group that ``person`` runs. Records GroupCreated."""
    group = Group.objects.create(
        slug=_free_slug(name),
        name=name,
        description=description,
        focus=focus,
        visibility=visibility,
        joining=joining,
        created_at=at,
    )
    Membership.objects.create(group=group, person=person, role=Role.ORGANIZER, joined_at=at, read_posts_at=at)
    record(GroupCreated(group.pk), actor=person.pk, at=at)
    return group


@transaction.atomic
def change_group(
    group: Group,
    *,
    name: str,
    description: str,
    rules: str,
    focus: str,
    visibility: str,
    joining: str,
    changed_by: Person,
    at: datetime,
) -> Group:
    """Change what the group says about itself and how people get in; its address stays. Records GroupChanged."""
    group = Group.objects.select_for_update().get(pk=group.pk)
    group.name, group.description, group.rules = name, description, rules
    group.focus, group.visibility, group.joining = focus, visibility, joining
    group.save()
    record(GroupChanged(group.pk), actor=changed_by.pk, at=at)
    return group


def _free_slug(name: str) -> str:
    """An address from the name, with a few letters more when somebody has it already."""
    wish = slugify(name)[:48].strip("-") or f"group-{new_code(4).lower()}"
    while wish in _TAKEN or Group.objects.filter(slug=wish).exists():
        wish = f"{slugify(name)[:48].strip('-') or 'group'}-{new_code(4).lower()}"
    return wish
