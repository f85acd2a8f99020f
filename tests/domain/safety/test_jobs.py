from __future__ import annotations

from typing import Any

import pytest

from alongside.domain.safety.jobs import rewrap_reports
from alongside.domain.safety.queries import opened
from alongside.kernel.crypto import new_key
from tests.cast import MONDAY
from tests.domain.safety.commands.test_reports import CANARY, Scene

pytestmark = pytest.mark.django_db


def test_a_report_opens_after_its_old_master_key_is_gone(settings: Any) -> None:
    report = Scene().report()
    newer = new_key()
    settings.MASTER_KEYS = {**settings.MASTER_KEYS, 99: newer}

    rewrapped = [rewrap_reports(MONDAY), rewrap_reports(MONDAY)]
    settings.MASTER_KEYS = {99: newer}
    report.refresh_from_db()

    assert rewrapped == [1, 0]
    assert opened(report).words == CANARY
