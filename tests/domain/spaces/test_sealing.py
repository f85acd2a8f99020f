"""What is said in a space is on no disk in clear, and opens only in its own place."""

from __future__ import annotations

import base64
import random
import string
import urllib.parse
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from alongside.domain.journeys.commands.answers import share_answer
from alongside.domain.journeys.commands.check_ins import check_in, write_to_organizer
from alongside.domain.journeys.commands.goals import meet_goal, set_goal
from alongside.domain.journeys.commands.meetings import log_meeting, propose_meeting
from alongside.domain.journeys.models import Goal, GoalStep
from alongside.domain.journeys.queries import goal_of
from alongside.domain.spaces.commands.changes import edit_item, react
from alongside.domain.spaces.commands.drafts import save_draft
from alongside.domain.spaces.commands.items import add_comment, send_message, share_post
from alongside.domain.spaces.commands.rooms import open_space
from alongside.domain.spaces.files import prepare_file, read_bytes
from alongside.domain.spaces.models import Attachment, Item, Space
from alongside.domain.spaces.places import place_of_item
from alongside.domain.spaces.queries import posts, search, thread
from alongside.domain.spaces.sealing import Damaged, seals_of
from alongside.kernel import crypto
from tests.cast import MONDAY
from tests.domain.journeys.walk import pair

pytestmark = pytest.mark.django_db
SOON = MONDAY.replace(day=20)


def _word() -> str:
    return "".join(random.choices(string.ascii_lowercase, k=14))


def _forms(word: str) -> list[bytes]:
    """The ways a word could stand on a disk."""
    plain = word.encode()
    shifted = [base64.b64encode(b"x" * shift + plain + b"yy")[4:-4] for shift in range(3)]
    return [
        plain,
        word.upper().encode(),
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
        plain.hex().encode(),
        urllib.parse.quote(word).encode(),
        plain[::-1],
        *shifted,
    ]


def _on_disk() -> bytes:
    """Everything there is: both databases, with SQLite's logs and freed pages, and the media folder."""
    media = [file.read_bytes() for file in Path(settings.MEDIA_ROOT).rglob("*") if file.is_file()]
    return b"".join([*media, *(part for alias in ("default", "keys") for part in _of_database(alias))])


def _of_database(alias: str) -> list[bytes]:
    connection = connections[alias]
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        files = [path.with_name(path.name + ending) for ending in ("", "-wal", "-journal")]
        return [file.read_bytes() for file in files if file.exists()]
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows += [row.encode() for (row,) in cursor.fetchall()]
    return rows


def _write_everywhere() -> list[str]:
    walk = pair()
    words = {place: _word() for place in range(16)}
    send_message(walk.space, walk.leila, words[0], at=MONDAY)
    item = send_message(walk.space, walk.leila, words[1], at=MONDAY)
    edit_item(item, walk.leila, words[2], at=MONDAY)
    file = prepare_file(f"{words[4]}.txt", words[5].encode())
    post = share_post(walk.space, walk.leila, words[3], files=[file], at=MONDAY)
    add_comment(post, walk.robert, words[6], at=MONDAY)
    react(post, walk.robert, "heart", at=MONDAY)
    share_answer(walk.journey, walk.leila, 1, words[7], at=MONDAY)
    share_answer(walk.journey, walk.leila, 4, words[8], filled={"goal": words[9], "steps": words[10]}, at=MONDAY)
    set_goal(walk.journey, walk.robert, words[11], [words[12]], at=MONDAY)
    propose_meeting(walk.journey, walk.leila, [SOON], how="video", place=words[13], at=MONDAY)
    log_meeting(walk.journey, walk.leila, MONDAY, how="phone", note=words[14], at=MONDAY)
    save_draft(walk.space, walk.leila, "post", words[15], at=MONDAY)
    help_words = _word()
    write_to_organizer(check_in(walk.journey, walk.leila, "help", at=MONDAY), help_words, at=MONDAY)
    return [*words.values(), help_words]


@pytest.mark.django_db(transaction=True)
def test_no_word_is_anywhere_on_the_disk_in_any_form():
    words = [word for _ in range(12) for word in _write_everywhere()]

    disk = _on_disk()

    assert len(words) > 200
    assert [word for word in words if any(form in disk for form in _forms(word))] == []


class _PlainCipher:
    """Seals nothing: the control that shows that the search above would find something."""

    def __init__(self, key: bytes) -> None:
        pass

    def encrypt(self, nonce: bytes, plain: bytes, place: bytes) -> bytes:
        return plain + b"\0" * 16

    def decrypt(self, nonce: bytes, sealed: bytes, place: bytes) -> bytes:
        return sealed[:-16]


@pytest.mark.django_db(transaction=True)
def test_with_sealing_switched_off_every_word_is_found(monkeypatch):
    monkeypatch.setattr(crypto, "AESGCM", type("Plain", (_PlainCipher,), {"generate_key": crypto.AESGCM.generate_key}))

    words = _write_everywhere()

    disk = _on_disk()
    # PostgreSQL writes bytes as hexadecimal digits.
    assert [word for word in words if not any(form in disk for form in _forms(word))] == []


