"""What an organizer asks of every pair of a program, and who belongs together and is therefore kept apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.commands import record
from alongside.domain.pairing.events import PairingRulesChanged, PeopleKeptApart
from alongside.domain.pairing.models import NeverPair, PairingRules
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.kernel.refusal import Refusal
from alongside.matching import Weights

COMPONENTS = tuple(each.name for each in fields(Weights))
_MOST_HOURS, _MOST_WEIGHT = 40.0, 1000.0


class OddRule(Refusal):
    code = "odd_rule"
    text = _("Choose one of the answers shown.")


class NothingCounts(Refusal):
    code = "nothing_counts"
    text = _("Something has to count, or every pair would be alike.")


class SamePerson(Refusal):
    code = "same_person"
    text = _("Choose two different people.")


class TooLongAName(Refusal):
    code = "too_long_a_name"
    text = _("That is too long. Use a shorter name for what they share.")


@transaction.atomic
def change_pairing_rules(
    program: Program,
    *,
    weights: Mapping[str, float],
    share_language: bool,
    keep_musts: bool,
    least_hours: float,
    least_score: float,
    by: Person,
    at: datetime,
) -> PairingRules:
    """Say how much each part of a fit counts, and what no pair may break, from the next suggestions on.

    Raises OddRule or NothingCounts. Records PairingRulesChanged.
    """
    sane = all(name in COMPONENTS and 0 <= value <= _MOST_WEIGHT for name, value in weights.items())
    if not sane or not 0 <= least_hours <= _MOST_HOURS or not 0 <= least_score <= 1:
        raise OddRule
    if not any({**program.weights, **weights}.get(name, 1) for name in COMPONENTS):
        raise NothingCounts
    rules, _is_new = PairingRules.objects.update_or_create(
        program=program,
        defaults={
            "weights": dict(weights),
            "share_language": share_language,
            "keep_musts": keep_musts,
            "least_hours": least_hours,
            "least_score": least_score,
            "changed_by": by,
            "changed_at": at,
        },
    )
    record(PairingRulesChanged(program.pk), actor=by.pk, at=at)
    return rules


@transaction.atomic
def never_pair(program: Program, one: Person, other: Person, *, by: Person, at: datetime) -> NeverPair:
    """Never suggest these two to each other in this program. Neither of them learns of it. Raises SamePerson."""
    if one.pk == other.pk:
        raise SamePerson
    known = NeverPair.objects.filter(program=program).between(one.pk, other.pk).first()
    return known or NeverPair.objects.create(program=program, one=one, other=other, made_by=by, made_at=at)


@transaction.atomic
def keep_apart(enrollment: Enrollment, *, shares: str, by: Person, at: datetime) -> Enrollment:
    """Say which household, team or manager somebody shares with others; nobody is paired with whom they share one.

    Several are parted by a semicolon; nothing lets go of them all. Raises TooLongAName. Records PeopleKeptApart.
    """
    kept = "; ".join(part for each in shares.split(";") if (part := " ".join(each.split())))
    if len(kept) > 80:
        raise TooLongAName
    held = Enrollment.objects.select_for_update(of=("self",)).get(pk=enrollment.pk)
    held.household = kept
    held.save(update_fields=["household"])
    record(PeopleKeptApart(held.pk), actor=by.pk, at=at)
    return held
