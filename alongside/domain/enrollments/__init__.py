"""Enrollments: applications and the places they become, interest polls, and rosters brought in as a file."""
