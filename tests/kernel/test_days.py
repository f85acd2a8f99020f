"""Days read as each language writes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from alongside.kernel import clock
from alongside.kernel.days import calendar_day, full_day, time_of_day

AT = datetime(2026, 5, 8, 17, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _may() -> Iterator[None]:
    with clock.travelled(datetime(2026, 5, 7, 12, 0, tzinfo=UTC)):
        yield


@pytest.mark.parametrize(
    ("language", "day", "document", "time"),
    [
        ("en", "Friday 8 May", "8 May 2026", "5:30 pm"),
        ("es", "el viernes 8 de mayo", "8 de mayo de 2026", "17:30"),
        ("fr", "vendredi 8 mai", "8 mai 2026", "17:30"),
        ("pt", "sexta-feira, 8 de maio", "8 de maio de 2026", "17:30"),
    ],
)
def test_each_language_writes_days_in_its_own_way(language: str, day: str, document: str, time: str) -> None:
    with translation.override(language):
        assert (full_day(AT), calendar_day(AT), time_of_day(AT)) == (day, document, time)


def test_another_year_is_named() -> None:
    with translation.override("es"):
        assert full_day(date(2025, 5, 8)) == "el jueves 8 de mayo de 2025"


def test_every_template_can_write_a_day_without_loading_anything() -> None:
    with translation.override("en"), timezone.override("Asia/Tokyo"):
        said = Template("{{ at|weekday }}, {{ at|time_of_day }}").render(Context({"at": AT}))

    assert said == "Saturday, 2:30 am"
