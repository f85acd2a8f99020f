from __future__ import annotations

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from alongside.domain.groups.commands.posts import comment_on_post, post_to_group
from alongside.domain.journeys.commands.check_ins import check_in, write_to_organizer
from alongside.domain.journeys.commands.goals import set_goal
from alongside.domain.keys.models import SpaceKey
from alongside.domain.safety.commands.blocks import block_person
from alongside.domain.spaces.commands.drafts import save_draft
from alongside.domain.spaces.commands.items import add_comment, send_message, share_post
from alongside.policy.own_data import everything_about
from tests import cast
from tests.cast import MONDAY
from tests.domain.journeys.walk import pair
from tests.domain.safety.commands.test_reports import CANARY, Scene

pytestmark = pytest.mark.django_db


def test_a_copy_holds_everything_of_mine_and_nothing_of_others() -> None:
    group = cast.group("Riverside Job Club")
    leila = cast.member(group, cast.person("Leila", about="canary-about", password="canary-password"))
    other = cast.member(group, cast.person("Robert", email="canary-other@example.org"))
    post = post_to_group(group, author=leila, body="canary-post", at=MONDAY)
    comment_on_post(post, author=leila, body="canary-comment", at=MONDAY)
    comment_on_post(post, author=other, body="canary-others-words", at=MONDAY)

    copy = json.dumps(everything_about(leila), cls=DjangoJSONEncoder)

    for mine in (leila.email, "canary-about", "canary-post", "canary-comment", "Riverside Job Club"):
        assert mine in copy
    for secret in ("canary-other@example.org", "canary-others-words", leila.password):
        assert secret not in copy


def test_a_copy_opens_what_was_said_to_me_in_private_and_nothing_said_to_others() -> None:
    walk, other = pair(), pair(mentor=cast.person("Tom"), mentee=cast.person("Hana"))
    message = send_message(walk.space, walk.robert, "canary-received", at=MONDAY)
    add_comment(share_post(walk.space, walk.leila, "canary-post", at=MONDAY), walk.robert, "canary-comment", at=MONDAY)
    set_goal(walk.journey, walk.leila, "canary-goal", ["canary-step"], at=MONDAY)
    save_draft(walk.space, walk.leila, "post", "canary-draft", at=MONDAY)
    save_draft(walk.space, walk.robert, "post", "canary-his-draft", at=MONDAY)
    write_to_organizer(check_in(walk.journey, walk.leila, "help", at=MONDAY), "canary-hand", at=MONDAY)
    write_to_organizer(check_in(walk.journey, walk.robert, "help", at=MONDAY), "canary-his-hand", at=MONDAY)
    send_message(other.space, other.leila, "canary-elsewhere", at=MONDAY)

    copy = json.dumps(everything_about(walk.leila), cls=DjangoJSONEncoder)

    assert message.pk
    for mine in ("received", "post", "comment", "goal", "step", "draft", "hand"):
        assert f"canary-{mine}" in copy
    for not_mine in ("his-draft", "his-hand", "elsewhere"):
        assert f"canary-{not_mine}" not in copy


def test_a_copy_holds_the_reports_i_made_and_none_about_me() -> None:
    scene = Scene()
    scene.report()
    block_person(scene.leila, scene.robert, at=MONDAY)

    assert CANARY in json.dumps(everything_about(scene.leila), cls=DjangoJSONEncoder)
    about_robert = json.dumps(everything_about(scene.robert), cls=DjangoJSONEncoder)
    assert CANARY not in about_robert
    assert "Leila" not in about_robert


def test_a_space_that_was_erased_is_marked_and_the_rest_is_there() -> None:
    walk = pair()
    send_message(walk.space, walk.robert, "canary", at=MONDAY)
    SpaceKey.objects.filter(space_id=walk.space.pk).delete()

    copy = everything_about(walk.leila)

    assert copy["private_spaces"]["spaces"][0]["unreadable"] is True
    assert copy["weeks"]["walks"][0]["unreadable"] is True
    assert copy["account"]["profile"]["email"] == walk.leila.email
