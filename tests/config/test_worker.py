"""The worker does what is due, goes on when one job fails, and leaves nothing held when it stops."""

from __future__ import annotations

import logging
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from alongside.config.jobs import Job
from alongside.config.worker import Worker
from alongside.domain.work import commands
from alongside.domain.work import models as work

NOW = datetime(2026, 4, 6, 9, 0, tzinfo=UTC)


def _worker(*jobs: Job) -> Worker:
    commands.know_jobs([job.name for job in jobs], at=NOW)
    return Worker(jobs)


@pytest.mark.django_db
def test_each_job_comes_round_in_its_own_rhythm() -> None:
    done: list[tuple[str, int]] = []
    worker = _worker(
        Job("often", lambda at: done.append(("often", at.second)), timedelta(seconds=1)),
        Job("seldom", lambda at: done.append(("seldom", at.second)), timedelta(seconds=3)),
    )

    for second in range(4):
        worker.run_due(NOW + timedelta(seconds=second))

    assert [when for name, when in done if name == "often"] == [0, 1, 2, 3]
    assert [when for name, when in done if name == "seldom"] == [0, 3]


@pytest.mark.django_db
def test_a_failing_job_stops_no_other_and_its_words_stay_out_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    done = []

    def fail(at: datetime) -> None:
        raise ValueError("what Leila wrote in private")

    worker = _worker(Job("fails", fail), Job("works", lambda at: done.append(at)))
    with caplog.at_level(logging.ERROR):
        worker.run_due(NOW)

    assert done == [NOW]
    assert "The job fails failed: ValueError" in caplog.text
    assert "Leila" not in caplog.text


@pytest.mark.django_db
def test_two_workers_never_do_the_same_round() -> None:
    done: list[datetime] = []
    job = Job("once", lambda at: done.append(at), timedelta(minutes=1))
    one, other = _worker(job), _worker(job)

    assert one.run_due(NOW) + other.run_due(NOW) == 1
    assert done == [NOW]


@pytest.mark.django_db(transaction=True)
def test_a_worker_told_to_stop_finishes_the_job_at_hand_and_leaves() -> None:
    begun, ended = threading.Event(), threading.Event()

    def slowly(at: datetime) -> None:
        begun.set()
        time.sleep(0.3)
        ended.set()

    worker = Worker([Job("slow", slowly, timedelta(hours=1)), Job("never_begun", lambda at: None, timedelta(hours=1))])
    thread = threading.Thread(target=worker.run)
    thread.start()
    assert begun.wait(5)
    worker.stop()
    thread.join(10)

    assert ended.is_set()
    assert not work.Worker.objects.exists()
    assert not work.Job.objects.exclude(claimed_by=None).exists()
    assert work.Job.objects.get(name="never_begun").finished_at is None


@pytest.mark.django_db(transaction=True)
def test_a_lane_that_waits_for_the_world_holds_up_no_other() -> None:
    world_answers, house_worked = threading.Event(), threading.Event()
    worker = Worker(
        [
            Job("mail", lambda at: world_answers.wait(10), timedelta(hours=1), lane="mail"),
            Job("house", lambda at: house_worked.set(), timedelta(hours=1)),
        ]
    )
    thread = threading.Thread(target=worker.run)
    thread.start()

    worked_meanwhile = house_worked.wait(5)
    world_answers.set()
    worker.stop()
    thread.join(10)

    assert worked_meanwhile
    assert not thread.is_alive()
