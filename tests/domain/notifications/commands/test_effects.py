from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from alongside.domain.events.models import Event
from alongside.domain.notifications.commands.effects import weigh_next_notices
from alongside.domain.notifications.commands.notices import mark_read, notify
from alongside.domain.notifications.models import Notice
from alongside.domain.notifications.queries import effects_since
from alongside.domain.people.models import Person
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def told(person: Person) -> Notice:
    once = f"step_opened:{person.pk}"
    notice = notify(person.pk, "step_opened", facts={}, path="/", once=once, at=MONDAY)
    assert notice
    return notice


def acts(person: Person, at: datetime) -> None:
    Event.objects.create(name="AnswerShared", actor_id=person.pk, occurred_at=at, next_try_at=at)


@pytest.mark.parametrize(
    ("after", "moved"), [(-HOUR, False), (HOUR, True), (72 * HOUR, True), (72 * HOUR + timedelta(seconds=1), False)]
)
def test_something_happened_when_the_person_did_anything_within_three_days(after: timedelta, moved: bool) -> None:
    leila, robert = cast.person("Leila"), cast.person("Robert")
    notice, other = told(leila), told(robert)
    acts(leila, MONDAY + after)

    weigh_next_notices(at=MONDAY + 80 * HOUR)

    notice.refresh_from_db()
    other.refresh_from_db()
    assert (notice.moved, other.moved) == (moved, False)


def test_nothing_is_said_before_the_three_days_are_over() -> None:
    leila = cast.person("Leila")
    told(leila)
    acts(leila, MONDAY + HOUR)

    assert weigh_next_notices(at=MONDAY + 71 * HOUR) == 0
    assert effects_since(MONDAY) == []


def test_effects_are_counted_for_each_kind() -> None:
    leila, robert = cast.person("Leila"), cast.person("Robert")
    mark_read(leila, at=MONDAY, notice=told(leila))
    told(robert)
    acts(leila, MONDAY + HOUR)
    weigh_next_notices(at=MONDAY + 80 * HOUR)

    (effect,) = effects_since(MONDAY)

    assert (effect.kind.key, effect.told, effect.opened, effect.moved, effect.share) == ("step_opened", 2, 1, 1, 50)
