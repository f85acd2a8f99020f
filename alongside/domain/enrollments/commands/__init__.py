"""Acts on sign-ups, applications, rosters and interest polls: the only writers of this app."""
