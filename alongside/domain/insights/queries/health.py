"""How pairs are, by a program's own rules: the one place where *active*, *on track* and the others are defined.

Health divides the pairs that talk more finely than ``doing`` does, and never contradicts it: a pair that is quiet
there is quiet here.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from alongside.domain.insights.models import HealthRules
from alongside.domain.journeys.models import Meeting
from alongside.domain.programs.models import Program
from alongside.domain.spaces.models import SpaceMember

EARLY, ACTIVE, ON_TRACK, CHECK_IN, QUIET, PAUSED = "early", "active", "on_track", "check_in", "quiet", "paused"
HEALTH = (ACTIVE, ON_TRACK, CHECK_IN, EARLY, QUIET, PAUSED)
_THIS_WEEK = timedelta(days=7)


def rules_of(program: Program) -> HealthRules:
    """The program's rules; asked for once for each program that is held."""
    try:
        return program.health_rules
    except HealthRules.DoesNotExist:
        return HealthRules(program=program)


def with_health(pairs: QuerySet[Any], program: Program, *, at: datetime) -> QuerySet[Any]:
    """Pairs of ``current_pairs``, each with ``health``."""
    rules = rules_of(program)
    found: QuerySet[Any] = pairs.annotate(
        health=Case(
            When(doing="help", then=Value(CHECK_IN)),
            When(doing="paused", then=Value(PAUSED)),
            When(doing="quiet", then=Value(QUIET)),
            When(began_at__gt=at - timedelta(days=rules.early_days), then=Value(EARLY)),
            When(_has_silent_one(at - timedelta(days=rules.alone_days)), then=Value(CHECK_IN)),
            When(has_not_met(at, rules.meeting_days), then=Value(CHECK_IN)),
            When(~_has_silent_one(at - _THIS_WEEK), then=Value(ACTIVE)),
            default=Value(ON_TRACK),
        )
    )
    return found


def health_counts(pairs: QuerySet[Any]) -> dict[str, int]:
    """How many pairs ``with_health`` are in which. One question."""
    counted = dict(pairs.order_by().values_list("health").annotate(count=Count("pk")))
    return {key: counted.get(key, 0) for key in HEALTH}


def has_not_met(at: datetime, days: int) -> Q:
    """Introduced so many days ago, and no meeting was held, planned or proposed."""
    meetings = Meeting.objects.filter(journey=OuterRef("journey")).exclude(state=Meeting.State.CANCELED)
    return Q(~Exists(meetings), began_at__lte=at - timedelta(days=days))


def _has_silent_one(since: datetime) -> Exists:
    """Somebody in the pair did nothing after ``since``."""
    silent = Q(last_active_at=None) | Q(last_active_at__lte=since)
    return Exists(SpaceMember.objects.filter(silent, space=OuterRef("space"), left_at=None))
