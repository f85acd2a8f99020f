"""One case in a real browser: as the mentee who reports, the mentor it is about, who looks after it, and the operator.

``ALONGSIDE_TEST_PICTURES=docs/pictures/case`` keeps the pictures that docs/pictures/case/README.md shows.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from alongside.domain.mentorships.models import Mentorship
from alongside.domain.people.models import Person
from alongside.domain.safety.models import Look, Report
from alongside.domain.spaces.commands.items import send_message
from alongside.kernel import clock
from tests import cast
from tests.domain.insights.season import NOW, Season
from tests.plugins.browser import Browse
from tests.stories.visitors import Visitor, let_the_worker_work
from tests.web.overview.test_in_browser import as_somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

UNKIND, EARLIER, PRIVATE = "You would be nothing without me.", "Nobody else would take you.", "My sister is ill."
KEPT = os.environ.get("ALONGSIDE_TEST_PICTURES", "")


@pytest.fixture(autouse=True)
def _now(settings: Any) -> Iterator[None]:
    settings.SECOND_STEP_DAYS = 90  # nobody here is about to be asked for one
    with clock.travelled(NOW):
        yield


@pytest.fixture
def pair() -> Mentorship:
    """Leila and Robert, who talk."""
    made = Season().talking()
    robert, leila = (made.participants.get(role=role).person for role in ("mentor", "mentee"))
    for minutes, (author, words) in enumerate(((leila, PRIVATE), (robert, EARLIER), (robert, UNKIND))):
        send_message(made.space, author, words, at=NOW - timedelta(hours=2) + timedelta(minutes=minutes))
    return made


def test_one_case_from_the_message_to_the_second_look(browse: Browse, site: str, pair: Mentorship) -> None:
    robert, leila = (_visitor(browse, site, _person(pair, role)) for role in ("mentor", "mentee"))
    amara = _visitor(browse, site, Person.objects.get(memberships__role="organizer"))
    olu = _visitor(browse, site, cast.person("Olu", is_operator=True))
    group = f"/g/{pair.program.group.slug}/manage/reports/"

    number = reports_in_two_presses(leila, pair)
    case = Report.objects.get()
    learns_nothing(robert, olu, number, case, group)
    looks_at_exactly_what_was_ticked(amara, group, number)
    reads_who_looked(leila, case)
    decides(amara, number)
    is_told_why_and_appeals(robert)
    looks_again(olu, case, number)
    both_are_told(leila, robert, case)
    assert {look.person.first_name for look in Look.objects.select_related("person")} == {"Amara", "Olu"}


def reports_in_two_presses(leila: Visitor, pair: Mentorship) -> str:
    """The message's menu, *Report*; then one page, and a receipt with a number. The number."""
    leila.goes_to(f"/p/{pair.pk}/chat/").sees(UNKIND)
    leila.page.get_by_label("More about this message").last.click()
    expect(leila.page.get_by_role("link", name="Report", exact=True)).to_be_in_viewport(ratio=1)
    _keep(leila, "1-mentee-two-presses")
    leila.presses("Report").sees("What is happening?", UNKIND).does_not_see(PRIVATE)
    leila.chooses("Unkind, rude or threatening").writes("Anything else", "It is every week.")
    leila.chooses("Stop this person contacting me now. They are not told")
    _keep(leila, "2-mentee-report")
    leila.presses("Send report").sees("Thank you for telling us", "We have it.")
    _keep(leila, "3-mentee-receipt")
    let_the_worker_work()
    return Report.objects.get().number


