from __future__ import annotations

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from alongside.domain.groups.commands.posts import comment_on_post, post_to_group
from alongside.policy.own_data import everything_about
from tests import cast
from tests.cast import MONDAY

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
