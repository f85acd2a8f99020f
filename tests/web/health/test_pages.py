"""The health page is green when all is well, and says what is wrong when it is not."""

from __future__ import annotations

import shutil
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.test import Client

from alongside.domain.events.commands import record
from alongside.domain.groups.events import GroupCreated
from alongside.domain.work import commands
from alongside.kernel import clock

pytestmark = pytest.mark.django_db
WORKER = uuid4()


@pytest.fixture(autouse=True)
def _room_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    _disk(monkeypatch, free=50)


def _disk(monkeypatch: pytest.MonkeyPatch, *, free: int) -> None:
    usage = SimpleNamespace(total=100, used=100 - free, free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)


def test_all_is_well_with_a_living_worker(client: Client) -> None:
    commands.show_sign_of_life(WORKER, at=clock.now())

    answer = client.get("/health/")

    assert (answer.status_code, answer.content) == (200, b"all is well\n")
    assert "no-store" in answer["Cache-Control"]


def test_a_silent_worker_turns_it_red(client: Client) -> None:
    commands.show_sign_of_life(WORKER, at=clock.now() - timedelta(minutes=5))

    answer = client.get("/health/")

    assert (answer.status_code, answer.content) == (503, b"worker: not heard of for two minutes\n")


def test_failing_work_turns_it_red_by_name(client: Client) -> None:
    at = clock.now()
    commands.show_sign_of_life(WORKER, at=at)
    commands.know_jobs(["send_due_letters"], at=at)
    commands.claim_job("send_due_letters", WORKER, at=at)
    commands.fail_job("send_due_letters", WORKER, every=timedelta(seconds=2), at=at)

    assert client.get("/health/").content == b"worker: send_due_letters fails\n"


def test_an_event_that_waits_turns_it_red(client: Client) -> None:
    commands.show_sign_of_life(WORKER, at=clock.now())
    record(GroupCreated(uuid4()), actor=None, at=clock.now() - timedelta(minutes=6))

    assert client.get("/health/").content == b"events: not handed on for five minutes\n"


def test_a_disk_almost_full_turns_it_red_before_anything_fails(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    commands.show_sign_of_life(WORKER, at=clock.now())
    _disk(monkeypatch, free=9)

    assert client.get("/health/").content == b"disk: almost full\n"
