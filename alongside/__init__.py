"""Alongside: mentorship for communities."""

__version__ = "0.1.0"
