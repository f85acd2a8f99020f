"""The organizer reads the rules, sees what they do, and changes them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from alongside.domain.mentorships.commands.nudges import nudge_pair
from alongside.domain.mentorships.models import Mentorship
from alongside.domain.programs.models import ExtraStep, NudgeRule
from alongside.domain.programs.rulebook import rulebook_of
from alongside.kernel import clock
from tests import cast
from tests.domain.mentorships.nudged import DAY, Nudged, pair
from tests.web.forms import filled_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def nudged() -> Nudged:
    return pair(at=clock.now())


@pytest.fixture
def amara(nudged: Nudged, client: Client) -> Client:
    client.force_login(nudged.amara)
    return client


def at(name: str, nudged: Nudged, *more: object) -> str:
    return reverse(f"programs:{name}", args=[nudged.program.group.slug, nudged.program.pk, *more])


def test_every_rule_is_a_sentence_and_the_next_two_weeks_stand_below(nudged: Nudged, amara: Client) -> None:
    page = amara.get(at("change_rules", nudged)).content.decode()

    assert "A new question opens on Monday at 9:00 am, by everybody’s own clock." in page
    assert "Whoever has not answered is reminded once, on Thursday." in page
    assert "After 28 quiet days, the pair takes a break of four weeks" in page
    assert "Week 2: a new question" in page
    assert "Leila" in page


def test_a_change_can_be_looked_at_before_it_is_saved(nudged: Nudged, amara: Client) -> None:
    given = filled_in(amara.get(at("change_rules", nudged))) | {"quiet_1-days": "5", "question_opens-weekday": "2"}
    looked = amara.post(at("change_rules", nudged), given | {"look": "1"}).content.decode()
    assert "The next two weeks, if you save this" in looked
    assert "5 quiet days" in looked
    assert not NudgeRule.objects.filter(program=nudged.program).exists()

    amara.post(at("change_rules", nudged), given)

    rules = rulebook_of(nudged.program.pk)
    assert rules["quiet_1"].days == 5
    assert rules.question_weekday == 2


def test_rules_that_contradict_each_other_are_refused_in_words(nudged: Nudged, amara: Client) -> None:
    given = filled_in(amara.get(at("change_rules", nudged)))

    for change, says in (
        ({"quiet_1-days": "20"}, "Each stage of silence needs more days"),
        ({"request_expiry-days": "5"}, "run out later than its reminder"),
        ({"quiet_2-then": "end"}, "Nothing can come after a break or an end"),
    ):
        assert says in amara.post(at("change_rules", nudged), given | change).content.decode()
    wrong = amara.post(at("change_rules", nudged), given | {"kick_off-days": "0"}).content.decode()
    assert wrong.count("<details open") + wrong.count(" open>") == 1


def test_the_calendar_shows_a_pair_from_its_first_day_to_its_last(nudged: Nudged, amara: Client) -> None:
    talking = amara.get(at("show_calendar", nudged) + "?shows=talking").content.decode()
    silent = amara.get(at("show_calendar", nudged) + "?shows=silent").content.decode()
    real = amara.get(at("show_calendar", nudged)).content.decode()

    assert "Week 12: a new question" in talking
    assert "quiet days" not in talking
    assert "7 quiet days" in silent
    assert "Week 6" not in silent  # the break begins before
    assert "1 pair, in the next 5 weeks." in real
    assert "One reminder of week 1" in silent
    further = amara.get(at("show_calendar", nudged) + "?shows=pairs&weeks=2").content.decode()
    assert "1 pair, in the next 2 weeks." in further


def test_a_draft_has_its_calendar_before_it_is_launched(client: Client) -> None:
    group = cast.group()
    client.force_login(cast.organizer(group))
    draft = cast.program(group, state="draft")

    page = client.get(reverse("programs:show_calendar", args=[group.slug, draft.pk])).content.decode()

    assert "Introduction" in page


def test_a_step_for_an_occasion_is_added_seen_and_taken_out(nudged: Nudged, amara: Client) -> None:
    words = {
        "title": "Call once",
        "text": "Ten minutes.",
        "days": "5",
        "trigger": "no_meeting",
        "role": "",
        "is_on": "on",
    }
    amara.post(at("add_extra_step", nudged), words)
    extra = ExtraStep.objects.get()
    listed = amara.get(at("list_extra_steps", nudged)).content.decode()
    assert "5 days after the introduction, if no meeting was planned or held" in listed

    nudge_pair(Mentorship.objects.get(), at=clock.now() + 5 * DAY + DAY)
    edit = amara.get(at("edit_extra_step", nudged, extra.pk)).content.decode()
    assert "2 people have this step and keep the words they got." in edit

    amara.post(at("remove_extra_step", nudged, extra.pk))
    assert not ExtraStep.objects.exists()


def test_an_organizer_sees_beforehand_whom_new_words_reach(nudged: Nudged, amara: Client) -> None:
    first, later = nudged.program.steps.filter(position__in=[1, 5]).order_by("position")

    here = amara.get(at("edit_step", nudged, first.pk)).content.decode()
    ahead = amara.get(at("edit_step", nudged, later.pk)).content.decode()

    assert "1 pair has it open and keeps the words they got." in here
    assert "What you save reaches 1 pair that has not opened this week." in ahead
    assert "Robert · Leila" in ahead


def test_nobody_else_sees_or_changes_the_rules(nudged: Nudged, client: Client) -> None:
    client.force_login(nudged.robert)
    for name in ("change_rules", "show_calendar", "list_extra_steps", "add_extra_step"):
        assert client.get(at(name, nudged)).status_code in (403, 404)
    client.force_login(cast.person("Outsider"))
    assert client.get(at("change_rules", nudged)).status_code == 404
