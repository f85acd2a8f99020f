"""Telling people things: notices, letters, and what each person chose to hear of."""