@pytest.fixture
def talk():
    walk = pair()
    first = send_message(walk.space, walk.leila, "First", at=MONDAY)
    second = send_message(walk.space, walk.leila, "Second", at=MONDAY)
    return walk, first, second


def _shown(walk):
    return [(said.words.text, said.words.damaged) for said in thread(walk.space, for_=walk.robert, at=MONDAY)]


def test_words_moved_to_another_place_are_shown_as_damaged_and_the_rest_opens(talk):
    walk, first, second = talk
    Item.objects.filter(pk=first.pk).update(sealed=second.sealed)

    assert _shown(walk) == [("", True), ("Second", False)]


@pytest.mark.parametrize("change", ["author", "sequence", "edition", "kind"])
def test_a_row_changed_by_hand_does_not_open(talk, change):
    walk, first, _ = talk
    changes = {
        "author": {"author": walk.robert},
        "sequence": {"sequence": 99},
        "edition": {"edition": 99},
        "kind": {"kind": Item.Kind.POST},
    }
    Item.objects.filter(pk=first.pk).update(**changes[change])

    found = {said.id: said for said in thread(walk.space, for_=walk.robert, at=MONDAY)}
    found |= {said.id: said for said in posts(walk.space, for_=walk.robert, at=MONDAY)}
    assert found[first.pk].words.damaged


def test_a_comment_hung_under_another_post_and_a_quote_of_other_words_do_not_open(talk):
    walk, first, second = talk
    one, other = (share_post(walk.space, walk.leila, text, at=MONDAY) for text in ("One", "Other"))
    comment = add_comment(one, walk.robert, "Yes", at=MONDAY)
    quoting = send_message(walk.space, walk.robert, "No", quotes=first, at=MONDAY)
    edit_item(comment, walk.robert, "Yes, do", at=MONDAY)

    Item.objects.filter(pk=comment.pk).update(about=other)
    Item.objects.filter(pk=quoting.pk).update(quotes=second)

    shown = {post.words.text: post for post in posts(walk.space, for_=walk.leila, at=MONDAY)}
    assert [each.words.damaged for each in shown["Other"].comments] == [True]
    assert _shown(walk) == [("First", False), ("Second", False), ("", True)]


def test_a_step_moved_to_another_goal_does_not_open(talk):
    walk, _, _ = talk
    set_goal(walk.journey, walk.leila, "Ours", ["Ask", "Write"], at=MONDAY)
    meet_goal(walk.journey, walk.leila, at=MONDAY)
    later = set_goal(walk.journey, walk.leila, "Later", [], at=MONDAY)

    GoalStep.objects.update(goal=later)

    steps = goal_of(walk.journey, seals_of(walk.space.pk)).steps
    assert [step.words.damaged for step in steps] == [True, True]


def test_words_of_another_space_do_not_open(talk):
    walk, first, _ = talk
    other = open_space(Space.Kind.MENTORSHIP, [walk.leila, walk.robert], at=MONDAY)
    Item.objects.filter(pk=first.pk).update(space=other, sequence=1)

    (said,) = thread(other, for_=walk.robert, at=MONDAY)

    assert said.words.damaged


def test_a_thousand_changed_bytes_are_all_noticed(talk):
    walk, first, _ = talk
    sealed = bytes(first.sealed)
    for _ in range(1000):
        at, bit = random.randrange(len(sealed)), 1 << random.randrange(8)
        damaged = sealed[:at] + bytes([sealed[at] ^ bit]) + sealed[at + 1 :]
        with pytest.raises(Damaged):
            seals_of(walk.space.pk).unseal(damaged, place_of_item(first))


def test_cut_words_do_not_break_the_page(talk):
    walk, first, _ = talk
    Item.objects.filter(pk=first.pk).update(sealed=b"\x01")

    assert _shown(walk)[0] == ("", True)
    assert search(walk.space, "Second", for_=walk.robert, at=MONDAY)


def test_a_goal_moved_to_another_journey_does_not_open(talk):
    walk, _, _ = talk
    other = pair()
    set_goal(walk.journey, walk.leila, "Ours", [], at=MONDAY)
    set_goal(other.journey, other.leila, "Theirs", [], at=MONDAY)
    theirs = Goal.objects.get(journey=other.journey)

    Goal.objects.filter(journey=walk.journey).update(sealed=theirs.sealed)

    assert goal_of(walk.journey, seals_of(walk.space.pk)).words.damaged


def test_a_file_is_sealed_and_opens_only_as_itself(talk):
    walk, _, _ = talk
    first, second = (prepare_file(f"{name}.txt", name.encode()) for name in ("one", "two"))
    item = send_message(walk.space, walk.leila, "", files=[first, second], at=MONDAY)
    one, two = Attachment.objects.filter(item=item).order_by("position")
    seals = seals_of(walk.space.pk)
    assert read_bytes(seals, one, item) == b"one"

    folder = Path(settings.MEDIA_ROOT) / "sealed"
    (folder / one.pk.hex[:2] / one.pk.hex).write_bytes((folder / two.pk.hex[:2] / two.pk.hex).read_bytes())

    with pytest.raises(Damaged):
        read_bytes(seals, one, item)
