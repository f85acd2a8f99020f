"""SQLite as Django knows it, with a queue for those who want to write."""
