"""Sealing what a report discloses with a key of its own, so that it opens with the report and nothing else does."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from alongside.domain.keys.ring import NoMasterKey, checked_master_keys, master_keys
from alongside.domain.safety.models import Report
from alongside.kernel import crypto
from alongside.kernel.crypto import Damaged, KeyRing
from alongside.kernel.refusal import Refusal


class ReportsUnavailable(Refusal):
    """The key that would seal a report is missing. Nothing is written in clear."""

    code = "reports_unavailable"
    text = _("We cannot take a report here right now. Please write to the people who run this site.")


class ReportSeals:
    """The key of one report, unwrapped for the length of one request or command."""

    def __init__(self, report_id: UUID, key: bytes) -> None:
        self._report_id, self._key = report_id, key

    def seal(self, words: str, place: str) -> bytes:
        """Seal ``words`` for one place of this report."""
        return crypto.seal(self._key, words.encode(), place=self._place(place), version=1)

    def read(self, sealed: bytes | memoryview | None, place: str) -> str:
        """The words that were sealed there; empty when there are none or they were damaged."""
        if not sealed:
            return ""
        try:
            return crypto.unseal(self._key, bytes(sealed), place=self._place(place)).decode()
        except Damaged:
            return ""

    def _place(self, place: str) -> bytes:
        return f"report|{self._report_id}|{place}".encode()


def new_seals(report_id: UUID) -> tuple[ReportSeals, bytes]:
    """A fresh key for a report, and the same key wrapped for keeping. Raises ReportsUnavailable."""
    key = crypto.new_key()
    return ReportSeals(report_id, key), _checked_ring().wrap(key, place=_wrap_place(report_id))


def seals_of(report: Report) -> ReportSeals:
    """The key of a report. Raises ReportsUnavailable when it does not open."""
    try:
        return ReportSeals(report.pk, _ring().unwrap(bytes(report.wrapped_key), place=_wrap_place(report.pk)))
    except Damaged:
        raise ReportsUnavailable from None


def rewrap(report: Report) -> None:
    """Wrap the report's key with the newest master key. Raises ReportsUnavailable when the old one is not there."""
    ring, place = _checked_ring(), _wrap_place(report.pk)
    try:
        report.wrapped_key = ring.wrap(ring.unwrap(bytes(report.wrapped_key), place=place), place=place)
    except Damaged:
        raise ReportsUnavailable from None
    report.wrapped_by = ring.newest
    report.save(update_fields=["wrapped_key", "wrapped_by"])


def wrapped_with_an_old_key() -> QuerySet[Report]:
    """Reports whose key still hangs on a master key that was replaced."""
    return Report.objects.exclude(wrapped_by=_ring().newest)


def _ring() -> KeyRing:
    try:
        return master_keys()
    except NoMasterKey:
        raise ReportsUnavailable from None


def _checked_ring() -> KeyRing:
    """For wrapping: never with a key this installation does not know."""
    try:
        return checked_master_keys()
    except NoMasterKey:
        raise ReportsUnavailable from None


def _wrap_place(report_id: UUID) -> bytes:
    return f"report-key|{report_id}".encode()
