"""Who may not meet whom, and what a report holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, When

from alongside.domain.groups.models import Membership
from alongside.domain.people.models import Person
from alongside.domain.safety.models import Block, ContactHold, Decision, Look, Report
from alongside.domain.safety.sealing import seals_of

APPEAL_FOR = timedelta(days=183)
SHOWN_AFTER = timedelta(days=30)  # the latest day on which somebody learns who looked at their words


def behind_a_block(person: UUID) -> QuerySet[Block, UUID]:
    """The ids of everybody a block keeps apart from ``person``, whoever made it. For ``exclude(pk__in=...)``."""
    other = Case(When(blocker=person, then=F("blocked")), default=F("blocker"))
    return Block.objects.touching(person).values_list(other, flat=True)


def may_meet(a: UUID, b: UUID) -> bool:
    """Whether no door is closed between the two."""
    return not Block.objects.between(a, b).exists()


def blocks_made_by(person: Person) -> QuerySet[Block]:
    """The list in the person's settings."""
    return Block.objects.filter(blocker=person).select_related("blocked").order_by("-made_at")


def holds_in_force(protected: UUID) -> QuerySet[ContactHold]:
    """Whose new words must not reach ``protected`` for now, and since when."""
    return ContactHold.objects.filter(protected=protected, released_at=None)


def is_held(*, author: UUID, reader: UUID) -> bool:
    """Whether what ``author`` writes now must not reach ``reader``."""
    return holds_in_force(reader).filter(held=author).exists()


def lookers_of(report: Report) -> QuerySet[Person]:
    """Who may look: the group's organizers without a part in it, or else the people who run the site."""
    everyone = Person.objects.filter(suspended_at=None, deactivated_at=None)
    parts = Q(pk=report.reporter_id) | Q(pk=report.about_id) | Q(pk__in=report.items.values("author"))
    if report.for_operator or report.group_id is None:
        operators = everyone.filter(is_operator=True).exclude(parts)
        fresh = operators.exclude(pk__in=report.decisions.values("decided_by"))
        return fresh if fresh.exists() else operators  # better the same person again than nobody
    organizers = Membership.objects.organizers().filter(group=report.group_id)
    return everyone.filter(pk__in=organizers.values("person")).exclude(parts)


@dataclass(frozen=True)
class Disclosed:
    """One thing the reporter ticked, unsealed."""

    author: Person | None
    said_at: datetime | None
    text: str


@dataclass(frozen=True)
class OpenedReport:
    """A report as somebody reads it who was asked to look."""

    report: Report
    words: str
    items: tuple[Disclosed, ...]


@dataclass(frozen=True)
class Told:
    """A decision as one side reads it."""

    decision: Decision
    words: str


def opened(report: Report) -> OpenedReport:
    """The report's words and items. Call ``look_at_report`` instead wherever a person reads them."""
    seals = seals_of(report)
    items = report.items.select_related("author").order_by("position")
    return OpenedReport(
        report,
        seals.read(report.words, "words"),
        tuple(Disclosed(item.author, item.said_at, seals.read(item.sealed, item.ref)) for item in items),
    )


def told_to_reporter(report: Report) -> list[Told]:
    """What the reporter was told, newest first."""
    seals = seals_of(report)
    decisions = report.decisions.order_by("-decided_at")
    return [Told(decision, seals.read(decision.to_reporter, f"{decision.pk}|reporter")) for decision in decisions]


def told_to_reported(decision: Decision) -> Told:
    """What the person the report was about was told."""
    return Told(decision, seals_of(decision.report).read(decision.to_reported, f"{decision.pk}|reported"))


def looks_concerning(person: Person, *, at: datetime) -> QuerySet[Look]:
    """Every look at reports the person made, and at those about them or their words once it endangers nobody.

    The second kind is shown when the case is closed, and after 30 days at the latest.
    """
    theirs = Q(report__about=person) | Q(report__items__author=person)
    is_over = Q(report__state=Report.State.RESOLVED) | Q(report__reported_at__lte=at - SHOWN_AFTER)
    looks = Look.objects.filter(Q(report__reporter=person) | (theirs & is_over)).exclude(person=person)
    return looks.select_related("person", "report__group").distinct().order_by("-looked_at")


def looks_of(report: Report) -> QuerySet[Look]:
    """Who opened a report and when, for the person who made it."""
    return report.looks.select_related("person").order_by("-looked_at")
