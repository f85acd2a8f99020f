"""Notifications: who is told, by which channel, in which words."""
