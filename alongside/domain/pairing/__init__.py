"""Pairing: rounds that ask the engine, the matches it proposes with reasons, and introducing people."""
