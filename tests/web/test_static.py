"""In production every file has its sum in its name, and everything still finds everything."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.template import Context, Template

HASHED = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}


def test_icons_fonts_and_styles_are_found_under_their_hashed_names(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": HASHED}
    call_command("collectstatic", interactive=False, verbosity=0)

    drawn = Template('{% icon "check" %}{% include "components/styles.html" %}').render(Context())

    names = re.findall(r'href="/static/([^"#]+)', drawn)
    assert len(names) > 10
    assert all(re.search(r"\.[0-9a-f]{12}\.", name) and (tmp_path / name).exists() for name in names)
    base = next(tmp_path.glob("css/base.*.css")).read_text()
    fonts = re.findall(r'url\("\.\./(fonts/[^"]+)"\)', base)
    assert fonts
    assert all((tmp_path / font).exists() for font in fonts)
