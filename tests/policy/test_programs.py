"""Programs are for members; running them is for organizers."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from alongside.domain.groups.models import Membership
from alongside.domain.programs.models import Program, Step
from alongside.policy import programs
from tests import cast

pytestmark = pytest.mark.django_db


def test_a_member_sees_an_open_program_and_an_outsider_does_not_know_of_it() -> None:
    group = cast.group()
    program, member, outsider = cast.program(group), cast.member(group), cast.person("Otto")

    assert programs.to_see(member, group.slug, program.pk)[1] == program
    with pytest.raises(Http404):
        programs.to_see(outsider, group.slug, program.pk)


@pytest.mark.parametrize("state", [Program.State.DRAFT, Program.State.ASKING])
def test_a_member_does_not_see_a_draft_and_its_organizer_does(state: str) -> None:
    group = cast.group()
    draft, member, organizer = cast.program(group, state=state), cast.member(group), cast.organizer(group)

    assert programs.to_manage(organizer, group.slug, draft.pk)[1] == draft
    with pytest.raises(Http404):
        programs.to_see(member, group.slug, draft.pk)


def test_only_an_organizer_of_the_group_manages_its_programs() -> None:
    group = cast.group()
    program, member = cast.program(group), cast.member(group)
    elsewhere = cast.organizer(cast.group("Elsewhere"))

    with pytest.raises(PermissionDenied):
        programs.to_manage(member, group.slug, program.pk)
    with pytest.raises(Http404):
        programs.to_manage(elsewhere, group.slug, program.pk)


def test_a_program_of_another_group_is_not_reached_through_this_one() -> None:
    mine, theirs = cast.group("Mine"), cast.group("Theirs")
    organizer, program = cast.organizer(mine), cast.program(theirs)

    with pytest.raises(Http404):
        programs.to_manage(organizer, mine.slug, program.pk)


def test_somebody_who_left_is_an_outsider() -> None:
    group = cast.group()
    program, member = cast.program(group), cast.member(group)
    Membership.objects.filter(person=member).update(left_at=cast.MONDAY)

    with pytest.raises(Http404):
        programs.to_see(member, group.slug, program.pk)


def test_a_step_of_another_program_is_not_reached_through_this_one() -> None:
    group = cast.group()
    organizer, program, other = cast.organizer(group), cast.program(group), cast.program(group)
    step = Step.objects.create(program=other, position=1, title="Hello", question="Who are you?")

    assert programs.to_edit_step(organizer, group.slug, other.pk, step.pk)[2] == step
    with pytest.raises(Http404):
        programs.to_edit_step(organizer, group.slug, program.pk, step.pk)
