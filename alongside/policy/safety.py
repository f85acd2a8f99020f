"""Who may look at a report, read its status, or read a decision; and who may be blocked."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404

from alongside.domain.groups.models import Group, Membership
from alongside.domain.mentorships.models import Mentorship
from alongside.domain.people.models import Person
from alongside.domain.safety.commands.second_looks import OVERDUE_AFTER
from alongside.domain.safety.figures import YearOfReports, reports_by_year
from alongside.domain.safety.models import Block, Decision, Report
from alongside.domain.safety.queries import APPEAL_FOR
from alongside.domain.spaces.models import SpaceMember
from alongside.policy.programs import Seat, organizer_seat

ReportToLookAt = Report


def own_report(person: Person, report_id: UUID) -> Report:
    """A report the person made. Raises Http404."""
    return _found(Report.objects.filter(reporter=person), report_id)


def own_reports(person: Person) -> QuerySet[Report]:
    """Every report the person made, newest first."""
    return Report.objects.filter(reporter=person).order_by("-reported_at")


def own_decision(person: Person, decision_id: UUID) -> Decision:
    """A decision that was told to the person it is about. Raises Http404."""
    told = Decision.objects.select_related("report").filter(report__about=person, to_reported__isnull=False)
    decision = told.filter(pk=decision_id).first()
    if decision is None:
        raise Http404
    return decision


def for_organizers(seat: Seat) -> QuerySet[Report]:
    """The reports of a group this organizer may look at: none they have a part in, none the operator looks at."""
    if not seat.may_manage:
        return Report.objects.none()
    reports = Report.objects.filter(group=seat.group, for_operator=False).without_part_of(seat.person.pk)
    return reports.select_related("about", "taken_by").order_by("-reported_at")


def to_look_at(person: Person, slug: str, report_id: UUID) -> tuple[Seat, Report]:
    """One report of a group, for an organizer without a part in it. Raises Http404 or PermissionDenied."""
    seat = organizer_seat(person, slug)
    return seat, _found(for_organizers(seat), report_id)


def is_pair_resting(report: Report) -> bool:
    """Whether the pair the report is about was paused for it and waits to go on."""
    pair = [report.mentorship_id] if report.mentorship_id else []
    resting = Mentorship.objects.current().filter(pk__in=pair, held_at__isnull=False)
    return report.state == Report.State.RESOLVED and resting.exists()


def for_operators(person: Person) -> QuerySet[Report]:
    """What the people who run the site look at themselves, except what they have a part in."""
    if not person.is_operator:
        return Report.objects.none()
    reports = Report.objects.filter(for_operator=True).without_part_of(person.pk)
    if _somebody_else_runs_the_site(person):
        reports = reports.not_decided_by(person.pk)
    return reports.select_related("about", "taken_by", "group").order_by("-reported_at")


def reports_to_decide(person: Person) -> list[tuple[Group | None, int]]:
    """How many open reports wait for ``person``: by group they run, and under None as an operator."""
    runs = Membership.objects.organizers().filter(person=person).values("group")
    reports = Report.objects.open().without_part_of(person.pk)
    counts = dict(
        reports.filter(for_operator=False, group__in=runs)
        .order_by()
        .values_list("group")
        .annotate(number=Count("pk", distinct=True))
    )
    waiting: list[tuple[Group | None, int]] = [
        (group, counts[group.pk]) for group in Group.objects.filter(pk__in=counts).order_by("name")
    ]
    escalated = reports.filter(for_operator=True).distinct().count() if person.is_operator else 0
    return [*waiting, *([(None, escalated)] if escalated else [])]


def overdue(person: Person, *, at: datetime) -> QuerySet[Report]:
    """Reports organizers have left open for three days: the operator sees that there are some, not what they say."""
    if not person.is_operator:
        return Report.objects.none()
    open_for_long = Report.objects.open().filter(for_operator=False, reported_at__lt=at - OVERDUE_AFTER)
    return open_for_long.select_related("group").order_by("reported_at")


def to_look_at_as_operator(person: Person, report_id: UUID) -> Report:
    """One report for the people who run the site. Raises Http404 or PermissionDenied."""
    if not person.is_operator:
        raise PermissionDenied
    return _found(for_operators(person), report_id)


def to_pass_on_as_operator(person: Person, report_id: UUID, *, at: datetime) -> Report:
    """A report that lies for long in a group, which the people who run the site may take over. Raises Http404."""
    return _found(overdue(person, at=at).exclude(reporter=person).exclude(about=person), report_id)


def may_appeal(decision: Decision, *, at: datetime) -> bool:
    """Whether the person it is about can still ask somebody else to look: once, for half a year."""
    report = decision.report
    is_open = report.state == Report.State.RESOLVED and report.appealed_at is None
    return is_open and at - decision.decided_at <= APPEAL_FOR


def may_take(report: Report, person: Person, *, at: datetime) -> bool:
    """Whether the person can look after a report now: nobody else does."""
    held_by_other = report.taken_by_id not in (None, person.pk)
    return report.state != Report.State.RESOLVED and not (
        held_by_other and report.taken_until is not None and at < report.taken_until
    )


def decisions_about(report: Report) -> list[Decision]:
    """What was decided, in a word each, for those who may look; the words to each side stay with them."""
    return list(report.decisions.select_related("decided_by").order_by("decided_at"))


def yearly_counts(person: Person) -> list[YearOfReports]:
    """How many reports there were each year and what became of them, for the people who run the site."""
    if not person.is_operator:
        raise PermissionDenied
    return reports_by_year()


def _somebody_else_runs_the_site(person: Person) -> bool:
    running = Person.objects.filter(is_operator=True, suspended_at=None, deactivated_at=None)
    return running.exclude(pk=person.pk).exists()


def may_still_object(report: Report, *, at: datetime) -> bool:
    """Whether the reporter can ask the people who run the site to look again: for half a year."""
    if report.for_operator and report.state != Report.State.RESOLVED:
        return False
    return report.state != Report.State.RESOLVED or at - (report.resolved_at or at) < APPEAL_FOR


def to_block(person: Person, other_id: UUID) -> Person:
    """Somebody ``person`` has met here, in a group, a space, or on the other side of a block. Raises Http404."""
    groups = Membership.objects.filter(person=person).values("group")
    spaces = SpaceMember.objects.filter(person=person).values("space")
    met = Q(memberships__group__in=groups) | Q(space_memberships__space__in=spaces) | Q(blocks_met__blocker=person)
    other = Person.objects.filter(met, pk=other_id).exclude(pk=person.pk).distinct().first()
    if other is None:
        raise Http404
    return other


def has_blocked(person: Person, other: Person) -> bool:
    """Whether ``person`` closed the door. Whether the other did is nobody's to know."""
    return Block.objects.filter(blocker=person, blocked=other).exists()


def who_would_read(reporter: Person, group: Group | None, about: Person | None) -> list[Person]:
    """The organizers a report would reach; nobody when it goes to the people who run the site."""
    if group is None:
        return []
    running = Membership.objects.organizers().filter(group=group).values("person")
    organizers = list(Person.objects.filter(pk__in=running).order_by("first_name"))
    return [] if about in organizers else [each for each in organizers if each != reporter]


def _found(reports: QuerySet[Report], report_id: UUID) -> Report:
    report = reports.filter(pk=report_id).first()
    if report is None:
        raise Http404
    return report
