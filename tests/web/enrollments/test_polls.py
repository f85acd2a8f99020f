"""Members are asked first, and the answer becomes the program."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from alongside.domain.enrollments.models import InterestPoll
from alongside.domain.groups.models import GroupPost
from alongside.domain.programs.models import Program
from alongside.kernel import clock
from tests import cast
from tests.cast import MONDAY
from tests.web.forms import filled_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return cast.program(cast.group(), state=Program.State.DRAFT, description="Learn together.")


def at(program: Program, name: str) -> str:
    return reverse(f"enrollments:{name}", args=[program.group.slug, program.pk])


def test_a_question_is_asked_answered_and_turned_into_the_program(program: Program, client: Client) -> None:
    amara = cast.organizer(program.group)
    leila, robert = cast.member(program.group), cast.member(program.group, cast.person("Robert"))
    with clock.travelled(MONDAY):
        client.force_login(amara)
        client.post(at(program, "ask_members"), filled_in(client.get(at(program, "ask_members"))))
        post = GroupPost.objects.get()
        assert post.pinned_at
        assert at(program, "answer_interest") in post.body

        client.force_login(leila)
        tab = client.get(reverse("programs:show_mentorship", args=[program.group.slug]), follow=True)
        assert "Would you like" not in tab.content.decode()
        assert "Would you take part" in tab.content.decode()
        client.post(at(program, "answer_interest"), {"choice": "mentee", "topics": ["Confidence"]})
        assert "You said: I would like a mentor" in client.get(at(program, "answer_interest")).content.decode()

        client.force_login(robert)
        client.post(at(program, "answer_interest"), {"choice": "mentor", "topics": ["Confidence"]})

        client.force_login(amara)
        result = client.get(at(program, "show_poll"))
        assert "Not yet. 1 pair is possible, you wanted 5." in result.content.decode()
        done = client.post(at(program, "show_poll"), filled_in(result), follow=True)

    assert "Your program is open" in done.content.decode()
    program.refresh_from_db()
    assert program.topics == ["Confidence"]
    assert not program.tells_everyone
    post.refresh_from_db()
    assert post.pinned_at is None


def test_members_do_not_read_who_answered_what_and_outsiders_are_not_asked(program: Program, client: Client) -> None:
    Program.objects.update(state=Program.State.ASKING)
    InterestPoll.objects.create(program=program, question="Well?", closes_on=MONDAY.date(), asked_at=MONDAY)

    with clock.travelled(MONDAY):
        client.force_login(cast.member(program.group))
        assert client.get(at(program, "answer_interest")).status_code == 200
        assert client.get(at(program, "show_poll")).status_code == 403
        client.force_login(cast.person("Otto"))
        assert client.get(at(program, "answer_interest")).status_code == 404