def learns_nothing(robert: Visitor, olu: Visitor, number: str, case: Report, group: str) -> None:
    """The mentor finds no trace, and the operator no case that is not theirs."""
    for path in ("/today/", "/notices/", "/settings/looks/"):
        robert.goes_to(path).does_not_see(number, "It is every week.")
    assert [robert.answers(path) for path in (f"/report/{case.pk}/", f"/operator/reports/{case.pk}/")] == [404, 403]
    assert [robert.answers(f"{group}{case.pk}/"), olu.answers(f"{group}{case.pk}/")] == [403, 404]
    assert olu.answers(f"/operator/reports/{case.pk}/") == 404
    _keep(robert.goes_to("/today/"), "4-mentor-before")
    olu.goes_to("/operator/reports/").sees("No reports")


def looks_at_exactly_what_was_ticked(amara: Visitor, group: str, number: str) -> None:
    """Opening it makes it hers for three days, and shows one message and what Leila wrote."""
    amara.goes_to(group).sees(number)
    assert not Look.objects.exists()
    amara.presses("Unkind, rude or threatening").sees(UNKIND, "It is every week.").does_not_see(EARLIER, PRIVATE)
    assert Look.objects.count() == 1
    _keep(amara, "5-looking-after-it")


def reads_who_looked(leila: Visitor, case: Report) -> None:
    leila.goes_to(f"/report/{case.pk}/").sees("Amara has opened it.", "Who looked")


def decides(amara: Visitor, number: str) -> None:
    """Words to each side; the page insists on them."""
    amara.page.get_by_label("Write to the person: this must not happen again").check()
    amara.writes("What the person who reported reads", "I talked with him. Tell me if it goes on.")
    amara.presses("Decide and tell them").sees("They must be told why")
    amara.writes("What the other person reads", "Words that put somebody down break the agreement.")
    amara.presses("Decide and tell them").sees("Decided.", number)
    let_the_worker_work()


def is_told_why_and_appeals(robert: Visitor) -> None:
    """He reads the reason and not who reported, and asks somebody else to look."""
    robert.goes_to("/notices/").presses("Somebody has written to you about how things went", exact=False)
    robert.sees("break the agreement").does_not_see("It is every week.", "Tell me if it goes on")
    _keep(robert, "6-mentor-decision")
    robert.presses("Ask somebody else to look").sees("You have asked somebody else to look.")
    let_the_worker_work()


def looks_again(olu: Visitor, case: Report, number: str) -> None:
    """Somebody who has not decided yet looks, and sees no more than Amara did."""
    olu.goes_to("/operator/reports/").sees(number)
    _keep(olu, "7-operator-list")
    olu.presses("Unkind, rude or threatening").sees(UNKIND).does_not_see(EARLIER, PRIVATE)
    _keep(olu, "8-operator-second-look")
    olu.page.get_by_label("Write to the person: this must not happen again").check()
    olu.writes("What the person who reported reads", "I read it too, and it stays.")
    olu.writes("What the other person reads", "I read it again. It stays as it was decided.")
    olu.presses("Decide and tell them").sees("Decided.")
    let_the_worker_work()


def both_are_told(leila: Visitor, robert: Visitor, case: Report) -> None:
    leila.goes_to(f"/report/{case.pk}/").sees("I read it too, and it stays.", "Olu", "Amara")
    _keep(leila, "9-mentee-answer")
    last = case.decisions.order_by("decided_at").last()
    robert.goes_to(f"/decision/{last.pk}/").sees("It stays as it was decided.")
    robert.goes_to("/settings/looks/").sees("Amara", "Olu").does_not_see("Leila")


def _person(pair: Mentorship, role: str) -> Person:
    return pair.participants.get(role=role).person


def _visitor(browse: Browse, site: str, person: Person) -> Visitor:
    visitor = Visitor(browse(), person.first_name, looks_closely=not KEPT)
    visitor.email = person.email
    as_somebody(visitor.page, person, site)
    return visitor


def _keep(visitor: Visitor, name: str) -> None:
    """A picture of what this person sees, when pictures are wanted."""
    if KEPT:
        with Image.open(io.BytesIO(visitor.page.screenshot())) as taken:
            taken.convert("RGB").save(Path(KEPT) / f"{name}.webp", quality=60, method=6)
