"""An organizer goes from an empty tab to a launched program in three clicks, and can take it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from alongside.domain.enrollments.models import InterestPoll
from alongside.domain.groups.models import Group
from alongside.domain.programs.models import Program
from alongside.kernel import clock
from tests import cast
from tests.cast import MONDAY
from tests.web.forms import filled_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return cast.group()


@pytest.fixture
def amara(group: Group, client: Client) -> Client:
    client.force_login(cast.organizer(group))
    return client


def test_three_clicks_from_the_empty_tab_to_a_program_members_will_hear_of(group: Group, amara: Client) -> None:
    with clock.travelled(MONDAY):
        tab = amara.get(reverse("programs:show_mentorship", args=[group.slug]))
        assert "Use career advancement" in tab.content.decode()

        # Click 1: the template. Everything is filled in.
        address = reverse("programs:draft_program", args=[group.slug, "career_advancement"])
        page = amara.get(address)
        # Click 2: launch and tell members.
        message = amara.post(address, filled_in(page), follow=True)
        assert "Tell your 1 member by email now?" in message.content.decode()
        # Click 3: send.
        done = amara.post(message.redirect_chain[-1][0], filled_in(message), follow=True)

    assert "Your program is open" in done.content.decode()
    program = Program.objects.get()
    assert program.state == Program.State.OPEN
    assert program.sign_up_closes_on.isoformat() == "2026-04-17"
    assert program.starts_on.isoformat() == "2026-04-27"
    assert program.steps.count() == 12


def test_a_launch_can_be_undone_from_its_page_for_ten_minutes(group: Group, amara: Client) -> None:
    program = cast.program(group, launched_at=MONDAY, announce_at=MONDAY + timedelta(minutes=10))
    done = reverse("programs:show_launched", args=[group.slug, program.pk])

    with clock.travelled(MONDAY + timedelta(minutes=5)):
        assert "Undo" in amara.get(done).content.decode()
        amara.post(reverse("programs:undo_launch", args=[group.slug, program.pk]))

    program.refresh_from_db()
    assert program.state == Program.State.DRAFT
    with clock.travelled(MONDAY + timedelta(minutes=11)):
        Program.objects.update(state=Program.State.OPEN, launched_at=MONDAY)
        assert "Undo" not in amara.get(done).content.decode()


def test_saving_for_later_keeps_a_draft_and_asking_first_leads_to_the_question(group: Group, amara: Client) -> None:
    address = reverse("programs:draft_program", args=[group.slug, "skill_development"])
    page = amara.get(address)

    saved = amara.post(address, filled_in(page) | {"later": "1"}, follow=True)
    assert "Saved for later" in saved.content.decode()

    asking = amara.post(address, filled_in(page) | {"ask": "1"}, follow=True)
    assert "Ask members first" in asking.content.decode()
    amara.post(asking.redirect_chain[-1][0], filled_in(asking))
    assert InterestPoll.objects.get().program.state == Program.State.ASKING


def test_dates_in_the_wrong_order_keep_everything_typed(group: Group, amara: Client) -> None:
    address = reverse("programs:draft_program", args=[group.slug, "career_advancement"])
    fields = filled_in(amara.get(address)) | {"name": "My own", "starts_on": "2026-01-01"}

    page = amara.post(address, fields).content.decode()

    assert "There is a problem" in page
    assert "My own" in page
    assert not Program.objects.exists()


def test_the_preview_follows_what_is_typed(group: Group, amara: Client) -> None:
    address = reverse("programs:draft_program", args=[group.slug, "career_advancement"])
    fields = filled_in(amara.get(address)) | {"promise": "A summer with a friend"}

    fragment = amara.post(address, fields, headers={"HX-Request": "true"}).content.decode()

    assert "A summer with a friend" in fragment
    assert "<html" not in fragment
    assert not Program.objects.exists()


def test_an_unknown_template_is_not_found(group: Group, amara: Client) -> None:
    assert amara.get(f"/g/{group.slug}/manage/mentorship/new/nonsense/").status_code == 404


@pytest.mark.parametrize("name", ["list_programs", "choose_template"])
def test_members_do_not_launch_programs(group: Group, client: Client, name: str) -> None:
    client.force_login(cast.member(group))
    assert client.get(reverse(f"programs:{name}", args=[group.slug])).status_code == 403

    client.force_login(cast.person("Otto"))
    assert client.get(reverse(f"programs:{name}", args=[group.slug])).status_code == 404


def test_the_poster_shows_the_address_as_a_square(group: Group, amara: Client) -> None:
    program = cast.program(group, promise="Twelve weeks", launched_at=MONDAY)

    page = amara.get(reverse("programs:show_poster", args=[group.slug, program.pk])).content.decode()

    assert "poster__code" in page
    assert f"http://testserver/g/{group.slug}/mentorship/" in page
    assert "style=" not in page
