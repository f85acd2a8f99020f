"""What there is to know about a kind of notice, whoever it goes to."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Kind:
    """One kind of notice. Its words live in ``templates/notices/<key>.txt``: subject, empty line, letter."""

    key: str
    label: str | Promise  # how /settings/notices/ names it: "Robert shared an answer"
    by_mail: bool = True
    can_be_switched_off: bool = True
    waits_for_morning: bool = False  # its letter is held back during the person's quiet hours
    comes_anyway: bool = False  # somebody waits for this person: still written after "write to me less often"

    @property
    def is_lesser(self) -> bool:
        """Whether its letter counts in the person's week, and is told together with others when the week is full."""
        return self.can_be_switched_off and not self.comes_anyway
