"""Reads the local services that *Get help now* names. The program never makes up a number."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LocalHelp:
    """Somebody people can turn to at once: who, how to call, and where to read more."""

    name: str
    call: str = ""
    link: str = ""

    @property
    def dial(self) -> str:
        """The number as a telephone wants it."""
        return "".join(sign for sign in self.call if sign.isdigit() or sign == "+")


def local_help(written: str) -> list[LocalHelp]:
    """``Name | phone | address``, one service on each line or parted by semicolons."""
    services = []
    for line in written.replace(";", "\n").splitlines():
        name, call, link = (*(part.strip() for part in line.split("|")), "", "")[:3]
        if name:
            services.append(LocalHelp(name, call, link if link.startswith(("https://", "http://")) else ""))
    return services
