"""Closing doors, raising concerns, and looking after them."""
