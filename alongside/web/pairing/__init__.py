"""The organizer's pairing board: suggestions, changes, review and introductions."""
