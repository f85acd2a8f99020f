"""A worker is killed in the middle of its work. Nothing is lost, and nothing happens twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest

from alongside.config.jobs import Job
from alongside.config.worker import Worker
from alongside.domain.events.models import Event
from alongside.domain.groups.models import Group
from alongside.domain.work import commands
from alongside.domain.work import models as work
from alongside.kernel import clock
from tests.plugins.processes import environment_of_the_test

pytestmark = pytest.mark.django_db(transaction=True)

# A worker that gets as far as the middle of a job, says so, and waits to be killed.
IN_THE_MIDDLE = """
import time, django
django.setup()
from django.db import transaction
from alongside.config.jobs import Job
from alongside.config.worker import Worker
from alongside.domain.groups.models import Group
from alongside.kernel import clock

@transaction.atomic
def half(at):
    Group.objects.create(name="Half", slug="half", created_at=at)
    print("in the middle", flush=True)
    time.sleep(60)

Worker([Job("found_a_group", half)]).run()
"""
# The same, in the reaction to an event.
IN_A_REACTION = """
import time, django
django.setup()
from alongside.domain.events.facts import known_facts
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.groups import events
from alongside.domain.groups.models import Group
from alongside.kernel import clock

def half(fact, *, at):
    Group.objects.create(name="Half", slug="half", created_at=at)
    print("in the middle", flush=True)
    time.sleep(60)

hand_on_waiting_events({events.GroupCreated: [half]}, at=clock.now())
"""


def _kill_in_the_middle(program: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        env={**os.environ, **environment_of_the_test()},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "in the middle\n"
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=10)


def test_the_next_worker_does_the_job_once_the_claim_runs_out() -> None:
    _kill_in_the_middle(IN_THE_MIDDLE)
    assert work.Job.objects.get().claimed_by is not None
    assert not Group.objects.exists()

    def whole(at: object) -> None:
        Group.objects.create(name="Whole", slug="whole", created_at=clock.now())

    next_worker, now = Worker([Job("found_a_group", whole, timedelta(hours=1))]), clock.now()

    assert next_worker.run_due(now) == 0
    assert next_worker.run_due(now + commands.LEASE) == 1
    assert [group.name for group in Group.objects.all()] == ["Whole"]


def test_an_event_whose_reaction_was_killed_is_handed_on_again_and_once() -> None:
    from alongside.domain.events.commands import record
    from alongside.domain.events.jobs import hand_on_waiting_events
    from alongside.domain.groups import events
    from tests import cast

    founder = cast.person()
    record(events.GroupCreated(cast.group().pk), actor=founder.pk, at=clock.now() - timedelta(minutes=1))
    _kill_in_the_middle(IN_A_REACTION)
    assert Event.objects.get().handled_at is None
    assert not Group.objects.filter(slug="half").exists()

    def whole(fact: object, *, at: object) -> None:
        Group.objects.create(name="Whole", slug="whole", created_at=clock.now())

    for _ in range(3):
        hand_on_waiting_events({events.GroupCreated: [whole]}, at=clock.now())

    assert Group.objects.filter(slug="whole").count() == 1
