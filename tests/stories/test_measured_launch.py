"""How much an organizer does to open a program: presses, fields and seconds, counted in a real browser."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from playwright.sync_api import Page

from alongside.domain.enrollments.models import InterestPoll
from alongside.domain.groups.models import Group
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.kernel import clock
from tests import cast
from tests.plugins.browser import Browse
from tests.stories.test_launch_and_sign_up import sign_in
from tests.stories.visitors import Visitor, let_the_worker_work, letters_to, travel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

A_MONDAY = datetime(2026, 4, 6, 8, 0, tzinfo=UTC)
_TAB = "/g/riverside/mentorship/"
_MOST_SECONDS = 180


class CountedVisitor(Visitor):
    """Counts what this person presses and fills in, and how long the pages take to come."""

    def __init__(self, page: Page, first_name: str) -> None:
        super().__init__(page, first_name)
        self.clicks = self.fields = 0
        self._began = time.monotonic()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began

    def presses(self, words: str, *, exact: bool = True, stays: bool = False) -> Visitor:
        self.clicks += 1
        return super().presses(words, exact=exact, stays=stays)

    def writes(self, label: str, words: str) -> Visitor:
        self.fields += 1
        return super().writes(label, words)

    def chooses(self, *labels: str) -> Visitor:
        self.fields += len(labels)
        return super().chooses(*labels)

    def did(self) -> tuple[int, int]:
        """Presses and fields."""
        return self.clicks, self.fields


@pytest.fixture(autouse=True)
def _in_april() -> Iterator[None]:
    with clock.travelled(A_MONDAY):
        yield


@pytest.fixture
def group() -> Group:
    return cast.group(slug="riverside")


@pytest.fixture
def amara(group: Group, browse: Browse, site: str) -> CountedVisitor:
    return CountedVisitor(sign_in(browse(), site, cast.organizer(group)), "Amara")


def test_three_presses_and_no_field_open_a_program(amara: CountedVisitor) -> None:
    amara.goes_to(_TAB)
    amara.presses("Use career advancement").presses("Launch and tell members").presses("Send")
    amara.sees("Your program is open")

    assert amara.did() == (3, 0)
    assert amara.seconds < _MOST_SECONDS
    assert Program.objects.get().state == Program.State.OPEN


def test_five_presses_ask_first_and_open_what_was_wanted_for_those_who_wanted_it(
    group: Group, amara: CountedVisitor
) -> None:
    leila, robert, noor, silent = (
        cast.member(group, cast.person(name)) for name in ("Leila", "Robert", "Noor", "Silas")
    )
    amara.goes_to(_TAB)
    amara.presses("Use career advancement").presses("Ask members first").presses("Ask them")
    let_the_worker_work()
    assert [count_letters(each) for each in (leila, robert, noor, silent)] == [1, 1, 1, 1]

    poll = InterestPoll.objects.select_related("program").get()
    wanted = poll.program.topics[-1]
    answers(leila, poll, "mentee", wanted)
    answers(robert, poll, "mentor", wanted)
    answers(noor, poll, "not_now")
    for days in range(4):
        travel(datetime.combine(poll.closes_on, A_MONDAY.time(), UTC) - timedelta(days=3 - days))
    assert [count_letters(each) for each in (leila, robert, noor, silent)] == [1, 1, 1, 2]

    amara.goes_to("/g/riverside/manage/mentorship/").presses(poll.program.name).presses("Launch from this")
    amara.sees("Your program is open")
    assert amara.did() == (5, 0)
    assert amara.seconds < _MOST_SECONDS
    assert Program.objects.get().topics[0] == wanted

    travel(clock.now() + timedelta(minutes=11))
    assert [count_letters(each) for each in (leila, robert, noor, silent)] == [2, 2, 1, 2]


def answers(person: Person, poll: InterestPoll, choice: str, *topics: str) -> None:
    client = Client()
    client.force_login(person)
    address = f"{_TAB}{poll.program_id}/interest/"
    assert client.post(address, {"choice": choice, "topics": topics}).status_code == 302


def count_letters(person: Person) -> int:
    return len(letters_to(person.email))
