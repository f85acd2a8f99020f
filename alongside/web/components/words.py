"""What people wrote, made safe to show."""

from __future__ import annotations

from django.utils.safestring import SafeString

from alongside.kernel.text import render_markdown
from alongside.web.components.library import register


@register.filter
def markdown(words: str) -> SafeString:
    """Light Markdown as safe HTML."""
    return render_markdown(words)
