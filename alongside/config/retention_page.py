"""``python -m alongside.config.retention_page`` writes the operators' page about how long things are kept."""

from __future__ import annotations

from pathlib import Path


def main() -> None:
    """Write the page anew from the rules."""
    import django

    django.setup()
    from alongside.config.retention import as_page

    page = Path(__file__).resolve().parents[2] / "docs" / "operator" / "retention.md"
    page.write_text(as_page())


if __name__ == "__main__":
    main()
