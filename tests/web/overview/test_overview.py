from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.domain.insights.jobs import count_days_that_are_over
from alongside.domain.mentorships import models as mentorships
from alongside.domain.mentorships.commands.endings import complete_mentorship, end_mentorship
from alongside.domain.mentorships.commands.thanks import give_thanks
from alongside.domain.notifications.jobs import tell_of_organizers_letters
from alongside.domain.notifications.models import OrganizerLetter
from alongside.domain.programs.commands.launches import close_program
from alongside.domain.programs.models import Step
from alongside.domain.safety.commands.reports import Subject, make_report
from alongside.kernel import clock
from tests import cast
from tests.domain.insights.season import NOW, Season

pytestmark = pytest.mark.django_db

SEASON_QUERIES = 21


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.travelled(NOW):
        yield


@pytest.fixture
def season() -> Season:
    return Season()


def signed_in(who: Any) -> Client:
    client = Client()
    client.force_login(who)
    return client


def page(season: Season, end: str = "", who: Any = None) -> str:
    response = signed_in(who or season.amara).get(f"{season.base}{end}")
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_quiet_week_says_so(season: Season) -> None:
    season.talking()

    shown = page(season)

    assert "Nothing needs you this week, Amara" in shown
    assert "1 pair, 1 talking." in shown


def test_everything_that_needs_the_organizer_stands_there_with_its_minutes_and_action(season: Season) -> None:
    season.talking()
    season.asking()
    season.pair(mentee="Tom", mentor="Winston")
    cast.mentor(season.program, cast.person("New"), state="applied")
    make_report(
        season.mentee_of(season.talking(mentee="Mei", mentor="Grace")),
        Subject("person:x", group=season.group.pk),
        kind="unkind",
        words="",
        items=[],
        stop_contact=False,
        at=NOW,
    )

    shown = page(season)

    assert "Four things need you, Amara" in shown
    assert "About 10 minutes. Everything else is looking after itself: 4 pairs, 2 of them talking." in shown
    for words in (
        "Someone reported something",
        "Hana asked for a hand",
        "1 pair has gone quiet",
        "wants to join as a mentor",
    ):
        assert words in shown
    assert f"{season.base}desk/quiet/take/" in shown


def test_only_organizers_see_it(season: Season) -> None:
    pair = season.talking()
    member, outsider, operator = season.mentee_of(pair), cast.person("Tom"), cast.person("Olu", is_operator=True)

    for end in ("", "write/", "numbers/", "numbers/numbers.csv", "words/"):
        assert signed_in(member).get(f"{season.base}{end}").status_code == 403
        assert signed_in(outsider).get(f"{season.base}{end}").status_code == 404
        assert signed_in(operator).get(f"{season.base}{end}").status_code == 404


def test_no_word_of_a_space_is_ever_shown(season: Season) -> None:
    season.talking()
    season.asking("help-canary only for writing")

    for end in ("", "numbers/", "numbers/numbers.csv"):
        assert "canary" not in page(season, end)


def test_the_overview_asks_the_database_as_often_for_one_pair_as_for_many(season: Season) -> None:
    amara = signed_in(season.amara)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert amara.get(season.base).status_code == 200
        return len(queries)

    season.talking()
    season.asking()
    Step.objects.create(program=season.program, position=1, title="Get to know each other")
    amara.get(season.base)
    few = asked()
    for position in range(2, 13):
        Step.objects.create(program=season.program, position=position, title="A question")
    for number in range(12):
        season.talking(mentee=f"A{number}", mentor=f"B{number}")
        season.asking(mentee=f"C{number}", mentor=f"D{number}")
        season.pair(mentee=f"E{number}", mentor=f"F{number}")
    many = asked()

    assert few == many
    assert few < 46


