"""What the preview shows is what the worker does: they are one planner, and chance tries to part them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from alongside.domain.journeys.commands.answers import share_answer
from alongside.domain.journeys.commands.journeys import change_pace
from alongside.domain.journeys.models import StepOpening, Walker
from alongside.domain.mentorships.models import Mentorship, Nudge
from alongside.domain.mentorships.planner import EXTRA, QUESTION, REMINDER, preview
from alongside.domain.mentorships.standings import standings_of
from alongside.domain.people.models import Person
from alongside.domain.programs.commands.rules import first_rules
from alongside.domain.programs.models import ExtraStep, NudgeRule
from alongside.domain.programs.program_templates import Nudges
from alongside.domain.programs.rulebook import STAGES, Rulebook, rulebook_of
from alongside.domain.spaces.commands.items import send_message
from tests import cast
from tests.cast import MONDAY
from tests.domain.mentorships.nudged import DAY, HOUR, Nudged, pair, work

pytestmark = pytest.mark.django_db(transaction=False)
ZONES = ("UTC", "Pacific/Auckland", "America/St_Johns", "Asia/Kathmandu", "Africa/Casablanca", "Pacific/Apia")
# Weeks in which clocks are moved in some of these places.
BEGINNINGS = (
    MONDAY,
    datetime(2026, 9, 21, 9, tzinfo=MONDAY.tzinfo),
    datetime(2026, 10, 28, 22, 40, tzinfo=MONDAY.tzinfo),
)
WEEKS = 5

people = st.fixed_dictionaries(
    {
        "time_zone": st.sampled_from(ZONES),
        "quiet_from": st.sampled_from([time(21), time(8), time(13, 30)]),
        "quiet_until": st.sampled_from([time(8), time(11, 15), time(22)]),
    }
)
rule_changes = st.fixed_dictionaries(
    {
        "weekday": st.integers(0, 6),
        "wall": st.sampled_from([time(6, 30), time(9), time(18, 45)]),
        "reminder": st.one_of(st.none(), st.integers(1, 6)),
        "kick_off": st.one_of(st.none(), st.integers(1, 9)),
        "stages": st.lists(st.integers(2, 33), min_size=4, max_size=4, unique=True).map(sorted),
        "last": st.sampled_from(["rest", "end", "organizer", "choices"]),
        "closing": st.one_of(st.none(), st.integers(1, 30)),
    }
)


def keep(nudged: Nudged, change: dict[str, object]) -> None:
    first_rules(nudged.program, Nudges())
    rows = NudgeRule.objects.filter(program=nudged.program)
    rows.filter(key="question_opens").update(weekday=change["weekday"], wall=change["wall"])
    for key, name in (("question_reminder", "reminder"), ("kick_off", "kick_off"), ("closing", "closing")):
        days = change[name]
        rows.filter(key=key).update(is_on=days is not None, days=days or 1)
    for key, days in zip(STAGES, change["stages"], strict=True):  # type: ignore[call-overload]
        rows.filter(key=key).update(days=days)
    rows.filter(key=STAGES[-1]).update(then=change["last"])


def as_planned(nudged: Nudged, at: datetime, until: datetime) -> tuple[set[tuple[object, ...]], list[datetime]]:
    mentorship = Mentorship.objects.select_related("space", "journey").get()
    found = preview(standings_of([mentorship])[mentorship.pk], rulebook_of(nudged.program.pk), at=at, until=until)
    shown: set[tuple[object, ...]] = {
        (nudge.kind, standing.person.pk, nudge.position, nudge.stamp, nudge.due_at if nudge.position else None)
        for nudge, standing in found
    }
    return shown, [nudge.due_at for nudge, _ in found]


def as_done(since: datetime) -> set[tuple[object, ...]]:
    """What the worker did, from its own rows."""
    found: set[tuple[object, ...]] = set()
    for opening in StepOpening.objects.select_related("walker", "step"):
        if opening.opened_at > since and opening.step.is_for(opening.walker.role):
            found.add((QUESTION, opening.walker.person_id, opening.step.position, "", opening.opened_at))
        if opening.reminded_at:
            found.add((REMINDER, opening.walker.person_id, opening.step.position, "", opening.reminded_at))
    found |= {(n.kind, n.person_id, 0, n.stamp, None) for n in Nudge.objects.all()}
    for walker in Walker.objects.all():
        found |= {(EXTRA, walker.person_id, 0, str(o.extra_id), None) for o in walker.extra_openings.all()}
    return found


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    people, people, rule_changes, st.sampled_from(BEGINNINGS), st.booleans(), st.booleans(),
    st.sampled_from(["weekly", "slower"]),
)  # fmt: skip
def test_the_preview_shows_exactly_what_the_worker_does_when_nobody_acts(
    mentor: dict[str, object],
    mentee: dict[str, object],
    change: dict[str, object],
    begins: datetime,
    speaks: bool,
    answers: bool,
    pace: str,
) -> None:
    from django.db import transaction

    with transaction.atomic():
        nudged = pair(cast.person("Robert", **mentor), cast.person("Leila", **mentee), weeks=4, at=begins)
        keep(nudged, change)
        # The days of the first question followed from other rules.
        from alongside.domain.journeys.commands.openings import replan_openings

        replan_openings(nudged.program.pk, at=begins)
        for trigger in ExtraStep.Trigger:
            ExtraStep.objects.create(program=nudged.program, trigger=trigger, days=4, title=trigger, text="x")
        nudged.program.steps.filter(position=3).update(role="mentee")
        if speaks:
            send_message(nudged.mentorship.space, nudged.leila, "Hello", at=begins + HOUR)
        if answers:
            share_answer(nudged.mentorship.journey, nudged.robert, 1, "Seventy.", at=begins + HOUR)
        change_pace(nudged.mentorship.journey, nudged.leila, pace, at=begins)
        until = begins + timedelta(weeks=WEEKS)
        shown, moments = as_planned(nudged, begins + HOUR, until)

        moment = begins + HOUR
        ticks = sorted({*moments, *(moment + number * 6 * HOUR for number in range(WEEKS * 28 + 1))})
        stop = _stop(moments, nudged, begins + HOUR, until)
        for tick in ticks:
            if tick <= min(until, stop or until):
                work(tick, since=tick)
        done = as_done(begins + HOUR)
        assert done == shown, sorted(map(str, done ^ shown))
        transaction.set_rollback(True)


def _stop(moments: list[datetime], nudged: Nudged, at: datetime, until: datetime) -> datetime | None:
    mentorship = Mentorship.objects.select_related("space", "journey").get()
    found = preview(standings_of([mentorship])[mentorship.pk], rulebook_of(nudged.program.pk), at=at, until=until)
    return next((nudge.due_at for nudge, _ in found if nudge.stops), None)


def test_a_pair_that_rests_gets_nothing_more_in_the_preview() -> None:
    nudged = pair()

    shown, _ = as_planned(nudged, MONDAY, MONDAY + 60 * DAY)

    days = [each for each in shown if each[0] == QUESTION]
    assert len(days) == 6  # three Mondays for two people; on the fourth the break begins
    assert ("quiet_4", nudged.robert.pk, 0, MONDAY.isoformat(), None) in shown


def test_standings_of_many_pairs_need_as_many_queries_as_of_one(django_assert_num_queries: object) -> None:
    for number in range(3):
        pair(cast.person(f"R{number}"), cast.person(f"L{number}"))
    some = list(Mentorship.objects.select_related("space", "journey"))

    with django_assert_num_queries(12):  # type: ignore[operator]
        standings_of(some[:1])
    with django_assert_num_queries(12):  # type: ignore[operator]
        assert len(standings_of(some)) == 3


def test_the_rules_of_a_program_without_rows_are_those_of_most_templates() -> None:
    book = rulebook_of(pair().program.pk)

    assert isinstance(book, Rulebook)
    assert [rule.days for rule in book.stages()] == [7, 14, 21, 28]
    assert replace(book["closing"]).days == 7
    assert Person.objects.count() == 3
