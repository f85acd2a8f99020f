"""A program as its organizer sees it: what needs them, where every pair is, the numbers, and writing to people."""
