from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from alongside.domain.groups.models import GroupPost
from alongside.domain.people.models import Person
from alongside.domain.safety.commands.blocks import block_person
from alongside.domain.spaces.commands.changes import retract_item
from alongside.domain.spaces.commands.items import send_message
from alongside.domain.spaces.commands.rooms import open_space
from alongside.policy.reportables import people_one_could_report, to_report
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


class Room:
    """Leila and Robert talk; Tom does not."""

    def __init__(self) -> None:
        self.leila, self.robert, self.outsider = cast.person("Leila"), cast.person("Robert"), cast.person("Tom")
        self.space = open_space("conversation", [self.leila, self.robert], at=MONDAY)

    def says(self, who: Person, words: str, minutes: int = 0):  # type: ignore[no-untyped-def]
        return send_message(self.space, who, words, at=MONDAY + timedelta(minutes=minutes))


@pytest.fixture
def room() -> Room:
    return Room()


def test_a_message_can_be_reported_by_whoever_can_read_it(room: Room) -> None:
    message = room.says(room.robert, "send me money")

    found = to_report(room.leila, f"message:{message.pk}")

    assert found.about == room.robert
    assert [each.text for each in found.shown] == ["send me money"]


def test_an_outsider_cannot_report_what_they_cannot_see(room: Room) -> None:
    message = room.says(room.robert, "hello")

    for ref in (f"item:{message.pk}", f"space:{room.space.pk}", f"conversation:{room.space.pk}"):
        with pytest.raises(Http404):
            to_report(room.outsider, ref)


def test_ones_own_words_cannot_be_reported(room: Room) -> None:
    message = room.says(room.leila, "hello")

    with pytest.raises(Http404):
        to_report(room.leila, f"item:{message.pk}")


def test_nearby_are_the_other_persons_words_only_and_made_up_ticks_are_left_out(room: Room) -> None:
    room.says(room.leila, "mine")
    first, second = room.says(room.robert, "one"), room.says(room.robert, "two", 1)

    found = to_report(room.leila, f"item:{second.pk}")

    assert [each.text for each in found.nearby] == ["one"]
    assert [each.text for each in found.chosen([f"item:{first.pk}", "item:made-up"])] == ["one"]


def test_words_that_were_taken_back_can_still_be_shown(room: Room) -> None:
    message = room.says(room.robert, "something awful")
    retract_item(message, room.robert, at=MONDAY)

    found = to_report(room.leila, f"item:{message.pk}")

    assert [each.text for each in found.shown] == ["something awful"]


def test_a_block_does_not_stand_in_the_way_of_a_report(room: Room) -> None:
    message = room.says(room.robert, "hello")
    block_person(room.leila, room.robert, at=MONDAY)

    assert to_report(room.leila, f"item:{message.pk}").about == room.robert


def test_a_post_is_reported_by_members_only() -> None:
    group = cast.group()
    leila, robert, outsider = cast.member(group), cast.member(group, cast.person("Robert")), cast.person("Tom")
    post = GroupPost.objects.create(group=group, author=robert, body="buy my course", posted_at=MONDAY)

    assert to_report(leila, f"group_post:{post.pk}").subject.group == group.pk
    with pytest.raises(Http404):
        to_report(outsider, f"group_post:{post.pk}")


def test_a_card_discloses_only_what_the_group_may_read() -> None:
    program = cast.program(cast.group())
    card = cast.mentor(
        program, help_words="I rebuild engines", about_words="a secret", audiences={"about": "organizer"}
    )
    leila = cast.member(program.group)

    (said,) = to_report(leila, f"enrollment:{card.pk}").shown

    assert "I rebuild engines" in said.text
    assert "secret" not in said.text


def test_a_person_is_reported_by_those_who_share_a_group_with_them() -> None:
    group = cast.group()
    leila, robert = cast.member(group), cast.member(group, cast.person("Robert"))

    assert to_report(leila, f"person:{robert.pk}").group == group
    with pytest.raises(Http404):
        to_report(cast.person("Tom"), f"person:{robert.pk}")


@pytest.mark.parametrize("ref", ["", "nothing", "item:", "item:7", "evil:1", "person:not-an-id"])
def test_a_made_up_reference_leads_nowhere(ref: str) -> None:
    with pytest.raises(Http404):
        to_report(cast.person(), ref)


def test_without_a_thing_one_chooses_among_the_people_of_ones_spaces(room: Room) -> None:
    assert people_one_could_report(room.leila) == [(f"space:{room.space.pk}", room.robert)]
    assert people_one_could_report(room.outsider) == []
