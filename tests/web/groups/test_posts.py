from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.domain.groups.commands.posts import comment_on_post, post_to_group
from alongside.domain.groups.models import Group, GroupComment, GroupPost
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def fill(group: Group, posts: int) -> None:
    for number in range(posts):
        author = cast.member(group)
        post = post_to_group(group, author=author, body=f"Post {number}", at=MONDAY + timedelta(minutes=number))
        for _ in range(5):
            comment_on_post(post, author=cast.member(group), body="Yes", at=MONDAY)


def test_a_member_posts_answers_edits_and_takes_back(client: Client) -> None:
    group = cast.group()
    leila = cast.member(group)
    client.force_login(leila)
    home = f"/g/{group.slug}/"
    assert "Most people start with where they live" in client.get(home).content.decode()

    client.post(home, {"body": "I live *by the river* <script>alert(1)</script>"})
    post = GroupPost.objects.get()
    page = client.get(home).content.decode()
    assert "<em>by the river</em>" in page
    assert "<script>alert" not in page
    client.post(f"{home}posts/{post.pk}/", {"body": "Me too"})
    comment = GroupComment.objects.get()
    assert "Me too" in client.get(home).content.decode()
    client.post(f"{home}posts/{post.pk}/edit/", {"body": "I live by the sea"})
    client.post(f"{home}comments/{comment.pk}/edit/", {"body": "Nice"})
    page = client.get(f"{home}posts/{post.pk}/").content.decode()
    assert "by the sea" in page
    assert page.count("(edited)") == 2
    client.get(f"{home}comments/{comment.pk}/retract/")
    assert "Nice" in client.get(home).content.decode()
    client.post(f"{home}comments/{comment.pk}/retract/")
    client.post(f"{home}posts/{post.pk}/retract/")

    assert "by the sea" not in client.get(home).content.decode()


def test_pinning_is_a_button_for_those_who_look_after_the_group(client: Client) -> None:
    group = cast.group()
    post = post_to_group(group, author=cast.member(group), body="Friday at six", at=MONDAY)
    pin = f"/g/{group.slug}/posts/{post.pk}/pin/"
    member = cast.member(group)
    client.force_login(member)
    assert pin not in client.get(f"/g/{group.slug}/").content.decode()
    assert client.post(pin).status_code == 403

    client.force_login(cast.organizer(group))
    assert pin in client.get(f"/g/{group.slug}/").content.decode()
    client.post(pin)

    assert "Pinned by the people who run this group" in client.get(f"/g/{group.slug}/").content.decode()


def test_an_outsider_reads_and_writes_nothing(client: Client) -> None:
    group = cast.group()
    author = cast.member(group)
    post = post_to_group(group, author=author, body="Canary", at=MONDAY)
    comment = comment_on_post(post, author=author, body="Canary", at=MONDAY)
    client.force_login(cast.person("Tom"))
    home = f"/g/{group.slug}/"
    paths = [home, f"{home}posts/{post.pk}/", f"{home}members/", f"{home}about/", f"{home}manage/", f"{home}leave/"]
    paths += [f"{home}posts/{post.pk}/{act}/" for act in ("edit", "retract", "pin", "unpin")]
    paths += [f"{home}comments/{comment.pk}/{act}/" for act in ("edit", "retract")]

    for path in paths:
        for response in (client.get(path), client.post(path, {"body": "x"})):
            assert response.status_code in (404, 405), path
            assert b"Canary" not in response.content
    assert GroupPost.objects.count() == 1


def test_somebody_outside_a_public_group_is_led_to_its_door(client: Client) -> None:
    group = cast.group(visibility=Group.Visibility.PUBLIC)
    client.force_login(cast.person("Tom"))

    assert client.get(f"/g/{group.slug}/")["Location"] == f"/g/{group.slug}/about/"
    assert client.post(f"/g/{group.slug}/", {"body": "x"})["Location"] == f"/g/{group.slug}/about/"
    assert not GroupPost.objects.exists()


def test_the_list_takes_as_many_queries_for_many_posts_as_for_one(client: Client) -> None:
    group = cast.group()
    leila = cast.organizer(group)
    client.force_login(leila)
    fill(group, 1)
    client.get("/today/")  # the first look also notes the device
    few = queries(client, f"/g/{group.slug}/")

    fill(group, 24)

    assert queries(client, f"/g/{group.slug}/") == few


def test_older_posts_are_a_link_away_and_come_alone_for_htmx(client: Client) -> None:
    group = cast.group()
    client.force_login(cast.member(group))
    fill(group, 11)

    first = client.get(f"/g/{group.slug}/").content.decode()
    second = client.get(f"/g/{group.slug}/?page=2").content.decode()
    part = client.get(f"/g/{group.slug}/?page=2", headers={"HX-Request": "true"}).content.decode()

    assert "?page=2" in first
    assert ">Post 0<" not in first.replace("<p>", "").replace("</p>", "<")
    assert "Post 0" in second
    assert "Post 0" in part
    assert "<html" in second
    assert "<html" not in part


def test_reading_marks_posts_as_read(client: Client) -> None:
    group = cast.group("Riverside")
    leila = cast.member(group)
    client.force_login(leila)
    client.get(f"/g/{group.slug}/")
    from alongside.kernel import clock

    post_to_group(group, author=cast.member(group), body="Hello", at=clock.now())
    assert "1 new post" in client.get("/groups/").content.decode()

    client.get(f"/g/{group.slug}/")

    assert "new post" not in client.get("/groups/").content.decode()


def test_an_empty_post_is_explained(client: Client) -> None:
    group = cast.group()
    client.force_login(cast.member(group))

    page = client.post(f"/g/{group.slug}/", {"body": "  "}).content.decode()

    assert "There is a problem" in page
    assert not GroupPost.objects.exists()
