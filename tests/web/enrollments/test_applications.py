"""An organizer reads sign-ups and answers each."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from alongside.domain.enrollments.models import Enrollment
from tests import cast
from tests.cast import MONDAY
from tests.web.forms import filled_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting() -> Enrollment:
    program = cast.program(cast.group(), reviews_applications=True)
    question = program.questions.create(position=1, text="Why now?", kind="short", sensitive=True)
    return cast.mentee(program, state="applied", applied_at=MONDAY, answers={str(question.pk): "It is time"})


def at(enrollment: Enrollment, name: str, *more: object) -> str:
    return reverse(f"enrollments:{name}", args=[enrollment.program.group.slug, enrollment.program_id, *more])


def test_an_organizer_reads_the_answers_and_lets_somebody_in(waiting: Enrollment, client: Client) -> None:
    client.force_login(cast.organizer(waiting.program.group))

    assert "Leila" in client.get(at(waiting, "list_applications")).content.decode()
    page = client.get(at(waiting, "read_application", waiting.pk)).content.decode()
    assert "It is time" in page
    done = client.post(at(waiting, "accept_application", waiting.pk), follow=True)

    assert "Leila is in" in done.content.decode()
    waiting.refresh_from_db()
    assert waiting.is_active


def test_a_kind_line_is_ready_to_send_and_the_person_reads_it(waiting: Enrollment, client: Client) -> None:
    client.force_login(cast.organizer(waiting.program.group))
    page = client.get(at(waiting, "read_application", waiting.pk))
    fields = filled_in(page)
    assert "I will write to you next time" in fields["kind_line"]

    client.post(at(waiting, "decline_application", waiting.pk), fields)

    client.force_login(waiting.person)
    tab = client.get(reverse("programs:show_program", args=[waiting.program.group.slug, waiting.program_id]))
    assert "I will write to you next time" in tab.content.decode()


def test_members_decide_nothing(waiting: Enrollment, client: Client) -> None:
    client.force_login(cast.member(waiting.program.group))

    assert client.get(at(waiting, "list_applications")).status_code == 403
    assert client.post(at(waiting, "accept_application", waiting.pk)).status_code == 403
    waiting.refresh_from_db()
    assert waiting.state == Enrollment.State.APPLIED
