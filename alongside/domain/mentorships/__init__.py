"""Mentorships: hello conversations and mentor requests, and the pairs and circles that grow from them."""
