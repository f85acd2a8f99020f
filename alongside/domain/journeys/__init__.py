"""Journeys: the weekly steps walked in a space, with goals, meetings and check-ins."""
