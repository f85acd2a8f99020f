"""Saying things in a space."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from alongside.domain.safety.models import Block
from alongside.domain.spaces.commands.changes import (
    NotYours,
    TooLateToEdit,
    edit_item,
    react,
    retract_item,
)
from alongside.domain.spaces.commands.drafts import choose_signs, mark_read, save_draft
from alongside.domain.spaces.commands.items import (
    NothingToSay,
    SameIdOtherWords,
    TooLong,
    add_comment,
    send_message,
    share_post,
)
from alongside.domain.spaces.commands.numbers import SpaceClosedToWriting, TooFast
from alongside.domain.spaces.commands.rooms import close_space, leave_space, open_space
from alongside.domain.spaces.files import prepare_file
from alongside.domain.spaces.models import Attachment, Item, Space, Trace
from alongside.domain.spaces.queries import (
    changed_since,
    posts,
    read_draft,
    search,
    thread,
    unread_messages,
    who_sees_writing,
)
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def robert():
    return cast.person("Robert")


@pytest.fixture
def leila():
    return cast.person("Leila")


@pytest.fixture
def space(robert, leila):
    return open_space(Space.Kind.MENTORSHIP, [robert, leila], at=MONDAY)


def test_what_one_says_the_other_reads(space, robert, leila):
    send_message(space, leila, "Is it silly to **ask**?", at=MONDAY)

    (said,) = thread(space, for_=robert, at=MONDAY)

    assert said.words.text == "Is it silly to **ask**?"
    assert "<strong>ask</strong>" in said.html
    assert not said.is_mine


def test_an_outsider_writes_nothing_and_reads_nothing(space, leila):
    outsider = cast.person("Otto")
    send_message(space, leila, "Only for Robert", at=MONDAY)

    with pytest.raises(SpaceClosedToWriting):
        send_message(space, outsider, "Hello", at=MONDAY)

    assert thread(space, for_=outsider, at=MONDAY) == []
    assert len(thread(space, for_=leila, at=MONDAY)) == 1


def test_who_left_writes_and_reads_no_more(space, robert, leila):
    send_message(space, leila, "Before", at=MONDAY)
    leave_space(space, robert, at=MONDAY)

    with pytest.raises(SpaceClosedToWriting):
        send_message(space, robert, "After", at=MONDAY)

    assert thread(space, for_=robert, at=MONDAY) == []


def test_a_closed_space_is_read_and_not_written(space, robert, leila):
    send_message(space, leila, "Thank you", at=MONDAY)
    close_space(space, at=MONDAY)

    with pytest.raises(SpaceClosedToWriting):
        send_message(space, leila, "One more", at=MONDAY)

    assert len(thread(space, for_=robert, at=MONDAY)) == 1


def test_the_same_id_sent_again_is_stored_once(space, leila):
    first = send_message(space, leila, "Hello", "a1", at=MONDAY)
    second = send_message(space, leila, "Hello", "a1", at=MONDAY)

    assert first.pk == second.pk
    assert Item.objects.count() == 1


def test_the_same_id_with_other_words_is_refused(space, leila):
    send_message(space, leila, "Hello", "a1", at=MONDAY)

    with pytest.raises(SameIdOtherWords):
        send_message(space, leila, "Good evening", "a1", at=MONDAY)


def test_the_same_id_of_two_people_is_two_messages(space, robert, leila):
    send_message(space, leila, "Hello", "a1", at=MONDAY)
    send_message(space, robert, "Good evening", "a1", at=MONDAY)

    assert Item.objects.count() == 2


@pytest.mark.parametrize(("words", "refusal"), [("  \n ", NothingToSay), ("x" * 10_001, TooLong)])
def test_nothing_and_too_much_are_refused(space, leila, words, refusal):
    with pytest.raises(refusal):
        send_message(space, leila, words, at=MONDAY)


def test_pages_of_a_long_thread_follow_the_numbers(space, leila):
    for number in range(7):
        send_message(space, leila, f"message {number}", at=MONDAY - timedelta(hours=number))

    newest = thread(space, for_=leila, at=MONDAY, limit=3)
    earlier = thread(space, for_=leila, at=MONDAY, before=newest[0].sequence, limit=3)

    assert [said.words.text for said in newest] == ["message 4", "message 5", "message 6"]
    assert [said.words.text for said in earlier] == ["message 1", "message 2", "message 3"]


def test_a_page_costs_the_same_with_one_message_and_with_three_hundred(space, robert, leila, django_assert_num_queries):
    item = send_message(space, leila, "first", at=MONDAY)
    react(item, robert, "heart", at=MONDAY)
    with django_assert_num_queries(5):
        thread(space, for_=robert, at=MONDAY)
    for number in range(300):
        send_message(space, leila, f"message {number}", at=MONDAY + timedelta(seconds=2 * number), quotes=item)

    with django_assert_num_queries(5), django_assert_num_queries(1, using="keys"):
        assert len(thread(space, for_=robert, at=MONDAY)) == 50


def test_posts_come_newest_first_with_their_comments(space, robert, leila):
    first = share_post(space, leila, "I sent the application.", at=MONDAY)
    share_post(space, robert, "A second one", at=MONDAY)
    add_comment(first, robert, "You sent it", at=MONDAY)

    newest, oldest = posts(space, for_=leila, at=MONDAY)

    assert newest.words.text == "A second one"
    assert [comment.words.text for comment in oldest.comments] == ["You sent it"]


def test_words_are_put_right_within_a_quarter_of_an_hour_and_not_later(space, leila):
    item = send_message(space, leila, "Helo", at=MONDAY)

    edit_item(item, leila, "Hello", at=MONDAY + timedelta(minutes=15))

    (said,) = thread(space, for_=leila, at=MONDAY)
    assert said.words.text == "Hello"
    assert said.edited_at is not None
    assert item.revisions.count() == 1
    with pytest.raises(TooLateToEdit):
        edit_item(item, leila, "Hullo", at=MONDAY + timedelta(minutes=16))


def test_nobody_changes_or_takes_back_the_words_of_another(space, robert, leila):
    item = send_message(space, leila, "Mine", at=MONDAY)

    with pytest.raises(NotYours):
        edit_item(item, robert, "Yours", at=MONDAY)
    with pytest.raises(NotYours):
        retract_item(item, robert, at=MONDAY)


def test_what_was_taken_back_nobody_reads(space, robert, leila):
    item = send_message(space, leila, "Too personal", at=MONDAY)

    retract_item(item, leila, at=MONDAY)

    (said,) = thread(space, for_=robert, at=MONDAY)
    assert said.is_retracted
    assert said.words.text == ""
    assert search(space, "personal", for_=robert, at=MONDAY) == []


def test_a_sign_given_twice_is_taken_away(space, robert, leila):
    item = send_message(space, leila, "I got the job", at=MONDAY)

    react(item, robert, "heart", at=MONDAY)
    (sign,) = thread(space, for_=leila, at=MONDAY)[0].signs
    react(item, robert, "heart", at=MONDAY)

    assert (sign.sign, sign.count, sign.mine) == ("heart", 1, False)
    assert thread(space, for_=leila, at=MONDAY)[0].signs == ()


def test_search_finds_every_word_in_any_order_and_case(space, leila):
    send_message(space, leila, "The interview at the Library", at=MONDAY)
    send_message(space, leila, "The library is closed", at=MONDAY)

    found = search(space, "LIBRARY interview", for_=leila, at=MONDAY)

    assert [said.words.text for said in found] == ["The interview at the Library"]


def test_a_draft_is_kept_until_it_is_sent(space, robert, leila):
    save_draft(space, leila, "message", "I wanted to", at=MONDAY)

    assert read_draft(space, leila, "message") == "I wanted to"
    assert read_draft(space, robert, "message") == ""
    send_message(space, leila, "I wanted to say hello", at=MONDAY)
    assert read_draft(space, leila, "message") == ""


def test_messages_wait_unread_until_they_are_read(space, robert, leila):
    item = send_message(space, leila, "Hello", at=MONDAY)
    send_message(space, leila, "Are you there?", at=MONDAY)

    assert unread_messages(robert) == {space.pk: 2}
    space.refresh_from_db()
    mark_read(space, robert, item.sequence, at=MONDAY)
    assert unread_messages(robert) == {space.pk: 1}
    assert unread_messages(leila) == {}


def test_every_change_is_traced_without_a_gap(space, robert, leila):
    item = send_message(space, leila, "Helo", at=MONDAY)
    edit_item(item, leila, "Hello", at=MONDAY)
    react(item, robert, "heart", at=MONDAY)
    retract_item(item, leila, at=MONDAY)

    traces = changed_since(space, for_=robert, after=0)

    assert [trace.sequence for trace in traces] == [1, 2, 3, 4]
    assert [trace.kind for trace in traces] == [
        Trace.Kind.SAID,
        Trace.Kind.EDITED,
        Trace.Kind.REACTED,
        Trace.Kind.RETRACTED,
    ]


@pytest.mark.django_db(transaction=True)
def test_twenty_messages_at_once_get_twenty_numbers_and_the_same_id_one_place(space, robert, leila):
    def send(number: int) -> int:
        try:
            author = robert if number % 2 else leila
            return send_message(space, author, f"Message {number // 4}", f"id-{number // 4}", at=MONDAY).sequence
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(40)))

    numbers = sorted(Item.objects.values_list("sequence", flat=True))
    assert numbers == list(range(1, 21))


def test_more_than_sixty_a_minute_are_too_many_for_one_person_and_nobody_else(space, robert, leila):
    for number in range(60):
        send_message(space, leila, f"message {number}", at=MONDAY + timedelta(milliseconds=number))

    with pytest.raises(TooFast):
        send_message(space, leila, "one more", at=MONDAY + timedelta(seconds=59))
    with pytest.raises(TooFast):
        share_post(space, leila, "as a post", at=MONDAY + timedelta(seconds=59))
    send_message(space, robert, "slowly", at=MONDAY + timedelta(seconds=59))
    send_message(space, leila, "a minute later", at=MONDAY + timedelta(seconds=60))

    assert Item.objects.filter(author=leila).count() == 61


def test_a_retry_is_never_too_fast(space, leila):
    for number in range(60):
        send_message(space, leila, "again", f"id-{number}", at=MONDAY)

    assert send_message(space, leila, "again", "id-7", at=MONDAY).client_id == "id-7"


def test_the_same_id_with_another_file_is_refused(space, leila):
    file, other = prepare_file("a.txt", b"one"), prepare_file("a.txt", b"three")
    item = send_message(space, leila, "Look", "id-1", files=[file], at=MONDAY)

    assert send_message(space, leila, "Look", "id-1", files=[file], at=MONDAY) == item
    for files in ([], [other], [file, file]):
        with pytest.raises(SameIdOtherWords):
            send_message(space, leila, "Look", "id-1", files=files, at=MONDAY)
    assert Attachment.objects.count() == 1


def test_who_is_writing_shows_only_when_everybody_agreed(space, robert, leila):
    choose_signs(space, leila, read_marks=False, writing=True)
    assert who_sees_writing(space, leila) == []

    choose_signs(space, robert, read_marks=False, writing=True)
    assert who_sees_writing(space, leila) == [robert.pk]

    Block.objects.create(blocker=robert, blocked=leila, made_at=MONDAY)
    assert who_sees_writing(space, leila) == []
