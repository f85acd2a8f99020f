"""Writers of SQLite take turns: nobody is kept waiting by others who came later."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time

import pytest
from django.db import connection, transaction

from tests import cast
from tests.plugins.processes import environment_of_the_test

pytestmark = pytest.mark.django_db(transaction=True)

# Another process that writes without a pause, as a worker with much to do.
GREEDY = """
import sys, time, django
django.setup()
from django.db import transaction
from tests import cast
group = cast.group()
print("begun", flush=True)
until = time.monotonic() + 20
while time.monotonic() < until:
    with transaction.atomic():
        cast.member(group, cast.person('Greedy'))
"""


@pytest.fixture(autouse=True)
def _only_on_sqlite() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no single file to wait for")


def _write(waited: list[float]) -> None:
    try:
        for _ in range(5):
            began = time.monotonic()
            with transaction.atomic():
                waited.append(time.monotonic() - began)
                cast.person()
    finally:
        connection.close()


def test_pages_that_write_get_their_turn_beside_a_worker_that_never_rests() -> None:
    environment = {**os.environ, **environment_of_the_test()}
    worker = subprocess.Popen([sys.executable, "-c", GREEDY], env=environment, stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    assert worker.stdout.readline() == "begun\n"
    waited: list[float] = []
    pages = [threading.Thread(target=_write, args=(waited,)) for _ in range(8)]
    for page in pages:
        page.start()
    for page in pages:
        page.join()
    worker.kill()
    worker.communicate()

    assert len(waited) == 40
    assert max(waited) < 2


def test_a_transaction_that_fails_gives_its_turn_back() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        raise ZeroDivisionError
    waited: list[float] = []

    other = threading.Thread(target=_write, args=(waited,))
    other.start()
    other.join(5)

    assert len(waited) == 5
