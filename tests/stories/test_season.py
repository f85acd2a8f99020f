"""A whole season in a real browser, from an empty database to the history of a pair."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from alongside.domain.people.setup_code import setup_code
from alongside.kernel import clock
from tests.plugins.browser import Browse
from tests.stories.visitors import Visitor, let_the_worker_work, letters_to, travel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

A_MONDAY = datetime(2026, 4, 6, 8, 0, tzinfo=UTC)
MENTORS = ("Robert", "Elsie", "Carlos")
_TAB = "/g/riverside-job-club/mentorship/"


@pytest.fixture(autouse=True)
def _in_april(settings: Any) -> Iterator[None]:
    settings.SECOND_STEP_DAYS = 90  # Amara, who runs the site, has no passkey before the season ends
    with clock.travelled(A_MONDAY):
        yield


def test_a_season_from_an_empty_database_to_the_history_of_a_pair(browse: Browse) -> None:
    amara = Visitor(browse(), "Amara", looks_closely=True)
    invitation = opens_the_site_and_starts_a_group(amara)
    program = launches_a_program(amara)

    mentors = [joins(Visitor(browse(), name), invitation, then=signs_up_as_mentor) for name in MENTORS]
    mentees = [
        joins(visitor, invitation, then=signs_up_as_mentee)
        for visitor in (
            Visitor(browse(), "Leila", looks_closely=True),
            Visitor(browse(javascript=False), "Tom"),
            Visitor(browse(phone=True), "Mei", looks_closely=True),
            Visitor(browse(phone=True), "Yusuf"),
        )
    ]

    pairs_everyone(amara, program)
    space = walks_the_first_week(mentees[0])
    answers_and_writes_without_a_script(mentees[1])
    walks_the_second_week(mentees[0], the_one_who_may(mentors, space), space)
    nobody_else_opens(space, amara, mentees[1])
    sets_a_goal_and_finishes(mentees[0], space)


def opens_the_site_and_starts_a_group(amara: Visitor) -> str:
    """The first account, the first group, and a link to invite people with."""
    amara.goes_to("/").sees("Open this site")
    amara.writes("Code from the server", setup_code()).writes("First name", "Amara")
    amara.writes("Email address", amara.email).presses("Create the first account").is_welcomed()
    amara.goes_to("/groups/new/").is_welcomed()
    amara.writes("What is the group called?", "Riverside Job Club").chooses("Professional").presses("Start this group")
    amara.sees("Riverside Job Club")
    amara.goes_to("/g/riverside-job-club/manage/invitations/").presses("Make a link")
    link = amara.page.get_by_label("Invitation link").first.input_value()
    return "/join/" + link.split("/join/")[1]


def launches_a_program(amara: Visitor) -> str:
    """Three presses from the empty tab to a program that is open; its address for organizers."""
    amara.goes_to(_TAB).sees("Career advancement")
    amara.presses("Use career advancement")
    amara.presses("Launch and tell members")
    amara.presses("Send").sees("Your program is open")
    travel(clock.now() + timedelta(minutes=11))
    return amara.page.url.removesuffix("launched/")


def joins(visitor: Visitor, invitation: str, *, then: object) -> Visitor:
    """Come with the invitation, open an account by letter, and sign up."""
    visitor.goes_to(invitation).sees("Join Riverside Job Club")
    visitor.writes("First name", visitor.first_name).writes("Email address", visitor.email).presses("Join this group")
    visitor.opens_the_link_in_the_letter("").presses("Sign in").is_welcomed()
    if "/join/" in visitor.page.url:
        visitor.presses("Join this group").is_welcomed()
    assert callable(then)
    then(visitor)
    return visitor


def signs_up_as_mentor(visitor: Visitor) -> None:
    visitor.goes_to(_TAB).presses("Offer to be a mentor").is_welcomed()
    visitor.chooses("Interviews", "Writing a CV").writes("In your own words", "I hired people for twenty years.")
    visitor.presses("Continue").writes("About you", "I grow tomatoes.").presses("Continue")
    visitor.writes("Why", "Somebody once did it for me.").presses("Continue")
    visitor.chooses("Phone", "Evenings").presses("Continue")
    visitor.sees("Is this right?").presses("Sign me up").sees("You are signed up")


def signs_up_as_mentee(visitor: Visitor) -> None:
    visitor.goes_to(_TAB).presses("Ask for a mentor").is_welcomed()
    visitor.presses("Continue").sees("There is a problem")
    visitor.chooses("Interviews").writes("In your own words", "I go blank in interviews.").presses("Continue")
    visitor.writes("About you", "I draw birds.").presses("Continue")
    visitor.chooses("Patient").presses("Continue")
    visitor.chooses("Phone", "Evenings").presses("Continue").sees("Is this right?", "I draw birds.")
    visitor.presses("Sign me up").sees("You are signed up")


def pairs_everyone(amara: Visitor, program: str) -> None:
    """The board, the last look, the introduction, and ten quiet minutes."""
    amara.goes_to(f"{program}pair/")
    amara.presses("Suggest pairs").sees("pairs suggested")
    for box in amara.page.get_by_role("checkbox").all():
        if (box.get_attribute("name") or "").startswith("tick") and not box.is_checked():
            box.check()
    amara.presses("Review and introduce")
    before = len(letters_to("leila@example.org"))
    amara.presses("Introduce", exact=False).sees("introduced")
    let_the_worker_work()
    assert len(letters_to("leila@example.org")) == before, "nobody hears anything for ten minutes"
    travel(clock.now() + timedelta(minutes=11))


def walks_the_first_week(leila: Visitor) -> str:
    """From the letter into the space; agree, say hello, and answer the first question when it opens."""
    leila.opens_the_link_in_the_letter("meet").sees("You and")
    space = leila.page.url.split("?")[0]
    start = datetime(2026, 4, 27, 9, 5, tzinfo=UTC)
    while clock.now() < start:
        travel(clock.now() + timedelta(days=3))
    leila.goes_to(space).sees("Week 1").writes("Your answer", "I would like to work with people again.")
    leila.presses("Share with", exact=False).sees("I would like to work with people again.")
    leila.presses("Going well").sees("How is it going")
    return space


def answers_and_writes_without_a_script(tom: Visitor) -> None:
    """Tom's browser runs no script: the answer and the message are there all the same."""
    tom.opens_the_link_in_the_letter("meet")
    space = tom.page.url.split("?")[0]
    tom.writes("Your answer", "I drove a van for nine years.").presses("Share with", exact=False)
    tom.sees("I drove a van for nine years.")
    tom.goes_to(f"{space}chat/").writes("Message to", "When is a good time to talk?").presses("Send")
    tom.sees("When is a good time to talk?")


