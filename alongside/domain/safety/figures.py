"""How many reports there were, and what became of them: counts, which name nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median

from django.db.models import Min

from alongside.domain.safety.models import Decision, Look, Report

_SOON = timedelta(hours=72)


@dataclass
class YearOfReports:
    """One year of reports."""

    year: int
    received: int = 0
    decided: int = 0
    within_three_days: int = 0
    appeals: int = 0
    looks: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    decisions: Counter[str] = field(default_factory=Counter)
    hours: list[float] = field(default_factory=list)

    @property
    def median_hours(self) -> int | None:
        """Half of all reports were decided within so many hours."""
        return round(median(self.hours)) if self.hours else None

    @property
    def kinds_in_words(self) -> list[tuple[str, int]]:
        return [(str(Report.Kind(kind).label), count) for kind, count in self.kinds.most_common()]

    @property
    def decisions_in_words(self) -> list[tuple[str, int]]:
        return [(str(Decision.Kind(kind).label), count) for kind, count in self.decisions.most_common()]


def reports_by_year() -> list[YearOfReports]:
    """Every year in which there was a report, the newest first."""
    years: dict[int, YearOfReports] = {}
    rows = Report.objects.annotate(first_decided_at=Min("decisions__decided_at"))
    for made, kind, decided, appealed in rows.values_list("reported_at", "kind", "first_decided_at", "appealed_at"):
        year = years.setdefault(made.year, YearOfReports(made.year))
        year.received += 1
        year.kinds[kind] += 1
        year.appeals += appealed is not None
        if decided:
            year.decided += 1
            year.hours.append((decided - made) / timedelta(hours=1))
            year.within_three_days += decided - made <= _SOON
    for made, kind in Decision.objects.values_list("report__reported_at", "kind"):
        years[made.year].decisions[kind] += 1
    for looked_at in Look.objects.values_list("looked_at", flat=True):
        years.setdefault(looked_at.year, YearOfReports(looked_at.year)).looks += 1
    return sorted(years.values(), key=lambda year: -year.year)
