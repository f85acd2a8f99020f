"""The acts of pairing, one file for each lifecycle."""
