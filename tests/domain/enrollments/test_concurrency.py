"""However many press at once, the database lets one place through for each person and role."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connections

from alongside.domain.enrollments.commands import applications, sign_up
from alongside.domain.enrollments.models import Enrollment
from alongside.kernel.refusal import Refusal
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(count: int, act: Callable[[], object]) -> list[str]:
    """Let ``count`` threads act at the same moment; what each of them came to."""
    outcomes: list[str] = []
    ready = threading.Barrier(count)

    def run() -> None:
        try:
            ready.wait(timeout=30)
            act()
            outcomes.append("done")
        except Refusal as refusal:
            outcomes.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return sorted(outcomes)


def test_one_person_pressing_ten_times_has_one_place() -> None:
    person, program = cast.person(), cast.program(cast.group())

    outcomes = at_once(10, lambda: sign_up.start_sign_up(person, program, role="mentor", at=MONDAY))

    assert outcomes == ["done"] * 10
    assert Enrollment.objects.count() == 1


def test_of_two_organizers_one_decides_and_the_other_hears_of_it() -> None:
    waiting = cast.mentee(cast.program(cast.group()), state=Enrollment.State.APPLIED)
    amara = cast.person("Amara")

    outcomes = at_once(2, lambda: applications.accept_application(waiting, by=amara, at=MONDAY))

    assert outcomes == ["already_decided", "done"]
