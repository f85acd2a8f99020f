"""Meeting each other, asking to be a pair, and parting; and the organizer's list of pairs."""
