"""Pages about taking part: signing up, one's own place, other people's cards, applications, rosters and polls."""
