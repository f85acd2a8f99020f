"""A chat as the public tutorial of Django Channels builds it, in our own words: rooms, groups, no storage."""
