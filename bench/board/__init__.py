"""The pairing board with thousands of people, in a real browser."""
