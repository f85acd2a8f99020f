"""Noting visits, and keeping what was counted."""
