"""The acts of mentorships, one file for each lifecycle."""
