"""People in a browser: what they see, press and write, in the words of the pages."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import Page

from alongside.config.worker import Worker
from alongside.domain.notifications.models import Delivery
from alongside.kernel import clock
from tests.plugins.browser import check_accessible

_LOOKS = 3  # what one look announces, the next ones act on


def let_the_worker_work() -> None:
    """Everything that is due now is done, letters included."""
    for look in range(_LOOKS):
        Worker().live_through(clock.now() + timedelta(seconds=look))


def travel(to: datetime) -> None:
    """Move the clock, for the server, the worker and the test alike, and let what falls due happen."""
    clock.travel(to)
    let_the_worker_work()


def letters_to(email: str) -> list[Delivery]:
    """What was sent to somebody, newest first."""
    return list(Delivery.objects.filter(address=email, state="sent").order_by("-sent_at", "-queued_at"))


class Visitor:
    """One person at one browser."""

    def __init__(self, page: Page, first_name: str, *, looks_closely: bool = False) -> None:
        """``looks_closely``: axe is asked about every page this person comes to."""
        self.page = page
        self.looks_closely = looks_closely
        self.first_name = first_name
        self.email = f"{first_name.lower()}@example.org"

    def goes_to(self, path: str) -> Visitor:
        self.page.goto(path)
        return self._signs_in_again()._has_arrived()

    def presses(self, words: str, *, exact: bool = True, stays: bool = False) -> Visitor:
        """Press a button or follow a link of the page, not of its frame, and wait for the next page.

        ``stays`` when a script answers in place.
        """
        main = self.page.get_by_role("main")
        said = main.get_by_role("button", name=words, exact=exact)
        said = said.or_(main.get_by_role("link", name=words, exact=exact))
        assert said.count(), f"{self.first_name} finds nothing called “{words}” on {self.page.url}:\n{self.reads()}"
        if stays:
            said.first.click()
        else:
            with self.page.expect_navigation():
                said.first.click()
            self._has_arrived()
        return self

    def writes(self, label: str, words: str) -> Visitor:
        self.page.get_by_label(label).first.fill(words)
        return self

    def chooses(self, *labels: str) -> Visitor:
        for label in labels:
            self.page.get_by_label(label, exact=True).first.check()
        return self

    def sees(self, *words: str) -> Visitor:
        for each in words:
            self.page.get_by_text(re.compile(re.escape(each))).filter(visible=True).first.wait_for()
        return self

    def does_not_see(self, *words: str) -> Visitor:
        shown = self.page.content()
        for each in words:
            assert each not in shown, f"{self.first_name} should not see “{each}” on {self.page.url}"
        return self

    def reads(self) -> str:
        """All the words of the page."""
        return self.page.locator("body").inner_text()

    def finds_it_accessible(self) -> Visitor:
        """Axe has nothing to say of the page, in light and in dark."""
        for theme in ("dark", "light"):
            self.page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
            self.page.evaluate("() => Promise.allSettled(document.getAnimations().map(each => each.finished))")
            try:
                check_accessible(self.page)
            except AssertionError:
                # Chromium may paint what lies below the fold in the old colors for a moment; a real fault stays.
                self.page.wait_for_timeout(1500)
                check_accessible(self.page)
        return self

    def _has_arrived(self) -> Visitor:
        return self.finds_it_accessible() if self.looks_closely else self

    def opens_the_link_in_the_letter(self, subject: str) -> Visitor:
        """Follow the one button of the newest letter whose subject holds these words."""
        let_the_worker_work()
        letter = next(each for each in letters_to(self.email) if subject.lower() in each.subject.lower())
        address = re.search(r"https?://\S+", letter.text)
        assert address, letter.text
        self.page.goto(address.group())
        return self._signs_in_again()._has_arrived()

    def _signs_in_again(self) -> Visitor:
        """Whoever was away for two weeks is asked who they are, and comes to where they were going."""
        if "/sign-in/?next=" in self.page.url:
            self.writes("Email address", self.email).presses("Email me a link")
            self.opens_the_link_in_the_letter("your link").presses("Sign in")
        return self

    def is_welcomed(self) -> Visitor:
        """Say who one is and that one is an adult, where asked."""
        if "/welcome/" in self.page.url and "adult" not in self.page.url:
            self.presses("Continue")
        if "/welcome/adult" in self.page.url:
            self.page.get_by_role("checkbox").first.check()
            self.presses("Continue")
        return self

    def answers(self, path: str) -> Any:
        """The status another page gives this person, signed in anew where they were away for long."""
        self.goes_to("/today/")
        response = self.page.request.get(path)
        return response.status
