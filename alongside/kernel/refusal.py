"""The anticipated "no": a refusal carries a code for software and a kind sentence for people."""

from __future__ import annotations

from typing import ClassVar

from django.utils.functional import Promise


class Refusal(Exception):  # noqa: N818  (a refusal is an answer, not an error)
    """Raised by a command that will not act. Subclasses sit beside the command that raises them."""

    code: ClassVar[str]
    text: ClassVar[str | Promise]

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code)
        self.facts = facts

    def __str__(self) -> str:
        return str(self.text) % self.facts if self.facts else str(self.text)
