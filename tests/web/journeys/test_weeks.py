from __future__ import annotations

import pytest
from django.test import Client

from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def test_a_pair_of_a_program_without_weekly_steps_comes_to_its_chat(client: Client) -> None:
    program = cast.program(cast.group())
    both = (cast.mentee(program), cast.mentor(program))
    pair = begin_mentorship(program, both, at=MONDAY)
    client.force_login(both[0].person)

    arrived = client.get(f"/p/{pair.pk}/", follow=True)

    assert arrived.redirect_chain == [(f"/p/{pair.pk}/chat/", 302)]
    assert arrived.status_code == 200

    client.force_login(cast.person("Noor"))
    assert client.get(f"/p/{pair.pk}/").status_code == 404
