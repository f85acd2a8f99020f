"""Every kind of notice: how it is said, and whether it may wait, be folded or be switched off."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """One kind of notice. Its words live in ``templates/notices/<key>.txt`` (subject first, then the letter)."""

    key: str
    label: str | Promise
    by_mail: bool = True
    can_be_switched_off: bool = True
    waits_for_morning: bool = False  # held back during the person's quiet hours


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (Kind("group_joined", _("You joined a group"), by_mail=False, can_be_switched_off=False),)
}
