"""The organizers' desk: who took what, what is done or put off, notes on pairs, and how long it all took.

What needs an organizer is found by rules in insights. Here is only what organizers did about it.
"""
