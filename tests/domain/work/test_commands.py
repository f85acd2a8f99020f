"""Work is done by one worker at a time, comes round again, and outlives the worker that died."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from alongside.domain.work import commands, queries
from alongside.domain.work.models import Job, Worker

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 6, 9, 0, tzinfo=UTC)
ONE, OTHER = uuid4(), uuid4()
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _job() -> None:
    commands.know_jobs(["send_mail"], at=NOW)


def test_new_work_is_due_at_once_and_forgotten_work_goes() -> None:
    commands.know_jobs(["open_steps"], at=NOW)

    assert list(Job.objects.values_list("name", "due_at")) == [("open_steps", NOW)]


def test_known_work_keeps_its_time_when_another_worker_starts() -> None:
    commands.claim_job("send_mail", ONE, at=NOW)
    commands.finish_job("send_mail", ONE, again_at=NOW + MINUTE, at=NOW)

    commands.know_jobs(["send_mail"], at=NOW + timedelta(hours=1))

    assert Job.objects.get().due_at == NOW + MINUTE


def test_only_one_worker_gets_the_work() -> None:
    assert commands.claim_job("send_mail", ONE, at=NOW)
    assert not commands.claim_job("send_mail", OTHER, at=NOW)


def test_finished_work_waits_for_its_time() -> None:
    commands.claim_job("send_mail", ONE, at=NOW)
    commands.finish_job("send_mail", ONE, again_at=NOW + MINUTE, at=NOW)

    assert not commands.claim_job("send_mail", OTHER, at=NOW + MINUTE / 2)
    assert commands.claim_job("send_mail", OTHER, at=NOW + MINUTE)


def test_the_work_of_a_dead_worker_is_free_when_its_lease_runs_out() -> None:
    commands.claim_job("send_mail", ONE, at=NOW)

    assert not commands.claim_job("send_mail", OTHER, at=NOW + commands.LEASE - timedelta(seconds=1))
    assert commands.claim_job("send_mail", OTHER, at=NOW + commands.LEASE)


def test_a_living_worker_keeps_its_work() -> None:
    commands.claim_job("send_mail", ONE, at=NOW)
    commands.show_sign_of_life(ONE, at=NOW + commands.LEASE / 2)

    assert not commands.claim_job("send_mail", OTHER, at=NOW + commands.LEASE)


def test_a_worker_that_lost_its_work_cannot_give_it_back() -> None:
    commands.claim_job("send_mail", ONE, at=NOW)
    later = NOW + commands.LEASE
    commands.claim_job("send_mail", OTHER, at=later)

    commands.finish_job("send_mail", ONE, again_at=later, at=later)

    assert Job.objects.get().claimed_by == OTHER


def test_failing_work_pauses_longer_each_time_but_never_for_ever() -> None:
    at, pauses = NOW, []
    for _ in range(12):
        assert commands.claim_job("send_mail", ONE, at=at)
        commands.fail_job("send_mail", ONE, every=timedelta(seconds=10), at=at)
        pauses.append(Job.objects.get().due_at - at)
        at = Job.objects.get().due_at

    assert pauses[:3] == [timedelta(seconds=10), timedelta(seconds=20), timedelta(seconds=40)]
    assert pauses[-1] == timedelta(minutes=15)
    assert queries.failing_jobs() == ["send_mail"]


def test_a_worker_that_leaves_frees_its_work_at_once() -> None:
    commands.show_sign_of_life(ONE, at=NOW)
    commands.claim_job("send_mail", ONE, at=NOW)

    commands.leave_work(ONE)

    assert commands.claim_job("send_mail", OTHER, at=NOW)
    assert not Worker.objects.exists()


def test_a_silent_worker_does_not_count_as_living() -> None:
    commands.show_sign_of_life(ONE, at=NOW)

    assert queries.a_worker_lives(NOW + MINUTE)
    assert not queries.a_worker_lives(NOW + 3 * MINUTE)
    assert queries.last_sign_of_life() == NOW
