"""People: accounts, profiles, how they sign in, and what they declared."""
