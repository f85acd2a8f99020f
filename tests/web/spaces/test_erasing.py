"""Erasing a whole space: only together, only after the end, and for ever."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from alongside.domain.events.models import Event
from alongside.domain.keys.models import SpaceKey
from alongside.domain.mentorships.commands.endings import end_mentorship
from alongside.domain.safety.commands.reports import Subject, make_report
from alongside.domain.safety.sealing import seals_of as seals_of_report
from alongside.domain.spaces.commands.keys import read_ledger
from alongside.kernel import clock, crypto
from tests.web.spaces.test_who_gets_in import SECRET, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def _at(world, name):
    return reverse(f"spaces:{name}", args=[world.mentorship.pk])


def _end(world):
    end_mentorship(world.mentorship, kind="early", by=world.robert, at=clock.now())


def _ask(client, person, world, **sent):
    client.force_login(person)
    return client.post(_at(world, "ask_to_erase"), sent, follow=True)


def test_a_pair_on_its_way_is_told_to_finish_first(client, world):
    page = _ask(client, world.leila, world, understood="1")

    assert "Finish the mentorship first" in page.content.decode()
    assert SpaceKey.objects.count() == 1


def test_both_ask_and_it_is_gone_for_both(client, world):
    _end(world)
    page = _ask(client, world.leila, world, understood="1")
    assert "It waits for Robert." in page.content.decode()
    assert Event.objects.filter(name__contains="ErasureAskedFor").count() == 1

    client.force_login(world.robert)
    assert "With your yes it is gone." in client.get(_at(world, "show_erasing")).content.decode()
    _ask(client, world.robert, world, understood="1")

    assert not SpaceKey.objects.exists()
    for person in (world.robert, world.leila):
        client.force_login(person)
        for name in ("spaces:show_chat", "journeys:show_week", "spaces:download_data", "spaces:list_posts"):
            answer = client.get(reverse(name, args=[world.mentorship.pk]))
            assert answer.status_code == 410
            assert "Nobody can bring it back." in answer.content.decode()
            assert SECRET not in answer.content.decode()
        assert client.get("/p/", follow=True).status_code == 410


def test_without_the_tick_nothing_is_asked_and_a_yes_can_be_taken_back(client, world):
    _end(world)
    _ask(client, world.leila, world)
    client.force_login(world.robert)
    assert "Leila asks" not in client.get(_at(world, "show_erasing")).content.decode()

    _ask(client, world.leila, world, understood="1")
    client.post(_at(world, "take_erasing_back"))
    _ask(client, world.robert, world, understood="1")

    assert SpaceKey.objects.count() == 1


def test_the_operator_erases_by_the_id_of_the_page_and_reads_nothing(world, capsys):
    with pytest.raises(CommandError, match="--for-ever"):
        call_command("erase_space", str(world.mentorship.pk))
    assert SpaceKey.objects.count() == 1

    call_command("erase_space", str(world.mentorship.pk), "--for-ever")

    assert not SpaceKey.objects.exists()
    assert [space for space, _at in read_ledger()][-1] == world.mentorship.space_id
    assert SECRET not in capsys.readouterr().out


def test_the_operator_reseals_what_is_not_erased(world, capsys):
    other = World()
    call_command("erase_space", str(other.mentorship.space_id), "--for-ever")

    call_command("reseal_spaces")

    assert SpaceKey.objects.get().version == 2
    assert "1 spaces have a new key." in capsys.readouterr().out


def test_rotating_takes_reports_along(world, settings):
    report = make_report(
        world.leila, Subject("site"), kind="other", words="Odd", items=[], stop_contact=False, at=clock.now()
    )
    settings.MASTER_KEYS = {**settings.MASTER_KEYS, 2: crypto.new_key()}

    call_command("rotate_keys", stdout=StringIO())
    settings.MASTER_KEYS = {2: settings.MASTER_KEYS[2]}

    report.refresh_from_db()
    assert seals_of_report(report).read(report.words, "words") == "Odd"
    assert not SpaceKey.objects.exclude(wrapped_by=2).exists()
