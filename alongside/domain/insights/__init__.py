"""Insights: read-only numbers about programs and groups, and what needs the organizer."""
