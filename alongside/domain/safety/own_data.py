"""The doors somebody closed and the concerns they raised, for their own copy. What others raised is not theirs."""

from __future__ import annotations

from typing import Any

from alongside.domain.people.models import Person
from alongside.domain.safety.models import Report
from alongside.domain.safety.queries import blocks_made_by, opened
from alongside.domain.safety.sealing import ReportsUnavailable


def own_data(person: Person) -> dict[str, Any]:
    """Blocks and reports the person made, with the words they wrote, as far as this machine can open them."""
    reports = Report.objects.filter(reporter=person).order_by("reported_at")
    return {
        "blocked": [{"name": block.blocked.full_name, "made_at": block.made_at} for block in blocks_made_by(person)],
        "reports": [
            {
                "number": report.number,
                "kind": report.kind,
                "state": report.state,
                "reported_at": report.reported_at,
                "words": _words(report),
            }
            for report in reports
        ],
    }


def _words(report: Report) -> str | None:
    try:
        return opened(report).words
    except ReportsUnavailable:
        return None
