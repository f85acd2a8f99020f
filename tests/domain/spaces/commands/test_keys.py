"""The keys of spaces: missing, wrong, wrapped anew, renewed, destroyed."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from alongside.domain.journeys.commands.check_ins import check_in, write_to_organizer
from alongside.domain.journeys.commands.goals import set_goal
from alongside.domain.journeys.commands.meetings import log_meeting, propose_meeting
from alongside.domain.journeys.commands.resealing import reseal_journey
from alongside.domain.journeys.models import CheckIn
from alongside.domain.journeys.places import place_of_check_in
from alongside.domain.journeys.queries import goal_of, meetings_of
from alongside.domain.keys.models import SpaceKey
from alongside.domain.safety.sealing import ReportsUnavailable, new_seals
from alongside.domain.spaces.commands.changes import edit_item, react
from alongside.domain.spaces.commands.drafts import save_draft
from alongside.domain.spaces.commands.erasing import StillTogether, ask_to_erase, take_erasing_back
from alongside.domain.spaces.commands.items import add_comment, send_message, share_post
from alongside.domain.spaces.commands.keys import erase_space, renew_space_key, replay_erasures, rewrap_keys
from alongside.domain.spaces.commands.resealing import reseal_space
from alongside.domain.spaces.commands.rooms import close_space, open_space
from alongside.domain.spaces.files import prepare_file, read_bytes
from alongside.domain.spaces.models import Attachment, Item, Space
from alongside.domain.spaces.places import place_of_item
from alongside.domain.spaces.queries import posts, read_draft, thread
from alongside.domain.spaces.sealing import KeyUnavailable, SpaceIsErased, seals_of
from alongside.kernel import crypto
from tests import cast
from tests.cast import MONDAY
from tests.domain.journeys.walk import pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    walk = pair()
    first = send_message(walk.space, walk.leila, "First", at=MONDAY)
    second = send_message(walk.space, walk.leila, "Second", at=MONDAY)
    return walk, first, second


def _shown(walk):
    return [(said.words.text, said.words.damaged) for said in thread(walk.space, for_=walk.robert, at=MONDAY)]


def test_without_the_master_key_nothing_is_read_and_nothing_written(talk, settings):
    walk, _, _ = talk
    settings.MASTER_KEYS = {}

    with pytest.raises(KeyUnavailable):
        thread(walk.space, for_=walk.robert, at=MONDAY)
    with pytest.raises(KeyUnavailable):
        send_message(walk.space, walk.leila, "In clear?", at=MONDAY)
    with pytest.raises(KeyUnavailable):
        open_space(Space.Kind.MENTORSHIP, [walk.leila], at=MONDAY)
    assert Item.objects.count() == 2


def test_a_wrong_master_key_opens_nothing_and_makes_no_new_keys(talk, settings):
    walk, _, _ = talk
    settings.MASTER_KEYS = {1: crypto.new_key()}

    with pytest.raises(KeyUnavailable):
        thread(walk.space, for_=walk.robert, at=MONDAY)
    with pytest.raises(KeyUnavailable):
        open_space(Space.Kind.MENTORSHIP, [walk.leila], at=MONDAY)


def test_keys_are_wrapped_anew_in_stops_and_starts_and_the_old_master_key_can_go(talk, settings, monkeypatch):
    from alongside.domain.spaces.commands import keys

    walk, _, _ = talk
    for _ in range(5):
        open_space(Space.Kind.MENTORSHIP, [walk.leila], at=MONDAY)
    monkeypatch.setattr(keys, "_BATCH", 2)
    settings.MASTER_KEYS = {**settings.MASTER_KEYS, 2: crypto.new_key()}

    next(rewrap_keys())
    assert SpaceKey.objects.filter(wrapped_by=2).count() == 2
    assert _shown(walk)[0] == ("First", False)
    assert sum(rewrap_keys()) == 4

    settings.MASTER_KEYS = {2: settings.MASTER_KEYS[2]}
    assert _shown(walk) == [("First", False), ("Second", False)]


def test_a_renewed_space_key_seals_what_comes_and_opens_what_was(talk):
    walk, _, _ = talk
    renew_space_key(walk.space, at=MONDAY)

    item = send_message(walk.space, walk.leila, "Third", at=MONDAY)

    assert crypto.version_of(bytes(item.sealed)) == 2
    assert [text for text, _ in _shown(walk)] == ["First", "Second", "Third"]


def test_what_was_erased_stays_erased_when_an_old_copy_of_the_keys_comes_back(talk):
    walk, _, _ = talk
    copy = list(SpaceKey.objects.filter(space_id=walk.space.pk))
    erase_space(walk.space, at=MONDAY)
    with pytest.raises(KeyUnavailable):
        thread(walk.space, for_=walk.robert, at=MONDAY)

    for key in copy:
        key.pk = None
        key.save()
    assert replay_erasures() == 1

    with pytest.raises(KeyUnavailable):
        thread(walk.space, for_=walk.robert, at=MONDAY)


def _everything(walk):
    """One of each thing that is kept under the key of a space."""
    picture = BytesIO()
    Image.new("RGB", (30, 20)).save(picture, "PNG")
    item = send_message(walk.space, walk.leila, "Third", files=[prepare_file("a.png", picture.getvalue())], at=MONDAY)
    edit_item(item, walk.leila, "Third, better", at=MONDAY)
    post = share_post(walk.space, walk.leila, "A post", at=MONDAY)
    add_comment(post, walk.robert, "A comment", at=MONDAY)
    react(post, walk.robert, "heart", at=MONDAY)
    save_draft(walk.space, walk.leila, "post", "A draft", at=MONDAY)
    set_goal(walk.journey, walk.leila, "A goal", ["A step"], at=MONDAY)
    propose_meeting(walk.journey, walk.leila, [MONDAY + timedelta(days=9)], how="video", place="A place", at=MONDAY)
    log_meeting(walk.journey, walk.leila, MONDAY, how="phone", note="A note", at=MONDAY)
    write_to_organizer(check_in(walk.journey, walk.leila, "help", at=MONDAY), "A hand", at=MONDAY)


def _readable(walk):
    seals, facts = seals_of(walk.space.pk), {"for_": walk.robert, "at": MONDAY}
    (post,), messages = posts(walk.space, **facts), thread(walk.space, **facts)
    (file,) = messages[-1].files
    attachment = Attachment.objects.select_related("item").get(pk=file.id)
    goal, (ahead, past) = goal_of(walk.journey, seals), meetings_of(walk.journey, at=MONDAY, seals=seals)
    hand = CheckIn.objects.select_related("walker").get()
    revision = messages[-1].sequence
    return [
        *(each.words.text for each in (*messages, post, *post.comments)),
        [sign.sign for sign in post.signs],
        file.facts.name,
        read_bytes(seals, attachment, attachment.item)[:4],
        read_bytes(seals, attachment, attachment.item, small=True)[:4],
        seals.read(attachment.item.revisions.get().sealed, place_of_item(attachment.item, revision)).text,
        read_draft(walk.space, walk.leila, "post"),
        goal.words.text,
        goal.steps[0].words.text,
        ahead[0].place.text,
        past[0].note.text,
        seals.read(hand.sealed, place_of_check_in(hand)).text,
    ]


def test_a_resealed_space_opens_with_the_new_key_alone(talk):
    walk, _, _ = talk
    _everything(walk)
    before = _readable(walk)

    changed = reseal_space(walk.space, at=MONDAY, also=[reseal_journey])

    assert list(SpaceKey.objects.filter(space_id=walk.space.pk).values_list("version", flat=True)) == [2]
    assert _readable(walk) == before
    assert "" not in before
    assert changed == 16
    assert reseal_space(walk.space, at=MONDAY, also=[reseal_journey]) == 16


def test_resealing_stopped_halfway_goes_on_with_the_same_key_and_everything_stays_readable(talk, monkeypatch):
    walk, _, _ = talk
    _everything(walk)
    before, seen = _readable(walk), []

    def stop(_space, _seals):
        seen.append(_readable(walk))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        reseal_space(walk.space, at=MONDAY, also=[stop])
    assert seen == [before]
    assert _readable(walk) == before

    reseal_space(walk.space, at=MONDAY, also=[reseal_journey])
    assert SpaceKey.objects.get(space_id=walk.space.pk).version == 2
    assert _readable(walk) == before


def test_who_had_the_space_open_while_it_got_a_new_key_reads_on(talk):
    walk, _, _ = talk
    seals = seals_of(walk.space.pk)

    reseal_space(walk.space, at=MONDAY)

    assert [said.words.text for said in thread(walk.space, for_=walk.leila, at=MONDAY, seals=seals)] == [
        "First",
        "Second",
    ]


def test_damaged_words_stay_damaged_when_a_space_is_resealed(talk):
    walk, first, second = talk
    Item.objects.filter(pk=first.pk).update(sealed=second.sealed)

    reseal_space(walk.space, at=MONDAY)

    assert _shown(walk) == [("", True), ("Second", False)]


def test_a_report_is_never_wrapped_with_a_master_key_unknown_here(talk, settings):
    walk, _, _ = talk
    settings.MASTER_KEYS = {1: crypto.new_key()}

    with pytest.raises(ReportsUnavailable):
        new_seals(walk.space.pk)


def test_everybody_has_to_ask_before_a_space_is_erased(talk):
    walk, _, _ = talk
    with pytest.raises(StillTogether):
        ask_to_erase(walk.space, walk.leila, at=MONDAY)
    close_space(walk.space, at=MONDAY)

    assert not ask_to_erase(walk.space, walk.leila, at=MONDAY)
    take_erasing_back(walk.space, walk.leila)
    assert not ask_to_erase(walk.space, walk.robert, at=MONDAY)
    assert not ask_to_erase(walk.space, cast.person("Otto"), at=MONDAY)
    assert len(_shown(walk)) == 2

    assert ask_to_erase(walk.space, walk.leila, at=MONDAY)
    with pytest.raises(SpaceIsErased):
        _shown(walk)
