"""How a page looks to this reader: from their account, or from a cookie on this device."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from django.http import HttpRequest, HttpResponse

COOKIE = "display"
A_YEAR = 365 * 24 * 60 * 60

THEMES = ("auto", "light", "dark")
TEXT_SIZES = ("normal", "large", "largest")
CONTRASTS = ("normal", "more")
MOTIONS = ("normal", "less")


@dataclass(frozen=True)
class Display:
    """Theme, text size, contrast and motion."""

    theme: str = "auto"
    text_size: str = "normal"
    contrast: str = "normal"
    motion: str = "normal"

    @classmethod
    def of(cls, request: HttpRequest) -> Display:
        """What the reader chose, or what their device says."""
        person = getattr(request, "user", None)
        if person is not None and person.is_authenticated:
            return cls(
                person.theme,
                person.text_size,
                "more" if person.more_contrast else "normal",
                "less" if person.less_motion else "normal",
            )
        return cls.from_cookie(request.COOKIES.get(COOKIE, ""))

    @classmethod
    def from_cookie(cls, value: str) -> Display:
        """Read what ``keep_on`` wrote; anything unknown falls back to the device."""
        parts = value.split(".")
        allowed = (THEMES, TEXT_SIZES, CONTRASTS, MOTIONS)
        if len(parts) != len(allowed) or any(part not in choices for part, choices in zip(parts, allowed, strict=True)):
            return cls()
        return cls(*parts)

    def keep_on(self, response: HttpResponse, *, secure: bool) -> None:
        """Remember the choice on this device, for a year."""
        response.set_cookie(
            COOKIE, ".".join(astuple(self)), max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax"
        )
