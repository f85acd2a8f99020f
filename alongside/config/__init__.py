"""Wiring: settings, root addresses, the server entry points, and what follows from what happened."""
