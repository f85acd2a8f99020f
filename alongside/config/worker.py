"""The worker: does every job when it is due, and lets no failing one stop the rest."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from uuid import uuid4

from django.db import DatabaseError, close_old_connections, connections

from alongside.config.jobs import JOBS, Job
from alongside.domain.work import commands
from alongside.kernel import clock

log = logging.getLogger(__name__)
_LOOK_EVERY = 0.5  # seconds between two looks when nothing was due
_SIGN_EVERY = 15.0  # well inside the lease, so that a living worker never loses its claim
_PATIENCE = 25.0  # seconds a stopping worker waits for the job at hand in each lane
_TROUBLE_PAUSE = 5.0  # seconds to wait when the database itself does not answer


class Worker:
    """One process that works until it is told to stop; several may run side by side."""

    def __init__(self, jobs: Sequence[Job] = JOBS) -> None:
        self.id = uuid4()
        self._jobs = jobs
        self._stopping = threading.Event()

    def run(self) -> None:
        """Work until ``stop``; the job at hand is finished first."""
        signs = threading.Thread(target=self._keep_showing_signs, name="signs of life", daemon=True)
        self._get_ready()
        signs.start()
        log.info("The worker is ready: %s kinds of work.", len(self._jobs))
        lanes = [
            threading.Thread(target=self._keep_working, args=(jobs,), name=lane, daemon=True)
            for lane, jobs in self._lanes()
        ]
        for lane in lanes:
            lane.start()
        for thread in (*lanes, signs):
            # A lane may sit before a mail server that does not answer; the claim it holds runs out by itself.
            self._stopping.wait()
            thread.join(timeout=_PATIENCE)
        with suppress(DatabaseError):
            commands.leave_work(self.id)
        connections.close_all()
        log.info("The worker stopped.")

    def stop(self) -> None:
        """Take no new work."""
        self._stopping.set()

    def run_due(self, at: datetime, jobs: Sequence[Job] | None = None) -> int:
        """Do each job that is due at ``at`` and free, once, and say how many were done."""
        done = 0
        for job in self._jobs if jobs is None else jobs:
            if not self._stopping.is_set() and commands.claim_job(job.name, self.id, at=at):
                self._do(job, at)
                done += 1
        return done

    def live_through(self, at: datetime) -> None:
        """Do every job as of ``at``, without claims: for stories told in the past, where nobody else works.

        Trouble is not kept quiet here.
        """
        for job in self._jobs:
            job.run(at)

    def _do(self, job: Job, at: datetime) -> None:
        try:
            job.run(at)
        except Exception as trouble:
            # Only the kind of trouble is logged: its words may hold what somebody wrote in private.
            log.error("The job %s failed: %s", job.name, type(trouble).__name__)
            commands.fail_job(job.name, self.id, every=job.every, at=at)
        else:
            commands.finish_job(job.name, self.id, again_at=at + job.every, at=at)

    def _lanes(self) -> list[tuple[str, list[Job]]]:
        """The jobs by lane: those of one lane take turns, and no lane waits for another."""
        names = dict.fromkeys(job.lane for job in self._jobs)
        return [(name, [job for job in self._jobs if job.lane == name]) for name in names]

    def _keep_working(self, jobs: Sequence[Job]) -> None:
        while not self._stopping.is_set():
            self._stopping.wait(self._look_around(jobs))
        connections.close_all()

    def _look_around(self, jobs: Sequence[Job]) -> float:
        """Do what is due, and say for how long to rest. A database that is away is waited for."""
        try:
            close_old_connections()
            return 0.0 if self.run_due(clock.now(), jobs) else _LOOK_EVERY
        except Exception as trouble:
            # Whatever it is, the lane has to live on: nobody would see one that is gone from a worker that is not.
            log.error("No work can be claimed; the database may be away: %s", type(trouble).__name__)
            connections.close_all()
            return _TROUBLE_PAUSE

    def _get_ready(self) -> None:
        commands.know_jobs([job.name for job in self._jobs], at=clock.now())
        commands.show_sign_of_life(self.id, at=clock.now())

    def _keep_showing_signs(self) -> None:
        """In a thread of its own, so that a long job does not make the worker look dead."""
        while not self._stopping.wait(_SIGN_EVERY):
            with suppress(DatabaseError):
                close_old_connections()
                commands.show_sign_of_life(self.id, at=clock.now())
        connections.close_all()
