"""Looking at pages in tests."""

from __future__ import annotations

import re
from typing import Any

_SECRETS = re.compile(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+')


def bare(response: Any, *without: str) -> str:
    """The page as it would be for anyone: without tokens made anew each time, and without the given words."""
    html = _SECRETS.sub(r"\1", response.content.decode())
    for word in without:
        html = html.replace(word, "…")
    return html
