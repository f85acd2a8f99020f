"""Raising a concern, looking at it, deciding, and handing it on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.groups.commands.memberships import remove_member
from alongside.domain.groups.models import Membership
from alongside.domain.people.commands.standing import suspend_person
from alongside.domain.people.models import Person
from alongside.domain.safety.events import PairPauseAsked, PairPauseLifted, ReportDecided, ReportHandedOn, ReportMade
from alongside.domain.safety.models import ContactHold, Decision, Report, ReportedItem
from alongside.domain.safety.queries import lookers_of
from alongside.domain.safety.sealing import new_seals, seals_of
from alongside.kernel import crypto
from alongside.kernel.ids import new_code
from alongside.kernel.refusal import Refusal

MOST_ITEMS = 20
_SAME_CLICK = timedelta(minutes=2)


class TooManyItems(Refusal):
    code = "too_many_items"
    text = _("Choose up to 20 things to show. You can describe the rest in your own words.")


class AlreadyDecided(Refusal):
    code = "already_decided"
    text = _("Someone has already decided about this report.")


class NotThisDecision(Refusal):
    """The decision needs something this report does not have: a person, a group or a pair."""

    code = "not_this_decision"
    text = _("This report is not about a pair or a person in your group, so that cannot be done here.")


@dataclass(frozen=True)
class Subject:
    """What a report is about, as far as safety may know it."""

    ref: str
    about: UUID | None = None
    group: UUID | None = None
    program: UUID | None = None
    mentorship: UUID | None = None


@dataclass(frozen=True)
class Evidence:
    """One thing the reporter can see and ticked, read from our own store."""

    ref: str
    author: UUID | None
    said_at: datetime | None
    text: str


@transaction.atomic
def make_report(
    reporter: Person,
    subject: Subject,
    *,
    kind: str,
    words: str,
    items: Sequence[Evidence],
    stop_contact: bool,
    at: datetime,
) -> Report:
    """Raise a concern. Exactly ``items`` are copied, sealed; a second press of the button makes no second report.

    Raises TooManyItems and ReportsUnavailable. Records ReportMade, and PairPauseAsked when somebody may be under 18.
    """
    if len(items) > MOST_ITEMS:
        raise TooManyItems
    Person.objects.select_for_update().get(pk=reporter.pk)
    same = Report.objects.filter(
        reporter=reporter, subject=subject.ref, kind=kind, reported_at__gt=at - _SAME_CLICK
    ).first()
    if same is not None:
        return same

    report = _keep(reporter, subject, kind, words, items, at)
    if (stop_contact or kind == Report.Kind.UNDER_18) and subject.about:
        ContactHold.objects.create(protected=reporter, held_id=subject.about, report=report, began_at=at)
    record(ReportMade(report.pk), actor=None, at=at)
    if kind == Report.Kind.UNDER_18 and subject.mentorship:
        record(PairPauseAsked(subject.mentorship, report.pk), actor=None, at=at)
    return report


@transaction.atomic
def decide_report(
    report: Report, by: Person, *, decision: str, to_reporter: str, to_reported: str, at: datetime
) -> Decision:
    """Say what happens, and why, to each side in words of its own. Contact that was held is released when nothing more
    is needed.

    Raises AlreadyDecided, NotThisDecision and LastOrganizer. Records ReportDecided, and PairPauseAsked for a pause.
    """
    report = Report.objects.select_for_update().get(pk=report.pk)
    if report.state == Report.State.RESOLVED:
        raise AlreadyDecided
    if not fits(report, decision):
        raise NotThisDecision

    seals, key = seals_of(report), uuid4()
    kept = Decision.objects.create(
        id=key,
        report=report,
        kind=decision,
        decided_by=by,
        decided_at=at,
        to_reporter=seals.seal(to_reporter, f"{key}|reporter"),
        to_reported=seals.seal(to_reported, f"{key}|reported") if decision != Decision.Kind.NOTHING else None,
    )
    report.state, report.resolved_at, report.taken_by = Report.State.RESOLVED, at, by
    report.save(update_fields=["state", "resolved_at", "taken_by"])
    _act(report, decision, by, at)
    record(ReportDecided(report.pk, kept.pk), actor=by.pk, at=at)
    return kept


@transaction.atomic
def lift_pause(report: Report, *, by: Person, at: datetime) -> None:
    """Let a pair that rests for this report go on. Records PairPauseLifted."""
    if report.mentorship_id:
        record(PairPauseLifted(report.mentorship_id, report.pk, by.pk), actor=by.pk, at=at)


@transaction.atomic
def hand_on_report(report: Report, *, by: Person, at: datetime) -> None:
    """Give a report to the people who run the site: an organizer's wish, or the reporter's who is not content.

    Records ReportHandedOn.
    """
    report = Report.objects.select_for_update().get(pk=report.pk)
    if report.for_operator and report.state != Report.State.RESOLVED:
        return
    report.for_operator, report.state = True, Report.State.RECEIVED
    report.taken_by = report.taken_until = report.resolved_at = None
    report.save(update_fields=["for_operator", "state", "taken_by", "taken_until", "resolved_at"])
    record(ReportHandedOn(report.pk), actor=by.pk, at=at)


def fits(report: Report, decision: str) -> bool:
    """Whether the report has what the decision needs: a person, a group, a pair, the people who run the site."""
    needed = {
        Decision.Kind.WARN: report.about_id,
        Decision.Kind.PAUSE: report.mentorship_id,
        Decision.Kind.REMOVE: report.about_id and report.group_id,
        Decision.Kind.SUSPEND: report.about_id and report.for_operator,
    }
    return bool(needed.get(Decision.Kind(decision), True))


def _keep(reporter: Person, subject: Subject, kind: str, words: str, items: Sequence[Evidence], at: datetime) -> Report:
    key = uuid4()
    seals, wrapped = new_seals(key)
    report = Report.objects.create(
        id=key,
        number=new_code(8),
        reporter=reporter,
        about_id=subject.about,
        group_id=subject.group,
        subject=subject.ref,
        program_id=subject.program,
        mentorship_id=subject.mentorship,
        kind=kind,
        wrapped_key=wrapped,
        wrapped_by=crypto.version_of(wrapped),
        words=seals.seal(words, "words"),
        reported_at=at,
    )
    ReportedItem.objects.bulk_create(
        ReportedItem(
            report=report,
            position=position,
            ref=item.ref,
            author_id=item.author,
            said_at=item.said_at,
            sealed=seals.seal(item.text, item.ref),
        )
        for position, item in enumerate(items)
    )
    if _concerns_an_organizer(report) or not lookers_of(report).exists():
        report.for_operator = True
        report.save(update_fields=["for_operator"])
    return report


def _concerns_an_organizer(report: Report) -> bool:
    organizers = Membership.objects.organizers().filter(group=report.group_id)
    return organizers.filter(person=report.about_id).exists()


def _act(report: Report, decision: str, by: Person, at: datetime) -> None:
    """What takes effect at once. The rest follows from the facts: notices, and the pair's pause."""
    if decision == Decision.Kind.NOTHING:
        report.holds.filter(released_at=None).update(released_at=at)
    if decision in (Decision.Kind.NOTHING, Decision.Kind.WARN) and report.kind == Report.Kind.UNDER_18:
        lift_pause(report, by=by, at=at)
    if decision == Decision.Kind.PAUSE and report.mentorship_id:
        record(PairPauseAsked(report.mentorship_id, report.pk), actor=None, at=at)
    if decision == Decision.Kind.REMOVE:
        for membership in Membership.objects.filter(group=report.group_id, person=report.about_id, left_at=None):
            remove_member(membership, removed_by=by, at=at)
    if decision == Decision.Kind.SUSPEND and report.about:
        suspend_person(report.about, by=by, at=at)
