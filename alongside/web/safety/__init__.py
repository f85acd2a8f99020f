"""Reporting, blocking, getting help now, and looking after reports."""
