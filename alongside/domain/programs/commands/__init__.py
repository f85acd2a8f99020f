"""Acts on programs, their weekly steps and their questions: the only writers of this app."""
