"""Who one can be in the demo with one click. The demo's seed makes these people; nobody else has such an address."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class CastMember:
    """Somebody the demo knows, and what there is to see as them."""

    key: str
    email: str
    part: str | Promise
    story: str | Promise


DEMO_CAST = (
    CastMember(
        "organizer",
        "amara@demo.example",
        _("Organizer"),
        _("Runs a job club with a program in week 5, and has people to pair."),
    ),
    CastMember("mentor", "robert@demo.example", _("Mentor"), _("Walks with two mentees, in week 5.")),
    CastMember("mentee", "leila@demo.example", _("Mentee"), _("Is in week 5 with Robert.")),
    CastMember("waiting", "hana@demo.example", _("Mentee, waiting"), _("Has signed up and waits for a mentor.")),
    CastMember("newcomer", "noor@demo.example", _("Newcomer"), _("Arrived today and belongs to no group yet.")),
    CastMember("operator", "olu@demo.example", _("Operator"), _("Looks after the whole site.")),
)
