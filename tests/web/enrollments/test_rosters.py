"""A list comes in through the browser: handed in, mapped, looked at by the worker, confirmed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from alongside.domain.enrollments.jobs import work_on_rosters
from alongside.domain.enrollments.models import Enrollment, RosterImport
from alongside.domain.programs.models import Program
from alongside.kernel import clock
from tests import cast
from tests.web.forms import filled_in

pytestmark = pytest.mark.django_db
LIST = b"Mail;Person;Tags\nana@x.org;Ana Cruz;css\nben@x.org;Ben;html\n"


@pytest.fixture
def program() -> Program:
    return cast.program(cast.group())


@pytest.fixture
def amara(program: Program, client: Client) -> Client:
    client.force_login(cast.organizer(program.group))
    return client


def hand_in(client: Client, program: Program, content: bytes = LIST) -> object:
    here = reverse("enrollments:upload_roster", args=[program.group.slug])
    return client.post(here, {"file": SimpleUploadedFile("people.csv", content)}, follow=True)


def test_a_list_comes_in_step_by_step(program: Program, amara: Client) -> None:
    page = hand_in(amara, program)
    fields = filled_in(page)
    assert (fields["column_email"], fields["column_name"], fields["column_topics"]) == ("Mail", "Person", "Tags")
    address = page.request["PATH_INFO"]  # type: ignore[attr-defined]

    working = amara.post(address, fields | {"role": "mentor"}, follow=True)
    assert "Looking at every line" in working.content.decode()
    work_on_rosters(at=clock.now())
    checked = amara.get(address).content.decode()
    assert "2 people are new here" in checked
    assert not Enrollment.objects.exists()

    amara.post(f"{address}confirm/")
    work_on_rosters(at=clock.now())
    assert "2 lines came in" in amara.get(address).content.decode()
    assert Enrollment.objects.filter(role="mentor").count() == 2


def test_wrong_lines_are_shown_with_their_numbers(program: Program, amara: Client) -> None:
    page = hand_in(amara, program, LIST + b"nobody;Cleo;css\n")
    address = page.request["PATH_INFO"]  # type: ignore[attr-defined]
    amara.post(address, filled_in(page))
    work_on_rosters(at=clock.now())

    shown = amara.get(address).content.decode()

    assert "1 line needs a look" in shown
    assert '<th scope="row">4</th><td>Mail</td>' in shown
    assert "Bring them in" not in shown


def test_the_page_that_waits_is_told_when_the_work_is_done(program: Program, amara: Client) -> None:
    page = hand_in(amara, program)
    address = page.request["PATH_INFO"]  # type: ignore[attr-defined]
    amara.post(address, filled_in(page))

    waiting = amara.get(address, headers={"HX-Request": "true"})
    assert "HX-Refresh" not in waiting
    assert "<html" not in waiting.content.decode()
    work_on_rosters(at=clock.now())
    assert amara.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


@pytest.mark.parametrize(("content", "says"), [(b"\x00\x01", "We cannot read this file"), (b"email\n", "no people")])
def test_what_is_no_list_is_said_kindly(program: Program, amara: Client, content: bytes, says: str) -> None:
    assert says in hand_in(amara, program, content).content.decode()  # type: ignore[attr-defined]


def test_lists_are_for_the_organizers_of_their_group(program: Program, amara: Client, client: Client) -> None:
    hand_in(amara, program)
    here = reverse("enrollments:show_roster", args=[program.group.slug, RosterImport.objects.get().pk])
    assert amara.get(here).status_code == 200

    client.force_login(cast.member(program.group))
    assert client.get(here).status_code == 403
    other = cast.group("Elsewhere")
    client.force_login(cast.organizer(other))
    assert client.get(here).status_code == 404
    assert client.get(here.replace(program.group.slug, other.slug)).status_code == 404
