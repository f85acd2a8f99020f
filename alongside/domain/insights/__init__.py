"""Insights: what needs the organizer, and numbers about programs and groups. Counts and times only, never words.

What is true now is counted when somebody asks; what was true on each past day is counted once and kept, and counting
it again from what happened gives the same.
"""
