"""How often a thing may be asked for, counted in the cache that every process shares."""

from __future__ import annotations

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest

# Per address of the network ("ip") and per thing asked about ("key"), as amount/time.
_LIMITS = {
    "sign_in_link": "20/m/ip",
    "use_link": "30/m/ip",
    "join": "30/m/ip",
    "open_site": "10/m/ip",
    "change_email": "5/h/key",
}


def is_within(request: HttpRequest, action: str, *, key: str = "") -> bool:
    """Count one more try, and say whether it is still within the limit."""
    return consume(request, app="alongside", action=action, config=_LIMITS, key=key or None) is not None
