from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from alongside.domain.notifications.kinds import KINDS, Kind
from alongside.domain.notifications.models import Notice
from alongside.domain.notifications.words import letter_for, line_of
from alongside.kernel import clock
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db

_TEMPLATE = """{% load i18n %}{{ name }} has answered on {{ met_on|full_day }} at {{ called_at|date:"H:i" }}

Hello {{ person.first_name }}.
Robert wrote.

>> Read it
"""


@pytest.fixture(autouse=True)
def _templates(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "wave", Kind("wave", "Somebody waved"))
    engine = settings.TEMPLATES[0]
    loaders = [
        ("django.template.loaders.locmem.Loader", {"notices/wave.txt": _TEMPLATE}),
        "django.template.loaders.app_directories.Loader",
    ]
    options = {**engine["OPTIONS"], "loaders": loaders}
    settings.TEMPLATES = [{**engine, "APP_DIRS": False, "OPTIONS": options}]
    settings.SITE_ADDRESS = "https://site.example"


def a_notice(**fields: Any) -> Notice:
    leila = cast.person("Leila", time_zone="Asia/Tokyo")
    facts = {"name": "Robert <b>", "met_on": "2026-04-09", "called_at": MONDAY.isoformat()}
    return Notice.objects.create(
        person=leila, kind="wave", facts=facts, path="/p/1/", once="1", noticed_at=MONDAY, **fields
    )


def test_the_line_reads_in_the_persons_own_time_zone() -> None:
    notice = a_notice()

    assert line_of(notice, notice.person) == "Robert <b> has answered on Thursday 9 April at 18:00"


def test_a_letter_has_one_button_escapes_what_people_wrote_and_can_be_stopped() -> None:
    notice = a_notice()

    letter = letter_for(notice, notice.person, stop_path="/mail/stop/x/", less_path="/mail/less/x/")

    assert "Hello Leila. Robert wrote." in letter.text
    assert "Read it:\nhttps://site.example/p/1/" in letter.text
    assert letter.html.count('href="https://site.example/p/1/"') == 1
    assert "Robert &lt;b&gt; has answered" in letter.html
    assert 'class="btn"' in letter.html
    assert "background: #0b5d53" in letter.html.replace("background:#", "background: #")
    assert letter.headers["List-Unsubscribe"] == "<https://site.example/mail/stop/x/>"
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_neutral_letter_names_nobody() -> None:
    notice = a_notice(neutral=True)

    letter = letter_for(notice, notice.person, stop_path="/s/", less_path="/l/")

    assert "Robert" not in letter.subject + letter.text + letter.html
    assert "Robert" in line_of(notice, notice.person)


def test_a_letter_speaks_the_language_of_whoever_gets_it_and_not_of_whoever_caused_it() -> None:
    robert = cast.person("Robert", language="es", time_zone="Asia/Tokyo")
    facts = {"name": "Leila", "starts_at": MONDAY.isoformat()}
    notice = Notice.objects.create(
        person=robert, kind="meeting_planned", facts=facts, path="/p/1/", once="2", noticed_at=MONDAY
    )

    with clock.travelled(MONDAY), translation.override("fr"):
        letter = letter_for(notice, robert, stop_path="/stop/", less_path="/less/")

    assert letter.subject == "Van a hablar el lunes 6 de abril, 18:00"
    assert 'lang="es"' in letter.html
    assert "Escríbanme menos" in letter.text
