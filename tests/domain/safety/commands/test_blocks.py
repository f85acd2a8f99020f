from __future__ import annotations

import pytest

from alongside.domain.events.models import Event
from alongside.domain.safety.commands.blocks import CannotBlockSelf, block_person, unblock_person
from alongside.domain.safety.models import Block
from alongside.domain.safety.queries import behind_a_block, blocks_made_by, may_meet
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def test_a_block_acts_both_ways_and_is_announced_once() -> None:
    leila, robert, outsider = cast.person("Leila"), cast.person("Robert"), cast.person("Tom")

    block_person(leila, robert, at=MONDAY)
    block_person(leila, robert, at=MONDAY)

    assert not may_meet(leila.pk, robert.pk)
    assert not may_meet(robert.pk, leila.pk)
    assert may_meet(leila.pk, outsider.pk)
    assert list(behind_a_block(leila.pk)) == [robert.pk]
    assert list(behind_a_block(robert.pk)) == [leila.pk]
    assert not behind_a_block(outsider.pk).exists()
    assert Event.objects.filter(name="safety.PersonBlocked").count() == 1


def test_only_the_one_who_blocked_sees_it_in_a_list() -> None:
    leila, robert = cast.person("Leila"), cast.person("Robert")

    block_person(leila, robert, at=MONDAY)

    assert [block.blocked for block in blocks_made_by(leila)] == [robert]
    assert not blocks_made_by(robert).exists()


def test_opening_the_door_leaves_the_other_ones_door_as_it_is() -> None:
    leila, robert = cast.person("Leila"), cast.person("Robert")
    block_person(leila, robert, at=MONDAY)
    block_person(robert, leila, at=MONDAY)

    unblock_person(leila, robert, at=MONDAY)

    assert Block.objects.get().blocker == robert
    assert not may_meet(leila.pk, robert.pk)


def test_nobody_blocks_themselves() -> None:
    leila = cast.person("Leila")

    with pytest.raises(CannotBlockSelf):
        block_person(leila, leila, at=MONDAY)