def test_above_150_pairs_the_chart_shows_bars(season: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    from alongside.domain.insights.queries import pairs

    monkeypatch.setattr(pairs, "MARKS_AT_MOST", 1)
    season.talking()
    season.talking(mentee="Tom", mentor="Winston")

    assert f"{season.base}pairs/?week=1" in page(season)


def test_the_quiet_pairs_get_the_prepared_note_after_ten_minutes_unless_it_is_taken_back(season: Season) -> None:
    pair = season.pair()
    season.talking(mentee="Tom", mentor="Winston")
    amara = signed_in(season.amara)
    shown = page(season, "write/?to=quiet")
    assert "I noticed it has gone quiet" in shown
    assert "2 people get it" in shown

    after = amara.post(f"{season.base}write/?to=quiet", {"words": "Hello both", "send": "1"}, follow=True)

    letter = OrganizerLetter.objects.get()
    undo = f"{season.base}write/{letter.pk}/undo/"
    assert undo in after.content.decode()
    assert set(letter.recipients) == {str(part.person_id) for part in pair.participants.all()}
    amara.post(undo)
    assert tell_of_organizers_letters(NOW + timedelta(hours=1)) == 0


def test_a_preview_sends_nothing(season: Season) -> None:
    season.pair()

    shown = signed_in(season.amara).post(f"{season.base}write/?to=quiet", {"words": "Hello canary", "preview": "1"})

    assert "This is how it reads" in shown.content.decode()
    assert not OrganizerLetter.objects.exists()


def test_writing_to_somebody_who_asked_for_a_hand_shows_their_words_for_the_organizer(season: Season) -> None:
    from alongside.domain.journeys.models import CheckIn

    season.asking("I do not dare to ask him")
    asked = CheckIn.objects.get()

    assert "I do not dare to ask him" in page(season, f"write/?to=hand:{asked.pk}")
    other = Season()
    assert signed_in(other.amara).get(f"{other.base}write/?to=hand:{asked.pk}").status_code == 404


@pytest.mark.parametrize("key", ["nobody", "hand:", "hand:7", "pair:x", "everyone:x"])
def test_a_made_up_audience_is_not_found(season: Season, key: str) -> None:
    assert signed_in(season.amara).get(f"{season.base}write/?to={key}").status_code == 404


def test_a_letter_is_read_only_by_those_it_was_told_to(season: Season) -> None:
    pair = season.pair()
    signed_in(season.amara).post(f"{season.base}write/?to=quiet", {"words": "Hello both", "send": "1"})
    letter = OrganizerLetter.objects.get()
    address = f"/letters/{letter.pk}/"
    leila = signed_in(season.mentee_of(pair))
    before = leila.get(address).status_code
    tell_of_organizers_letters(NOW + timedelta(minutes=11))

    with clock.travelled(NOW + timedelta(minutes=12)):
        after = leila.get(address)
        outsider = signed_in(cast.member(season.group, cast.person("Tom"))).get(address)

    assert before == 404
    assert "Hello both" in after.content.decode()
    assert outsider.status_code == 404


def test_kind_words_are_put_on_the_tab_only_as_far_as_their_author_allows(season: Season) -> None:
    pair = season.talking()
    fields = {"program": season.program, "mentorship": pair, "written_at": NOW}
    open_words = mentorships.Testimonial.objects.create(
        author=season.mentee_of(pair), words="He rang me the night before", permission="first_name", **fields
    )
    private = mentorships.Testimonial.objects.create(author=season.mentor_of(pair), words="Between us", **fields)
    amara = signed_in(season.amara)

    assert "He rang me the night before" in page(season)
    amara.post(f"{season.base}words/{open_words.pk}/")
    refused = amara.post(f"{season.base}words/{private.pk}/")

    open_words.refresh_from_db()
    assert open_words.shown_at is not None
    assert refused.status_code == 404


def test_every_number_has_its_definition_and_the_file_starts_no_formula(season: Season) -> None:
    season.talking()
    count_days_that_are_over(NOW)

    shown, file = page(season, "numbers/"), page(season, "numbers/numbers.csv")

    assert "Active mentors" in shown
    assert "did something during the last 14 days" in shown
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in file.splitlines() for cell in line.split(","))
    assert (NOW - timedelta(days=1)).date().isoformat() in file


def test_a_program_that_is_over_needs_nobody_paired(season: Season) -> None:
    cast.mentee(season.program)
    season.program.state = season.program.State.CLOSED
    season.program.save()

    shown = page(season)

    assert "This season is over" in shown
    assert "No pairs in this season" in shown
    assert "no mentor yet" not in shown
    assert f"{season.base}pair/" not in shown


def test_a_program_that_is_over_says_what_came_of_it(season: Season) -> None:
    met = season.talking()
    give_thanks(met, season.mentee_of(met), words="Thank you", at=NOW)
    complete_mentorship(met, by=season.mentee_of(met), goal_met=True, at=NOW)
    fields = {"program": season.program, "mentorship": met, "written_at": NOW}
    mentorships.Testimonial.objects.create(
        author=season.mentee_of(met), words="He rang me the night before", permission="first_name", **fields
    )
    mentorships.Testimonial.objects.create(author=season.mentor_of(met), words="Between us", **fields)
    season.pair(mentee="Tom", mentor="Winston")
    close_program(season.program, by=season.amara, at=NOW)
    for pair in season.program.mentorships.current():
        end_mentorship(pair, kind="program", by=None, at=NOW)

    shown, ended = page(season), page(season, "pairs/")

    assert "2 pairs walked together." in shown
    assert "1 of 2" in shown  # finished well
    assert "1 of 4" in shown  # said thanks
    assert "He rang me the night before" in shown
    assert "Between us" not in shown
    assert "Goal met" in ended
    assert "No pairs yet" not in ended


@pytest.mark.parametrize("count", [1, 6])
def test_what_came_of_a_season_costs_the_same_for_many_pairs(season: Season, count: int) -> None:
    for number in range(count):
        pair = season.talking(mentee=f"A{number}", mentor=f"B{number}")
        complete_mentorship(pair, by=None, goal_met=False, at=NOW)
    close_program(season.program, by=season.amara, at=NOW)
    amara = signed_in(season.amara)
    amara.get(season.base)

    with CaptureQueriesContext(connection) as asked:
        amara.get(season.base)

    assert len(asked) == SEASON_QUERIES
