"""Two hundred random words written into everything private, two weeks of life, and not one of them anywhere else."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings

from alongside.domain.events.models import Event
from alongside.domain.notifications.models import Delivery
from alongside.domain.people.models import Person
from alongside.domain.work.models import Job
from alongside.kernel import clock
from tests.domain.notifications.mail_server import Mailbox
from tests.plugins.installation import Installation, free_port, wait_for
from tests.plugins.machine import REDIS_URL
from tests.plugins.processes import environment_of_the_test
from tests.stories.canary import sinks
from tests.stories.canary.browsing import Browser
from tests.stories.canary.crawling import everything_of, pages_for, strangers
from tests.stories.canary.forms import FORMS, Canary, opened
from tests.stories.canary.writing import TO_ORGANIZER, Pair, new_pair, write_everywhere
from tests.web.sessions import session_for

pytestmark = pytest.mark.django_db(transaction=True)
_PAIRS = 4  # two of them with a worksheet
_DAYS, _STEP = 14, 2


class Site:
    """The real server and the real worker on the test's databases, with a clock that can be moved."""

    def __init__(self, folder: Path, *, unsealed: bool) -> None:
        self.mailbox, self._clock = Mailbox(), folder / "clock"
        self._clock.write_text("0")
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self._mail = Controller(self.mailbox, hostname="127.0.0.1", port=free_port())
        key = base64.b64encode(settings.MASTER_KEYS[1]).decode()
        variables = {
            **environment_of_the_test(),
            "ALONGSIDE_MODE": "demo",  # keeps the letters it sent, and shows them to everybody: one more place to look
            "ALONGSIDE_LOG_LEVEL": "debug",
            "ALONGSIDE_SECRET_KEY": settings.SECRET_KEY,
            "ALONGSIDE_MASTER_KEYS": f"1:{key}",
            "ALONGSIDE_MAIL_URL": f"smtp://127.0.0.1:{self._mail.port}",
            "ALONGSIDE_TEST_CLOCK": str(self._clock),
            "ALONGSIDE_TEST_UNSEALED": "yes" if unsealed else "no",
            "TMPDIR": str(self.temporary),
            **({"REDIS_URL": REDIS_URL} if REDIS_URL else {}),
        }
        self.processes = Installation(folder, variables, program="tests.stories.canary.process")

    def __enter__(self) -> Site:
        self._mail.start()
        self.processes.start_web()
        self.processes.start_worker()
        return self

    def __exit__(self, *trouble: object) -> None:
        self.processes.stop()
        self._mail.stop()
        clock.come_back()

    def live_on(self, days: int) -> None:
        """Move the clock, and let the worker do whatever falls due."""
        seconds = float(self._clock.read_text()) + days * 86_400
        self._clock.write_text(str(seconds))
        clock.travel(datetime.now(UTC) + timedelta(seconds=seconds))
        moment = clock.now()
        time.sleep(0.3)
        wait_for(lambda: _nothing_waits(moment), "the worker")


def _nothing_waits(at: datetime) -> bool:
    jobs = Job.objects.filter(finished_at__lt=at).exists() or Job.objects.filter(finished_at=None).exists()
    events = Event.objects.filter(handled_at=None, next_try_at__lte=at).exists()
    return not jobs and not events and not Delivery.objects.due(at).exists()


@contextmanager
def _two_weeks(
    folder: Path, canaries: list[Canary], *, days: int, unsealed: bool = False
) -> Iterator[tuple[Site, list[Pair]]]:
    with Site(folder, unsealed=unsealed) as site:
        pairs = [new_pair(weeks=1 if number % 2 else 4) for number in range(_PAIRS)]
        for canary, pair in zip(canaries, pairs, strict=True):
            write_everywhere(canary, site.processes.port, pair)
        for _ in range(days // _STEP):
            site.live_on(_STEP)
        yield site, pairs


def _left_behind(site: Site, folder: Path) -> dict[str, bytes]:
    backups = folder / "backups"
    for arguments in ((), ("--keys",)):
        site.processes.call("-m", "alongside", "backup", str(backups / "".join(arguments or ("words",))), *arguments)
    mails = {f"mail {number}": bytes(each) for number, each in enumerate(site.mailbox.taken)}
    assert mails
    return {
        **sinks.of_databases(),
        **sinks.of_redis(REDIS_URL),
        **sinks.of_notices(),
        **sinks.of_folder(Path(settings.DATA_DIR), "data folder"),
        **sinks.of_folder(site.temporary, "temporary files"),
        **sinks.of_folder(backups, "backups"),
        **{f"log {name}": content for name, content in site.processes.logs().items()},
        **mails,
    }


def _shown_to(site: Site, person: Person | None, pair: Pair) -> dict[str, bytes]:
    browser = Browser(site.processes.port, session_for(person) if person else "")
    pages = dict(pages_for(browser, everything_of(pair)))
    browser.close()
    return pages


def test_no_word_is_left_anywhere_nor_shown_to_anybody_else(tmp_path: Path) -> None:
    canaries = [Canary() for _ in range(_PAIRS)]
    with _two_weeks(tmp_path, canaries, days=_DAYS) as (site, pairs):
        assert sum(canary.count for canary in canaries) >= 200
        assert len(FORMS) >= 12
        for who, person in [*strangers(pairs[0], pairs[1]).items(), ("a visitor", None)]:
            pages = _shown_to(site, person, pairs[0])
            assert len(pages) > 100
            # What somebody asks the organizer for help with is for the organizer alone.
            theirs = [TO_ORGANIZER] if who == "the organizer" else []
            assert canaries[0].fields_found(opened(pages), but=theirs) == {}, who
        left = opened(_left_behind(site, tmp_path))
    assert [canary.fields_found(left) for canary in canaries] == [{}] * _PAIRS


def test_with_sealing_switched_off_every_kind_of_word_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from alongside.kernel import crypto
    from tests.stories.canary.process import PlainCipher

    monkeypatch.setattr(crypto, "AESGCM", PlainCipher)
    canaries = [Canary() for _ in range(_PAIRS)]
    with _two_weeks(tmp_path, canaries, days=0, unsealed=True) as (site, _pairs):
        left = opened(_left_behind(site, tmp_path))
    for canary in canaries:
        missing = canary.missing_from(left)
        never = {field for field, words in missing.items() if words == canary.words[field]}
        # What was never kept cannot be found: what was only searched for, and what a picture is cleared of.
        assert never == {"words searched for", "note in a picture"}
        # And what was written over by newer words, such as a draft or a goal, may be gone.
        assert sum(map(len, missing.values())) < canary.count / 4