def the_one_who_may(mentors: list[Visitor], space: str) -> Visitor:
    """Of all mentors the one the space opens for."""
    [mentor] = [each for each in mentors if each.answers(space) == 200]
    return mentor


def walks_the_second_week(leila: Visitor, mentor: Visitor, space: str) -> None:
    """A message that the other sees without reloading, and a second question a week later."""
    mentor.goes_to(f"{space}chat/")
    leila.goes_to(f"{space}chat/").writes("Message to", "Is it silly to ask?").presses("Send", stays=True)
    leila.sees("Is it silly to ask?")
    mentor.sees("Is it silly to ask?")
    travel(clock.now() + timedelta(days=7))
    leila.goes_to(space).sees("Week 2")
    leila.goes_to(f"{space}weeks/").sees("I would like to work with people again.")


def nobody_else_opens(space: str, *others: Visitor) -> None:
    """An organizer who also runs the site, and another mentee, find nothing there."""
    for other in others:
        for path in ("", "chat/", "weeks/", "goal/", "meetings/", "about/", "history.html", "history.json"):
            assert other.answers(space + path) == 404


def sets_a_goal_and_finishes(leila: Visitor, space: str) -> None:
    """A goal, the end, and a history that stays."""
    leila.goes_to(f"{space}goal/").writes("What would you like to reach together?", "An office job")
    leila.page.get_by_label("Step 1").fill("Send one application")
    leila.presses("Save goal").sees("An office job")
    leila.goes_to(f"{space}end/")
    leila.goes_to(f"{space}celebrate/")
    leila.presses("We reached our goal")
    leila.goes_to(space).sees("This mentorship ended on")
    leila.does_not_see("Share with")
    assert "I would like to work with people again." in leila.page.request.get(f"{space}history.html").text()
