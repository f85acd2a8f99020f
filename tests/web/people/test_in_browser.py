"""Accounts and groups in a real browser: the way in without a script, the passkey, and what axe says."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from alongside.config.reactions import REACTIONS
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.groups.commands.invitations import make_invitation
from alongside.domain.groups.commands.join_requests import request_to_join
from alongside.domain.groups.commands.posts import comment_on_post, pin_post, post_to_group
from alongside.domain.groups.models import Group
from alongside.domain.notifications.models import Delivery
from alongside.domain.people.models import Person
from alongside.kernel import clock
from tests import cast
from tests.plugins.browser import Browse, check_accessible

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 700}


def scene() -> dict[str, Any]:
    """A public group with a post, a pinned post, somebody at the door and a link."""
    group = cast.group("Riverside Job Club", visibility=Group.Visibility.PUBLIC, joining=Group.Joining.REQUEST,
                       description="For people who look for work.", rules="- Be kind.")  # fmt: skip
    amara = cast.organizer(group, cast.person("Amara", family_name="Osei", picture="amara"))
    leila = cast.member(group, cast.person("Leila", family_name="Haddad", about="Gardener"))
    at = clock.now()
    post = post_to_group(group, author=leila, body="Hello, I live near the *old mill*.\n\n- one\n- two", at=at)
    comment_on_post(post, author=amara, body="Welcome", at=at)
    pin_post(post_to_group(group, author=amara, body="Friday at six", at=at), pinned_by=amara, at=at)
    request_to_join(cast.person("Hana"), group, message="I garden, too", at=at)
    code = make_invitation(group, invited_by=amara, lasts=None, at=at).code
    return {"group": group, "amara": amara, "leila": leila, "code": code, "post": post}


def link_to(email: str) -> str:
    """The path in the newest letter to ``email``, once the worker has written it."""
    hand_on_waiting_events(REACTIONS, at=clock.now())
    letter = Delivery.objects.filter(address=email).latest("queued_at")
    return "/sign-in/link/" + letter.text.split("/sign-in/link/")[1].split()[0]


def sign_in(page: Page, person: Person) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Email address").fill(person.email)
    page.get_by_role("button", name="Email me a link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your email")
    page.goto(link_to(person.email))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/today/")


def test_a_newcomer_comes_in_by_phone_and_without_a_script(browse: Browse) -> None:
    there = scene()
    page = browse(phone=True, javascript=False)

    page.goto(f"/join/{there['code']}/")
    page.get_by_label("First name").fill("Noor")
    page.get_by_label("Email address").fill("noor@example.org")
    page.get_by_role("button", name="Join this group").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your email")
    page.goto(link_to("noor@example.org"))
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.get_by_label("Drawn portrait 7").check()
    page.get_by_label("Time zone").select_option("Europe/Berlin")
    page.get_by_label("Large", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick the box to go on")
    page.get_by_label("I am 18 or older").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Join this group").click()
    page.get_by_label("Write a post").fill("Hello. I have just arrived.")
    page.get_by_role("button", name="Post", exact=True).click()

    expect(page.get_by_role("main")).to_contain_text("I have just arrived.")
    noor = Person.objects.get(email="noor@example.org")
    assert (noor.picture, noor.time_zone, noor.text_size) == ("hana", "Europe/Berlin", "large")
    assert noor.adult_declared_at is not None


def test_the_browser_knows_the_time_zone(browse: Browse) -> None:
    there = scene()
    page = browse(timezone_id="Asia/Tokyo")

    page.goto(f"/join/{there['code']}/")
    page.get_by_label("First name").fill("Noor")
    page.get_by_label("Email address").fill("noor@example.org")
    page.get_by_role("button", name="Join this group").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your email")
    page.goto(link_to("noor@example.org"))
    page.get_by_role("main").get_by_role("button", name="Sign in").click()

    expect(page.get_by_label("Time zone")).to_have_value("Asia/Tokyo")
    assert Person.objects.get(email="noor@example.org").time_zone == "Asia/Tokyo"


def test_a_passkey_is_added_and_then_enough(browse: Browse, site: str) -> None:
    leila = scene()["leila"]
    page = browse()
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                     "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )  # fmt: skip
    port = site.rsplit(":", 1)[1]  # passkeys want a name, not a number
    page.goto(f"http://localhost:{port}/sign-in/")
    page.get_by_label("Email address").fill(leila.email)
    page.get_by_role("button", name="Email me a link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your email")
    page.goto(f"http://localhost:{port}{link_to(leila.email)}")
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"http://localhost:{port}/settings/security/passkeys/add/")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add this device").click()
    page.wait_for_url("**/settings/security/codes/")
    page.goto(f"http://localhost:{port}/sign-out/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()

    page.goto(f"http://localhost:{port}/sign-in/?next=/groups/")
    page.get_by_role("button", name="Use a passkey").click()

    page.wait_for_url("**/groups/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your groups")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browse: Browse, dark: bool, phone: bool) -> None:
    there = scene()
    page = browse(dark=dark, phone=phone)
    group, post, leila = f"/g/{there['group'].slug}/", there["post"], there["leila"]
    outside = ["/sign-in/", "/sign-in/password/", "/sign-up/", "/join/", f"/join/{there['code']}/", f"{group}about/"]
    mine = ["today/", "groups/", "groups/new/", "welcome/", "sign-out/", "settings/"]
    mine += [f"settings/{each}/" for each in ("profile", "picture", "place", "quiet-hours", "email", "password",
                                              "data", "security", "security/app", "security/passkeys/add")]  # fmt: skip
    ours = ["", "members/", "about/", "leave/", "manage/", "manage/group/", "manage/invitations/", "manage/requests/"]
    ours += [f"posts/{post.pk}/", f"posts/{post.pk}/retract/", f"manage/members/{leila.pk}/"]

    def look(path: str) -> None:
        page.goto(path)
        check_accessible(page)
        if phone:
            page.set_viewport_size(NARROW)  # type: ignore[arg-type]
            page.evaluate("document.documentElement.setAttribute('data-text', 'largest')")
            wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            assert wide[0] <= wide[1], path

    for path in outside:
        look(path)
    sign_in(page, there["amara"])
    for path in [f"/{each}" for each in mine] + [f"{group}{each}" for each in ours]:
        look(path)
