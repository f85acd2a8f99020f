"""Spaces: private rooms with their members, posts, comments, messages, files and keys."""
