"""Planning a meeting of the whole group, changing it, and calling it off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.groups.events import GatheringCanceled, GatheringChanged, GatheringPlanned
from alongside.domain.groups.models import Gathering, Group
from alongside.domain.people.models import Person
from alongside.kernel.refusal import Refusal


class GatheringInThePast(Refusal):
    code = "gathering_in_the_past"
    text = _("Choose a time from now onwards.")


class GatheringOver(Refusal):
    code = "gathering_over"
    text = _("This event is over or was called off.")


@dataclass(frozen=True)
class GatheringPlan:
    """What an organizer says about a gathering."""

    title: str
    starts_at: datetime
    minutes: int
    place: str = ""
    words: str = ""

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


@transaction.atomic
def plan_gathering(group: Group, plan: GatheringPlan, *, by: Person, at: datetime) -> Gathering:
    """Ask the group together. Raises GatheringInThePast. Records GatheringPlanned."""
    _refuse_the_past(plan, at)
    gathering = Gathering.objects.create(
        group=group,
        title=plan.title,
        words=plan.words,
        place=plan.place,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        planned_by=by,
        changed_at=at,
    )
    record(GatheringPlanned(group.pk, gathering.pk), actor=by.pk, at=at)
    return gathering


@transaction.atomic
def change_gathering(gathering: Gathering, plan: GatheringPlan, *, by: Person, at: datetime) -> None:
    """Say something else about it. Raises GatheringOver or GatheringInThePast. Records GatheringChanged."""
    gathering = _to_come(gathering, at)
    _refuse_the_past(plan, at)
    gathering.title, gathering.words, gathering.place = plan.title, plan.words, plan.place
    gathering.starts_at, gathering.ends_at = plan.starts_at, plan.ends_at
    gathering.changed_at, gathering.revision = at, gathering.revision + 1
    gathering.save(update_fields=["title", "words", "place", "starts_at", "ends_at", "changed_at", "revision"])
    record(GatheringChanged(gathering.group_id, gathering.pk), actor=by.pk, at=at)


@transaction.atomic
def cancel_gathering(gathering: Gathering, *, by: Person, at: datetime) -> None:
    """Call it off; it stays on the list, marked, until its time has passed.

    Raises GatheringOver. Records GatheringCanceled.
    """
    gathering = _to_come(gathering, at)
    gathering.canceled_at = gathering.changed_at = at
    gathering.revision += 1
    gathering.save(update_fields=["canceled_at", "changed_at", "revision"])
    record(GatheringCanceled(gathering.group_id, gathering.pk), actor=by.pk, at=at)


def _to_come(gathering: Gathering, at: datetime) -> Gathering:
    held = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if held.is_canceled or held.ends_at <= at:
        raise GatheringOver
    return held


def _refuse_the_past(plan: GatheringPlan, at: datetime) -> None:
    if plan.starts_at <= at:
        raise GatheringInThePast
